import { hash } from 'node:crypto';
import type { AttemptKey, Change } from '../contract/results.ts';
import type { Run } from '../contract/run.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import type { LoadedTask } from './drivers.ts';

/** Drives every random choice of an attempt's checks: 32 hex digits. */
export function attemptSeed(runSeed: string, { task, generator, cycle }: AttemptKey): string {
  return hash('sha256', JSON.stringify([runSeed, task, generator, cycle]), 'hex').slice(0, 32);
}

/** Of the change alone: two attempts with the same answer share it. */
export function predictionDigest({ patch, replacement, unusable }: Change): string {
  return digestOf(canonicalJson({ patch, replacement, unusable }));
}

/** Stands where an attempt was found inconclusive without an answer: its repository could not be had. */
export const NO_PREDICTION: string = predictionDigest({});

/** Of what a generator is shown of a task. Checks and candidates are not part of it: repairing them costs no answers. */
export function shownDigest({ task, description }: Pick<LoadedTask, 'task' | 'description'>): string {
  const { id, title, language, source, fixed, regions, allow, remove } = task;
  return digestOf(canonicalJson({ id, title, language, source, fixed, regions, allow, remove, description, ...('hits' in task ? { hits: task.hits } : {}) }));
}

/** Of all that a prediction is made from. */
export function generationInputs(generatorDigest: string, shown: string): string {
  return digestOf(canonicalJson({ generator: generatorDigest, shown }));
}

/** What a verdict depends on, by the names that people are told; a verdict counts as long as none of it changes. */
export interface JudgeInputs {
  readonly task: string;
  readonly environment: string;
  readonly limits: string;
  readonly judge: string;
  readonly sandbox: string;
  readonly seed: string;
}

/** The same for all attempts of a task in a run. */
export function judgeInputs(run: Run, task: Run['tasks'][number]): JudgeInputs {
  return { task: task.digest, environment: task.environment, limits: canonicalJson(run.limits), judge: run.judgeDigest, sandbox: run.sandbox, seed: run.seed };
}

/** `inputs` of a verdict. */
export function attemptInputs(common: JudgeInputs, key: AttemptKey, prediction: string): string {
  return digestOf(canonicalJson({ ...common, seed: attemptSeed(common.seed, key), prediction }));
}
