import { AseError } from '../contract/errors.ts';
import { fetchNpmArchive } from '../sources/npm-archive.ts';
import type { NpmPackage } from '../sources/npm-archive.ts';
import type { SourceContext } from '../sources/source-context.ts';
import { unpackArchive } from '../sources/unpack.ts';
import { NODE_RUNTIMES } from './runtimes.ts';

/** The npm package of a version of Node for Linux; `architecture` as Node names it. @throws AseError `unknown-name` */
export function nodePackage(version: string, architecture: string): NpmPackage {
  const runtime = NODE_RUNTIMES[version]?.[architecture];
  if (runtime !== undefined) return runtime;
  throw new AseError('unknown-name', `there is no pinned Node ${version} for linux-${architecture}`, { remedy: `Pinned are: ${Object.keys(NODE_RUNTIMES).join(', ')} for x64 and arm64 (src/environments/runtimes.ts).` });
}

/** The folder with `bin/node`. @throws AseError as fetchNpmArchive does */
export async function buildRuntime(runtime: NpmPackage, context: SourceContext): Promise<string> {
  const name = `${runtime.name}@${runtime.version}`;
  const { path } = await context.cache.tree({
    name,
    key: { kind: 'node', integrity: runtime.integrity },
    signal: context.signal,
    progress: context.progress,
    make: async (folder) => {
      await unpackArchive(await fetchNpmArchive(runtime, context), folder, { name, only: (file) => file === 'bin/node' });
      return {};
    },
  });
  return path;
}
