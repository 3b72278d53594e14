import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withDiskErrors } from '../util/disk-error.ts';
import { livenessOf } from '../util/process-identity.ts';
import type { ProcessIdentity } from '../util/process-identity.ts';
import { sweepCache } from './cache.ts';
import type { ContentCache } from './cache.ts';
import { inspectEntry, readEntry } from './cache-entry.ts';
import { entryPaths } from './cache-layout.ts';
import { isLockHeld, withCacheLock } from './cache-lock.ts';
import { runGit } from './git-command.ts';
import { hasIntegrity, integrityOfFileName } from './integrity.ts';
import { repositoryEntry } from './repository-entry.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

export interface CachedItem {
  /** What prune's `keep` and messages call it. */
  readonly id: string;
  /** `repository`: of git, with what was fetched for all tasks of an address. */
  readonly type: 'tree' | 'archive' | 'repository';
  readonly name: string;
  readonly bytes: number;
  readonly lastUsedMs: number;
  /** A living process said that it uses it. */
  readonly inUse: boolean;
}

export interface PruneOptions {
  /** Removes what was not used for as long. */
  readonly olderThanMs?: number;
  /** Removes what was used longest ago until no more is left than this. */
  readonly maxBytes?: number;
  /** Ids or names that stay. */
  readonly keep?: readonly string[];
  /** Everything else stays, and does not count. */
  readonly only?: (item: CachedItem) => boolean;
}

export interface Pruned {
  readonly removed: readonly CachedItem[];
  readonly freedBytes: number;
  readonly leftBytes: number;
}

/** Everything the cache holds, last used first. Archives and repositories are what trees were made from: they serve to repair without network, and to fetch less. */
export async function listCache(cache: ContentCache): Promise<CachedItem[]> {
  return withDiskErrors(cache.root, async () => {
    const trees = await Promise.all((await readdir(cache.layout.trees)).map((id) => treeItem(join(cache.layout.trees, id), id)));
    const archives = await Promise.all((await readdir(cache.layout.archives)).filter((id) => !id.startsWith('.')).map((id) => archiveItem(join(cache.layout.archives, id), id)));
    const repositories = await Promise.all((await readdir(cache.layout.repositories)).map((id) => repositoryItem(cache, id)));
    return [...trees, ...archives, ...repositories].filter((item) => item !== null).sort((a, b) => b.lastUsedMs - a.lastUsedMs || (a.id < b.id ? -1 : 1));
  });
}

/** Without limits it only removes what killed processes left. What a living process uses stays, whatever the limits say. */
export async function pruneCache(cache: ContentCache, options: PruneOptions = {}): Promise<Pruned> {
  await sweepCache(cache);
  const { only = () => true } = options;
  const items = (await listCache(cache)).filter((item) => only(item));
  const kept = new Set(options.keep);
  const removed: CachedItem[] = [];
  let left = items.reduce((sum, { bytes }) => sum + bytes, 0);
  const before = left;
  const oldest = Date.now() - (options.olderThanMs ?? Number.POSITIVE_INFINITY);
  for (const item of items.toReversed()) {
    const isOld = item.lastUsedMs <= oldest;
    const isTooMuch = options.maxBytes !== undefined && left > options.maxBytes;
    if (!(isOld || isTooMuch) || item.inUse || kept.has(item.id) || kept.has(item.name)) continue;
    await removeItem(cache, item);
    removed.push(item);
    left -= item.bytes;
  }
  return { removed, freedBytes: before - left, leftBytes: left };
}

/** Reads every file and removes what is damaged, to be fetched again when it is needed; gives what was removed. */
export async function verifyCache(cache: ContentCache): Promise<CachedItem[]> {
  const damaged: CachedItem[] = [];
  for (const item of await listCache(cache)) {
    if (item.inUse && item.type === 'repository') continue;
    if (await isWhole(cache, item)) continue;
    await removeItem(cache, item);
    damaged.push(item);
  }
  return damaged;
}

async function isWhole(cache: ContentCache, { type, id }: CachedItem): Promise<boolean> {
  switch (type) {
    case 'tree':
      return (await inspectEntry(join(cache.layout.trees, id), { full: true })).state === 'whole';
    case 'archive':
      return isWholeArchive(cache, id);
    case 'repository':
      return (await runGit({ repository: join(cache.layout.repositories, id), args: ['fsck', '--no-dangling', '--no-progress'], protocols: 'none' })).code === 0;
  }
}

async function isWholeArchive(cache: ContentCache, id: string): Promise<boolean> {
  const integrity = integrityOfFileName(id);
  return integrity !== null && hasIntegrity(await readFile(join(cache.layout.archives, id)), integrity);
}

/** Moved away first, so that nobody finds half of it. */
async function removeItem(cache: ContentCache, item: CachedItem): Promise<void> {
  // Who fetches holds the same lock, and opens the repository anew when it is its turn.
  if (item.type === 'repository') await withCacheLock(join(cache.layout.locks, item.id), () => moveAway(cache, item));
  else await moveAway(cache, item).then(() => rm(join(cache.layout.locks, item.id), { force: true }));
}

async function moveAway(cache: ContentCache, { id, type }: CachedItem): Promise<void> {
  await cache.withTemporary(async (temporary) => {
    const place = join({ tree: cache.layout.trees, archive: cache.layout.archives, repository: cache.layout.repositories }[type], id);
    await rename(place, join(temporary, 'removed')).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  });
}

async function treeItem(folder: string, id: string): Promise<CachedItem | null> {
  const { entry: file, users } = entryPaths(folder);
  const entry = await readEntry(file);
  if (entry === null) return { id, type: 'tree', name: 'damaged', bytes: 0, lastUsedMs: 0, inUse: false };
  const { mtimeMs } = await stat(file);
  return { id, type: 'tree', name: entry.name, bytes: entry.bytes, lastUsedMs: mtimeMs, inUse: await hasLivingUser(users) };
}

async function repositoryItem({ layout }: ContentCache, id: string): Promise<CachedItem | null> {
  const found = await repositoryEntry(join(layout.repositories, id));
  return found === null ? null : { id, type: 'repository', ...found, inUse: await isLockHeld(join(layout.locks, id)) };
}

async function archiveItem(path: string, id: string): Promise<CachedItem | null> {
  const found = await stat(path).catch(() => null);
  return found === null ? null : { id, type: 'archive', name: `archive ${id.slice(0, 19)}`, bytes: found.size, lastUsedMs: found.mtimeMs, inUse: false };
}

/** Marks of dead processes are removed on the way. One that cannot be seen from here counts as living for a week. */
async function hasLivingUser(users: string): Promise<boolean> {
  const names = await readdir(users).catch(() => []);
  let living = false;
  for (const name of names) {
    const path = join(users, name);
    const [text, found] = await Promise.all([readFile(path, 'utf8').catch(() => null), stat(path).catch(() => null)]);
    if (text === null || found === null) continue;
    const liveness = livenessOf(JSON.parse(text) as ProcessIdentity);
    if (liveness === 'alive' || (liveness === 'unknown' && Date.now() - found.mtimeMs < WEEK_MS)) living = true;
    else await rm(path, { force: true });
  }
  return living;
}
