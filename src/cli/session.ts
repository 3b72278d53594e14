import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { SandboxDriver } from '../contract/sandbox.ts';
import type { TaskLimits } from '../contract/task.ts';
import { materialiseFixed, materialiseTask, type MaterialisedTask } from '../environments/prepare-task.ts';
import { withAttemptFolders } from '../environments/workspace.ts';
import { type JudgeDrivers, judgeAttempt } from '../judge/judge-attempt.ts';
import type { OpenGenerators } from '../generators/open-generators.ts';
import { chooseSandbox, type WantedSandbox } from '../sandboxes/choose-sandbox.ts';
import type { RunDrivers } from '../run/drivers.ts';
import { type ContentCache, openCache } from '../sources/cache.ts';
import type { SourceContext } from '../sources/source-context.ts';
import type { SuiteTask } from '../suite/load-task.ts';
import { KIT_FOLDER, SUITES_FOLDER } from './package-facts.ts';
import { sandboxDrivers } from './sandbox.ts';
import { createTurns } from '../util/turns.ts';
import type { Terminal } from './terminal.ts';

/** Options that most commands share. */
export interface CommonOptions {
  readonly cache?: string;
  readonly suites?: string;
  readonly offline?: boolean;
}

export function cacheFolder({ cache }: CommonOptions): string {
  const { env } = process;
  if (cache !== undefined) return resolve(cache);
  if (env['ASE_CACHE'] !== undefined && env['ASE_CACHE'] !== '') return resolve(env['ASE_CACHE']);
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ase');
}

export function suitesFolder({ suites }: CommonOptions): string {
  return resolve(suites ?? (process.env['ASE_SUITES'] || SUITES_FOLDER));
}

export interface SessionInput {
  readonly options: CommonOptions & { readonly sandbox: WantedSandbox };
  readonly terminal: Terminal;
  readonly abort: AbortSignal;
  readonly limits: TaskLimits;
  /** Attempts whose checks run at the same time. */
  readonly workers: number;
}

/** What a command holds that judges. */
export interface Session {
  readonly sandbox: SandboxDriver;
  readonly sandboxIdentity: string;
  /** The task's repository and environment; fetched and built once. */
  prepare(task: Pick<SuiteTask, 'task' | 'folder'>): Promise<MaterialisedTask>;
  driversFor(generators: Pick<OpenGenerators, 'generators'>): RunDrivers;
}

/** Chooses and prepares the sandbox, opens the cache. @throws AseError `no-sandbox`, `unavailable`, `disk`, `permission` */
export async function openSession({ options, terminal, abort, limits, workers }: SessionInput): Promise<Session> {
  const { driver, line } = await chooseSandbox({ wanted: options.sandbox, drivers: sandboxDrivers(workers) });
  terminal.note(terminal.safe(line));
  const cache = await openCache(cacheFolder(options));
  const progress = (text: string): void => terminal.note(terminal.safe(text));
  await driver.prepare(progress);
  const swept = await driver.sweep();
  if (swept > 0) terminal.note(`removed ${swept} leftovers of runs that were killed`);
  const context: SourceContext = { cache, offline: options.offline ?? false, baseFolder: process.cwd(), signal: abort, progress };
  const prepare = once((task) => materialiseTask(task, context));
  const fixed = once((task) => materialiseFixed(task, context));
  const takeTurn = createTurns(workers + driver.ahead);
  const judge: JudgeDrivers = { sandbox: driver, workspace: workspaceOf(cache), kit: KIT_FOLDER, prepare, limits };
  return {
    sandbox: driver,
    sandboxIdentity: await driver.identity(),
    prepare,
    driversFor: ({ generators }) => {
      const byName = new Map(generators.map((generator) => [generator.name, generator]));
      return {
        generate: async ({ task: loaded, generator: name, ...rest }) => {
          const { task, folder, description } = loaded;
          const trees = { original: async () => (await prepare(loaded)).repository, fixed: () => fixed(loaded) };
          const generator = byName.get(name);
          if (generator === undefined) throw new Error(`the generator ${name} was not opened`);
          using _turn = generator.isLocal ? await takeTurn() : null;
          return await generator.generate({ task, folder, description, generator: name, trees, ...rest });
        },
        judge: async (attempt) => {
          using _turn = await takeTurn();
          return await judgeAttempt(judge, attempt);
        },
      };
    },
  };
}

function workspaceOf(cache: ContentCache): JudgeDrivers['workspace'] {
  return { withFolders: (action) => withAttemptFolders(cache, action) };
}

/** The same task is asked for by every attempt; a failure is not kept. */
function once<Value>(make: (task: Pick<SuiteTask, 'task' | 'folder'>) => Promise<Value>): (task: Pick<SuiteTask, 'task' | 'folder'>) => Promise<Value> {
  const made = new Map<string, Promise<Value>>();
  return (task) => {
    const known = made.get(task.folder);
    if (known !== undefined) return known;
    const making = make(task).catch((error: unknown) => {
      made.delete(task.folder);
      throw error;
    });
    made.set(task.folder, making);
    return making;
  };
}
