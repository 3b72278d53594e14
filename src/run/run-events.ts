import type { AseError } from '../contract/errors.ts';
import type { Usage } from '../contract/generation.ts';
import type { AttemptKey, Leaderboard } from '../contract/results.ts';
import type { VerdictName } from '../contract/task.ts';

/** What a run tells while it goes on. Texts may quote generators: escape them. */
export type RunEvent =
  | { readonly type: 'note'; readonly message: string }
  | {
      readonly type: 'decided';
      readonly total: number;
      readonly kept: number;
      readonly open: number;
      /** Of the open ones: those that were judged before, by what changed since. */
      readonly stale: readonly { readonly reason: string; readonly attempts: number }[];
    }
  /** An answer, or the attempt to get one, has used so much. */
  | { readonly type: 'paid'; readonly usage: Usage }
  | { readonly type: 'begun' | 'predicted' | 'absent'; readonly key: AttemptKey }
  /** `total`: attempts that have or may have an answer, as far as is known. */
  | { readonly type: 'judged'; readonly key: AttemptKey; readonly verdict: VerdictName; readonly reason: string; readonly durationMs: number; readonly done: number; readonly total: number }
  /** It is tried again, alone, after the others. */
  | { readonly type: 'inconclusive'; readonly key: AttemptKey; readonly tried: number; readonly reason: string }
  | { readonly type: 'failed'; readonly key: AttemptKey; readonly error: AseError };

/** `incomplete`: some attempts failed and stay open. `stopped`: those that ran were finished. `aborted`: they were not. */
export type RunEnd = 'complete' | 'incomplete' | 'stopped' | 'aborted';

export interface RunSummary {
  readonly how: RunEnd;
  readonly total: number;
  /** Verdicts that an earlier execution had reached. */
  readonly kept: number;
  readonly judged: number;
  /** Predictions that are there, where nothing was to be judged. */
  readonly predicted: number;
  /** Attempts that the generator has no answer for. */
  readonly absent: number;
  readonly failures: readonly { readonly key: AttemptKey; readonly error: AseError }[];
  /** Attempts that the same command would go on with. */
  readonly left: number;
  /** Why generators were asked no more though attempts were left; null where that is not so. */
  readonly overBudget: string | null;
  /** Null after an abort: the derived files were not made again. */
  readonly leaderboard: Leaderboard | null;
}
