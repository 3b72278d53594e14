import { resolve } from 'node:path';
import { openCache } from '../../sources/cache.ts';
import { type CachedItem, listCache, pruneCache, verifyCache } from '../../sources/cache-list.ts';
import { exportCache, importCache, type Transferred } from '../../sources/cache-transfer.ts';
import { megabytes, pruneLimits } from '../cache-words.ts';
import { cacheFolder, type CommonOptions } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

export interface CacheFlags extends CommonOptions {
  readonly json?: boolean;
}

export interface PruneFlags extends CacheFlags {
  readonly olderThan?: number;
  readonly maxSize?: number;
  readonly keep: string[];
}

export async function listItems(flags: CacheFlags, terminal: Terminal): Promise<void> {
  const items = await listCache(await openCache(cacheFolder(flags)));
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const lines = [...items.map(lineOf), `${items.length} entries, ${megabytes(bytes)} in ${cacheFolder(flags)}`];
  show({ value: { cache: cacheFolder(flags), items }, lines }, flags, terminal);
}

export async function prune(flags: PruneFlags, terminal: Terminal): Promise<void> {
  const pruned = await pruneCache(await openCache(cacheFolder(flags)), { ...pruneLimits(flags), keep: flags.keep });
  const lines = [`${pruned.removed.length} entries removed, ${megabytes(pruned.freedBytes)} freed, ${megabytes(pruned.leftBytes)} left`];
  show({ value: pruned, lines }, flags, terminal);
}

export async function verifyItems(flags: CacheFlags, terminal: Terminal): Promise<void> {
  const damaged = await verifyCache(await openCache(cacheFolder(flags)));
  const lines = damaged.length === 0 ? ['Everything is whole.'] : damaged.map((item) => `damaged, removed: ${lineOf(item)}`);
  show({ value: { damaged }, lines }, flags, terminal);
}

export async function exportItems(file: string, flags: CacheFlags, terminal: Terminal): Promise<void> {
  showMoved(await exportCache(await openCache(cacheFolder(flags)), resolve(file)), `written to ${file}`, { flags, terminal });
}

export async function importItems(file: string, flags: CacheFlags, terminal: Terminal): Promise<void> {
  showMoved(await importCache(await openCache(cacheFolder(flags)), resolve(file)), `read from ${file}`, { flags, terminal });
}

function showMoved(moved: Transferred, how: string, { flags, terminal }: { readonly flags: CacheFlags; readonly terminal: Terminal }): void {
  show({ value: moved, lines: [`${moved.archives} archives and ${moved.trees} trees ${how}`] }, flags, terminal);
}

function show({ value, lines }: { readonly value: unknown; readonly lines: readonly string[] }, { json }: CacheFlags, terminal: Terminal): void {
  if (json === true) terminal.out(JSON.stringify(value));
  else for (const line of lines) terminal.out(terminal.safe(line));
}

function lineOf({ bytes, name, lastUsedMs, inUse, id }: CachedItem): string {
  return `${megabytes(bytes).padStart(10)}  ${new Date(lastUsedMs).toISOString().slice(0, 10)}  ${id.slice(0, 19)}  ${name}${inUse ? ' (in use)' : ''}`;
}
