import type { Unusable } from './answer-choice.ts';
import { findLines } from './find-lines.ts';
import type { MaskedFile } from './masked-file.ts';
import { bareLine, linesOf } from './text-lines.ts';

/** Fewer lines could be those of a region, too. */
const TELLING_LINES = 3;
/** From here on, and with so many of the file's lines in it, an answer is the file, changed. */
const [MANY_LINES, MOST] = [10, 0.8];

/**
 * The text of each region where an answer is the whole file: all lines around the regions are there, unchanged (blank lines at both ends aside). Null where it is no whole file;
 * unusable where it is one with other lines changed, too, or where it cannot be told what stands for which region.
 */
export function regionsOfWholeFile(written: string, file: MaskedFile): readonly string[] | Unusable | null {
  const lines = linesOf(written);
  const bare = lines.map(bareLine);
  const around = linesAround(file);
  const telling = new Set(around.flat().filter((line) => /[A-Za-z_]{3}/.test(line)));
  if (telling.size < TELLING_LINES) return null;
  const cuts = cutAt(bare, around);
  if (typeof cuts === 'object') return cuts.map(([start, end]) => lines.slice(start, end).join(''));
  const present = new Set(bare);
  const found = [...telling].filter((line) => present.has(line)).length;
  if (telling.size < MANY_LINES || found < MOST * telling.size) return null;
  return { unusable: cuts === 'changed' ? 'the answer is the whole file, and lines outside of what was asked for are changed' : 'the answer is the whole file, and it cannot be told where each region ends' };
}

/** The lines before the first marker, between markers, and after the last. */
function linesAround({ text, markers }: MaskedFile): string[][] {
  const lines = linesOf(text).map(bareLine);
  const starts = [0, ...markers.map(({ line }) => line)];
  return starts.map((start, index) => lines.slice(start, (starts[index + 1] ?? lines.length + 1) - 1));
}

type Cut = readonly [start: number, end: number];

function cutAt(lines: readonly string[], around: readonly (readonly string[])[]): Cut[] | 'changed' | 'unclear' {
  const head = withoutBlank(around[0] ?? [], 'start');
  const tail = withoutBlank(around.at(-1) ?? [], 'end');
  const from = hasText(head) ? countBlank(lines, 1) : 0;
  const to = lines.length - (hasText(tail) ? countBlank(lines, -1) : 0);
  const [start, end] = [from + head.length, to - tail.length];
  if (start > end || !sameLines(lines.slice(from, start), head) || !sameLines(lines.slice(end, to), tail)) return 'changed';
  const cuts: Cut[] = [];
  let at = start;
  for (const between of around.slice(1, -1)) {
    const places = findLines(lines.slice(0, end), between, at);
    const [place] = places;
    if (!hasText(between)) return 'unclear';
    if (place === undefined || places.length > 1) return place === undefined ? 'changed' : 'unclear';
    cuts.push([at, place]);
    at = place + between.length;
  }
  return [...cuts, [at, end]];
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

function hasText(lines: readonly string[]): boolean {
  return lines.some((line) => line.trim() !== '');
}

/** Blank lines at the start (step 1) or the end (-1). */
function countBlank(lines: readonly string[], step: 1 | -1): number {
  let count = 0;
  while (count < lines.length && lines.at(step === 1 ? count : -1 - count)?.trim() === '') count += 1;
  return count;
}

/** Unless there is nothing else. */
function withoutBlank(lines: readonly string[], side: 'start' | 'end'): readonly string[] {
  const count = countBlank(lines, side === 'start' ? 1 : -1);
  if (count === lines.length) return lines;
  return side === 'start' ? lines.slice(count) : lines.slice(0, lines.length - count);
}
