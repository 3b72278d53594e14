import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { create } from 'tar';
import { AseError } from '../contract/errors.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import type { ContentCache } from './cache.ts';
import { entryName, inspectEntry, placeEntry, readEntry, sealEntry } from './cache-entry.ts';
import { entryPaths } from './cache-layout.ts';
import type { CacheEntry } from './cache-layout.ts';
import { hasIntegrity, integrityOfFileName } from './integrity.ts';
import { digestTree } from './tree-digest.ts';
import { unpackArchive } from './unpack.ts';

/** First folder of an exported file; taken off again by the import. */
const MARK = 'ase-cache-1';

/** Of one file: as much as a disk holds. */
const LIMITS = { entries: 5_000_000, bytes: 2 ** 40 };

/**
 * What cannot be made again from an archive. Trees of npm packages, Node and dependencies are made again on the other machine: their
 * archives have the hashes that stand in tasks, whoever gave the file.
 */
const KINDS = new Set(['git', 'debian']);

export interface Transferred {
  readonly trees: number;
  readonly archives: number;
}

/**
 * Writes everything that is whole, and is needed to work offline elsewhere, into one tar file.
 * @throws AseError `disk`, `permission`, `not-found`
 */
export async function exportCache(cache: ContentCache, file: string): Promise<Transferred> {
  const trees = await wholeTrees(cache);
  const archives = await wholeArchives(cache);
  const uid = basename(cache.layout.trees);
  const paths = [...trees.flatMap((id) => [`trees/${uid}/${id}/entry.json`, `trees/${uid}/${id}/tree`]), ...archives.map((id) => `archives/${id}`)];
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  await withDiskErrors(file, async () => {
    try {
      if (paths.length === 0) await writeFile(temporary, Buffer.alloc(1024), { flag: 'wx' });
      else await create({ file: temporary, cwd: cache.root, portable: true, noMtime: true, onWriteEntry: (entry) => void (entry.path = `${MARK}/${entry.path.replace(`trees/${uid}/`, 'trees/')}`) }, paths);
      await rename(temporary, file);
    } finally {
      await rm(temporary, { force: true });
    }
  });
  return { trees: trees.length, archives: archives.length };
}

async function wholeTrees(cache: ContentCache): Promise<string[]> {
  const whole: string[] = [];
  for (const id of (await readdir(cache.layout.trees)).sort()) {
    const found = await inspectEntry(join(cache.layout.trees, id), { full: true });
    if (found.state === 'whole' && KINDS.has(found.entry.key['kind'] ?? '')) whole.push(id);
  }
  return whole;
}

async function wholeArchives(cache: ContentCache): Promise<string[]> {
  const whole: string[] = [];
  for (const id of (await readdir(cache.layout.archives)).sort()) if (await isWholeArchive(join(cache.layout.archives, id))) whole.push(id);
  return whole;
}

/**
 * Adds what an exported file holds; all of it is checked before any of it is added. Archives prove themselves by their hash. A tree of git
 * or Debian is taken by the file's word that it is what its key says: import files of people you trust.
 * @throws AseError `damaged`, `unsafe`, `not-found`, `disk`, `permission`
 */
export async function importCache(cache: ContentCache, file: string): Promise<Transferred> {
  return cache.withTemporary(async (temporary) => {
    const unpacked = join(temporary, 'import');
    await mkdir(unpacked);
    await withDiskErrors(file, async () => {
      await unpackArchive(createReadStream(file, { highWaterMark: 1 << 20 }), unpacked, { name: file, limits: LIMITS, keepLinks: true });
    });
    if ((await readdir(unpacked)).some((name) => name !== 'archives' && name !== 'trees')) throw notOurs(file);
    const archives = await namesIn(join(unpacked, 'archives'));
    const trees = await namesIn(join(unpacked, 'trees'));
    for (const name of archives) if (!(await isWholeArchive(join(unpacked, 'archives', name)))) throw damaged(file, name);
    const entries = await Promise.all(trees.map((id) => checkedEntry(join(unpacked, 'trees', id), file)));
    for (const name of archives) await addArchive(cache, join(unpacked, 'archives', name));
    for (const [index, id] of trees.entries()) await addTree(cache, join(unpacked, 'trees', id), { entry: entries[index] as CacheEntry, temporary });
    return { trees: trees.length, archives: archives.length };
  });
}

function damaged(file: string, name: string): AseError {
  return new AseError('damaged', `${file} holds something that is not what its name says: ${JSON.stringify(name)}; nothing was imported`, { remedy: 'Export it again.' });
}

function notOurs(file: string): AseError {
  return new AseError('damaged', `${file} is not an exported cache`, { remedy: 'Make it with `ase cache export FILE`.' });
}

async function checkedEntry(folder: string, file: string): Promise<CacheEntry> {
  const { entry: entryFile, tree } = entryPaths(folder);
  const entry = await readEntry(entryFile);
  const kind = entry?.key['kind'] ?? '';
  if (entry === null || !KINDS.has(kind) || entryName({ ...entry.key, kind }) !== basename(folder)) throw damaged(file, basename(folder));
  await mkdir(tree, { recursive: true });
  if ((await digestTree(tree)).digest !== entry.digest) throw damaged(file, basename(folder));
  return entry;
}

async function addArchive(cache: ContentCache, from: string): Promise<void> {
  await cache.withTemporary(async (temporary) => {
    // A copy: what was unpacked belongs to the user that sandboxes run as.
    await copyFile(from, join(temporary, 'archive'));
    await rename(join(temporary, 'archive'), join(cache.layout.archives, basename(from)));
  });
}

async function addTree(cache: ContentCache, from: string, { entry, temporary }: { readonly entry: CacheEntry; readonly temporary: string }): Promise<void> {
  const id = basename(from);
  const place = join(cache.layout.trees, id);
  if ((await inspectEntry(place, { full: false })).state === 'whole') return;
  const sealed = join(temporary, id);
  await mkdir(sealed);
  await rename(entryPaths(from).tree, entryPaths(sealed).tree);
  await sealEntry(sealed, entry);
  await placeEntry(sealed, place, join(temporary, `${id}-before`));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

async function isWholeArchive(path: string): Promise<boolean> {
  const integrity = integrityOfFileName(basename(path));
  return integrity !== null && hasIntegrity(await readFile(path), integrity);
}
