import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { arch } from 'node:process';
import { AseError } from '../contract/errors.ts';
import type { Mount } from '../contract/sandbox.ts';
import type { Task } from '../contract/task.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { diskError } from '../util/disk-error.ts';
import type { SourceContext } from '../sources/source-context.ts';
import { buildDependencies, planDigest } from './dependencies.ts';
import { planDependencies } from './lock-file.ts';
import type { DependencyPlan } from './lock-file.ts';
import { buildRuntime, nodePackage } from './runtime.ts';

/** Of a loaded task, what an environment is made from. */
export interface EnvironmentTask {
  readonly task: Task;
  readonly folder: string;
}

export interface BuiltEnvironment {
  /** Of the runtime, the locked packages and the platform. */
  readonly digest: string;
  readonly mounts: readonly Mount[];
}

/**
 * The pinned Node and the dependencies of a task, from the cache where it has them, else fetched; no code of theirs is run.
 * @throws AseError `bad-input`, `unknown-name`, and as fetchSource does
 */
export async function buildEnvironment({ task, folder }: EnvironmentTask, context: SourceContext): Promise<BuiltEnvironment> {
  const runtime = nodePackage(task.environment.runtime.node, arch);
  const plan = await readPlan(task, folder);
  const mounts: Mount[] = [{ source: await buildRuntime(runtime, context), target: '/env/node' }];
  if (plan !== null) mounts.push({ source: await buildDependencies(plan, context), target: '/work/node_modules' });
  const digest = digestOf(canonicalJson({ platform: `linux-${arch}`, runtime: runtime.integrity, dependencies: plan === null ? null : planDigest(plan) }));
  return { digest, mounts };
}

async function readPlan(task: Task, folder: string): Promise<DependencyPlan | null> {
  const { dependencies } = task.environment;
  if (dependencies === undefined) return null;
  const file = join(folder, dependencies);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const mapped = diskError(error, file);
    if (mapped instanceof AseError && mapped.code === 'not-found') throw new AseError('not-found', `the lock file ${file} does not exist`, { remedy: 'Check `environment.dependencies` in task.yaml.', cause: error });
    throw mapped;
  });
  return planDependencies(text, { file, own: task.source.type === 'npm' ? task.source.name : null, architecture: arch });
}
