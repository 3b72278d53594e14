import { diffArrays } from 'diff';
import { cutLine } from './bounded.ts';

export interface DiffLine {
  readonly number: number;
  readonly text: string;
}

/** Two lines side by side; null where a side has none. `gap` stands for lines that are alike and left out. */
export type DiffRow =
  | { readonly kind: 'same' | 'changed'; readonly before: DiffLine | null; readonly after: DiffLine | null }
  | { readonly kind: 'gap'; readonly lines: number };

export interface DiffView {
  readonly rows: readonly DiffRow[];
  /** Too different or too long to be compared line by line. */
  readonly isCut: boolean;
}

const CONTEXT = 3;
const MAX_ROWS = 400;
/** Of the part that differs, a side. */
const MAX_LINES = 1500;
const MAX_EDITS = 1200;

/** What differs between the lines of two files, side by side, with a few lines around. */
export function diffView(a: readonly string[], b: readonly string[]): DiffView {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (middleA.length === 0 && middleB.length === 0) return { rows: [], isCut: false };
  const tooLong = middleA.length > MAX_LINES || middleB.length > MAX_LINES;
  const changes = tooLong ? undefined : diffArrays(middleA, middleB, { maxEditLength: MAX_EDITS });
  const middle = changes === undefined ? pairUp(middleA.slice(0, MAX_ROWS), middleB.slice(0, MAX_ROWS)) : rowsOf(changes);
  const before3 = Math.max(0, start - CONTEXT);
  const same = (text: string): Pairing => ({ before: text, after: text });
  const pairs = [...a.slice(before3, start).map(same), ...middle, ...a.slice(a.length - end, a.length - end + CONTEXT).map(same)];
  const folded = fold(numbered(pairs, before3 + 1));
  const rows: DiffRow[] = [...(before3 > 0 ? [{ kind: 'gap' as const, lines: before3 }] : []), ...folded.slice(0, MAX_ROWS), ...(end > CONTEXT ? [{ kind: 'gap' as const, lines: end - CONTEXT }] : [])];
  return { rows, isCut: tooLong || changes === undefined || folded.length > MAX_ROWS };
}

interface Pairing {
  readonly before: string | null;
  readonly after: string | null;
}

function rowsOf(changes: readonly { readonly value: readonly string[]; readonly added: boolean; readonly removed: boolean }[]): Pairing[] {
  const pairs: Pairing[] = [];
  let removed: readonly string[] = [];
  for (const { value, added, removed: isRemoved } of changes) {
    if (isRemoved) {
      removed = [...removed, ...value];
      continue;
    }
    if (added) {
      pairs.push(...pairUp(removed, value));
    } else {
      pairs.push(...pairUp(removed, []), ...value.map((text) => ({ before: text, after: text })));
    }
    removed = [];
  }
  return [...pairs, ...pairUp(removed, [])];
}

function pairUp(before: readonly string[], after: readonly string[]): Pairing[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => ({ before: before[index] ?? null, after: after[index] ?? null }));
}

function numbered(pairs: readonly Pairing[], first: number): Exclude<DiffRow, { kind: 'gap' }>[] {
  let [left, right] = [first - 1, first - 1];
  return pairs.map(({ before, after }) => {
    if (before !== null) left += 1;
    if (after !== null) right += 1;
    const kind = before !== null && before === after ? 'same' : 'changed';
    return { kind, before: before === null ? null : { number: left, text: cutLine(before) }, after: after === null ? null : { number: right, text: cutLine(after) } };
  });
}

/** Long runs of lines that are alike become a gap. */
function fold(rows: readonly Exclude<DiffRow, { kind: 'gap' }>[]): DiffRow[] {
  const near = new Uint8Array(rows.length);
  rows.forEach(({ kind }, index) => {
    if (kind === 'changed') near.fill(1, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  });
  const folded: DiffRow[] = [];
  let skipped = 0;
  rows.forEach((row, index) => {
    if (near[index] === 0) {
      skipped += 1;
      return;
    }
    if (skipped > 0) folded.push({ kind: 'gap', lines: skipped });
    skipped = 0;
    folded.push(row);
  });
  return folded;
}
