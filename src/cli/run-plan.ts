import { resolve } from 'node:path';
import process from 'node:process';
import { AseError, formatFault } from '../contract/errors.ts';
import type { ProfileName } from '../contract/results.ts';
import type { TaskLimits } from '../contract/task.ts';
import { openGenerators, type OpenGenerators } from '../generators/open-generators.ts';
import { executeRun } from '../run/execute-run.ts';
import { readRun } from '../run/open-run.ts';
import { createPlan, type RunPlan, runName } from '../run/plan.ts';
import type { RunSummary } from '../run/run-events.ts';
import type { WantedSandbox } from '../sandboxes/choose-sandbox.ts';
import { runPool } from '../run/worker-pool.ts';
import { type LoadedSuite, loadSuite, loadTasks } from '../suite/load-suite.ts';
import { listenForInterrupts } from './interrupts.ts';
import { judgeDigest, toolVersion } from './package-facts.ts';
import { createProgress, duration } from './progress.ts';
import { type CommonOptions, openSession, type Session, suitesFolder } from './session.ts';
import type { Terminal } from './terminal.ts';

export interface RunOptions extends CommonOptions {
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
}

export interface Ran {
  readonly folder: string;
  readonly summary: RunSummary;
  readonly suite: LoadedSuite;
}

/** Opens generators when the suite is known. */
export type GeneratorSource = (suite: LoadedSuite) => Promise<OpenGenerators>;

/**
 * What `ase run`, `ase judge` and `ase suite check` have in common: plan, prepare, execute.
 * @throws AseError, FaultsError
 */
export async function runSuite(options: RunOptions, source: { readonly names: readonly string[]; readonly open: GeneratorSource }, terminal: Terminal): Promise<Ran> {
  using interrupts = listenForInterrupts(terminal);
  const suite = options.looseTasks === true ? await loadTasks(suitesFolder(options), options.tasks) : await loadSuite(suitesFolder(options), options.suite, options.tasks);
  const generators = await source.open(suite);
  for (const fault of generators.faults) terminal.note(`left out: ${terminal.safe(formatFault(fault))}`);
  const folder = resolve(options.folder ?? `runs/${nameOf(options, source.names)}`);
  const session = await openSession({ options, terminal, abort: interrupts.abort, limits: options.limits, workers: options.workers });
  const environments = await prepareTasks(suite, session, { terminal, abort: interrupts.abort, workers: options.workers });
  const plan = await planOf({ options, suite, generators, session, environments, folder });
  const started = performance.now();
  const summary = await executeRun({
    plan,
    folder,
    drivers: session.driversFor(generators),
    workers: options.workers + session.sandbox.ahead,
    stop: interrupts.stop,
    abort: interrupts.abort,
    retryInconclusive: options.retryInconclusive,
    onEvent: createProgress(terminal),
  });
  terminal.note(`${summary.judged} attempts judged in ${duration(performance.now() - started)}${summary.kept > 0 ? `, ${summary.kept} kept` : ''}`);
  return { folder, summary, suite };
}

function nameOf({ suite, tasks, seed }: RunOptions, generators: readonly string[]): string {
  return runName({ suite, generators, ...(tasks.length === 0 ? {} : { tasks }), ...(seed === undefined ? {} : { seed }) });
}

/** Everything is fetched and built before anything is judged: a run that cannot be finished says so at once. */
async function prepareTasks(suite: LoadedSuite, session: Session, { terminal, abort, workers }: { readonly terminal: Terminal; readonly abort: AbortSignal; readonly workers: number }): Promise<ReadonlyMap<string, string>> {
  const environments = new Map<string, string>();
  const started = performance.now();
  await runPool({
    items: suite.tasks,
    workers: Math.max(4, workers),
    goesOn: () => !abort.aborted,
    work: async (task) => {
      environments.set(task.task.id, (await session.prepare(task)).environment);
      terminal.status(`${environments.size}/${suite.tasks.length} tasks prepared`);
    },
  });
  if (abort.aborted) throw new AseError('cancelled', 'stopped while the tasks were prepared');
  terminal.note(`${suite.tasks.length} tasks prepared in ${duration(performance.now() - started)}`);
  return environments;
}

interface PlanParts {
  readonly options: RunOptions;
  readonly suite: LoadedSuite;
  readonly generators: OpenGenerators;
  readonly session: Session;
  readonly environments: ReadonlyMap<string, string>;
  readonly folder: string;
}

async function planOf({ options, suite, generators, session, environments, folder }: PlanParts): Promise<RunPlan> {
  const previous = await readRun(folder);
  if (previous !== null && previous.suite.name !== suite.description.name) {
    throw new AseError('bad-input', `${folder} holds a run of the suite ${previous.suite.name}`, { remedy: 'Choose another folder with --run.' });
  }
  return createPlan({
    name: folder.slice(folder.lastIndexOf('/') + 1),
    toolVersion: toolVersion(),
    judgeDigest: judgeDigest(),
    suite: { name: suite.description.name, version: suite.description.version, digest: suite.digest },
    tasks: suite.tasks.map((loaded) => ({ loaded, environment: environments.get(loaded.task.id) ?? '' })),
    generators: [...generators.generators],
    cycles: options.cycles(),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    profile: options.profile,
    sandbox: session.sandboxIdentity,
    limits: options.limits,
    previous,
  });
}

/** For `--generator` names. */
export function namedGenerators(names: readonly string[]): GeneratorSource {
  return (suite) => openGenerators(names, new Set(suite.tasks.map(({ task }) => task.id)));
}

/** Of a path, as a person at this place would type it. */
export function shownPath(path: string): string {
  const here = `${process.cwd()}/`;
  return path.startsWith(here) ? path.slice(here.length) : path;
}
