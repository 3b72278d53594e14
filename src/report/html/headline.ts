import type { Comparison } from '../../contract/comparison.ts';
import type { Difference, GeneratorScore, Leaderboard } from '../../contract/results.ts';

/** What a reader wants first: who is best, by how much, and whether to believe it. */
export interface Headline {
  /** Of the contestants: baselines stand aside where there is anybody else. Null where nobody has a score. */
  readonly best: GeneratorScore | null;
  /** Those the data cannot tell from the best. */
  readonly tiedWith: readonly string[];
  readonly next: GeneratorScore | null;
  /** Best minus next, overall. Null where there is no next, or no task of both. */
  readonly difference: Difference | null;
  readonly tasksNeeded: number | null;
  /** Of the best; null without a score. */
  readonly halfWidth: number | null;
  readonly cves: number | null;
}

export interface HeadlineInput {
  readonly leaderboard: Leaderboard;
  readonly compare: (a: string, b: string) => Comparison | undefined;
}

/** More would take long, and say little that the list does not. */
const MAX_TIED = 8;

/** Differences from the best are corrected (Holm) by the number of contestants that it is compared with. */
export function headlineOf({ leaderboard, compare }: HeadlineInput): Headline {
  const scored = leaderboard.generators.filter(({ overall }) => overall !== null);
  const own = scored.filter(({ generator }) => !generator.startsWith('baseline:'));
  const contestants = own.length > 0 ? own : scored;
  const [best, ...others] = contestants;
  if (best === undefined) return { best: null, tiedWith: [], next: null, difference: null, tasksNeeded: null, halfWidth: null, cves: null };
  const compared = others.slice(0, MAX_TIED).map(({ generator }) => ({ generator, comparison: compare(best.generator, generator) }));
  const tiedWith: string[] = [];
  for (const { generator, comparison } of compared) {
    if (comparison?.overall !== null && comparison !== undefined && comparison.overall.pValue * compared.length <= 0.05) break;
    tiedWith.push(generator);
  }
  const first = compared[0]?.comparison;
  const difference = first?.overall ?? null;
  const interval = best.score.overall?.interval;
  return {
    best,
    tiedWith,
    next: others[0] ?? null,
    difference: difference === null ? null : { ...difference, adjustedPValue: Math.min(1, difference.pValue * compared.length), apart: tiedWith.length === 0 },
    tasksNeeded: first?.tasksNeeded ?? null,
    halfWidth: interval === undefined ? null : (interval.high - interval.low) / 2,
    cves: first?.cves ?? null,
  };
}
