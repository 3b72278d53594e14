import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import { contextIn, readTree, scratch, writeTree } from './fixtures.ts';

test('a folder is copied by content, without .git, pipes and links that lead outside', async () => {
  const folder = scratch();
  const source = join(folder, 'source');
  writeTree(source, { 'a.txt': 'a', 'bin/run': 'r', '.git/config': 'secret', 'sub/.git': 'gitdir: x', 'sub/b.txt': 'b' });
  chmodSync(join(source, 'bin/run'), 0o700);
  symlinkSync('../a.txt', join(source, 'sub/inner'));
  symlinkSync('/etc/passwd', join(source, 'outer'));
  execFileSync('mkfifo', [join(source, 'pipe')]);
  const context = await contextIn(folder);
  const tree = await fetchSource({ type: 'path', path: 'source' }, context);
  expect(readTree(tree.path)).toEqual({ 'a.txt': 'a', 'bin/run': '*r', 'sub/b.txt': 'b', 'sub/inner': '-> ../a.txt' });
  expect(context.lines.sort()).toEqual(['"outer" is a link that leads outside and is left out', '"pipe" is neither file, folder nor link and is left out']);
  expect(await fetchSource({ type: 'path', path: 'source', digest: tree.digest }, context)).toEqual(tree);
  writeFileSync(join(source, 'a.txt'), 'changed');
  expect((await fetchSource({ type: 'path', path: source }, context)).digest).not.toBe(tree.digest);
  expect(readTree(tree.path)['a.txt']).toBe('a');
  await expect(fetchSource({ type: 'path', path: 'source', digest: tree.digest }, context)).rejects.toMatchObject({ code: 'integrity' });
  symlinkSync('loop-b', join(source, 'loop-a'));
  symlinkSync('loop-a', join(source, 'loop-b'));
  expect(readTree((await fetchSource({ type: 'path', path: 'source' }, context)).path)).toEqual({ 'a.txt': 'changed', 'bin/run': '*r', 'sub/b.txt': 'b', 'sub/inner': '-> ../a.txt' });
  await expect(fetchSource({ type: 'path', path: 'nowhere' }, context)).rejects.toMatchObject({ code: 'not-found' });
});
