import { join, resolve } from 'node:path';
import { AseError, formatFault } from '../contract/errors.ts';
import type { Usage } from '../contract/generation.ts';
import type { ProfileName } from '../contract/results.ts';
import type { TaskLimits } from '../contract/task.ts';
import type { OpenGenerators } from '../generators/open-generators.ts';
import type { MaterialisedTask } from '../environments/prepare-task.ts';
import { executeRun } from '../run/execute-run.ts';
import { foldRun, readRun } from '../run/open-run.ts';
import { createPlan, type RunPlan, runName } from '../run/plan.ts';
import type { RunSummary } from '../run/run-events.ts';
import type { WantedSandbox } from '../sandboxes/choose-sandbox.ts';
import { runPool } from '../run/worker-pool.ts';
import { digestOf } from '../util/digest.ts';
import { pathExists } from '../util/files.ts';
import { type LoadedSuite, loadSuite, loadTasks, selectTasks, type TaskSelection, tasksOf } from '../suite/load-suite.ts';
import type { SuiteTask } from '../suite/load-task.ts';
import { createTurns } from '../util/turns.ts';
import { askGenerators } from './generate/ask-generators.ts';
import { listenForInterrupts } from './interrupts.ts';
import { judgeDigest, toolVersion } from './package-facts.ts';
import type { ImageFlags } from './options.ts';
import { createProgress, duration } from './progress.ts';
import { openSession, type Session } from './session.ts';
import { type CommonOptions, openSources, suitesFolder } from './sources.ts';
import type { Terminal } from './terminal.ts';

export interface RunOptions extends CommonOptions, ImageFlags {
  readonly suite: string;
  readonly tasks: readonly string[];
  /** The tasks need not be in the suite. */
  readonly looseTasks?: boolean;
  /** Asked when the generators are open. */
  readonly cycles: () => number;
  /** A folder, where one is named. */
  readonly folder?: string;
  readonly sandbox: WantedSandbox;
  readonly workers: number;
  readonly profile: ProfileName;
  readonly seed?: string;
  readonly limits: TaskLimits;
  readonly retryInconclusive: boolean;
  /** False: answers are made and kept, and judged by another command. */
  readonly judges: boolean;
  /** Which of the suite's tasks. */
  readonly select?: TaskSelection;
}

export interface Ran {
  readonly folder: string;
  readonly summary: RunSummary;
  readonly suite: LoadedSuite;
}

/** Stands for an environment in the plan of a run that judges nothing yet. */
const NOT_PREPARED = digestOf('not prepared');
/** The same for a task without its repository: once that is there, its verdicts count no longer. */
const NOT_THERE = digestOf('no repository');

/** Reads names when the suite is known, before anything dear is done, and opens what they stand for when it is. */
export type GeneratorSource = (suite: LoadedSuite) => Promise<NamedGenerators>;

export interface NamedGenerators {
  /** Agents work in one, also where nothing is judged. */
  readonly needSandbox: boolean;
  open(opening: GeneratorOpening): Promise<OpenGenerators>;
}

export interface GeneratorOpening {
  /** Null where nothing is judged and no generator needs a sandbox. */
  readonly session: Session | null;
  /** What the run's folder says that was paid already. */
  readonly paid: readonly Usage[];
  readonly terminal: Terminal;
}

/**
 * What `ase run`, `ase judge` and `ase suite check` have in common: plan, prepare, execute.
 * @throws AseError, FaultsError
 */
export async function runSuite(options: RunOptions, source: { readonly names: readonly string[]; readonly open: GeneratorSource }, terminal: Terminal): Promise<Ran> {
  using interrupts = listenForInterrupts(terminal);
  const whole = options.looseTasks === true ? await loadTasks(suitesFolder(options), options.tasks) : await loadSuite(suitesFolder(options), options.suite, options.tasks);
  const suite = options.select === undefined ? whole : selectTasks(whole, options.select);
  const named = await source.open(suite);
  const folder = resolve(options.folder ?? `runs/${nameOf(options, suite.tasks.length === whole.tasks.length ? options.tasks : suite.tasks.map(({ task }) => task.id), source.names)}`);
  const opening = { terminal, abort: interrupts.abort };
  const { judges } = options;
  const session = judges || named.needSandbox ? await openSession({ options, limits: options.limits, workers: options.workers, ...opening }) : null;
  const sources = session ?? (await openSources(options, opening));
  const generators = await named.open({ session, terminal, paid: await paidIn(folder) });
  for (const fault of generators.faults) terminal.note(`left out: ${terminal.safe(formatFault(fault))}`);
  const judging = judges ? session : null;
  const { environments, gone } = judging === null ? NOTHING_PREPARED : await prepareTasks(suite, judging, { ...opening, workers: options.workers });
  const left = withoutGone(suite, gone);
  const plan = await planOf({ options, suite: left, generators, sandbox: judging?.sandboxIdentity ?? null, environments, folder });
  const started = performance.now();
  const summary = await executeRun({
    plan,
    folder,
    drivers: { ...askGenerators(generators.generators, { sources, takeTurn: session?.takeTurn ?? createTurns(options.workers) }), judge: judging?.judge ?? null, whyNot: (task) => environments.get(task)?.without ?? null },
    ...sharingOf(options.workers, generators.requests ?? 0),
    stop: interrupts.stop,
    abort: interrupts.abort,
    retryInconclusive: options.retryInconclusive,
    onEvent: createProgress(terminal, { judges }),
  });
  terminal.note(`${judging === null ? `${summary.predicted} attempts answered` : `${summary.judged} attempts judged`} in ${duration(performance.now() - started)}${summary.kept > 0 ? `, ${summary.kept} kept` : ''}`);
  return { folder, summary, suite: left };
}

/** As many attempts at once as are asked for. Where all of them can be judged, each worker keeps to a task. */
function sharingOf(judged: number, asked: number): { readonly workers: number; readonly byTask: boolean } {
  return { workers: Math.max(judged, asked), byTask: asked <= judged };
}

async function paidIn(folder: string): Promise<readonly Usage[]> {
  return (await pathExists(join(folder, 'journal.jsonl'))) ? (await foldRun(folder)).state.paid : [];
}

function nameOf({ suite, seed }: RunOptions, tasks: readonly string[], generators: readonly string[]): string {
  return runName({ suite, generators, ...(tasks.length === 0 ? {} : { tasks }), ...(seed === undefined ? {} : { seed }) });
}

interface Prepared extends Pick<MaterialisedTask, 'environment' | 'image'> {
  /** Why its repository cannot be had: nothing of it can be judged now. */
  readonly without?: string;
}

interface PreparedTasks {
  readonly environments: ReadonlyMap<string, Prepared>;
  /** Why tasks cannot be had any more, by their ids. */
  readonly gone: ReadonlyMap<string, AseError>;
}

const NOTHING_PREPARED: PreparedTasks = { environments: new Map(), gone: new Map() };

/** A task whose source was withdrawn is no failure of anybody's: the others are judged. @throws AseError `gone` where none is left */
function withoutGone(suite: LoadedSuite, gone: PreparedTasks['gone']): LoadedSuite {
  const [first] = gone.values();
  if (first === undefined) return suite;
  if (gone.size === suite.tasks.length) throw first;
  return tasksOf(suite, suite.tasks.filter(({ task }) => !gone.has(task.id)));
}

/**
 * Everything is fetched and built before anything is judged: a run that cannot be finished says so at once. A git repository that cannot be had, or lacks the commit, costs its own tasks only;
 * the next execution tries again.
 */
async function prepareTasks(suite: LoadedSuite, session: Session, { terminal, abort, workers }: { readonly terminal: Terminal; readonly abort: AbortSignal; readonly workers: number }): Promise<PreparedTasks> {
  const environments = new Map<string, Prepared>();
  const gone = new Map<string, AseError>();
  const lost: AseError[] = [];
  const started = performance.now();
  await runPool({
    items: suite.tasks,
    workers: Math.max(4, workers),
    goesOn: () => !abort.aborted,
    work: async (task) => {
      const prepared = await prepareOne(task, session, (reason) => lost.push(reason)).catch((error: unknown) => {
        if (!(error instanceof AseError) || error.code !== 'gone') throw error;
        gone.set(task.task.id, error);
        terminal.note(terminal.safe(`skipped: the task ${task.task.id} cannot be had any more: ${error.message}`));
        return null;
      });
      if (prepared !== null) environments.set(task.task.id, prepared);
      terminal.status(`${environments.size}/${suite.tasks.length} tasks prepared`);
    },
  });
  if (abort.aborted) throw new AseError('cancelled', 'stopped while the tasks were prepared');
  const [first] = lost;
  if (first !== undefined && lost.length === suite.tasks.length) throw first;
  for (const [text, same] of Map.groupBy(lost, ({ message }) => message)) terminal.note(terminal.safe(`${text}: ${same.length === 1 ? 'its task stays' : `its ${same.length} tasks stay`} inconclusive`));
  terminal.note(`${environments.size - lost.length} tasks prepared in ${duration(performance.now() - started)}`);
  return { environments, gone };
}

/** Codes of errors that say that a repository cannot be had. */
const WITHOUT_REPOSITORY: ReadonlySet<string> = new Set(['not-found', 'unavailable', 'offline']);

async function prepareOne(task: SuiteTask, session: Session, onLost: (reason: AseError) => void): Promise<Prepared> {
  if (task.task.source.type !== 'git') return session.prepare(task);
  try {
    await session.treesOf(task).original();
  } catch (error) {
    if (!(error instanceof AseError) || !WITHOUT_REPOSITORY.has(error.code)) throw error;
    onLost(error);
    return { environment: NOT_THERE, without: error.message };
  }
  return session.prepare(task);
}

interface PlanParts {
  readonly options: RunOptions;
  readonly suite: LoadedSuite;
  readonly generators: OpenGenerators;
  /** Its identity; null where nothing is judged now: verdicts that the folder holds go on counting. */
  readonly sandbox: string | null;
  readonly environments: ReadonlyMap<string, Prepared>;
  readonly folder: string;
}

async function planOf({ options, suite, generators, sandbox, environments, folder }: PlanParts): Promise<RunPlan> {
  const previous = await readRun(folder);
  if (previous !== null && previous.suite.name !== suite.description.name) {
    throw new AseError('bad-input', `${folder} holds a run of the suite ${previous.suite.name}`, { remedy: 'Choose another folder with --run.' });
  }
  return createPlan({
    name: folder.slice(folder.lastIndexOf('/') + 1),
    toolVersion: toolVersion(),
    judgeDigest: judgeDigest(),
    suite: { name: suite.description.name, version: suite.description.version, digest: suite.digest, tasks: suite.description.tasks.length },
    tasks: suite.tasks.map((loaded) => ({ loaded, ...plannedEnvironment(environments.get(loaded.task.id) ?? previous?.tasks.find(({ id }) => id === loaded.task.id)) })),
    generators: [...generators.generators],
    ...(generators.shown === undefined ? {} : { shown: generators.shown }),
    cycles: options.cycles(),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    profile: options.profile,
    sandbox: sandbox ?? previous?.sandbox ?? 'none',
    limits: options.limits,
    previous,
  });
}

function plannedEnvironment({ environment, image }: Prepared = { environment: NOT_PREPARED }): Prepared {
  return { environment, ...(image === undefined ? {} : { image }) };
}
