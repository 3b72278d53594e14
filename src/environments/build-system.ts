import { readFile } from 'node:fs/promises';
import { arch } from 'node:process';
import type { Readable } from 'node:stream';
import { AseError } from '../contract/errors.ts';
import type { SandboxSystem } from '../contract/sandbox.ts';
import type { SystemDescription } from '../contract/task.ts';
import { runProgram } from '../sources/run-program.ts';
import { assertMayFetch, type SourceContext } from '../sources/source-context.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { type SystemRecipe, systemRecipe } from './system-recipe.ts';

/** The word that entries of the cache are known by. */
export const SYSTEM_KIND = 'system';

/**
 * A root file system from packages of this machine's own Debian release, from the cache where it has it. Tasks with the same language and packages share it.
 * @throws AseError `offline`, `unavailable`, `disk`, `permission`, `cancelled`
 */
export async function buildSystem(description: SystemDescription, context: SourceContext): Promise<SandboxSystem> {
  const release = await releaseName();
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
      await makeSystem({ args: [...recipe.args, release, '-'], leftOut: recipe.leftOut }, folder, context);
      context.progress?.(`built the ${name} in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
      return {};
    },
  });
  return { folder: path, digest };
}

function systemName({ language, packages = [] }: SystemDescription): string {
  return [language, ...packages].join(' + ');
}

async function releaseName(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const release = /^VERSION_CODENAME=(\w+)$/m.exec(text)?.[1];
  if (release === undefined) throw new AseError('unavailable', 'systems of other languages are built from Debian packages, and this machine is no Debian', { remedy: 'Run ase in a Debian container.' });
  return release;
}

const REMEDY = 'Install it: apt-get install mmdebstrap.';

/** mmdebstrap writes the tree as an archive, whoever runs it; owners are not kept: sandboxes see all of it read-only. */
async function makeSystem({ args, leftOut }: SystemRecipe, folder: string, { signal }: SourceContext): Promise<void> {
  const unpacking = async (stdout: Readable): Promise<void> => {
    const { code, stderr } = await runProgram({ command: ['tar', '--extract', '--file=-', '--no-same-owner', '--anchored', ...leftOut, '--directory', folder], stdin: stdout, signal, remedy: 'Install it: apt-get install tar.' });
    if (code !== 0) throw new AseError('unavailable', `the system could not be unpacked: ${stderr.trim().slice(-300)}`);
  };
  const { code, stderr } = await runProgram({ command: ['mmdebstrap', ...args], signal, onOutput: unpacking, remedy: REMEDY });
  if (code === 0) return;
  const said = stderr.trim().replace(/\b[a-z+]+:\/\/\S+/g, '…').slice(-600);
  throw new AseError('unavailable', `mmdebstrap ended with ${code}: ${said}`, { remedy: 'Look at what it says: packages come from the package sources of this machine (apt-get update).' });
}
