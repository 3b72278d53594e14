import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath, getuid } from 'node:process';
import { expect, test } from 'vitest';
import { openCache } from '../../src/sources/cache.ts';
import { listCache, pruneCache, verifyCache } from '../../src/sources/cache-list.ts';
import { withCacheLock } from '../../src/sources/cache-lock.ts';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import { ownIdentity } from '../../src/util/process-identity.ts';
import { contextIn, readTree, repositoryOf, scratch, writeTree } from './fixtures.ts';
import { MS, ONCE } from './packages.ts';

const PROGRAM = join(import.meta.dirname, 'fetch-program.ts');

async function run(args: readonly string[]): Promise<string[]> {
  const child = spawn(execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(0);
  return text.trimEnd().split('\n');
}

test('four processes at once fetch each thing once and get the same trees', async () => {
  const folder = scratch();
  const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`f/${index}.txt`, `${index}\n`.repeat(200)]));
  const commit = repositoryOf(join(folder, 'repo'), files);
  const sources = [MS, { type: 'git', url: join(folder, 'repo'), commit }].map((source) => JSON.stringify(source));
  const runs = await Promise.all(Array.from({ length: 4 }, () => run([join(folder, 'cache'), ...sources])));
  const lines = runs.flat();
  expect(lines.filter((line) => line.startsWith('fetching')).sort()).toEqual([`fetching git ${join(folder, 'repo')} ${commit}`, 'fetching ms@2.1.3']);
  expect(new Set(lines.filter((line) => line.startsWith('sha256:'))).size).toBe(2);
  expect(readdirSync(join(folder, 'cache/tmp'))).toEqual([]);
  expect(readdirSync(join(folder, 'cache/locks'))).toEqual([]);
});

test.each([
  ['other content of the same size and time', (tree: string): void => {
    const path = join(tree, 'index.js');
    const reference = join(scratch(), 'times');
    writeFileSync(reference, '');
    execFileSync('touch', ['-r', path, reference]); // to the nanosecond
    writeFileSync(path, 'x'.repeat(statSync(path).size));
    execFileSync('touch', ['-r', reference, path]);
  }],
  ['a file gone', (tree: string): void => rmSync(join(tree, 'license.md'))],
  ['a file cut', (tree: string): void => truncateSync(join(tree, 'index.js'), 10)],
  ['a file added', (tree: string): void => writeFileSync(join(tree, 'extra.js'), '')],
  ['another mode', (tree: string): void => chmodSync(join(tree, 'index.js'), 0o755)],
  ['the whole tree gone', (tree: string): void => rmSync(tree, { recursive: true })],
  ['entry.json cut', (tree: string): void => truncateSync(join(tree, '../entry.json'), 30)],
])('a damaged tree is made again, offline too: %s', async (_name, damage) => {
  const folder = scratch();
  const before = await fetchSource(MS, await contextIn(folder));
  const files = readTree(before.path);
  damage(before.path);
  const context = await contextIn(folder, { offline: true });
  expect(await fetchSource(MS, context)).toEqual(before);
  expect(readTree(before.path)).toEqual(files);
});

test('a damaged archive is fetched again', async () => {
  const folder = scratch();
  const before = await fetchSource(MS, await contextIn(folder));
  const [archive] = readdirSync(join(folder, 'cache/archives'));
  const place = join(folder, 'cache/archives', archive as string);
  const whole = readFileSync(place);
  writeFileSync(place, Buffer.concat([whole.subarray(0, -1), Buffer.from([0xff])]));
  rmSync(before.path, { recursive: true });
  const context = await contextIn(folder);
  expect(await fetchSource(MS, context)).toEqual(before);
  expect(context.lines).toEqual(['ms@2.1.3 in the cache is damaged: it is made again', 'fetching ms@2.1.3']);
  expect(readFileSync(place).equals(whole)).toBe(true);
});

test('times alone are no damage: the tree is read once more and kept', async () => {
  const folder = scratch();
  const before = await fetchSource(MS, await contextIn(folder));
  const { ino } = statSync(before.path);
  utimesSync(join(before.path, 'index.js'), 1, 1);
  const context = await contextIn(folder, { offline: true });
  expect(await fetchSource(MS, context)).toEqual(before);
  expect(context.lines).toEqual([]);
  expect(statSync(before.path).ino).toBe(ino);
});

test('a cache that was copied or moved still serves', async () => {
  const folder = scratch();
  const { digest } = await fetchSource(MS, await contextIn(folder));
  renameSync(join(folder, 'cache'), join(folder, 'moved'));
  const context = await contextIn(folder, { offline: true, cache: join(folder, 'moved') });
  expect((await fetchSource(MS, context)).digest).toBe(digest);
});

test('an empty cache offline says what is missing and what to do', async () => {
  const context = await contextIn(scratch(), { offline: true });
  await expect(fetchSource(MS, context)).rejects.toMatchObject({
    code: 'offline',
    message: 'ms@2.1.3 is not in the cache, and nothing may be fetched (offline)',
    remedy: expect.stringContaining('ase cache import'),
  });
});

test('a failed fetch leaves nothing behind and can be tried again', async () => {
  const folder = scratch();
  const context = await contextIn(folder);
  const wrong = { ...MS, integrity: ONCE.integrity };
  await expect(fetchSource(wrong, context)).rejects.toMatchObject({ code: 'integrity' });
  await expect(fetchSource({ ...MS, version: '99.99.99' }, context)).rejects.toMatchObject({ code: 'not-found', message: 'the npm registry has no ms@99.99.99' });
  await expect(fetchSource({ ...MS, name: 'ase-bench-no-such-package-7c1f' }, context)).rejects.toMatchObject({ code: 'not-found' });
  expect([readdirSync(join(folder, 'cache/tmp')), readdirSync(join(folder, 'cache/locks')), readdirSync(join(folder, 'cache/archives'))]).toEqual([[], [], []]);
  expect(Object.keys(readTree((await fetchSource(MS, context)).path))).toEqual(['index.js', 'license.md', 'package.json', 'readme.md']);
});

test('a lock of a dead process is taken over, one of a living process is waited for', async () => {
  const path = join(scratch(), 'lock');
  const dead = spawn(execPath, ['-e', '']);
  await new Promise((resolve) => dead.once('close', resolve));
  writeFileSync(path, JSON.stringify({ ...ownIdentity(), pid: dead.pid }));
  expect(await withCacheLock(path, async () => 'taken')).toBe('taken');
  writeFileSync(path, 'no lock of ours');
  expect(await withCacheLock(path, async () => 'taken')).toBe('taken');
  const order: string[] = [];
  await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      withCacheLock(path, async () => {
        order.push(name);
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(name);
      }),
    ),
  );
  expect(order.filter((name, index) => index % 2 === 1 && order[index - 1] !== name)).toEqual([]);
  writeFileSync(path, JSON.stringify(ownIdentity()));
  const controller = new AbortController();
  const waiting = withCacheLock(path, async () => 'never', { signal: controller.signal });
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
});

test('list, verify and prune: by age, by size, never what is kept or in use', async () => {
  const folder = scratch();
  writeTree(join(folder, 'source'), { 'a.txt': 'a'.repeat(1000) });
  const program = [join(folder, 'cache'), JSON.stringify(MS), JSON.stringify({ type: 'path', path: join(folder, 'source') })];
  await run(program);
  const cache = await openCache(join(folder, 'cache'));
  const items = await listCache(cache);
  expect(items.map(({ type, name, inUse }) => [type, name, inUse]).sort()).toEqual([
    ['archive', expect.stringMatching(/^archive sha512-/), false],
    ['tree', expect.stringMatching(/^folder sha256:/), false],
    ['tree', 'ms@2.1.3', false],
  ]);
  const kept = items.find(({ name }) => name.startsWith('folder'))?.name ?? '';
  const tree = items.find(({ name }) => name === 'ms@2.1.3');
  writeFileSync(join(cache.layout.trees, tree?.id ?? '', 'tree/index.js'), 'bad');
  expect((await verifyCache(cache)).map(({ name }) => name)).toEqual(['ms@2.1.3']);
  expect((await pruneCache(cache)).removed).toEqual([]);
  expect((await pruneCache(cache, { olderThanMs: 3_600_000 })).removed).toEqual([]);
  await fetchSource(MS, await contextIn(folder));
  const pruned = await pruneCache(cache, { maxBytes: 0, keep: [kept] });
  expect(pruned.removed.map(({ type }) => type)).toEqual(['archive']);
  expect((await listCache(cache)).map(({ name, inUse }) => [name, inUse]).sort()).toEqual([[kept, false], ['ms@2.1.3', true]]);
  expect((await pruneCache(cache, { olderThanMs: 0 })).removed.map(({ name }) => name)).toEqual([kept]);
});

test('what a killed process left is swept', async () => {
  const folder = scratch();
  const cache = await openCache(folder);
  const dead = spawn(execPath, ['-e', '']);
  await new Promise((resolve) => dead.once('close', resolve));
  for (const [name, pid] of [['dead', dead.pid], ['alive', process.pid]] as const) {
    mkdirSync(join(cache.layout.temporary, name));
    writeFileSync(join(cache.layout.temporary, name, 'owner.json'), JSON.stringify({ ...ownIdentity(), pid }));
  }
  await pruneCache(cache);
  expect(readdirSync(cache.layout.temporary)).toEqual(['alive']);
});

test('a place where no cache can be says why', async () => {
  const folder = scratch();
  writeFileSync(join(folder, 'file'), '');
  await expect(openCache(join(folder, 'file'))).rejects.toMatchObject({ code: 'bad-input' });
  await expect(openCache('/proc/ase-cache')).rejects.toMatchObject({ code: expect.stringMatching(/not-found|permission|disk/) });
  if (getuid?.() !== 0) {
    chmodSync(folder, 0o555);
    await expect(openCache(join(folder, 'cache'))).rejects.toMatchObject({ code: 'permission' });
    chmodSync(folder, 0o755);
  }
});
