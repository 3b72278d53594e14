import type { Assumed, Facts } from './taint.ts';

/** Begins the id of what a condition says of a parameter itself, where others say what is proven of its data. */
export const MARK = '?';

export const NOTHING_ASSUMED: Assumed = new Map();

/** Parts what conditions say of parameters from what they prove of data. */
export function parted(facts: Facts): { readonly facts: Facts; readonly assumed: Assumed } {
  let assumed: Map<string, string> | null = null;
  for (const [id, { reason }] of facts) if (id.startsWith(MARK)) (assumed ??= new Map()).set(id.slice(1), reason);
  return assumed === null ? { facts, assumed: NOTHING_ASSUMED } : { facts: new Map([...facts].filter(([id]) => !id.startsWith(MARK))), assumed };
}

export function bothAssumed(left: Assumed, right: Assumed): Assumed {
  if (right.size === 0) return left;
  return left.size === 0 ? right : new Map([...left, ...right]);
}

export function eitherAssumed(left: Assumed, right: Assumed): Assumed {
  if (left === right || left.size === 0) return left;
  return right.size === 0 ? right : new Map([...left].filter(([key, says]) => right.get(key) === says));
}
