import { AseError } from '../contract/errors.ts';
import type { Mount, SandboxSystem } from '../contract/sandbox.ts';
import type { Task } from '../contract/task.ts';
import { copyTree } from '../sources/copy-tree.ts';
import { fetchSource } from '../sources/fetch-source.ts';
import type { SourceContext, SourceTree } from '../sources/source-context.ts';
import { canonicalJson } from '../util/digest.ts';
import { pathExists } from '../util/files.ts';
import { join } from 'node:path';
import { buildEnvironment, type EnvironmentTask } from './build-environment.ts';

export interface MaterialisedTask {
  /** The vulnerable repository, without what the task removes. */
  readonly repository: string;
  readonly system?: SandboxSystem | undefined;
  readonly mounts: readonly Mount[];
  readonly privateMounts: readonly Mount[];
  /** Of the environment. */
  readonly environment: string;
  /** By digest, where the task brings its own. */
  readonly image?: string | undefined;
}

/**
 * Brings a task's repository and environment to this machine, from the cache where it has them.
 * @throws AseError as fetchSource and buildEnvironment do; `bad-input` where a path to be removed is not there
 */
export async function materialiseTask(task: EnvironmentTask, context: SourceContext): Promise<MaterialisedTask> {
  const own = { ...context, baseFolder: task.folder };
  const [repository, environment] = await Promise.all([materialiseRepository(task, context), buildEnvironment(task, own)]);
  return { repository, system: environment.system, mounts: environment.mounts, privateMounts: environment.privateMounts, environment: environment.digest };
}

/** Of a loaded task, what repositories are made from. */
export interface RepositoryTask {
  readonly task: Task;
  readonly folder: string;
}

/** The vulnerable repository alone. @throws AseError as materialiseTask does */
export async function materialiseRepository(task: RepositoryTask, context: SourceContext): Promise<string> {
  const own = { ...context, baseFolder: task.folder };
  const source = await fetchSource(task.task.source, own);
  assertHas(task, source, task.task.regions.map(({ file }) => file));
  return withoutRemoved(task, source, own);
}

/** The repository with the repair, for the reference. @throws AseError as fetchSource does, `not-found` where the task names no repair */
export async function materialiseFixed({ task, folder }: RepositoryTask, context: SourceContext): Promise<string> {
  if (task.fixed === undefined) throw new AseError('not-found', `nobody says what repairs the task ${task.id}`, { remedy: 'It has no baseline:reference. Add `fixed` to its task.yaml if you know the commit.' });
  const source = await fetchSource(task.fixed.source, { ...context, baseFolder: folder });
  assertHas({ task }, source, task.fixed.files);
  return source.path;
}

/** Files that a mirror has no content of are missed where a task needs them, and only there. */
function assertHas({ task }: Pick<RepositoryTask, 'task'>, { absent = [] }: SourceTree, files: readonly string[]): void {
  const missed = files.filter((file) => absent.includes(file));
  if (missed.length > 0) throw new AseError('not-found', `the mirror has no content of ${missed.join(', ')}, which the task ${task.id} needs`, { remedy: 'Fetch the mirror again without --filter, or run once without --offline.' });
}

async function withoutRemoved({ task }: RepositoryTask, source: SourceTree, context: SourceContext): Promise<string> {
  const { remove } = task;
  if (remove === undefined || remove.length === 0) return source.path;
  for (const path of remove) {
    if (!(await pathExists(join(source.path, path)))) throw new AseError('bad-input', `the task ${task.id} removes ${path}, which is not in its repository`, { remedy: 'Check `remove` in its task.yaml.' });
  }
  const removed = new Set(remove);
  const { path } = await context.cache.tree({
    name: `repository of ${task.id}`,
    key: { kind: 'repository', source: source.digest, remove: canonicalJson([...removed].sort()) },
    signal: context.signal,
    progress: context.progress,
    make: async (target) => {
      await copyTree(source.path, target, { leaveOut: (file) => removed.has(file), note: context.progress ?? (() => undefined) });
      return {};
    },
  });
  return path;
}
