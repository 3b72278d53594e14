import type { Comparisons } from '../contract/comparison.ts';
import type { Leaderboard, Result } from '../contract/results.ts';
import type { ReportFacts } from './run-facts.ts';

/** What a report of a whole run is made from. */
export interface ReportInput extends ReportFacts {
  readonly leaderboard: Leaderboard;
  /** Lines of results.jsonl; of two for one attempt the later counts. */
  readonly results: readonly Result[];
  readonly comparisons?: Comparisons;
}
