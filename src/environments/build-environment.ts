import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { arch } from 'node:process';
import { AseError } from '../contract/errors.ts';
import type { Mount, SandboxSystem } from '../contract/sandbox.ts';
import type { ProgramTask } from '../contract/task.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { diskError } from '../util/disk-error.ts';
import { pathExists } from '../util/files.ts';
import type { SourceContext } from '../sources/source-context.ts';
import { buildSystem } from './build-system.ts';
import { buildDependencies, planDigest } from './dependencies.ts';
import { planDependencies } from './lock-file.ts';
import type { DependencyPlan } from './lock-file.ts';
import { buildRuntime, nodePackage } from './runtime.ts';

/** Of a loaded task, what an environment is made from. */
export interface EnvironmentTask {
  readonly task: ProgramTask;
  readonly folder: string;
}

export interface BuiltEnvironment {
  /** Of the runtime, the locked packages and the platform. */
  readonly digest: string;
  readonly system?: SandboxSystem | undefined;
  readonly mounts: readonly Mount[];
  /** What only checks see: their own packages. */
  readonly privateMounts: readonly Mount[];
}

/**
 * The pinned Node and the dependencies of a task, from the cache where it has them, else fetched; no code of theirs is run.
 * @throws AseError `bad-input`, `unknown-name`, and as fetchSource does
 */
export async function buildEnvironment({ task, folder }: EnvironmentTask, context: SourceContext): Promise<BuiltEnvironment> {
  const { dependencies, tools, runtime: versions, system: wanted } = task.environment;
  const runtime = nodePackage(versions.node, arch);
  const own = task.source.type === 'npm' ? task.source.name : null;
  const plans = { dependencies: await readPlan(folder, dependencies, own), tools: await readPlan(folder, tools, null) };
  const system = wanted === undefined ? undefined : await buildSystem(wanted, context);
  const [node, ...packages] = await Promise.all([buildRuntime(runtime, context), ...[plans.dependencies, plans.tools].map((plan) => (plan === null ? null : buildDependencies(plan, context)))]);
  const mountsAt = (source: string | null | undefined, target: string): Mount[] => (source === null || source === undefined ? [] : [{ source, target }]);
  const digests = { runtime: runtime.integrity, dependencies: digestOrNull(plans.dependencies), tools: digestOrNull(plans.tools), ...(system === undefined ? {} : { system: system.digest }) };
  return {
    digest: digestOf(canonicalJson({ platform: `linux-${arch}`, ...digests })),
    system,
    mounts: [{ source: node, target: '/env/node' }, ...mountsAt(packages[0], '/work/node_modules'), ...mountsAt(await publicFolder(folder), '/work/public')],
    privateMounts: mountsAt(packages[1], '/judge/node_modules'),
  };
}

/** What of the checks a build needs: drivers in languages that are compiled. Candidates see it. */
async function publicFolder(folder: string): Promise<string | null> {
  const place = join(folder, 'checks', 'public');
  return (await pathExists(place)) ? place : null;
}

function digestOrNull(plan: DependencyPlan | null): string | null {
  return plan === null ? null : planDigest(plan);
}

async function readPlan(folder: string, lock: string | undefined, own: string | null): Promise<DependencyPlan | null> {
  if (lock === undefined) return null;
  const file = join(folder, lock);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const mapped = diskError(error, file);
    if (mapped instanceof AseError && mapped.code === 'not-found') throw new AseError('not-found', `the lock file ${file} does not exist`, { remedy: 'Check `environment` in task.yaml.', cause: error });
    throw mapped;
  });
  return planDependencies(text, { file, own, architecture: arch });
}
