import { arch } from 'node:process';
import { AseError } from '../contract/errors.ts';
import type { SandboxSystem } from '../contract/sandbox.ts';
import type { SystemDescription } from '../contract/task.ts';
import { type DebianHost, debianHost, runInDebian, withoutAddresses } from '../sources/debian-host.ts';
import { runProgram, unpackOutput } from '../sources/run-program.ts';
import { assertMayFetch, type SourceContext } from '../sources/source-context.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { type SystemRecipe, systemRecipe } from './system-recipe.ts';

/** The word that entries of the cache are known by. */
export const SYSTEM_KIND = 'system';

/**
 * A root file system of Debian packages, from the cache where it has it. Tasks with the same language and packages share it.
 * @throws AseError `offline`, `unavailable`, `disk`, `permission`, `cancelled`
 */
export async function buildSystem(description: SystemDescription, context: SourceContext): Promise<SandboxSystem> {
  const { place, release } = await debianHost();
  const recipe = systemRecipe(description);
  const name = `system of ${systemName(description)} (${release})`;
  const { path, digest } = await context.cache.tree({
    name,
    key: { kind: SYSTEM_KIND, release, platform: `linux-${arch}`, recipe: digestOf(canonicalJson({ ...recipe })) },
    signal: context.signal,
    progress: context.progress,
    make: async (folder) => {
      assertMayFetch(context, name);
      context.progress?.(`building the ${name}; this is done once and takes a minute`);
      const started = performance.now();
      await makeSystem({ args: [...recipe.args, release, '-'], leftOut: recipe.leftOut, place }, folder, context);
      context.progress?.(`built the ${name} in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
      return {};
    },
  });
  return { folder: path, digest };
}

function systemName({ language, packages = [] }: SystemDescription): string {
  return [language, ...packages].join(' + ');
}

const REMEDY = 'Install it (apt-get install mmdebstrap), or set ASE_DEBIAN=container.';

/** mmdebstrap writes the tree as an archive, whoever runs it; owners are not kept: sandboxes see all of it read-only. */
async function makeSystem({ args, leftOut, place }: SystemRecipe & Pick<DebianHost, 'place'>, folder: string, { signal, progress }: SourceContext): Promise<void> {
  const run = { command: ['mmdebstrap', ...args], signal } as const;
  const { code, stderr } = await unpackOutput((onOutput) => (place === 'container' ? runInDebian({ ...run, onOutput, progress }) : runProgram({ ...run, onOutput, remedy: REMEDY })), folder, { options: ['--anchored', ...leftOut], signal });
  if (code === 0) return;
  const said = withoutAddresses(stderr.trim()).slice(-600);
  throw new AseError('unavailable', `mmdebstrap ended with ${code}: ${said}`, { remedy: 'Look at what it says: packages come from the package sources of this machine (apt-get update), or of the container.' });
}
