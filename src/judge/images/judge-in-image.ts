import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import type { Outcome, Verdict } from '../../contract/results.ts';
import type { PinnedImage, RunningImage, TaskImageLimits, TaskImages } from '../../contract/task-image.ts';
import type { AseV2Task, Task, TaskLimits } from '../../contract/task.ts';
import { decideVerdict } from '../decide-verdict.ts';
import { integrate, type Integration } from '../integrate.ts';
import { type AttemptToJudge, describeIntegration, type JudgedPrediction } from '../judge-attempt.ts';
import { type ImageCheckName, outcomeOf, skipped } from './markers.ts';
import { WITHOUT_IMAGE } from './without-image.ts';

/** What a run allows images to do. */
export interface ImageRights {
  readonly network: TaskImageLimits['network'];
  readonly allowPrivileged: boolean;
}

export interface ImageJudgeDrivers {
  readonly images: TaskImages;
  readonly rights: ImageRights;
  /** The folder of the vulnerable repository. */
  readonly repositoryOf: (task: LocatedTask) => Promise<string>;
  /** By digest; the same one for all attempts of a run. @throws AseError where it cannot be had */
  readonly imageOf: (name: string) => Promise<PinnedImage>;
  /** Of the run; they win over the task's. */
  readonly limits: TaskLimits;
}

interface LocatedTask {
  readonly task: Task;
  readonly folder: string;
}

const GIB = 1024 ** 3;

/** Builds of large projects run in there. */
const DEFAULT_LIMITS: Omit<TaskImageLimits, 'network'> = { memoryBytes: 4 * GIB, processes: 1024, fileBytes: 2 * GIB, outputBytes: 16 * 1024 * 1024 };
const CHECKS: readonly ImageCheckName[] = ['status', 'test', 'exploit'];
const MAX_LOG_BYTES = 256 * 1024;

/** What came of the checks of one content of the files. */
interface Checked {
  readonly outcomes: readonly Outcome[];
  readonly logs: Readonly<Record<string, string>>;
  /** Programs of the checks that were changed meanwhile; asked where it could decide. */
  readonly changedPrograms: readonly string[];
}

interface Attempt {
  readonly drivers: ImageJudgeDrivers;
  readonly task: AseV2Task;
  readonly repository: string;
  readonly signal: AbortSignal;
}

const nothing: Checked = { outcomes: [], logs: {}, changedPrograms: [] };

export type ImageJudge = (attempt: AttemptToJudge<AseV2Task>) => Promise<JudgedPrediction>;

/**
 * Judges candidates in the image of their task: its files are put into a fresh container, then its status, test and exploit commands run. What fails is looked at again with the
 * original in the place of the candidate, once a task: what fails in the same way there is the image's fault, and the attempt inconclusive.
 * @throws AseError where the task, the cache or the disk is at fault; an image that cannot be had gives an inconclusive verdict
 */
export function createImageJudge(drivers: ImageJudgeDrivers): ImageJudge {
  const controls = new Map<string, Promise<Checked>>();
  return async ({ task: located, prediction, seed, inputs, signal }) => {
    const started = performance.now();
    const { task, folder } = located;
    const repository = await drivers.repositoryOf(located);
    const attempt: Attempt = { drivers, task, repository, signal };
    const integration = await integrate({ task, tree: repository, prediction });
    const checked = integration.applied ? await checkedOrWhy(attempt, integration.files, () => once(controls, folder, () => controlOf(attempt, integration))) : nothing;
    signal.throwIfAborted();
    const { task: id, generator, cycle } = prediction;
    const decided = integration.applied ? decideVerdict(checked.outcomes) : { verdict: 'broken' as const, reason: `does not integrate: ${integration.reason}` };
    const verdict: Verdict = { schema: 'ase/verdict@1', task: id, generator, cycle, ...decided, integrated: describeIntegration(integration), outcomes: [...checked.outcomes], seed, tries: 1, inputs, sandbox: `the image ${task.environment.image}`, durationMs: performance.now() - started };
    return { ...verdict, logs: checked.logs };
  };
}

/** A failure is not kept. */
function once<Value>(made: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const making = make().catch((error: unknown) => {
    made.delete(key);
    throw error;
  });
  made.set(key, making);
  return making;
}

/** The same files as the candidate's, as the repository has them. */
async function controlOf(attempt: Attempt, { files }: Extract<Integration, { applied: true }>): Promise<Checked> {
  return check(attempt, await originals(attempt.repository, files), 'control');
}

async function originals(repository: string, files: ReadonlyMap<string, Buffer>): Promise<ReadonlyMap<string, Buffer>> {
  const found = await Promise.all([...files.keys()].map(async (file) => [file, await originalOf(repository, file)] as const));
  return new Map(found.flatMap(([file, content]) => (content === null ? [] : [[file, content] as const])));
}

async function originalOf(repository: string, file: string): Promise<Buffer | null> {
  try {
    return await readFile(join(repository, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Or may not be used here. */
const WITHOUT_RIGHTS: ReadonlySet<string> = new Set(['permission', 'unsafe']);

async function checkedOrWhy(attempt: Attempt, files: ReadonlyMap<string, Buffer>, control: () => Promise<Checked>): Promise<Checked> {
  try {
    const checked = await check(attempt, files, 'candidate');
    return { ...checked, outcomes: await withControl({ attempt, files, control }, checked) };
  } catch (error) {
    if (attempt.signal.aborted || !(error instanceof AseError) || !(WITHOUT_IMAGE.has(error.code) || WITHOUT_RIGHTS.has(error.code))) throw error;
    const reason = error.code === 'unsafe' ? 'refused' : 'no-image';
    return { outcomes: [{ check: 'status', kind: 'build', outcome: 'inconclusive', reason, summary: error.message, evidence: error.remedy === '' ? [] : [error.remedy], durationMs: 0 }, skipped('test'), skipped('exploit')], logs: {}, changedPrograms: [] };
  }
}

interface Doubt {
  readonly attempt: Attempt;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly control: () => Promise<Checked>;
}

/** A clean hit needs no second look: that the original is hit is what the task is about. */
async function withControl({ attempt, files, control }: Doubt, { outcomes, changedPrograms }: Checked): Promise<readonly Outcome[]> {
  const bad = outcomes.find(({ outcome, reason }) => outcome === 'failed' && reason !== 'hit');
  const own = await originals(attempt.repository, files);
  const isOriginal = [...files].every(([file, content]) => own.get(file)?.equals(content) === true);
  if (bad !== undefined) {
    const compared = isOriginal ? bad : (await control()).outcomes.find(({ check: name }) => name === bad.check);
    const isImages = compared?.outcome === 'inconclusive' || (compared?.outcome === 'failed' && compared.reason === bad.reason);
    const summary = `the original does not do better in this image: ${bad.summary}`;
    return isImages ? outcomes.map((outcome) => (outcome === bad ? { ...bad, outcome: 'inconclusive', reason: 'image', summary } : outcome)) : outcomes;
  }
  if (changedPrograms.length === 0) return outcomes;
  const usual = new Set((await control()).changedPrograms);
  const unusual = changedPrograms.filter((path) => !usual.has(path));
  const summary = `programs of the checks were changed while they ran: ${unusual.join(', ')}`;
  return unusual.length === 0 ? outcomes : outcomes.map((outcome) => (outcome.check === 'exploit' ? { ...outcome, outcome: 'failed', reason: 'check-changed', summary } : outcome));
}

async function check({ drivers, task, repository, signal }: Attempt, files: ReadonlyMap<string, Buffer>, role: 'candidate' | 'control'): Promise<Checked> {
  const { environment } = task;
  const privileged = environment.privileged === true;
  if (privileged && !drivers.rights.allowPrivileged) throw new AseError('unsafe', `the image ${environment.image} asks for full rights over this machine`, { remedy: 'Only for images that you trust with the machine: --allow-privileged' });
  const image = await drivers.imageOf(environment.image);
  const inside = new Map([...files].map(([file, content]) => [posix.join(environment.repository, file), content]));
  const own = await originals(repository, files);
  return drivers.images.within({ image, command: environment.run ?? '', files: inside, privileged, limits: limitsOf(task, drivers), signal }, async (running) => {
    const checked = await runChecks(running, { task, inside, limits: drivers.limits, role });
    const differing = [...own].filter(([file, content]) => running.before.get(posix.join(environment.repository, file))?.equals(content) !== true).map(([file]) => file);
    const note = differing.length === 0 ? [] : [`${OTHER_STATE}: ${differing.join(', ')}`];
    return { ...checked, outcomes: checked.outcomes.map((outcome) => (outcome.check === 'status' ? { ...outcome, evidence: [...outcome.evidence, ...note] } : outcome)) };
  });
}

/** How the evidence of a status check begins where an image was not made from the commit that the task names. */
export const OTHER_STATE = 'the image has another state of the repository';

function limitsOf({ limits = {} }: AseV2Task, drivers: ImageJudgeDrivers): TaskImageLimits {
  const pick = (name: keyof typeof DEFAULT_LIMITS): number => drivers.limits[name] ?? limits[name] ?? DEFAULT_LIMITS[name];
  return { memoryBytes: pick('memoryBytes'), processes: pick('processes'), fileBytes: pick('fileBytes'), outputBytes: pick('outputBytes'), network: drivers.rights.network };
}

interface ChecksInput {
  readonly task: AseV2Task;
  readonly inside: ReadonlyMap<string, Buffer>;
  readonly limits: TaskLimits;
  readonly role: 'candidate' | 'control';
}

async function runChecks(running: RunningImage, { task, inside, limits, role }: ChecksInput): Promise<Checked> {
  const checks = task.checks['ase-v2'];
  const outcomes: Outcome[] = [];
  const logs: Record<string, string> = {};
  for (const name of CHECKS) {
    if (outcomes.some(({ outcome }) => outcome !== 'passed')) {
      outcomes.push(skipped(name));
      continue;
    }
    const { command, timeoutMs } = checks[name];
    const result = await running.run(command, limits.timeoutMs ?? timeoutMs);
    logs[name] = Buffer.concat([result.stdout.subarray(-MAX_LOG_BYTES), Buffer.from('\n--- stderr\n'), result.stderr.subarray(-MAX_LOG_BYTES)]).toString('utf8');
    const outcome = outcomeOf(name, result);
    outcomes.push(name === 'status' && outcome.outcome === 'passed' ? await withFiles(running, inside, outcome) : outcome);
  }
  // Whoever failed has gained nothing by it, and is not asked.
  const isAsked = outcomes.every(({ outcome }) => outcome === 'passed') || (role === 'control' && outcomes.every(({ reason }) => !ENDED.has(reason)));
  return { outcomes, logs, changedPrograms: isAsked ? await running.changedPrograms(CHECKS.map((name) => checks[name].command).join(' ')) : [] };
}

/** Reasons with which a container is gone. */
const ENDED: ReadonlySet<string> = new Set(['timeout', 'memory', 'output', 'disk', 'sandbox-lost']);

/** A build that puts its own state of the files back would have the original judged in the candidate's name. */
async function withFiles(running: RunningImage, inside: ReadonlyMap<string, Buffer>, outcome: Outcome): Promise<Outcome> {
  for (const path of inside.keys()) {
    if (!(await running.holds(path))) return { ...outcome, outcome: 'failed', reason: 'file-changed', summary: `${path} is not any more what the candidate wrote` };
  }
  return outcome;
}
