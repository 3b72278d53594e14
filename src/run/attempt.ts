import { AseError, type ErrorCode } from '../contract/errors.ts';
import type { GenerationSummary } from '../contract/generation.ts';
import type { JudgedEvent, PredictedEvent } from '../contract/journal.ts';
import { type Change, type Verdict, verdictSchema, type Prediction } from '../contract/results.ts';
import type { JournalWriter } from '../journal/append.ts';
import { keyText } from '../journal/attempt-key.ts';
import { attemptPaths } from '../journal/run-folder.ts';
import { diskError } from '../util/disk-error.ts';
import type { Asking } from './asking.ts';
import type { OpenAttempt } from './decide.ts';
import type { JudgedAttempt, LoadedTask, RunDrivers } from './drivers.ts';
import { changeOf, loadPrediction, storePrediction, storeVerdict, summaryOf } from './evidence.ts';
import { attemptInputs, attemptSeed, predictionDigest } from './inputs.ts';
import { summariseVerdict } from './summary.ts';

/** What every attempt of an execution shares. */
export interface Execution {
  readonly folder: string;
  readonly journal: JournalWriter;
  /** seq of the planned event in force. */
  readonly plan: number;
  readonly tasks: ReadonlyMap<string, LoadedTask>;
  readonly asking: Asking;
  readonly judge: NonNullable<RunDrivers['judge']>;
  readonly abort: AbortSignal;
}

const fatal: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['disk', 'permission', 'no-sandbox', 'locked']);

/** An error that only this attempt suffers from; null for one that ends the run. */
export function attemptError(error: unknown, open: OpenAttempt): AseError | null {
  const known = diskError(error, keyText(open.key).replaceAll('\0', ' '));
  return known instanceof AseError && !fatal.has(known.code) ? known : null;
}

/**
 * The prediction of an attempt: the stored one if it still counts, else a new one, stored before it is used. Null if there is none to be had, `closed` where
 * its generator is not asked any more.
 * @throws AseError `damaged` where the stored one is not what the journal says
 */
export async function predict(execution: Execution, open: OpenAttempt): Promise<Prediction | null | 'closed'> {
  const { folder, asking, journal, abort } = execution;
  const { key, generation } = open;
  const stored = await loadPrediction(folder, key);
  if (stored !== null && stored.inputs === generation) {
    const digest = predictionDigest(stored);
    if (open.prediction !== null && digest !== open.prediction) {
      const { prediction: path } = attemptPaths(folder, key);
      throw new AseError('damaged', `${path} is not what was stored`, { remedy: 'Put the file back, or remove it to have the prediction made again.' });
    }
    // A kill between the file and its event leaves an answer that may have been paid for.
    if (open.prediction === null) await journal.append(predictedEvent(open, digest, stored.generation));
    return { ...key, ...changeOf(stored) };
  }
  const made = await asking.ask({ task: taskOf(execution, open), generator: key.generator, cycle: key.cycle, signal: abort });
  if (made === null || made === 'closed') return made;
  const prediction = { ...key, ...changeOf(made.prediction) };
  await storePrediction(folder, generation, { ...made, prediction });
  await journal.append(predictedEvent(open, predictionDigest(prediction), summaryOf(made.generation)));
  return prediction;
}

function predictedEvent({ key, generation: inputs }: OpenAttempt, prediction: string, generation: GenerationSummary | undefined): PredictedEvent {
  return { type: 'predicted', ...key, inputs, prediction, ...(generation === undefined ? {} : { generation }) };
}

/** Digest of all that the verdict about this prediction depends on. */
export function inputsOf(open: OpenAttempt, prediction: Change): string {
  return attemptInputs(open.common, open.key, predictionDigest(prediction));
}

/** One try; nothing is kept of it yet. */
export async function judgeOnce(execution: Execution, open: OpenAttempt, prediction: Prediction): Promise<JudgedAttempt> {
  const { judge, abort } = execution;
  const seed = attemptSeed(open.common.seed, open.key);
  return judge({ task: taskOf(execution, open), prediction, seed, inputs: inputsOf(open, prediction), signal: abort });
}

/** The verdict on an attempt at a task of which nothing can be judged now; an answer that is stored already goes with it. */
export async function inconclusiveWithout(execution: Execution, open: OpenAttempt, { why, sandbox }: { readonly why: string; readonly sandbox: string }): Promise<Pick<RecordInput, 'prediction' | 'judged'>> {
  const stored = open.prediction === null ? null : await predict(execution, open);
  const prediction: Change = stored === null || stored === 'closed' ? {} : stored;
  const outcomes: Verdict['outcomes'] = [{ check: 'repository', kind: 'build', outcome: 'inconclusive', reason: 'no-repository', summary: why, evidence: [], durationMs: 0 }];
  const integrated = { applied: false, base: null, reason: why, files: [] };
  const verdict = { schema: 'ase/verdict@1' as const, ...open.key, verdict: 'inconclusive' as const, reason: `repository: no-repository: ${why}`, integrated, outcomes, seed: attemptSeed(open.common.seed, open.key), tries: 1, inputs: inputsOf(open, prediction), sandbox, durationMs: 0 };
  return { prediction, judged: { ...verdict, logs: {} } };
}

export interface RecordInput {
  readonly open: OpenAttempt;
  /** Empty: there is none. */
  readonly prediction: Change;
  readonly judged: JudgedAttempt;
  readonly tries: number;
}

/** Evidence first, then the event that counts on it. */
export async function recordVerdict({ folder, journal, plan }: Execution, { open, prediction, judged, tries }: RecordInput): Promise<JudgedEvent> {
  const { logs, ...rest } = judged;
  const verdict = verdictSchema.parse({ ...rest, ...open.key, tries });
  // Without this a kill in the middle, followed by a change of mind, would bring the old verdict back with the new one's files.
  if (open.judged !== null) await journal.append({ type: 'dropped', ...open.key, reason: open.stale ?? '' });
  const digests = await storeVerdict(folder, verdict, logs);
  const event: JudgedEvent = {
    type: 'judged',
    ...open.key,
    plan,
    inputs: inputsOf(open, prediction),
    prediction: predictionDigest(prediction),
    ...summariseVerdict(verdict),
    ...digests,
  };
  await journal.append(event);
  return event;
}

function taskOf({ tasks }: Execution, { key }: OpenAttempt): LoadedTask {
  const task = tasks.get(key.task);
  if (task === undefined) throw new Error(`attempt of a task outside the plan: ${key.task}`);
  return task;
}
