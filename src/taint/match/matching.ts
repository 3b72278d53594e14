import type { FileIndex } from './file-index.ts';
import { isEqual, type Shape } from './shape.ts';

/** What each metavariable stands for. */
export type Bound = ReadonlyMap<string, Shape>;
export type Ways = readonly Bound[];

/** A match in work; `steps` falls with each comparison, and at 0 nothing matches any more. */
export interface Matching {
  readonly index: FileIndex;
  steps: number;
  /** A name stands for the expression that it was given, where it is given one once. */
  readonly isSymbolic: boolean;
  /** All ways in which code is what a pattern says. Passed along so that the kinds of matching need not import one another. */
  readonly match: (pattern: Shape, code: Shape, bound: Bound) => Ways;
}

/** More ways for one place than this are cut: they differ in what metavariables stand for only. */
export const MAX_WAYS = 32;
export const NO_WAYS: Ways = [];

/** Goes on from each way, up to the cut. */
export function each(ways: Ways, next: (way: Bound) => Ways): Ways {
  if (ways.length === 1 && ways[0] !== undefined) return next(ways[0]);
  const found: Bound[] = [];
  for (const way of ways) {
    found.push(...next(way));
    if (found.length >= MAX_WAYS) return found.slice(0, MAX_WAYS);
  }
  return found;
}

/** The ways of the first that has any. */
export function firstWay<Item>(items: Iterable<Item>, match: (item: Item) => Ways): Ways {
  for (const item of items) {
    const found = match(item);
    if (found.length > 0) return found;
  }
  return NO_WAYS;
}

/** The metavariable as this code; where it is bound already, the code must be the same. */
export function bind({ index }: Matching, name: string, code: Shape, bound: Bound): Ways {
  if (name === '$_') return [bound];
  const known = bound.get(name);
  if (known !== undefined) return isSame(index, known, code) ? [bound] : NO_WAYS;
  return [new Map(bound).set(name, code)];
}

/** The same code whose names are the same variables, or the same constant. */
export function isSame(index: FileIndex, a: Shape, b: Shape): boolean {
  if (isEqual(a, b)) return haveSameVariables(index, a, b);
  const [left, right] = [index.constantOf(a), index.constantOf(b)];
  return left !== null && right !== null && left.type !== 'some-string' && isEqual(left, right);
}

function haveSameVariables(index: FileIndex, a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.type === 'name') {
    const [left, right] = [index.variableOf(a), index.variableOf(b)];
    return left === undefined || right === undefined || left === right;
  }
  return a.children.every((child, at) => {
    const other = b.children[at];
    return other === undefined || haveSameVariables(index, child, other);
  });
}
