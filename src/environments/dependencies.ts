import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import PQueue from 'p-queue';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { fetchNpmArchive } from '../sources/npm-archive.ts';
import { makeOwnedFolder } from '../sources/owner.ts';
import type { SourceContext } from '../sources/source-context.ts';
import { unpackArchive } from '../sources/unpack.ts';
import type { DependencyPlan } from './lock-file.ts';

const FETCHES_AT_ONCE = 8;

/** What a plan's tree is known by. */
export function planDigest(plan: DependencyPlan): string {
  return digestOf(canonicalJson(plan));
}

/**
 * The `node_modules` of a plan; no install script is run.
 * @throws AseError as fetchNpmArchive and unpackArchive do
 */
export async function buildDependencies(plan: DependencyPlan, context: SourceContext): Promise<string> {
  const { path } = await context.cache.tree({
    name: `dependencies: ${plan.packages.length} packages`,
    key: { kind: 'node_modules', plan: planDigest(plan) },
    signal: context.signal,
    progress: context.progress,
    make: async (folder) => {
      await layOut(plan, folder, context);
      return {};
    },
  });
  return path;
}

async function layOut(plan: DependencyPlan, folder: string, context: SourceContext): Promise<void> {
  context.progress?.(`laying out ${plan.packages.length} packages; what the cache lacks is fetched`);
  const { progress: _, ...quiet } = context;
  const queue = new PQueue({ concurrency: FETCHES_AT_ONCE });
  const fetches = plan.packages.map((each) => queue.add(() => fetchNpmArchive(each, quiet)));
  // The first failure is reported; the others must not end the process as unhandled.
  for (const fetch of fetches) fetch.catch(() => queue.clear());
  for (const [index, each] of plan.packages.entries()) {
    makeOwnedFolder(folder, each.path);
    await unpackArchive((await fetches[index]) as Buffer, join(folder, each.path), { name: `${each.name}@${each.version}` });
  }
  for (const [place, target] of Object.entries(plan.links)) {
    makeOwnedFolder(folder, dirname(place));
    await symlink(target, join(folder, place));
  }
}
