import { join } from 'node:path';
import type { ContentCache } from '../sources/cache.ts';
import { readEntry } from '../sources/cache-entry.ts';
import { type CachedItem, listCache } from '../sources/cache-list.ts';
import { entryPaths } from '../sources/cache-layout.ts';
import { SYSTEM_KIND } from './build-system.ts';

/** A root file system in the cache. */
export interface CachedSystem extends CachedItem {
  readonly digest: string;
}

/** Last used first. */
export async function listSystems(cache: ContentCache): Promise<CachedSystem[]> {
  const trees = (await listCache(cache)).filter(({ type }) => type === 'tree');
  const entries = await Promise.all(trees.map(async (item) => ({ item, entry: await readEntry(entryPaths(join(cache.layout.trees, item.id)).entry) })));
  return entries.flatMap(({ item, entry }) => (entry?.key['kind'] === SYSTEM_KIND ? [{ ...item, digest: entry.digest }] : []));
}
