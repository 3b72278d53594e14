import type { FileIndex } from './file-index.ts';
import { type Bound, isSame } from './matching.ts';
import { type Shape, shapeAt } from './shape.ts';

/** A place that holds, with what its metavariables stand for. */
export interface Range {
  readonly start: number;
  readonly stop: number;
  readonly bound: Bound;
  /** It says where to look (`pattern-inside`), not what is found. */
  readonly isInside?: boolean;
}

/** Whether a range lies in another. */
function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.stop <= outer.stop;
}

/** What both say; null where a metavariable is two things. Numbers of groups are no metavariables that a rule writes. */
function merged(index: FileIndex, left: Bound, right: Bound): Bound | null {
  if (right.size === 0) return left;
  const all = new Map(left);
  for (const [name, shape] of right) {
    const known = all.get(name);
    if (known !== undefined && !isSame(index, known, shape) && !/^\$\d/u.test(name)) return null;
    if (known === undefined) all.set(name, shape);
  }
  return all;
}

/** Of each two of which one lies in the other the inner one; what says where to look is never the inner one of what is found. */
export function intersect(index: FileIndex, left: readonly Range[], right: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const a of left) {
    for (const b of right) {
      const inner = contains(b, a) && (a.isInside !== true || b.isInside === true) ? a : contains(a, b) && (b.isInside !== true || a.isInside === true) ? b : null;
      const bound = inner === null ? null : merged(index, a.bound, b.bound);
      if (inner !== null && bound !== null) found.push({ ...inner, bound });
    }
  }
  return found;
}

/** Whether one of the others rules a range out, with metavariables that agree. */
export function isExcluded(index: FileIndex, range: Range, { others, how }: { readonly others: readonly Range[]; readonly how: 'equal' | 'within' | 'either' }): boolean {
  return others.some((other) => {
    const [isWithin, isAround] = [contains(other, range), contains(range, other)];
    const fits = how === 'equal' ? isWithin && isAround : how === 'within' ? isWithin : isWithin || isAround;
    return fits && merged(index, range.bound, other.bound) !== null;
  });
}

/** The groups of a regular expression as metavariables: `$NAME`, `$1`. `place`: of the text that was searched. */
export function captures(found: RegExpExecArray, place: { start: number; stop: number }): Map<string, Shape> {
  const bound = new Map<string, Shape>();
  const add = (name: string, text: string | undefined): void => {
    if (text === undefined) return;
    const at = found[0].indexOf(text);
    const start = Math.min(place.start + found.index + Math.max(at, 0), place.stop);
    bound.set(`$${name}`, shapeAt({ start, stop: Math.min(start + text.length, place.stop) }, 'text', { value: text }));
  };
  found.slice(1).forEach((text, at) => add(String(at + 1), text));
  for (const [name, text] of Object.entries(found.groups ?? {})) add(name, text);
  return bound;
}
