import type { AttemptKey } from '../contract/results.ts';

/** One text for an attempt, for maps. */
export function keyText({ task, generator, cycle }: AttemptKey): string {
  return `${task}\0${generator}\0${cycle}`;
}

/** By task, generator, cycle; texts by their UTF-16 units, so that no locale changes the order of a file. */
export function compareKeys(a: AttemptKey, b: AttemptKey): number {
  if (a.task !== b.task) return a.task < b.task ? -1 : 1;
  if (a.generator !== b.generator) return a.generator < b.generator ? -1 : 1;
  return a.cycle - b.cycle;
}

/** The attempt of something that states more. */
export function keyOf({ task, generator, cycle }: AttemptKey): AttemptKey {
  return { task, generator, cycle };
}
