import { diffArrays } from 'diff';

/** First and last line, from 1, both included. */
export type LineRange = readonly [first: number, last: number];

export interface ChangedFile {
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
  /** Of `before`. */
  readonly regions: readonly LineRange[];
}

/** A difference of more lines is taken as one: exactness there is not worth the time that a hostile file could make it cost. */
const MAX_EDITS = 2_000;

/** Where, in the changed file, its regions lie now and what else was changed: a finding elsewhere is none of the candidate's. */
export function areaOf({ before, after, regions }: ChangedFile): LineRange[] {
  const old = linesOf(before ?? new Uint8Array());
  const now = linesOf(after);
  const start = commonStart(old, now);
  const end = commonEnd(old, now, start);
  const middle = diffArrays(old.slice(start, old.length - end), now.slice(start, now.length - end), { maxEditLength: MAX_EDITS });
  const area: LineRange[] = start + end === now.length ? [] : middle === undefined ? [[start + 1, now.length - end]] : [];
  const keep = (from: number, to: number, count: number): void => {
    // Lines that stayed, and were or are of a region.
    for (const [first, last] of regions) {
      const [low, high] = [Math.max(first, from), Math.min(last, from + count - 1)];
      if (low <= high) area.push([low - from + to, high - from + to]);
    }
  };
  keep(1, 1, start);
  let [from, to] = [start + 1, start + 1];
  for (const { added, removed, count } of middle ?? []) {
    if (added) area.push([to, to + count - 1]);
    else if (!removed) keep(from, to, count);
    if (!added) from += count;
    if (!removed) to += count;
  }
  keep(old.length - end + 1, now.length - end + 1, end);
  return area;
}

export function touches(area: readonly LineRange[], first: number, last: number): boolean {
  return area.some(([low, high]) => first <= high && last >= low);
}

/** With a character a byte: what is not UTF-8 is compared as well. */
function linesOf(content: Uint8Array): string[] {
  const lines = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function commonStart(old: readonly string[], now: readonly string[]): number {
  let count = 0;
  while (count < Math.min(old.length, now.length) && old[count] === now[count]) count += 1;
  return count;
}

function commonEnd(old: readonly string[], now: readonly string[], start: number): number {
  const most = Math.min(old.length, now.length) - start;
  let count = 0;
  while (count < most && old[old.length - 1 - count] === now[now.length - 1 - count]) count += 1;
  return count;
}
