import type { DiffLine, DiffPart, Hunk } from './diff-parse.ts';
import { findLines } from './find-lines.ts';
import { isMarkerLine } from './mask.ts';
import type { MaskedFile } from './masked-file.ts';
import { bareLine, lineBreaksOf } from './text-lines.ts';

export interface SettledHunk extends Hunk {
  readonly start: number;
}

/** A shown file, prepared for the hunks that change it. */
interface Place {
  readonly file: MaskedFile;
  /** Without line feeds; with carriage returns. */
  readonly lines: readonly string[];
  readonly bare: readonly string[];
}

/**
 * Brings the hunks of a shown file into the form in which they fit it byte for byte. No word of a line changes: what was lost on the way to the generator and back comes from the file (carriage
 * returns, byte order mark, the place of a hunk without numbers), marker lines that were kept are taken out. A hunk that fits nowhere stays as it is: it may fit the unmasked file.
 */
export function settleHunks({ hunks }: DiffPart, file: MaskedFile): readonly SettledHunk[] | { readonly unusable: string } {
  const lines = file.text.split('\n');
  const place: Place = { file, lines, bare: lines.map(bareLine) };
  const settled: SettledHunk[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const start = startOf(hunk, place);
    if (typeof start === 'string') return { unusable: `hunk ${index + 1} of ${file.path} has no line numbers and ${start}` };
    const changed = withoutMarkers(hunk.lines);
    const fitted = start.fits ? fittedLines({ lines: changed, place, at: start.line - 1 }) : { lines: withBreaks(changed, place), skipped: 0 };
    if (fitted.lines.some(({ sign }) => sign === '-' || sign === '+')) settled.push({ ...hunk, start: start.line + fitted.skipped, lines: fitted.lines });
  }
  return settled.sort((a, b) => a.start - b.start);
}

/** The first old line's number in the file; without numbers in the header there must be exactly one place for it. */
function startOf({ start, lines }: Hunk, { bare }: Place): { readonly line: number; readonly fits: boolean } | string {
  const old = lines.filter(({ sign }) => sign === ' ' || sign === '-').map(({ text }) => bareLine(text));
  const places = findLines(bare, old).map((index) => index + 1);
  const [first] = places;
  if (start === null) {
    if (places.length > 1) return `fits in ${places.length} places`;
    return first === undefined ? 'fits nowhere' : { line: first, fits: true };
  }
  if (first === undefined) return { line: start, fits: false };
  return { line: places.reduce((best, line) => (Math.abs(line - start) < Math.abs(best - start) ? line : best), first), fits: true };
}

/** The marker is ours: a hunk that puts something in takes it out, even where it forgot to say so. */
function withoutMarkers(lines: readonly DiffLine[]): readonly DiffLine[] {
  const own = lines.filter(({ sign, text }) => sign !== '+' || !isMarkerLine(text));
  if (!own.some(({ sign }) => sign === '+')) return lines;
  return own.map((line) => (line.sign === ' ' && isMarkerLine(line.text) ? { sign: '-', text: line.text } : line));
}

interface Fit {
  readonly lines: readonly DiffLine[];
  readonly place: Place;
  /** Index of the first old line. */
  readonly at: number;
}

/** Old lines as the file has them. Of unchanged lines at both ends, those that cannot be written as UTF-8 are left out: the place is known. */
function fittedLines({ lines, place, at }: Fit): { readonly lines: readonly DiffLine[]; readonly skipped: number } {
  const { file } = place;
  let index = at;
  const aligned = withBreaks(lines, place).map((line): DiffLine => {
    if (line.sign === '+' || line.sign === '\\') return line;
    const text = `${file.hasByteOrderMark && index === 0 ? '\uFEFF' : ''}${place.lines[index] ?? ''}`;
    index += 1;
    return { sign: line.sign, text };
  });
  const reachesEnd = index === place.lines.length;
  const marked = file.hasByteOrderMark && at === 0 ? withByteOrderMark(aligned) : aligned;
  const ended = reachesEnd ? withoutLastReturn(marked) : marked;
  if (file.isUtf8) return { lines: ended, skipped: 0 };
  const first = 1 + ended.slice(0, leadingContext(ended)).findLastIndex(hasHighCharacter);
  const trailing = ended.toReversed();
  const last = 1 + trailing.slice(0, leadingContext(trailing)).findLastIndex(hasHighCharacter);
  return { lines: ended.slice(first, ended.length - last), skipped: first };
}

/** Carriage returns for lines that are put in, and for those that fit nowhere. */
function withBreaks(lines: readonly DiffLine[], { file }: Place): readonly DiffLine[] {
  const wanted = lineBreaksOf(file.text);
  const returned = lines.filter(({ text }) => text.endsWith('\r')).length;
  if (wanted === 'crlf' && returned === 0) return lines.map((line) => (line.sign === '\\' ? line : { ...line, text: `${line.text}\r` }));
  if (wanted === 'lf' && returned === lines.filter(({ sign }) => sign !== '\\').length) return lines.map((line) => ({ ...line, text: bareLine(line.text) }));
  return lines;
}

/** The line that takes the first line's place takes its mark, too. */
function withByteOrderMark(lines: readonly DiffLine[]): readonly DiffLine[] {
  const first = lines.findIndex(({ sign }) => sign === '+' || sign === ' ');
  return lines.map((line, index) => (index === first && line.sign === '+' && !line.text.startsWith('\uFEFF') ? { sign: '+', text: `\uFEFF${line.text}` } : line));
}

/** A file's last line without a line feed has no carriage return either. */
function withoutLastReturn(lines: readonly DiffLine[]): readonly DiffLine[] {
  const last = lines.findLastIndex(({ sign }) => sign === '+' || sign === ' ');
  return lines.map((line, index) => (index === last && line.sign === '+' ? { sign: '+', text: bareLine(line.text) } : line));
}

/** How many of the first lines are unchanged ones. */
function leadingContext(lines: readonly DiffLine[]): number {
  const end = lines.findIndex(({ sign }) => sign !== ' ');
  return end === -1 ? lines.length : end;
}

function hasHighCharacter({ text }: DiffLine): boolean {
  return /[\u0080-\uffff]/.test(text);
}
