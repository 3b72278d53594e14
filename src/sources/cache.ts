import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { AseError } from '../contract/errors.ts';
import { diskError, withDiskErrors } from '../util/disk-error.ts';
import { makeFolder, writeFileAtomic } from '../util/files.ts';
import { livenessOf, ownIdentity } from '../util/process-identity.ts';
import type { ProcessIdentity } from '../util/process-identity.ts';
import { entryName, inspectEntry, markUsed, placeEntry, sealEntry } from './cache-entry.ts';
import { cacheLayout, entryPaths } from './cache-layout.ts';
import type { CacheEntry, CacheLayout, TreeKey } from './cache-layout.ts';
import { withCacheLock } from './cache-lock.ts';
import { hasIntegrity, integrityFileName } from './integrity.ts';
import type { Integrity } from './integrity.ts';
import { sandboxOwner } from './owner.ts';

export interface CacheRequest {
  /** For people; no secrets. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((line: string) => void) | undefined;
}

export interface TreeRequest extends CacheRequest {
  readonly key: TreeKey;
  /** Fills an empty folder; gives facts worth keeping. Called only where the tree is missing or damaged. */
  make(folder: string): Promise<Readonly<Record<string, string>>>;
}

export interface ArchiveRequest extends CacheRequest {
  readonly integrity: Integrity;
  fetch(): Promise<Buffer>;
}

export interface CachedTree {
  readonly path: string;
  readonly digest: string;
  readonly files: number;
  readonly bytes: number;
  readonly facts: Readonly<Record<string, string>>;
}

/** Trees and archives by content, shared between processes. */
export interface ContentCache {
  readonly root: string;
  readonly layout: CacheLayout;
  /** A tree that is whole; made first if it has to be. */
  tree(request: TreeRequest): Promise<CachedTree>;
  /** Bytes that have the integrity; fetched first if they have to be. */
  archive(request: ArchiveRequest): Promise<Buffer>;
  /** A new folder on the cache's disk that is gone afterwards. */
  withTemporary<Value>(action: (folder: string) => Promise<Value>): Promise<Value>;
}

/**
 * Opens a cache, or makes an empty one.
 * @throws AseError `disk`, `permission`, `bad-input`
 */
export async function openCache(root: string): Promise<ContentCache> {
  const absolute = resolve(root);
  const layout = cacheLayout(absolute, sandboxOwner().uid);
  for (const folder of Object.values<string>({ ...layout })) await makeFolder(folder);
  const withTemporary = <Value>(action: (folder: string) => Promise<Value>): Promise<Value> => inTemporary(layout.temporary, action);
  const context = { layout, withTemporary };
  const trees = new Map<string, Promise<CachedTree>>();
  const archives = new Map<string, Promise<Buffer>>();
  return {
    root: absolute,
    layout,
    withTemporary,
    tree: (request) => once(trees, { key: entryName(request.key), keep: true }, () => findTree(context, request)),
    archive: (request) => once(archives, { key: integrityFileName(request.integrity), keep: false }, () => findArchive(context, request)),
  };
}

interface CacheContext {
  readonly layout: CacheLayout;
  withTemporary<Value>(action: (folder: string) => Promise<Value>): Promise<Value>;
}

/** Those who ask for the same thing at the same time get the same answer; with `keep`, also those who ask later. */
async function once<Value>(pending: Map<string, Promise<Value>>, { key, keep }: { readonly key: string; readonly keep: boolean }, action: () => Promise<Value>): Promise<Value> {
  const known = pending.get(key);
  if (known !== undefined) return known;
  const started = action();
  pending.set(key, started);
  try {
    const value = await started;
    if (!keep) pending.delete(key);
    return value;
  } catch (error) {
    pending.delete(key);
    throw error;
  }
}

async function findTree(context: CacheContext, request: TreeRequest): Promise<CachedTree> {
  const name = entryName(request.key);
  const place = join(context.layout.trees, name);
  const found = await inspectEntry(place, { full: false });
  if (found.state === 'whole') return useTree(place, found.entry);
  return withCacheLock(
    join(context.layout.locks, name),
    async () => {
      const again = await inspectEntry(place, { full: false });
      if (again.state === 'whole') return useTree(place, again.entry);
      if (again.state === 'changed') request.progress?.(`${request.name} in the cache is damaged: it is made again`);
      return useTree(place, await makeTree(context, request, place));
    },
    lockOptions(request),
  );
}

async function makeTree({ withTemporary }: CacheContext, request: TreeRequest, place: string): Promise<CacheEntry> {
  return withTemporary(async (temporary) => {
    const sealed = join(temporary, 'entry');
    await mkdir(entryPaths(sealed).tree, { recursive: true });
    const facts = await request.make(entryPaths(sealed).tree);
    const entry = await sealEntry(sealed, { name: request.name, key: request.key, facts });
    await placeEntry(sealed, place, join(temporary, 'damaged'));
    return entry;
  });
}

async function useTree(place: string, { digest, files, bytes, facts }: CacheEntry): Promise<CachedTree> {
  await markUsed(place);
  return { path: entryPaths(place).tree, digest, files, bytes, facts };
}

async function findArchive({ layout }: CacheContext, request: ArchiveRequest): Promise<Buffer> {
  const name = integrityFileName(request.integrity);
  const place = join(layout.archives, name);
  const found = await readArchive(place, request.integrity);
  if (found !== null) return found;
  return withCacheLock(
    join(layout.locks, name),
    async () => {
      const again = await readArchive(place, request.integrity);
      if (again !== null) return again;
      const bytes = await request.fetch();
      if (!hasIntegrity(bytes, request.integrity)) throw new AseError('integrity', `what was fetched as ${request.name} is not what its integrity says`);
      await writeFileAtomic(place, bytes);
      return bytes;
    },
    lockOptions(request),
  );
}

/** Null where it is missing or damaged. */
async function readArchive(place: string, integrity: Integrity): Promise<Buffer | null> {
  const bytes = await readFile(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw diskError(error, place);
  });
  if (bytes === null || !hasIntegrity(bytes, integrity)) return null;
  const now = new Date();
  await utimes(place, now, now).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EROFS' && error.code !== 'EACCES' && error.code !== 'EPERM') throw diskError(error, place);
  });
  return bytes;
}

function lockOptions({ name, signal, progress }: CacheRequest): { signal: AbortSignal | undefined; waiting: (owner: number) => void } {
  return { signal, waiting: (owner) => progress?.(`waiting for process ${owner}, which is fetching ${name}`) };
}

async function inTemporary<Value>(parent: string, action: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = join(parent, randomBytes(8).toString('hex'));
  await withDiskErrors(folder, async () => {
    await mkdir(folder, { mode: 0o700 });
    await writeFile(join(folder, 'owner.json'), JSON.stringify(ownIdentity()));
  });
  try {
    return await action(folder);
  } catch (error) {
    throw diskError(error, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what processes that were killed left half-made; gives how many folders. */
export async function sweepCache({ layout }: ContentCache): Promise<number> {
  let swept = 0;
  for (const name of await readdir(layout.temporary)) {
    const folder = join(layout.temporary, name);
    const owner = await readFile(join(folder, 'owner.json'), 'utf8').then(
      (text): ProcessIdentity | null => JSON.parse(text) as ProcessIdentity,
      () => null,
    );
    if (owner === null || livenessOf(owner) !== 'dead') continue;
    await rm(folder, { recursive: true, force: true });
    swept += 1;
  }
  return swept;
}
