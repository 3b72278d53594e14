import type { Fence, ReadAnswer } from './answer-fences.ts';
import { isDiffWord } from './answer-fences.ts';
import { type DiffLine, type DiffPart, type Hunk, parseDiff } from './diff-parse.ts';
import { settleHunks } from './diff-settle.ts';
import type { MaskedFile } from './masked-file.ts';

export type PatchAnswer = { readonly patch: string } | { readonly unusable: string };

/** No change to a region has as many. */
const MAX_HUNKS = 1000;

/**
 * The diff of an answer: all blocks that hold one, in their order, equal ones once; without such a block what stands bare in the text. Counts are those of the lines; hunks of shown files get their
 * place (`settleHunks`). Lines are never added, joined or re-indented.
 */
export function patchOfAnswer({ text, fences }: ReadAnswer, files: readonly MaskedFile[]): PatchAnswer {
  const blocks = [...new Set(fences.filter(holdsDiff).map((fence) => fence.text))];
  const parts: DiffPart[] = [];
  for (const block of blocks.length > 0 ? blocks : [text]) {
    const parsed = parseDiff(block, blocks.length === 0);
    if ('unusable' in parsed) return parsed;
    for (const part of parsed.parts) parts.push(part);
  }
  const hunks = parts.reduce((sum, part) => sum + part.hunks.length, 0);
  if (hunks === 0) return { unusable: 'the answer has no unified diff' };
  if (hunks > MAX_HUNKS) return { unusable: `the diff has ${hunks} hunks, more than ${MAX_HUNKS}` };
  if (parts.length > MAX_HUNKS) return { unusable: `the diff names ${parts.length} files, more than ${MAX_HUNKS}` };
  let patch = '';
  for (const part of parts) {
    const written = writePart(part, files);
    if (typeof written === 'object') return written;
    patch += written;
  }
  return patch === '' ? { unusable: 'the diff changes nothing' } : { patch };
}

/** Whether a block says that it is a diff, or looks like one. */
export function holdsDiff({ info, text }: Pick<Fence, 'info' | 'text'>): boolean {
  return isDiffWord(info) || /^(?:diff --git |--- [^\n]*\n\+\+\+ |@@ -\d)/.test(text.trimStart());
}

function writePart(part: DiffPart, files: readonly MaskedFile[]): string | { readonly unusable: string } {
  const [only] = files;
  if (part.header.length === 0 && (files.length !== 1 || only === undefined)) return { unusable: 'the diff does not name its file' };
  const header = part.header.length === 0 ? [`--- a/${only?.path}`, `+++ b/${only?.path}`] : part.header;
  const file = files.find(({ path }) => namesFile(header, path));
  const hunks = file === undefined ? part.hunks : settleHunks(part, file);
  if ('unusable' in hunks) return hunks;
  if (hunks.length === 0 && part.hunks.length > 0) return '';
  let [moved, written] = [0, ''];
  for (const hunk of hunks) {
    if (hunk.start === null) return { unusable: 'a hunk has no line numbers, and its file was not shown' };
    const [before, after] = [countOf(hunk, '-'), countOf(hunk, '+')];
    written += `@@ -${hunk.start},${before} +${newStart({ start: hunk.start, before, after, moved })},${after} @@${hunk.section}\n${hunk.lines.map(writeLine).join('')}`;
    moved += after - before;
  }
  return `${header.join('\n')}\n${written}`;
}

function namesFile(header: readonly string[], path: string): boolean {
  return header.some((line) => [`+++ b/${path}`, `+++ ${path}`].includes(line.split('\t', 1)[0]?.trimEnd() ?? '') || (line.startsWith('diff --git ') && line.endsWith(` b/${path}`)));
}

function countOf({ lines }: Hunk, sign: '-' | '+'): number {
  return lines.filter((line) => line.sign === ' ' || line.sign === sign).length;
}

interface Counts {
  readonly start: number;
  readonly before: number;
  readonly after: number;
  /** By how many lines the hunks before made the file longer. */
  readonly moved: number;
}

/** A side without lines is named by the line before it. */
function newStart({ start, before, after, moved }: Counts): number {
  return Math.max(0, start + moved + (before === 0 ? 1 : 0) - (after === 0 ? 1 : 0));
}

function writeLine({ sign, text }: DiffLine): string {
  return `${sign}${text}\n`;
}
