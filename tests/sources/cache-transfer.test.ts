import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listCache } from '../../src/sources/cache-list.ts';
import { exportCache, importCache } from '../../src/sources/cache-transfer.ts';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import { rawTar } from './archives.ts';
import { commitAll, contextIn, readTree, repositoryOf, scratch } from './fixtures.ts';
import { MS } from './packages.ts';

test('an exported cache serves another machine without network', async () => {
  const folder = scratch();
  const repo = join(folder, 'repo');
  repositoryOf(repo, { 'a.txt': 'one\n', '-x': 'dash\n', '@y': 'at\n' });
  symlinkSync('a.txt', join(repo, 'link'));
  const git = { type: 'git', url: repo, commit: commitAll(repo, {}) } as const;
  const here = await contextIn(folder);
  const trees = [await fetchSource(MS, here), await fetchSource(git, here)];
  const file = join(folder, 'cache.tar');
  expect(await exportCache(here.cache, file)).toEqual({ trees: 1, archives: 1 });
  rmSync(repo, { recursive: true });
  const there = await contextIn(folder, { offline: true, cache: join(folder, 'there') });
  expect(await importCache(there.cache, file)).toEqual({ trees: 1, archives: 1 });
  expect(await importCache(there.cache, file)).toEqual({ trees: 1, archives: 1 });
  const moved = [await fetchSource(MS, there), await fetchSource(git, there)];
  const withoutPath = (list: typeof moved): unknown => list.map((tree) => ({ ...tree, path: readTree(tree.path) }));
  expect(withoutPath(moved)).toEqual(withoutPath(trees));
});

test('a damaged, foreign or hostile file adds nothing', async () => {
  const folder = scratch();
  const repo = join(folder, 'repo');
  const commit = repositoryOf(repo, { 'a.txt': 'one\n' });
  const here = await contextIn(folder);
  await fetchSource(MS, here);
  await fetchSource({ type: 'git', url: repo, commit }, here);
  await exportCache(here.cache, join(folder, 'good.tar'));
  const good = readFileSync(join(folder, 'good.tar'));
  const flipped = (needle: string | Buffer): Buffer => {
    const copy = Buffer.from(good);
    const at = copy.indexOf(needle);
    expect(at).toBeGreaterThan(0);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  const files: [string, Buffer][] = [
    ['damaged', flipped('one\n')],
    ['damaged', flipped(Buffer.from([0x1f, 0x8b, 8]))],
    ['damaged', good.subarray(0, good.length - 6000)],
    ['damaged', Buffer.from('nothing of ours')],
    ['damaged', rawTar([{ path: 'ase-cache-1/other/file', content: 'x' }])],
    ['damaged', rawTar([{ path: 'ase-cache-1/archives/sha512-00', content: 'x' }])],
    ['damaged', rawTar([{ path: 'ase-cache-1/trees/abc/entry.json', content: '{}' }])],
    ['unsafe', rawTar([{ path: 'ase-cache-1/../../evil', content: 'x' }])],
    ['unsafe', rawTar([{ path: 'ase-cache-1/trees/x', type: 'SymbolicLink', linkpath: '../../..' }, { path: 'ase-cache-1/trees/x/evil', content: 'x' }])],
    ['unsafe', rawTar([{ path: 'ase-cache-1/archives', type: 'SymbolicLink', linkpath: '/' }])],
  ];
  const there = await contextIn(folder, { cache: join(folder, 'there') });
  for (const [code, bytes] of files) {
    writeFileSync(join(folder, 'bad.tar'), bytes);
    await expect(importCache(there.cache, join(folder, 'bad.tar'))).rejects.toMatchObject({ code });
  }
  expect(await listCache(there.cache)).toEqual([]);
  expect(existsSync(join(folder, 'evil'))).toBe(false);
  await expect(importCache(there.cache, join(folder, 'nowhere.tar'))).rejects.toMatchObject({ code: 'not-found' });
});
