import type { NpmSource } from '../contract/task.ts';
import { formatIntegrity, parseIntegrity } from './integrity.ts';
import { fetchNpmArchive } from './npm-archive.ts';
import type { SourceContext, SourceTree } from './source-context.ts';
import { unpackArchive } from './unpack.ts';

/**
 * The files of a published package.
 * @throws AseError as fetchNpmArchive and unpackArchive do
 */
export async function fetchNpmSource(source: NpmSource, context: SourceContext): Promise<SourceTree> {
  const name = `${source.name}@${source.version}`;
  const { path, digest, files, bytes } = await context.cache.tree({
    name,
    // The hash alone tells what the tree is.
    key: { kind: 'npm', integrity: formatIntegrity(parseIntegrity(source.integrity, name)) },
    signal: context.signal,
    progress: context.progress,
    make: async (folder) => {
      await unpackArchive(await fetchNpmArchive(source, context), folder, { name });
      return {};
    },
  });
  return { path, digest, files, bytes };
}
