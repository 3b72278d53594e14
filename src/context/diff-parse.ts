import { bareLine } from './text-lines.ts';

export interface DiffLine {
  /** Unchanged, taken out, put in, or git's remark on a missing line break. */
  readonly sign: ' ' | '-' | '+' | '\\';
  /** Without the sign and the line feed. */
  readonly text: string;
}

export interface Hunk {
  /** First line of the old file, as the header says it; null where it has no numbers. */
  readonly start: number | null;
  /** What stands behind the header's second `@@`. */
  readonly section: string;
  readonly lines: readonly DiffLine[];
}

/** What a diff says of one file. */
export interface DiffPart {
  /** All lines before the first hunk; empty where there is none. */
  readonly header: readonly string[];
  readonly hunks: readonly Hunk[];
}

export type ParsedDiff = { readonly parts: readonly DiffPart[] } | { readonly unusable: string };

interface OpenPart {
  readonly header: string[];
  readonly hunks: Hunk[];
}

const EXTENDED_HEADER = /^(?:index|old mode|new mode|new file mode|deleted file mode|similarity index|dissimilarity index|rename from|rename to|copy from|copy to|Binary files|GIT binary patch) /;
const HUNK_HEADER = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$/s;

/**
 * Reads a unified diff by its lines: a hunk's counts hold where they fit its lines, else its lines are counted. `isBare`: it stands among other words, which end a hunk; in a block of its own
 * a line without sign makes the diff unusable.
 */
export function parseDiff(text: string, isBare: boolean): ParsedDiff {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const parts: OpenPart[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = bareLine(lines[at] ?? '');
    if (line.startsWith('@@')) {
      const end = hunkEnd(lines, at, isBare);
      if (typeof end === 'object') return end;
      (parts.at(-1) ?? startPart(parts)).hunks.push(hunkOf(line, lines.slice(at + 1, end)));
      at = end;
      continue;
    }
    const isName = isFileName(lines, at);
    const header = headerFor(parts, line, isName);
    if (isName) header?.push(line, bareLine(lines[at + 1] ?? ''));
    else header?.push(line);
    at += isName ? 2 : 1;
  }
  return { parts };
}

function startPart(parts: OpenPart[]): OpenPart {
  const part = { header: [], hunks: [] };
  parts.push(part);
  return part;
}

/** The header that a line outside of hunks belongs to; undefined for other words. */
function headerFor(parts: OpenPart[], line: string, isName: boolean): string[] | undefined {
  const part = parts.at(-1);
  if (line.startsWith('diff --git ')) return startPart(parts).header;
  const isOpen = part !== undefined && part.hunks.length === 0;
  if (isName) return isOpen && !part.header.some((each) => each.startsWith('--- ')) ? part.header : startPart(parts).header;
  return isOpen && EXTENDED_HEADER.test(line) ? part.header : undefined;
}

function hunkOf(header: string, lines: readonly string[]): Hunk {
  const match = HUNK_HEADER.exec(header);
  return {
    start: match === null ? null : Number(match[1]),
    section: match?.[5] ?? '',
    // Editors and models drop the space of an empty line.
    lines: lines.map((line) => (bareLine(line) === '' ? { sign: ' ', text: line } : { sign: signOf(line) ?? ' ', text: line.slice(1) })),
  };
}

/** The index after a hunk's last line. */
function hunkEnd(lines: readonly string[], header: number, isBare: boolean): number | { readonly unusable: string } {
  const counted = endByCounts(lines, header);
  if (counted !== null && isBoundary(lines, counted, isBare)) return counted;
  let end = header + 1;
  while (end < lines.length && !startsNext(lines, end)) {
    if (bareLine(lines[end] ?? '') !== '' && signOf(lines[end] ?? '') === null) {
      if (isBare) break;
      return { unusable: `line ${end + 1} of the diff begins with none of space, + and -` };
    }
    end += 1;
  }
  while (end > header + 1 && bareLine(lines[end - 1] ?? '') === '') end -= 1;
  return end;
}

/** Where the header's counts say that the hunk ends; null where it has none or the lines do not fit them. */
function endByCounts(lines: readonly string[], header: number): number | null {
  const match = HUNK_HEADER.exec(bareLine(lines[header] ?? ''));
  if (match === null) return null;
  let [before, after] = [Number(match[2] ?? 1), Number(match[4] ?? 1)];
  let at = header + 1;
  for (; before > 0 || after > 0; at += 1) {
    const line = lines[at];
    const sign = line === undefined ? null : bareLine(line) === '' ? ' ' : signOf(line);
    if (sign === null) return null;
    if (sign === ' ' || sign === '-') before -= 1;
    if (sign === ' ' || sign === '+') after -= 1;
  }
  if (before < 0 || after < 0) return null;
  return lines[at]?.startsWith('\\') === true ? at + 1 : at;
}

/** Nothing that could belong to the hunk follows. Blank lines end a bare diff: words may follow them, with dashes in front. */
function isBoundary(lines: readonly string[], from: number, isBare: boolean): boolean {
  let at = from;
  while (at < lines.length && bareLine(lines[at] ?? '') === '') at += 1;
  return at >= lines.length || startsNext(lines, at) || signOf(lines[at] ?? '') === null || (isBare && at > from);
}

function startsNext(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  return line.startsWith('@@') || line.startsWith('diff --git ') || isFileName(lines, at);
}

/** A line taken out may begin with two dashes: only the pair names a file. */
function isFileName(lines: readonly string[], at: number): boolean {
  return lines[at]?.startsWith('--- ') === true && lines[at + 1]?.startsWith('+++ ') === true;
}

function signOf(line: string): DiffLine['sign'] | null {
  const sign = line[0];
  return sign === ' ' || sign === '-' || sign === '+' || sign === '\\' ? sign : null;
}
