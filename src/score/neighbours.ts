import type { Neighbours } from '../contract/results.ts';
import { holmAdjust } from '../stats/holm.ts';
import { correctedDifference, differenceOf, pairUp, type RawDifference } from './difference.ts';
import type { Measures } from './measures.ts';
import type { Profile } from './profiles.ts';
import type { TaskGroup } from './task-group.ts';

export interface NeighboursInput {
  /** Best first. */
  readonly ranked: readonly { readonly name: string; readonly measures: Measures }[];
  readonly group: TaskGroup;
  readonly profile: Profile;
  readonly seed: string;
}

/** Every generator against the next one of the list; pairs that share no task are left out. */
export function compareNeighbours({ ranked, group, profile, seed }: NeighboursInput): Neighbours[] {
  const found: { first: string; second: string; raw: RawDifference }[] = [];
  ranked.slice(1).forEach((second, index) => {
    const first = ranked[index];
    const raw = first === undefined ? null : differenceOf(pairUp({ a: first.measures, b: second.measures, group, profile }), 'overall', seed);
    if (first !== undefined && raw !== null) found.push({ first: first.name, second: second.name, raw });
  });
  const adjusted = holmAdjust(found.map(({ raw }) => raw.pValue));
  return found.map(({ first, second, raw }, index) => ({ first, second, overall: correctedDifference(raw, adjusted[index] ?? 1) }));
}
