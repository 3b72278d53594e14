import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import type { DebianSource } from '../contract/task.ts';
import { copyTree } from './copy-tree.ts';
import { openSourceApt, type SourceApt, type SourceVersion } from './debian-apt.ts';
import { unpackDebianArchive } from './debian-archive.ts';
import { applyPatches, seriesThrough } from './debian-patches.ts';
import type { Integrity } from './integrity.ts';
import { assertMayFetch } from './source-context.ts';
import type { SourceContext, SourceTree } from './source-context.ts';

/**
 * The upstream archive of a Debian source package with the patches before one of its series, or with that one, too. Which Debian revision they come from does
 * not matter: the archive and the patch are what their hashes say.
 * @throws AseError `gone` where Debian has withdrawn one of them, and as openSourceApt, unpackDebianArchive and applyPatches do
 */
export async function fetchDebianSource(source: DebianSource, context: SourceContext): Promise<SourceTree> {
  const { package: packageName, version, sha256, patch, state } = source;
  const name = `Debian's ${packageName} ${version}`;
  const { path, digest, files, bytes } = await context.cache.tree({
    name: `${name} ${state} ${patch.name}`,
    key: { kind: 'debian', orig: sha256, patch: patch.sha256, state },
    signal: context.signal,
    progress: context.progress,
    make: async (folder) => {
      assertMayFetch(context, name);
      context.progress?.(`fetching ${name}`);
      return makeTree(source, folder, { name, context });
    },
  });
  return { path, digest, files, bytes };
}

/** Archives change with each point release: who finds nothing in lists of this age asks again. */
const LIST_AGES_MS = [24 * 3_600_000, 5 * 60_000];

async function makeTree(source: DebianSource, folder: string, { name, context }: Pick<Making, 'name' | 'context'>): Promise<Record<string, string>> {
  for (const [index, age] of LIST_AGES_MS.entries()) {
    const apt = await openSourceApt(context, age);
    try {
      return await context.cache.withTemporary((work) => fillTree(source, folder, { name, context, apt, work }));
    } catch (error) {
      const mayBeOld = error instanceof AseError && (error.code === 'gone' || error.code === 'unavailable');
      if (!mayBeOld || index === LIST_AGES_MS.length - 1) throw error;
    }
  }
  throw new Error('no lists were asked');
}

interface Making {
  readonly name: string;
  readonly context: SourceContext;
  readonly apt: SourceApt;
  /** An empty folder. */
  readonly work: string;
}

async function fillTree(source: DebianSource, folder: string, making: Making): Promise<Record<string, string>> {
  const { name, context, work } = making;
  const { signal } = context;
  const found = await findRevision(source, making);
  const archive = join(work, found.orig);
  await fetchOrig(source, { ...making, ...found, archive });
  const tree = join(work, 'tree');
  await mkdir(tree);
  await unpackDebianArchive(archive, tree, { name, signal });
  await applyPatches(tree, source.state === 'after' ? found.patches : found.patches.slice(0, -1), { name, signal });
  // What patch wrote belongs to us, not to the user that sandboxes run as.
  await copyTree(tree, folder, { leaveOut: () => false, note: (line) => context.progress?.(line) });
  return { revision: found.version };
}

interface Revision {
  readonly version: string;
  /** File name of the upstream archive. */
  readonly orig: string;
  readonly patches: NonNullable<Awaited<ReturnType<typeof seriesThrough>>>;
}

/** The first of the published revisions with this archive that has this patch. */
async function findRevision(source: DebianSource, making: Making): Promise<Revision> {
  const { package: packageName, version: upstream, sha256, patch } = source;
  const published = await making.apt.versions(packageName);
  const fitting = published.flatMap(({ version, files }) => {
    const orig = [...files].find(([file, hash]) => hash === sha256 && file.includes('.orig.tar.'))?.[0];
    return orig === undefined ? [] : [{ version, files, orig }];
  });
  const remedy = 'Take the cache of a machine that has it (`ase cache export`, `ase cache import`), or leave the task out.';
  if (fitting.length === 0) throw new AseError('gone', `Debian has no ${packageName} with the archive of ${upstream} that the task was made from${published.length === 0 ? '' : `; it has ${published.map(({ version }) => version).join(', ')}`}`, { remedy });
  let fault: AseError | null = null;
  for (const [index, { version, orig, files }] of fitting.entries()) {
    try {
      const patches = await patchesOf({ version, files }, source, { ...making, work: join(making.work, `revision-${index}`) });
      if (patches !== null) return { version, orig, patches };
    } catch (error) {
      if (!(error instanceof AseError)) throw error;
      fault ??= error;
    }
  }
  if (fault !== null) throw fault;
  throw new AseError('gone', `Debian's ${packageName} ${fitting.map(({ version }) => version).join(', ')} no longer has the patch ${patch.name} that the task was made from`, { remedy });
}

async function patchesOf({ version, files }: SourceVersion, { package: name, patch }: DebianSource, { apt, work, name: label, context }: Making): Promise<Revision['patches'] | null> {
  const archive = [...files.keys()].find((file) => file.includes('.debian.tar.'));
  // Packages of the old format carry one diff and no series.
  if (archive === undefined) return null;
  const [downloads, unpacked] = [join(work, 'downloads'), join(work, 'debian')];
  for (const folder of [downloads, unpacked]) await mkdir(folder, { recursive: true });
  await apt.download({ name, version, part: 'diff' }, downloads);
  await unpackDebianArchive(join(downloads, archive), unpacked, { name: `the patches of ${label}`, signal: context.signal });
  return seriesThrough(unpacked, patch);
}

/** Writes the upstream archive, which the cache keeps for the other state of the tree. */
async function fetchOrig({ package: packageName, sha256 }: DebianSource, { name, context, apt, archive, version, orig, work }: Making & Revision & { readonly archive: string }): Promise<void> {
  const integrity: Integrity = { algorithm: 'sha256', base64: Buffer.from(sha256, 'hex').toString('base64') };
  const bytes = await context.cache.archive({
    name,
    integrity,
    signal: context.signal,
    progress: context.progress,
    fetch: async () => {
      const downloads = join(work, 'orig');
      await mkdir(downloads);
      await apt.download({ name: packageName, version, part: 'tar' }, downloads);
      return readFile(join(downloads, orig));
    },
  });
  await writeFile(archive, bytes);
}
