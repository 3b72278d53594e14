import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { SandboxDriver } from '../contract/sandbox.ts';
import type { TaskTrees } from '../contract/generation.ts';
import type { RuleJudge } from '../contract/rule-verdict.ts';
import type { TaskLimits } from '../contract/task.ts';
import { materialiseFixed, materialiseRepository, materialiseTask, type MaterialisedTask } from '../environments/prepare-task.ts';
import { prebuiltLayer, withAttemptFolders } from '../environments/workspace.ts';
import { sweepGateways } from '../gateway/gateway-folder.ts';
import { type AttemptToJudge, type JudgeDrivers, judgeAttempt, type JudgedPrediction, type RuleOfTask } from '../judge/judge-attempt.ts';
import { chooseSandbox, type WantedSandbox } from '../sandboxes/choose-sandbox.ts';
import type { RunDrivers } from '../run/drivers.ts';
import { type ContentCache, openCache } from '../sources/cache.ts';
import type { SourceContext } from '../sources/source-context.ts';
import { digestTree } from '../sources/tree-digest.ts';
import type { SuiteTask } from '../suite/load-task.ts';
import { type ImageJudges, openImageJudges } from './image-judges.ts';
import type { ImageFlags } from './options.ts';
import { KIT_FOLDER, SUITES_FOLDER } from './package-facts.ts';
import { openRuleJudge } from './rule-judges.ts';
import { imageRunner, sandboxDrivers } from './sandbox.ts';
import { canonicalJson } from '../util/digest.ts';
import { pathExists } from '../util/files.ts';
import { createTurns } from '../util/turns.ts';
import type { Terminal } from './terminal.ts';

/** Options that most commands share. */
export interface CommonOptions {
  readonly cache?: string;
  readonly suites?: string;
  readonly offline?: boolean;
  readonly mirror?: string;
}

export function cacheFolder({ cache }: CommonOptions): string {
  const { env } = process;
  if (cache !== undefined) return resolve(cache);
  if (env['ASE_CACHE'] !== undefined && env['ASE_CACHE'] !== '') return resolve(env['ASE_CACHE']);
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ase');
}

function mirrorOf({ mirror = process.env['ASE_MIRROR'] }: CommonOptions): { mirror?: string } {
  return mirror === undefined || mirror === '' ? {} : { mirror: resolve(mirror) };
}

export function suitesFolder({ suites }: CommonOptions): string {
  return resolve(suites ?? (process.env['ASE_SUITES'] || SUITES_FOLDER));
}

export interface SessionInput {
  readonly options: CommonOptions & ImageFlags & { readonly sandbox: WantedSandbox };
  readonly terminal: Terminal;
  readonly abort: AbortSignal;
  readonly limits: TaskLimits;
  /** Attempts whose checks run at the same time. */
  readonly workers: number;
}

/** What a command holds that looks at tasks' repositories. */
export interface Sources {
  readonly cache: ContentCache;
  readonly context: SourceContext;
  /** The vulnerable and the fixed repository of a task; fetched once. */
  treesOf(task: Pick<SuiteTask, 'task' | 'folder'>): TaskTrees;
}

/** What a command holds that judges. */
export interface Session extends Sources {
  readonly sandbox: SandboxDriver;
  readonly sandboxIdentity: string;
  /** The task's repository and environment; fetched and built once. */
  prepare(task: Pick<SuiteTask, 'task' | 'folder'>): Promise<MaterialisedTask>;
  /** For what works on this machine. */
  takeTurn(): Promise<Disposable>;
  readonly judge: RunDrivers['judge'];
}

/** @throws AseError `disk`, `permission` */
export async function openSources(options: CommonOptions, { terminal, abort }: Pick<SessionInput, 'terminal' | 'abort'>): Promise<Sources> {
  const cache = await openCache(cacheFolder(options));
  const context: SourceContext = { cache, offline: options.offline ?? false, baseFolder: process.cwd(), ...mirrorOf(options), signal: abort, progress: (text) => terminal.note(terminal.safe(text)) };
  const original = once((task: Pick<SuiteTask, 'task' | 'folder'>) => materialiseRepository(task, context));
  const fixed = once((task: Pick<SuiteTask, 'task' | 'folder'>) => materialiseFixed(task, context));
  return { cache, context, treesOf: (task) => ({ original: () => original(task), fixed: () => fixed(task) }) };
}

/** Chooses and prepares the sandbox, opens the cache. @throws AseError `no-sandbox`, `unavailable`, `disk`, `permission` */
export async function openSession({ options, terminal, abort, limits, workers }: SessionInput): Promise<Session> {
  const { driver, line } = await chooseSandbox({ wanted: options.sandbox, drivers: sandboxDrivers() });
  terminal.note(terminal.safe(line));
  const sources = await openSources(options, { terminal, abort });
  await driver.prepare((text) => terminal.note(terminal.safe(text)));
  const swept = (await driver.sweep()) + (await sweepGateways(tmpdir()));
  if (swept > 0) terminal.note(`removed ${swept} leftovers of runs that were killed`);
  const takeTurn = createTurns(workers);
  const workspace = workspaceOf(sources.cache);
  const rules = once((task: RuleOfTask['task'], input: RuleOfTask) => openRuleJudge({ sandbox: driver, runImage: imageRunner(), workspace, treesOf: sources.treesOf }, { ...input, task }));
  const repositoryOf = (task: Pick<SuiteTask, 'task' | 'folder'>): Promise<string> => sources.treesOf(task).original();
  const ruleOf = (input: RuleOfTask): Promise<RuleJudge> => rules(input.task, input);
  const imageJudges = openImageJudges({ flags: options, terminal, runImage: imageRunner(), workspace, repositoryOf, rules: ruleOf, limits });
  const prepare = once((task: Pick<SuiteTask, 'task' | 'folder'>) => prepareAny(task, { context: sources.context, imageJudges, driver }));
  const sandboxIdentity = await driver.identity();
  const judge: JudgeDrivers = { sandbox: driver, workspace, kit: KIT_FOLDER, prepare, limits, rules: ruleOf, prebuilt: prebuiltFor(sources, { prepare, sandboxIdentity, abort }) };
  return {
    ...sources,
    sandbox: driver,
    sandboxIdentity,
    prepare,
    takeTurn,
    judge: async (attempt) => {
      using _turn = await takeTurn();
      return await judgeAny(attempt, { judge, imageJudges });
    },
  };
}

/** The files of the checks that a build sees are part of the task's folder: who changes them builds again. */
function prebuiltFor({ cache }: Sources, { prepare, sandboxIdentity, abort }: Pick<Session, 'prepare' | 'sandboxIdentity'> & Pick<SessionInput, 'abort'>): NonNullable<JudgeDrivers['prebuilt']> {
  return async ({ task, folder, prepared }, build) => {
    const { environment } = await prepare({ task, folder });
    const visible = join(folder, 'checks', 'public');
    const files = (await pathExists(visible)) ? (await digestTree(visible)).digest : 'none';
    const inputs = { repository: prepared.repository, environment, commands: canonicalJson(task.build ?? []), files, sandbox: sandboxIdentity };
    return prebuiltLayer(cache, { name: `objects of ${task.id}`, inputs, signal: abort }, build);
  };
}

interface AnyPrepare {
  readonly context: SourceContext;
  readonly imageJudges: ImageJudges;
  readonly driver: SandboxDriver;
}

async function prepareAny({ task, folder }: Pick<SuiteTask, 'task' | 'folder'>, { context, imageJudges, driver }: AnyPrepare): Promise<MaterialisedTask> {
  switch (task.schema) {
    case 'ase/task@1': {
      const materialised = await materialiseTask({ task, folder }, context);
      if (materialised.system !== undefined) await driver.prepareSystem?.(materialised.system, context.progress ?? (() => undefined));
      return materialised;
    }
    case 'ase/v1-task@1':
      return imageJudges.prepare({ task, folder }, task.checks['ase-v1'].image);
    case 'ase/v2-task@1':
      return imageJudges.prepare({ task, folder }, task.environment.image);
  }
}

async function judgeAny({ task: { task, folder }, ...attempt }: AttemptToJudge, { judge, imageJudges }: { readonly judge: JudgeDrivers; readonly imageJudges: ImageJudges }): Promise<JudgedPrediction> {
  switch (task.schema) {
    case 'ase/task@1':
      return judgeAttempt(judge, { ...attempt, task: { task, folder } });
    case 'ase/v1-task@1':
      return imageJudges.judgeByCount({ ...attempt, task: { task, folder } });
    case 'ase/v2-task@1':
      return imageJudges.judgeInImage({ ...attempt, task: { task, folder } });
  }
}

function workspaceOf(cache: ContentCache): JudgeDrivers['workspace'] {
  return { withFolders: (action) => withAttemptFolders(cache, action) };
}

/** The same task is asked for by every attempt; a failure is not kept. */
function once<Key extends Pick<SuiteTask, 'folder'>, More extends unknown[], Value>(make: (task: Key, ...more: More) => Promise<Value>): (task: Key, ...more: More) => Promise<Value> {
  const made = new Map<string, Promise<Value>>();
  return (task, ...more) => {
    const known = made.get(task.folder);
    if (known !== undefined) return known;
    const making = make(task, ...more).catch((error: unknown) => {
      made.delete(task.folder);
      throw error;
    });
    made.set(task.folder, making);
    return making;
  };
}
