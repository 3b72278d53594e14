import type { Bound } from './matching.ts';
import { isEqual } from './shape.ts';

/** A place that holds, with what its metavariables stand for. */
export interface Range {
  readonly start: number;
  readonly stop: number;
  readonly bound: Bound;
}

/** Whether a range lies in another. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.stop <= outer.stop;
}

/** What both say; null where a metavariable is two things. */
export function merged(left: Bound, right: Bound): Bound | null {
  const all = new Map(left);
  for (const [name, shape] of right) {
    const known = all.get(name);
    if (known !== undefined && !isEqual(known, shape)) return null;
    if (known === undefined) all.set(name, shape);
  }
  return all;
}
