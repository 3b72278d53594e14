import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { SANDBOX_UID } from '../../src/contract/sandbox.ts';
import { unpackArchive } from '../../src/sources/unpack.ts';
import { rawTar, rawTgz } from './archives.ts';
import type { RawEntry } from './archives.ts';
import { readTree, scratch } from './fixtures.ts';

async function unpacked(archive: Buffer, options: { readonly limits?: { readonly entries: number; readonly bytes: number } } = {}): Promise<unknown> {
  const folder = join(scratch(), 'tree');
  mkdirSync(folder);
  await unpackArchive(archive, folder, { name: 'evil@1.0.0', ...options });
  return readTree(folder);
}

test('files lose their first component, and get one of two modes and the owner of sandboxes', async () => {
  const folder = scratch();
  await unpackArchive(
    rawTgz([
      { path: 'package/', type: 'Directory', mode: 0o700 },
      { path: 'package/a.js', content: 'a', mode: 0o600 },
      { path: 'package/bin/run', content: 'r', mode: 0o6711 },
      { path: 'other/./b//c.txt', content: 'c', mode: 0o666 },
      { path: 'package/a.js', content: 'again' },
      { path: 'top-level-file', content: 'gone' },
    ]),
    folder,
    { name: 'x' },
  );
  expect(readTree(folder)).toEqual({ 'a.js': 'again', 'bin/run': '*r', 'b/c.txt': 'c' });
  const owner = getuid?.() === 0 ? SANDBOX_UID : getuid?.();
  for (const [path, mode] of [['.', 0o755], ['bin', 0o755], ['bin/run', 0o755], ['a.js', 0o644], ['b/c.txt', 0o644]] as const) {
    const stat = statSync(join(folder, path));
    expect([path, stat.mode & 0o7777, stat.uid, stat.gid]).toEqual([path, mode, owner, getuid?.() === 0 ? SANDBOX_UID : stat.gid]);
  }
});

const HOSTILE: Record<string, RawEntry[]> = {
  'an absolute path': [{ path: '/tmp/ase-evil', content: 'x' }],
  'a path with ..': [{ path: 'package/../../evil', content: 'x' }],
  'a path of ..': [{ path: '../evil', content: 'x' }],
  'a link to an absolute path': [{ path: 'package/link', type: 'SymbolicLink', linkpath: '/etc' }],
  'a link that leads up': [{ path: 'package/link', type: 'SymbolicLink', linkpath: '../../etc' }],
  'a link that leads up, and a file through it': [
    { path: 'package/link', type: 'SymbolicLink', linkpath: '../..' },
    { path: 'package/link/evil', content: 'x' },
  ],
  'a hard link that leads up': [{ path: 'package/link', type: 'Link', linkpath: '../../etc/passwd' }],
  'a hard link to an absolute path': [{ path: 'package/link', type: 'Link', linkpath: '/etc/passwd' }],
  'a character device': [{ path: 'package/null', type: 'CharacterDevice' }],
  'a block device': [{ path: 'package/disk', type: 'BlockDevice' }],
  'a pipe': [{ path: 'package/pipe', type: 'FIFO' }],
  'a file that is also a folder': [
    { path: 'package/a', content: 'x' },
    { path: 'package/a/b', content: 'x' },
  ],
  'a folder that is also a file': [
    { path: 'package/a/b', content: 'x' },
    { path: 'package/a', content: 'x' },
  ],
};

test.each(Object.entries(HOSTILE))('%s is refused', async (_name, entries) => {
  await expect(unpacked(rawTgz([{ path: 'package/first', content: 'fine' }, ...entries, { path: 'package/last', content: 'fine' }]))).rejects.toMatchObject({
    code: 'unsafe',
    message: expect.stringMatching(/^evil@1\.0\.0 is not unpacked: /),
  });
  expect(existsSync('/tmp/ase-evil')).toBe(false);
});

test('links that stay inside are left out, and what is written below their names is plain', async () => {
  const archive = rawTgz([
    { path: 'package/real/a', content: 'a' },
    { path: 'package/link', type: 'SymbolicLink', linkpath: 'real' },
    { path: 'package/hard', type: 'Link', linkpath: 'package/real/a' },
    { path: 'package/link/b', content: 'b' },
  ]);
  expect(await unpacked(archive)).toEqual({ 'real/a': 'a', 'link/b': 'b' });
});

test('bombs are refused: too many entries, too many bytes, sizes that lie, too dense', async () => {
  const many = Array.from({ length: 101 }, (_, index) => ({ path: `package/${index}`, content: '' }));
  const limits = { entries: 100, bytes: 10_000 };
  const unsafe = (pattern: RegExp): object => ({ code: 'unsafe', message: expect.stringMatching(pattern) });
  await expect(unpacked(rawTgz(many), { limits })).rejects.toMatchObject(unsafe(/more than 100/));
  await expect(unpacked(rawTgz([{ path: 'package/a', content: 'x'.repeat(10_001) }]), { limits })).rejects.toMatchObject(unsafe(/more than 10000 bytes/));
  await expect(unpacked(rawTgz([{ path: 'package/a', size: 8 * 1024 ** 3 - 1 }]))).rejects.toMatchObject(unsafe(/bytes/));
  await expect(unpacked(rawTgz([{ path: 'package/a', content: Buffer.alloc(64 * 1024 ** 2) }]))).rejects.toMatchObject(unsafe(/grows more than 250 times/));
  const deep = `package/${'a/'.repeat(45)}f`;
  expect(await unpacked(rawTgz([{ path: deep, content: 'x' }]), { limits })).toEqual({ [deep.slice(8)]: 'x' });
});

test('what is no whole archive is damaged', async () => {
  const whole = rawTgz([{ path: 'package/a', content: 'x'.repeat(5000) }]);
  for (const archive of [Buffer.from('not an archive at all'), whole.subarray(0, whole.length - 30), rawTar([{ path: 'package/a', content: 'x'.repeat(5000) }]).subarray(0, 2000), Buffer.alloc(0), gzipSync('nothing')]) {
    await expect(unpacked(archive)).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining('evil@1.0.0') });
  }
});
