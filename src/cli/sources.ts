import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { TaskTrees } from '../contract/generation.ts';
import { materialiseFixed, materialiseRepository } from '../environments/prepare-task.ts';
import { type ContentCache, openCache } from '../sources/cache.ts';
import type { SourceContext } from '../sources/source-context.ts';
import type { SuiteTask } from '../suite/load-task.ts';
import { onceForTask } from './once-for-task.ts';
import { SUITES_FOLDER } from './package-facts.ts';
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

/** What a command holds that looks at tasks' repositories. */
export interface Sources {
  readonly cache: ContentCache;
  readonly context: SourceContext;
  /** The vulnerable and the fixed repository of a task; fetched once. */
  treesOf(task: Pick<SuiteTask, 'task' | 'folder'>): TaskTrees;
}

/** @throws AseError `disk`, `permission` */
export async function openSources(options: CommonOptions, { terminal, abort }: { readonly terminal: Terminal; readonly abort: AbortSignal }): Promise<Sources> {
  const cache = await openCache(cacheFolder(options));
  const context: SourceContext = { cache, offline: options.offline ?? false, baseFolder: process.cwd(), ...mirrorOf(options), signal: abort, progress: (text) => terminal.note(terminal.safe(text)) };
  const original = onceForTask((task: Pick<SuiteTask, 'task' | 'folder'>) => materialiseRepository(task, context));
  const fixed = onceForTask((task: Pick<SuiteTask, 'task' | 'folder'>) => materialiseFixed(task, context));
  return { cache, context, treesOf: (task) => ({ original: () => original(task), fixed: () => fixed(task) }) };
}
