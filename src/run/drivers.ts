import type { Generated } from '../contract/generation.ts';
import type { AttemptKey, Prediction, Verdict } from '../contract/results.ts';
import type { Task } from '../contract/task.ts';

/** A task as src/suite loads it. */
export interface LoadedTask {
  readonly task: Task;
  readonly folder: string;
  readonly description: string;
  /** Of everything in the task's folder that a verdict depends on. */
  readonly digest: string;
}

export interface GenerateInput {
  readonly task: LoadedTask;
  readonly generator: string;
  readonly cycle: number;
  readonly signal: AbortSignal;
}

export interface JudgeInput {
  readonly task: LoadedTask;
  readonly prediction: Prediction;
  readonly seed: string;
  /** Digest of all that the verdict depends on; it goes into the verdict as it is. */
  readonly inputs: string;
  readonly signal: AbortSignal;
}

/** `logs`: texts by name, kept beside the verdict. */
export type JudgedAttempt = Verdict & { readonly logs: Readonly<Record<string, string>> };

/**
 * What a run calls for its two dear steps. Either may throw an AseError: `disk`, `permission`, `no-sandbox` and `locked` end the run, any other
 * leaves the attempt open, to be tried again by the next run. What throws after its signal was aborted counts as not tried.
 */
export interface RunDrivers {
  /**
   * Null where the generator has no answer to give, such as a replay without a line for the attempt. After an AseError `permission` or `unknown-name`
   * the generator is asked no more, after `budget` none is; predictions that are there are still judged.
   */
  generate(input: GenerateInput): Promise<Generated | null>;
  /** False: `generate` would give null, which spares asking and counting. Default: not known. */
  hasAnswer?(key: AttemptKey): boolean;
  /** Why nothing of the task can be judged now, such as a repository that cannot be had: its attempts are inconclusive, and no generator is asked. Default: null. */
  whyNot?(task: string): string | null;
  /** Null: predictions are made and kept, and nothing is judged. */
  readonly judge: ((input: JudgeInput) => Promise<JudgedAttempt>) | null;
}
