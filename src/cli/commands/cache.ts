import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AseError } from '../../contract/errors.ts';
import { openCache } from '../../sources/cache.ts';
import { type CachedItem, listCache, pruneCache, verifyCache } from '../../sources/cache-list.ts';
import { exportCache, importCache } from '../../sources/cache-transfer.ts';
import { wholeNumber } from '../options.ts';
import { cacheFolder, type CommonOptions } from '../session.ts';
import type { Terminal } from '../terminal.ts';

const MIB = 1024 * 1024;
const DAY_MS = 24 * 3_600_000;

interface CacheFlags extends CommonOptions {
  readonly json?: boolean;
}

type Add = (usage: string, description: string) => Command;

export function addCacheCommand(program: Command, terminal: Terminal): void {
  const cache = program.command('cache').description('What was fetched and built: list it, make room, check it, carry it to another machine.');
  const add: Add = (usage, description) => cache.command(usage).description(description).option('--cache <dir>', 'default: $ASE_CACHE, else ~/.cache/ase').option('--json', 'print the result as JSON on stdout');
  addKeeping(add, terminal);
  addTransfer(add, terminal);
  cache.action(() => {
    throw new AseError('bad-input', 'ase cache needs one of list, prune, verify, export, import', { remedy: 'See ase cache --help.' });
  });
}

function addKeeping(add: Add, terminal: Terminal): void {
  add('list', 'List everything, last used first.')
    .addHelpText('after', '\nExample:\n  ase cache list')
    .action(async (flags: CacheFlags) => {
      const items = await listCache(await openCache(cacheFolder(flags)));
      if (flags.json === true) terminal.out(JSON.stringify({ cache: cacheFolder(flags), items }));
      else {
        for (const item of items) terminal.out(lineOf(item, terminal));
        terminal.out(`${items.length} entries, ${megabytes(sizeOf(items))} in ${terminal.safe(cacheFolder(flags))}`);
      }
    });

  add('prune', 'Remove what killed processes left; with limits, what was used longest ago. What a living process uses stays.')
    .option('--older-than <days>', 'remove what was not used for as long', wholeNumber(0))
    .option('--max-size <mib>', 'remove until no more is left than this', wholeNumber(0))
    .option('--keep <name>', 'this one stays; may be given more than once', (name: string, names: string[]) => [...names, name], [])
    .addHelpText('after', '\nExample:\n  ase cache prune --older-than 30 --max-size 2000')
    .action(async ({ olderThan, maxSize, keep, ...flags }: CacheFlags & { readonly olderThan?: number; readonly maxSize?: number; readonly keep: string[] }) => {
      const limits = { keep, ...(olderThan === undefined ? {} : { olderThanMs: olderThan * DAY_MS }), ...(maxSize === undefined ? {} : { maxBytes: maxSize * MIB }) };
      const pruned = await pruneCache(await openCache(cacheFolder(flags)), limits);
      if (flags.json === true) terminal.out(JSON.stringify(pruned));
      else terminal.out(`${pruned.removed.length} entries removed, ${megabytes(pruned.freedBytes)} freed, ${megabytes(pruned.leftBytes)} left`);
    });

  add('verify', 'Read every file and remove what is damaged; it is fetched again when it is needed.')
    .addHelpText('after', '\nExample:\n  ase cache verify')
    .action(async (flags: CacheFlags) => {
      const damaged = await verifyCache(await openCache(cacheFolder(flags)));
      if (flags.json === true) terminal.out(JSON.stringify({ damaged }));
      else terminal.out(damaged.length === 0 ? 'Everything is whole.' : damaged.map((item) => `damaged, removed: ${lineOf(item, terminal)}`).join('\n'));
    });
}

function addTransfer(add: Add, terminal: Terminal): void {
  add('export <file>', 'Write archives and git trees into one tar file, for a machine without network.')
    .addHelpText('after', '\nExample:\n  ase cache export ase-cache.tar')
    .action(async (file: string, flags: CacheFlags) => {
      const moved = await exportCache(await openCache(cacheFolder(flags)), resolve(file));
      if (flags.json === true) terminal.out(JSON.stringify(moved));
      else terminal.out(`${terminal.safe(file)} holds ${moved.archives} archives and ${moved.trees} trees`);
    });

  add('import <file>', 'Check an exported file and add all of it. Import files of people you trust.')
    .addHelpText('after', '\nExample:\n  ase cache import ase-cache.tar')
    .action(async (file: string, flags: CacheFlags) => {
      const moved = await importCache(await openCache(cacheFolder(flags)), resolve(file));
      if (flags.json === true) terminal.out(JSON.stringify(moved));
      else terminal.out(`${moved.archives} archives and ${moved.trees} trees added`);
    });
}

function lineOf({ bytes, name, lastUsedMs, inUse, id }: CachedItem, terminal: Terminal): string {
  return terminal.safe(`${megabytes(bytes).padStart(10)}  ${new Date(lastUsedMs).toISOString().slice(0, 10)}  ${id.slice(0, 19)}  ${name}${inUse ? ' (in use)' : ''}`);
}

function sizeOf(items: readonly CachedItem[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}
