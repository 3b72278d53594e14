import { argv, stdout } from 'node:process';
import { openCache } from '../../src/sources/cache.ts';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import type { Source } from '../../src/contract/task.ts';

/** Fetches sources into a cache, as a process of its own; prints each tree's digest, and the lines for people. */
const [root, ...sources] = argv.slice(2) as [string, ...string[]];
const cache = await openCache(root);
for (const text of sources) {
  const { digest } = await fetchSource(JSON.parse(text) as Source, { cache, offline: false, baseFolder: '/', progress: (line) => stdout.write(`${line}\n`) });
  stdout.write(`${digest}\n`);
}
