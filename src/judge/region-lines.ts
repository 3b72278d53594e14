import { diffArrays } from 'diff';

/** Lines of a file, both ends included, from 1 on. */
export type Lines = readonly [first: number, last: number];

/** A part of a file that was replaced by another: offsets of lines from 0 on, ends not included. */
interface Hunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Beyond it all between the first and the last changed line counts as changed: a hostile answer shall not cost minutes. */
const MAX_EDITS = 2_000;

/**
 * Where the lines of a region are after a change: from behind the last line above that stayed, to before the first line below that did. Where nothing is left of it, the line
 * that took its place.
 */
export function movedLines(before: Uint8Array, after: Uint8Array, [first, last]: Lines): Lines {
  const lines = linesOf(after);
  const hunks = hunksOf(linesOf(before), lines);
  const start = moved(first - 1, hunks, (hunk) => hunk.oldStart <= first - 1 && (first - 1 < hunk.oldEnd || hunk.oldStart === first - 1), 'newStart');
  const end = moved(last, hunks, (hunk) => hunk.oldEnd >= last && (hunk.oldStart < last || hunk.oldEnd === last), 'newEnd');
  const from = Math.min(start + 1, Math.max(1, lines.length));
  return [from, Math.max(from, Math.min(end, lines.length))];
}

/** Of a boundary between lines: at the side of the hunk that holds it, else moved by the hunks above it. */
function moved(boundary: number, hunks: readonly Hunk[], holds: (hunk: Hunk) => boolean, side: 'newStart' | 'newEnd'): number {
  const hunk = hunks.find(holds);
  if (hunk !== undefined) return hunk[side];
  const above = hunks.findLast(({ oldEnd }) => oldEnd <= boundary);
  return above === undefined ? boundary : boundary + above.newEnd - above.oldEnd;
}

function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const whole = { oldStart: head, oldEnd: before.length - tail, newStart: head, newEnd: after.length - tail };
  if (whole.oldStart === whole.oldEnd && whole.newStart === whole.newEnd) return [];
  const changes = diffArrays(before.slice(head, whole.oldEnd), after.slice(head, whole.newEnd), { maxEditLength: MAX_EDITS });
  if (changes === undefined) return [whole];
  const hunks: Hunk[] = [];
  let [old, now] = [head, head];
  let open: { oldStart: number; newStart: number } | null = null;
  for (const { count, added, removed } of [...changes, { count: 0, added: false, removed: false }]) {
    if (added || removed) open ??= { oldStart: old, newStart: now };
    else if (open !== null) {
      hunks.push({ ...open, oldEnd: old, newEnd: now });
      open = null;
    }
    if (!added) old += count;
    if (!removed) now += count;
  }
  return hunks;
}

/** Bytes as characters: what is no UTF-8 differs too. A last line without its line feed is a line. */
function linesOf(content: Uint8Array): string[] {
  const lines = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
