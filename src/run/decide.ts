import type { JudgedEvent, PlannedEvent } from '../contract/journal.ts';
import type { AttemptKey } from '../contract/results.ts';
import type { Run } from '../contract/run.ts';
import { keyText } from '../journal/attempt-key.ts';
import type { AttemptState, RunState } from '../journal/fold.ts';
import { attemptInputs, generationInputs, type JudgeInputs, judgeInputs, NO_PREDICTION } from './inputs.ts';
import { plannedAttempts } from './plan.ts';

/** What is left of an attempt. */
export interface OpenAttempt {
  readonly key: AttemptKey;
  readonly common: JudgeInputs;
  readonly generation: string;
  /** Digest of the stored prediction that still counts; null where one must be made. */
  readonly prediction: string | null;
  /** An earlier verdict that no longer counts, or will not unless the prediction that is made again is the same. */
  readonly judged: JudgedEvent | null;
  /** Why it does not; null where there is none. */
  readonly stale: string | null;
}

export interface Decision {
  readonly total: number;
  /** Attempts whose verdict counts. */
  readonly kept: readonly AttemptKey[];
  readonly open: readonly OpenAttempt[];
  /** Attempts that will have no answer, which is known before asking. */
  readonly absent: number;
}

export interface DecideInput {
  readonly state: RunState;
  readonly plan: PlannedEvent;
  /** Judge those again that stayed inconclusive. */
  readonly retryInconclusive: boolean;
  /** Default: every attempt may have one. */
  readonly hasAnswer?: (key: AttemptKey) => boolean;
}

/** Which attempts of the plan still have to be predicted or judged: from the journal alone, no other file is read. */
export function decide({ state, plan, retryInconclusive, hasAnswer }: DecideInput): Decision {
  const contexts = contextsOf(plan);
  const kept: AttemptKey[] = [];
  const open: OpenAttempt[] = [];
  let absent = 0;
  for (const key of plannedAttempts(plan.run)) {
    const context = contexts.get(key);
    const attempt = state.attempts.get(keyText(key));
    const prediction = attempt?.prediction?.inputs === context.generation ? attempt.prediction.digest : null;
    const judged = attempt?.judged ?? null;
    const basis = prediction ?? (judged?.prediction === NO_PREDICTION ? NO_PREDICTION : null);
    if (judged !== null && basis !== null && judged.inputs === attemptInputs(context.common, key, basis)) {
      if (!retryInconclusive || judged.verdict !== 'inconclusive') {
        kept.push(key);
        continue;
      }
    }
    if (prediction === null && hasAnswer?.(key) === false) {
      absent += 1;
      continue;
    }
    open.push({ key, ...context, prediction, judged, stale: judged === null ? null : staleReason({ state, plan, key, prediction, attempt }) });
  }
  return { total: kept.length + open.length + absent, kept, open, absent };
}

interface AttemptContext {
  readonly common: JudgeInputs;
  readonly generation: string;
}

function contextsOf({ run, tasks }: PlannedEvent): { get(key: AttemptKey): AttemptContext } {
  const shown = new Map(tasks.map((task) => [task.id, task.shown]));
  const generators = new Map(run.generators.map((generator) => [generator.name, generator.digest]));
  const common = new Map(run.tasks.map((task) => [task.id, judgeInputs(run, task)]));
  const generation = new Map<string, string>();
  return {
    get: ({ task, generator }) => {
      const inputs = common.get(task);
      if (inputs === undefined) throw new Error(`attempt of a task outside the plan: ${task}`);
      const pair = `${task}\0${generator}`;
      let made = generation.get(pair);
      if (made === undefined) {
        made = generationInputs(generators.get(generator) ?? '', shown.get(task) ?? '');
        generation.set(pair, made);
      }
      return { common: inputs, generation: made };
    },
  };
}

interface StaleInput {
  readonly state: RunState;
  readonly plan: PlannedEvent;
  readonly key: AttemptKey;
  readonly prediction: string | null;
  readonly attempt: AttemptState | undefined;
}

function staleReason({ state, plan, key, prediction, attempt }: StaleInput): string {
  const then = state.plans.get(attempt?.judged?.plan ?? 0);
  const before = then === undefined ? undefined : inputsIn(then.run, key);
  const now = inputsIn(plan.run, key);
  const names: readonly (keyof JudgeInputs)[] = ['task', 'environment', 'limits', 'judge', 'sandbox', 'seed'];
  const changed: string[] = before === undefined || now === undefined ? [] : names.filter((name) => before[name] !== now[name]);
  if (attempt?.judged?.prediction === NO_PREDICTION) changed.push('its repository can be had');
  else if (prediction === null) changed.push('generator or what it is shown');
  else if (prediction !== attempt?.judged?.prediction) changed.push('prediction');
  if (changed.length > 0) return `${changed.join(', ')} changed`;
  return attempt?.judged?.verdict === 'inconclusive' ? 'it was inconclusive' : 'earlier settings';
}

function inputsIn(run: Run, key: AttemptKey): JudgeInputs | undefined {
  const task = run.tasks.find(({ id }) => id === key.task);
  return task === undefined ? undefined : judgeInputs(run, task);
}

/** Numbers of open attempts whose earlier verdict no longer counts, by reason. */
export function staleReasons(open: readonly OpenAttempt[]): { readonly reason: string; readonly attempts: number }[] {
  const counts = new Map<string, number>();
  for (const { stale } of open) if (stale !== null) counts.set(stale, (counts.get(stale) ?? 0) + 1);
  return [...counts].map(([reason, attempts]) => ({ reason, attempts }));
}
