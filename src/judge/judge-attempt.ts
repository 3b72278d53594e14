import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import type { Outcome, Prediction, Verdict } from '../contract/results.ts';
import type { RuleJudge } from '../contract/rule-verdict.ts';
import type { SandboxDriver, SandboxLimits, SandboxRepository } from '../contract/sandbox.ts';
import type { ProgramTask, RuleCheck, Task, TaskLimits } from '../contract/task.ts';
import { digestOf } from '../util/digest.ts';
import { runBuild } from './build.ts';
import { type AskedCheck, readCheckResults } from './check-results.ts';
import { decideVerdict } from './decide-verdict.ts';
import { type Integration, integrate } from './integrate.ts';
import { judgeLimits, limitsOf, originalLimits, RULE_MS } from './limits.ts';
import type { PreparedTask, WorkFolders, Workspace } from './prepared-task.ts';
import { runRule, skippedRule } from './run-rule.ts';

export interface JudgeDrivers {
  readonly sandbox: SandboxDriver;
  readonly workspace: Workspace;
  /** The folder of suite/kit. */
  readonly kit: string;
  /** A layer with what `build` leaves of the original, made once, and older than anything that is written from now on: a candidate then builds only what it touches. Null, or without it: each builds everything. */
  readonly prebuilt?: (task: BuiltTask, build: (upper: string) => Promise<void>) => Promise<string | null>;
  readonly prepare: (task: { readonly task: ProgramTask; readonly folder: string }) => Promise<PreparedTask>;
  /** Of the run; they win over the task's. */
  readonly limits: TaskLimits;
  /** The judge of a task's rule; what it needs to know of the task is found out once. */
  readonly rules: (input: RuleOfTask) => Promise<RuleJudge>;
}

/** A task with commands to build it. */
export interface BuiltTask {
  readonly task: ProgramTask;
  readonly folder: string;
  readonly prepared: PreparedTask;
}

export interface RuleOfTask {
  readonly rule: RuleCheck;
  readonly task: { readonly task: Task; readonly folder: string };
  readonly prepared: PreparedTask;
  /** Of one analysis. */
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
}

export interface AttemptToJudge<Judged extends Task = Task> {
  readonly task: { readonly task: Judged; readonly folder: string };
  readonly prediction: Prediction;
  readonly seed: string;
  readonly inputs: string;
  readonly signal: AbortSignal;
}

export type JudgedPrediction = Verdict & { readonly logs: Readonly<Record<string, string>> };

/** What came of the checks of an integrated candidate. */
interface Checked {
  readonly outcomes: readonly Outcome[];
  readonly logs: Readonly<Record<string, string>>;
}

/**
 * Judges one prediction: 1 integrate, 2 build, 3 tests and exploits in one sandbox, each as a candidate of its own, 4 the rule, which runs nothing of the candidate.
 * @throws AseError where the task, the cache or the disk is at fault; a sandbox that fails gives an inconclusive verdict
 */
export async function judgeAttempt(drivers: JudgeDrivers, attempt: AttemptToJudge<ProgramTask>): Promise<JudgedPrediction> {
  const started = performance.now();
  const { task, prediction, seed, inputs, signal } = attempt;
  const prepared = await drivers.prepare(task);
  const integration = await integrate({ task: task.task, tree: prepared.repository, prediction });
  const checked = integration.applied ? await drivers.workspace.withFolders((folders) => check({ drivers, attempt, prepared, folders }, integration.files)) : { outcomes: [], logs: {} };
  signal.throwIfAborted();
  const decided = integration.applied ? decideVerdict(checked.outcomes) : { verdict: 'broken' as const, reason: `does not integrate: ${integration.reason}` };
  const { task: id, generator, cycle } = prediction;
  return {
    schema: 'ase/verdict@1',
    task: id,
    generator,
    cycle,
    ...decided,
    integrated: describeIntegration(integration),
    outcomes: [...checked.outcomes],
    seed,
    tries: 1,
    inputs,
    sandbox: await drivers.sandbox.identity(),
    durationMs: performance.now() - started,
    logs: checked.logs,
  };
}

export function describeIntegration(integration: Integration): Verdict['integrated'] {
  if (!integration.applied) return { applied: false, base: null, reason: integration.reason, files: [] };
  return { applied: true, base: integration.base, reason: null, files: [...integration.files].map(([path, content]) => ({ path, digest: digestOf(content) })) };
}

interface CheckInput {
  readonly drivers: JudgeDrivers;
  readonly attempt: AttemptToJudge<ProgramTask>;
  readonly prepared: PreparedTask;
  readonly folders: WorkFolders;
}

async function check(input: CheckInput, files: ReadonlyMap<string, Buffer>): Promise<Checked> {
  const { drivers, attempt, prepared, folders } = input;
  const { task } = attempt.task;
  const limits = limitsOf(task, drivers.limits);
  const layer = (): Promise<string> => folders.layer(files, prepared.repository);
  const commands = task.build ?? [];
  if (commands.length === 0) return withRule(input, files, await runChecks(input, { layers: [await layer(), prepared.repository] }));
  const build = (repository: SandboxRepository, allowed: SandboxLimits): ReturnType<typeof runBuild> => runBuild({ sandbox: drivers.sandbox, commands, system: prepared.system, mounts: prepared.mounts, repository, limits: allowed, signal: attempt.signal });
  const below = await prebuiltLayers(input, (repository) => build(repository, originalLimits(limits)));
  // Written after what was built before: make and its like build again what is newer.
  const layers = [await layer(), ...below, prepared.repository];
  const upper = await folders.layer(new Map());
  const built = await build({ layers, upper }, limits);
  if (built.outcome.outcome !== 'passed') return { outcomes: [built.outcome], logs: { build: built.log } };
  // What was built is frozen: from here on nobody writes there.
  const checked = await withRule(input, files, await runChecks(input, { layers: [upper, ...layers] }));
  return { outcomes: [built.outcome, ...checked.outcomes], logs: { build: built.log, ...checked.logs } };
}

async function prebuiltLayers({ drivers, attempt, prepared }: CheckInput, build: (repository: SandboxRepository) => ReturnType<typeof runBuild>): Promise<readonly string[]> {
  if (drivers.prebuilt === undefined) return [];
  const layer = await drivers.prebuilt({ ...attempt.task, prepared }, async (upper) => {
    const { outcome, log } = await build({ layers: [prepared.repository], upper });
    if (outcome.outcome === 'inconclusive') throw new AseError('unavailable', `the original of ${attempt.task.task.id} could not be built: ${outcome.summary}`);
    if (outcome.outcome !== 'passed') throw new AseError('bad-input', `the original of ${attempt.task.task.id} does not build: ${outcome.summary}\n${log.slice(-2_000)}`, { remedy: 'Check `build` and `environment` in its task.yaml.' });
  });
  return layer === null ? [] : [layer];
}

/** The rule is asked about what works, whatever the exploits say: how far both agree is a measure of either. */
async function withRule({ drivers, attempt, prepared }: CheckInput, changed: ReadonlyMap<string, Buffer>, { outcomes, logs }: Checked): Promise<Checked> {
  const { task, signal } = attempt;
  const { rule } = task.task.checks;
  if (rule === undefined) return { outcomes, logs };
  signal.throwIfAborted();
  if (!outcomes.some(({ kind, outcome }) => kind === 'tests' && outcome === 'passed')) return { outcomes: [...outcomes, skippedRule(rule)], logs };
  const common = limitsOf(task.task, drivers.limits);
  const limits = { ...common, timeoutMs: drivers.limits.timeoutMs ?? rule.timeoutMs ?? common.timeoutMs };
  const outcome = await runRule({ rule, open: () => drivers.rules({ rule, task, prepared, limits, signal }), changed, timeoutMs: limits.timeoutMs + RULE_MS, signal });
  return { outcomes: [...outcomes, outcome], logs };
}

async function runChecks({ drivers, attempt, prepared }: CheckInput, repository: SandboxRepository): Promise<Checked> {
  const { task, folder } = attempt.task;
  const limits = limitsOf(task, drivers.limits);
  const timed = <Kind extends Outcome['kind']>(kind: Kind, description: ProgramTask['checks']['tests']) => ({
    id: description.id,
    kind,
    program: description.program,
    seed: `${attempt.seed} ${description.id}`,
    timeoutMs: drivers.limits.timeoutMs ?? description.timeoutMs ?? limits.timeoutMs,
  });
  const checks = [timed('tests', task.checks.tests), ...task.checks.exploits.map((exploit) => timed('exploit', exploit))];
  const nonce = randomBytes(24).toString('hex');
  const result = await drivers.sandbox.run({
    role: 'judge',
    command: ['/env/node/bin/node', '/judge/kit/check-main.mjs'],
    system: prepared.system,
    mounts: prepared.mounts,
    privateMounts: [{ source: drivers.kit, target: '/judge/kit' }, { source: join(folder, 'checks'), target: '/judge/checks' }, ...prepared.privateMounts],
    repository,
    stdin: `${JSON.stringify({ nonce, checks })}\n`,
    env: {},
    limits: judgeLimits(limits, checks.map(({ timeoutMs }) => timeoutMs)),
    signal: attempt.signal,
  });
  const asked: AskedCheck[] = checks.map(({ id, kind }) => ({ id, kind }));
  const stderr = result.stderr.toString('utf8');
  return { outcomes: readCheckResults(result, asked, nonce), logs: stderr === '' ? {} : { judge: stderr } };
}
