import { isFull, joinTaint, joinTaints, NONE, standsFor, type Taint } from './taint.ts';

/** Data of many values, of one origin what the ways to it leave together; none is left out. */
export interface Gathered {
  readonly all: readonly Taint[];
  readonly byHash: ReadonlyMap<number, readonly number[]>;
}

export function gather(values: readonly (readonly Taint[])[]): Gathered {
  const all: Taint[] = [];
  const byHash = new Map<number, number[]>();
  for (const taint of new Set(values.flat())) {
    const places = byHash.get(taint.origin.hash) ?? [];
    const at = placeAmong(all, places, taint);
    const known = all[at];
    if (known !== undefined) all[at] = joinTaint(known, taint);
    else {
      places.push(all.push(taint) - 1);
      byHash.set(taint.origin.hash, places);
    }
  }
  return { all, byHash };
}

function placeAmong(taints: readonly Taint[], places: readonly number[], taint: Taint): number {
  for (const place of places) {
    const other = taints[place];
    if (other !== undefined && standsFor(other, taint)) return place;
  }
  return -1;
}

/** `joinTaints` with what was gathered: where no more can be taken, only what is there already is looked up. */
export function joinGathered(left: readonly Taint[], { all, byHash }: Gathered): readonly Taint[] {
  if (!isFull(left)) return joinTaints(left, all);
  let joined: Taint[] | null = null;
  for (let at = 0; at < left.length; at += 1) {
    const known = left[at] as Taint;
    const other = all[placeAmong(all, byHash.get(known.origin.hash) ?? NONE, known)];
    const both = other === undefined ? known : joinTaint(known, other);
    if (both !== known) (joined ??= [...left])[at] = both;
  }
  return joined ?? left;
}
