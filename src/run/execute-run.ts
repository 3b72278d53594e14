import { hostname } from 'node:os';
import { pid } from 'node:process';
import type { AseError } from '../contract/errors.ts';
import type { AttemptKey, Leaderboard } from '../contract/results.ts';
import { attemptError, type Execution, inconclusiveWithout, inputsOf, judgeOnce, predict, recordVerdict, type RecordInput } from './attempt.ts';
import { type Asking, createAsking, keepAccounts } from './asking.ts';
import { type Decision, decide, type OpenAttempt, staleReasons } from './decide.ts';
import { deriveFiles } from './derive.ts';
import type { RunDrivers } from './drivers.ts';
import { describeFault, type OpenRun, openRun } from './open-run.ts';
import type { RunPlan } from './plan.ts';
import { recordPlan } from './record-plan.ts';
import type { RunEnd, RunEvent, RunSummary } from './run-events.ts';
import { runPool } from './worker-pool.ts';

function refuseToJudge(): never {
  throw new Error('nothing is judged in this execution');
}

/** An inconclusive attempt is tried twice more, alone. */
const MAX_TRIES = 3;

export interface ExecuteInput {
  readonly plan: RunPlan;
  readonly drivers: RunDrivers;
  readonly folder: string;
  /** Attempts at the same time. */
  readonly workers: number;
  /** A worker goes on with the task that it has, for which it may have a sandbox ready. Where more are asked for than judged at once, this would only scatter them. */
  readonly byTask?: boolean;
  /** Aborted: attempts that run are finished, none is begun. */
  readonly stop: AbortSignal;
  /** Aborted: what runs is given up and stays open. */
  readonly abort: AbortSignal;
  /** Judge those again that stayed inconclusive in an earlier execution. */
  readonly retryInconclusive?: boolean;
  readonly onEvent: (event: RunEvent) => void;
}

/** Grows while the attempts run. */
interface Tally {
  readonly decision: Decision;
  readonly failures: { readonly key: AttemptKey; readonly error: AseError }[];
  readonly again: OpenAttempt[];
  kept: number;
  judged: number;
  /** Predictions that are there, where nothing is judged. */
  predicted: number;
  absent: number;
}

/**
 * Carries out a plan in its folder, from where an earlier execution was left: 1 plan, 2 decide what is left, 3 predict and judge,
 * 4 try inconclusive ones again, 5 derive results and leaderboard.
 * @throws AseError `locked`, `disk`, `permission`, `no-sandbox`; what was finished is kept
 */
export async function executeRun(input: ExecuteInput): Promise<RunSummary> {
  const run = await openRun(input.folder);
  try {
    return await carryOut(input, run).catch(async (error: unknown) => {
      // On a full disk this fails as well; the error that is thrown tells why.
      await run.journal.append({ type: 'ended', how: 'failed' }).catch(() => undefined);
      throw error;
    });
  } finally {
    await run.close();
  }
}

async function carryOut(input: ExecuteInput, run: OpenRun): Promise<RunSummary> {
  const { plan, onEvent, abort } = input;
  const { journal, folded } = run;
  for (const fault of folded.faults) onEvent({ type: 'note', message: describeFault(fault) });
  await journal.append({ type: 'started', toolVersion: plan.run.toolVersion, host: hostname(), pid, workers: input.workers });
  const recorded = await recordPlan(run.paths, plan, { journal, state: folded.state });
  if (recorded.changed !== null && recorded.changed.length > 0) onEvent({ type: 'note', message: `changed since the last time: ${recorded.changed.join(', ')}` });

  const { generate, judge, hasAnswer } = input.drivers;
  const decision = decide({ state: folded.state, plan: recorded.event, retryInconclusive: input.retryInconclusive ?? false, ...(hasAnswer === undefined ? {} : { hasAnswer }) });
  onEvent({ type: 'decided', total: decision.total - decision.absent, kept: decision.kept.length, open: decision.open.length, stale: staleReasons(decision.open) });

  const tasks = new Map(plan.tasks.map((task) => [task.task.id, task]));
  const asking = createAsking(keepAccounts(generate, { folder: input.folder, journal, onPaid: (usage) => onEvent({ type: 'paid', usage }) }), (message) => onEvent({ type: 'note', message }));
  const execution: Execution = { folder: input.folder, journal, plan: recorded.seq, tasks, asking, judge: judge ?? refuseToJudge, abort };
  const tally: Tally = { decision, failures: [], again: [], kept: decision.kept.length, judged: 0, predicted: 0, absent: decision.absent };
  await runAttempts(input, execution, tally);

  const how = endOf(input, tally, asking);
  const leaderboard = how === 'aborted' ? null : await derive(input);
  await journal.append({ type: 'ended', how });
  return { ...summarise(how, tally, leaderboard), overBudget: asking.overBudget() };
}

async function runAttempts(input: ExecuteInput, execution: Execution, tally: Tally): Promise<void> {
  const { stop, abort, workers, byTask = false } = input;
  const goesOn = (): boolean => !stop.aborted && !abort.aborted;
  const pool = (items: readonly OpenAttempt[], count: number, firstTry: number): Promise<void> =>
    runPool({ items, workers: count, goesOn, ...(byTask ? { group: ({ key }: OpenAttempt) => groupOf(execution, key.task) } : {}), work: (open) => runAttempt({ input, execution, tally }, open, firstTry) });
  await pool(tally.decision.open, workers, 1);
  await pool([...tally.again], 1, 2);
}

/** What a worker has ready for the next attempt: a task's sandbox, or an image that several tasks may share. */
function groupOf({ tasks }: Execution, id: string): string {
  const task = tasks.get(id)?.task;
  return task?.schema === 'ase/v2-task@1' ? task.environment.image : id;
}

interface AttemptContext {
  readonly input: ExecuteInput;
  readonly execution: Execution;
  readonly tally: Tally;
}

async function runAttempt(context: AttemptContext, open: OpenAttempt, firstTry: number): Promise<void> {
  const { input, execution, tally } = context;
  try {
    await predictAndJudge(context, open, firstTry);
  } catch (error) {
    if (input.abort.aborted) return;
    const failure = attemptError(error, open);
    if (failure === null) throw error;
    tally.failures.push({ key: open.key, error: failure });
    input.onEvent({ type: 'failed', key: open.key, error: failure });
    await execution.journal.append({ type: 'failed', ...open.key, code: failure.code, message: failure.message });
  }
}

async function predictAndJudge({ input, execution, tally }: AttemptContext, open: OpenAttempt, firstTry: number): Promise<void> {
  const { onEvent } = input;
  const { key, judged: earlier } = open;
  if (firstTry === 1) onEvent({ type: 'begun', key });
  const finish = async (recorded: RecordInput): Promise<void> => {
    const { verdict, reason, durationMs } = await recordVerdict(execution, recorded);
    tally.judged += 1;
    onEvent({ type: 'judged', key, verdict, reason, durationMs, done: tally.kept + tally.judged, total: tally.decision.total - tally.absent });
  };
  const why = input.drivers.judge === null ? null : (input.drivers.whyNot?.(key.task) ?? null);
  if (why !== null) {
    await finish({ open, ...(await inconclusiveWithout(execution, open, { why, sandbox: input.plan.run.sandbox })), tries: 1 });
    return;
  }
  const prediction = await predict(execution, open);
  if (prediction === null) {
    tally.absent += 1;
    onEvent({ type: 'absent', key });
    return;
  }
  if (prediction === 'closed') return;
  onEvent({ type: 'predicted', key });
  if (input.drivers.judge === null) {
    tally.predicted += 1;
    return;
  }
  if (earlier !== null && earlier.inputs === inputsOf(open, prediction) && !(input.retryInconclusive === true && earlier.verdict === 'inconclusive')) {
    tally.kept += 1;
    return;
  }
  for (let tries = firstTry; ; tries += 1) {
    const judged = await judgeOnce(execution, open, prediction);
    if (judged.verdict === 'inconclusive' && tries < MAX_TRIES) {
      onEvent({ type: 'inconclusive', key, tried: tries, reason: judged.reason });
      if (tries > 1) continue;
      tally.again.push(open);
      return;
    }
    await finish({ open, prediction, judged, tries });
    return;
  }
}

function endOf({ stop, abort }: ExecuteInput, tally: Tally, asking: Asking): RunEnd {
  if (openOf(tally) === 0) return 'complete';
  if (abort.aborted) return 'aborted';
  return (stop.aborted || asking.overBudget() !== null) && openOf(tally) > tally.failures.length ? 'stopped' : 'incomplete';
}

function openOf({ decision, kept, judged, predicted, absent }: Tally): number {
  return decision.total - kept - judged - predicted - absent;
}

async function derive({ folder, onEvent }: ExecuteInput): Promise<Leaderboard> {
  const { leaderboard, problems } = await deriveFiles(folder);
  for (const message of problems) onEvent({ type: 'note', message });
  return leaderboard;
}

function summarise(how: RunEnd, tally: Tally, leaderboard: Leaderboard | null): Omit<RunSummary, 'overBudget'> {
  const { decision, kept, judged, predicted, absent, failures } = tally;
  return { how, total: decision.total, kept, judged, predicted, absent, failures, left: openOf(tally), leaderboard };
}
