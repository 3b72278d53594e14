import { heavierDoubt, OPEN_FOLDER, UNKNOWN_CHECK } from './doubt-words.ts';
import { ALL_LABELS } from './labels.ts';
import type { Frame } from './program.ts';
import type { Clearing, Facts, Proves, Taint, Value } from './taint.ts';

/** What a rule makes of a doubt. A strict one takes no open folder for a check, and wants to understand all checks. */
export function doubtFor(isStrict: boolean, doubt: string | null): string | null {
  return doubt === (isStrict ? OPEN_FOLDER : UNKNOWN_CHECK) ? null : doubt;
}

/** The id under which something is said of all data of one origin, whatever became of it. */
export function originId(key: string): string {
  return `~${key}`;
}

/** Both outcomes of a test that is not understood, told apart: where both come together again it was no check. */
export function unknownCheck(frame: Frame, values: readonly Value[]): Proves | null {
  if (!frame.program.rules.some(({ isStrict }) => isStrict)) return null;
  const keys = values.flatMap(({ taints }) => taints.map(({ origin }) => origin.key));
  if (keys.length === 0) return null;
  const side = (reason: string): Facts => new Map(keys.map((key): [string, Clearing] => [originId(key), { labels: ALL_LABELS, removed: 0, rules: [], doubt: UNKNOWN_CHECK, reason }]));
  return { whenTrue: side('yes'), whenFalse: side('no') };
}

/** Only what is said of origins. */
export function originFacts(facts: Facts | null | undefined): Facts {
  return new Map([...(facts ?? [])].filter(([id]) => id.startsWith('~')));
}

export function withOriginDoubts(taints: readonly Taint[], facts: Facts): readonly Taint[] {
  if (!taints.some(({ origin }) => facts.has(originId(origin.key)))) return taints;
  return taints.map((taint) => {
    const clearing = facts.get(originId(taint.origin.key));
    return clearing === undefined ? taint : { ...taint, doubt: heavierDoubt(taint.doubt, clearing.doubt) };
  });
}
