import type { Comparisons } from '../contract/comparison.ts';
import type { Leaderboard, Result } from '../contract/results.ts';
import type { ReportFacts } from './run-facts.ts';

/** What a report of a whole run is made from. */
export interface ReportInput extends ReportFacts {
  readonly leaderboard: Leaderboard;
  /** Lines of results.jsonl; of two for one attempt the later counts. */
  readonly results: readonly Result[];
  readonly comparisons?: Comparisons;
  /** What was asked for. */
  readonly thresholds?: readonly Threshold[];
}

/** The least that every generator must have. */
export interface Threshold {
  readonly score: 'overall' | 'security' | 'quality' | 'stability';
  /** 0–100 */
  readonly points: number;
}

/** A generator that has less; null where its score cannot be computed. */
export interface Missed extends Threshold {
  readonly generator: string;
  readonly value: number | null;
}

/** By threshold, then by place on the leaderboard. */
export function missedThresholds({ generators }: Leaderboard, thresholds: readonly Threshold[]): Missed[] {
  return thresholds.flatMap(({ score, points }) =>
    generators.flatMap((line) => {
      const value = line[score];
      return value !== null && value >= points ? [] : [{ score, points, generator: line.generator, value }];
    }),
  );
}

/** `say` makes the generator's name harmless where the sentence will stand. */
export function missedText({ score, points, generator, value }: Missed, say: (text: string) => string): string {
  return `${say(generator)}: ${score} is ${value === null ? 'not known' : value.toFixed(1)}, below ${points}`;
}
