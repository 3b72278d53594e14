import type { AttemptKey, Leaderboard } from '../../contract/results.ts';
import type { VerdictName } from '../../contract/task.ts';

/** `interrupted`: its process is gone and did not say how it ended. */
export type RunStateName = 'running' | 'complete' | 'incomplete' | 'stopped' | 'aborted' | 'failed' | 'interrupted';

/** Something that people want to hear of while a run goes on. */
export interface Notable {
  readonly seq: number;
  readonly time: string;
  readonly kind: VerdictName | 'failed';
  readonly key: AttemptKey;
  readonly text: string;
}

/** How far a run is. Foreign texts as they are. */
export interface LiveView {
  readonly name: string;
  readonly suite: string;
  readonly state: RunStateName;
  readonly planned: number;
  readonly answered: number;
  readonly judged: number;
  readonly verdicts: ReadonlyMap<string, number>;
  /** Of the last execution. */
  readonly elapsedMs: number;
  readonly perMinute: number | null;
  /** Null where it is not going on, or nothing is known yet. */
  readonly leftMs: number | null;
  /** Of every answer that was ever asked for; `unknown` of them have no known cost. */
  readonly paid: { readonly answers: number; readonly unknown: number; readonly costUsd: number; readonly tokens: number };
  readonly leaderboard: Leaderboard;
  /** Latest first. */
  readonly notable: readonly Notable[];
}
