import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { env } from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import type { DebianSource } from '../../src/contract/task.ts';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import { contextIn, readTree, scratch, writeTree } from './fixtures.ts';

const hashOf = (algorithm: string, file: string): string => createHash(algorithm).update(readFileSync(file)).digest('hex');
const patchOf = (file: string, before: string, after: string): string => `Description: changes a line\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-${before}\n+${after}\n`;
const PATCHES = { 'first.patch': patchOf('lib/code.py', 'upstream', 'flawed'), 'CVE-1.patch': patchOf('lib/code.py', 'flawed', 'repaired'), 'later.patch': patchOf('lib/code.py', 'repaired', 'later') };

interface Archive {
  readonly folder: string;
  /** Replaces what the archive has of the package. */
  publish(revision: string, patches: Readonly<Record<string, string>>): void;
  readonly source: (more?: Partial<DebianSource>) => DebianSource;
}

/** A local archive of source packages that apt is set up for, as a machine's own. */
function localArchive(): Archive {
  const folder = scratch();
  const archive = join(folder, 'archive');
  writeTree(folder, { 'hello-1.0/lib/code.py': 'upstream\n', 'parts/local.list': `# ours\ndeb [trusted=yes] file:${archive} ./\n`, 'archive/Packages': '' });
  writeFileSync(join(folder, 'apt.conf'), `Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "${join(folder, 'parts')}";\nAcquire::AllowInsecureRepositories "true";\n`);
  const orig = join(archive, 'hello_1.0.orig.tar.gz');
  execFileSync('tar', ['-czf', orig, '-C', folder, 'hello-1.0']);
  const before = env['APT_CONFIG'];
  env['APT_CONFIG'] = join(folder, 'apt.conf');
  onTestFinished(() => {
    if (before === undefined) delete env['APT_CONFIG'];
    else env['APT_CONFIG'] = before;
  });
  const publish: Archive['publish'] = (revision, patches) => {
    rmSync(join(folder, 'debian'), { recursive: true, force: true });
    writeTree(folder, { 'debian/patches/series': `# what Debian changes\n${Object.keys(patches).join('\n')}\n`, ...Object.fromEntries(Object.entries(patches).map(([name, text]) => [`debian/patches/${name}`, text])) });
    const debian = join(archive, `hello_1.0-${revision}.debian.tar.xz`);
    execFileSync('tar', ['-cJf', debian, '-C', folder, 'debian']);
    const dsc = join(archive, `hello_1.0-${revision}.dsc`);
    writeFileSync(dsc, 'Format: 3.0 (quilt)\n');
    const files = [dsc, orig, debian].map((file) => ({ sum: hashOf('sha256', file), size: readFileSync(file).length, name: basename(file) }));
    const list = files.map(({ sum, size, name }) => ` ${sum} ${size} ${name}`).join('\n');
    writeFileSync(join(archive, 'Sources'), `Package: hello\nBinary: hello\nVersion: 1:1.0-${revision}\nFormat: 3.0 (quilt)\nDirectory: .\nChecksums-Sha256:\n${list}\n\n`);
  };
  mkdirSync(join(folder, 'cache'));
  const patch = { name: 'CVE-1.patch', sha256: createHash('sha256').update(PATCHES['CVE-1.patch']).digest('hex') };
  return { folder, publish, source: (more) => ({ type: 'debian', package: 'hello', version: '1.0', sha256: hashOf('sha256', orig), patch, state: 'before', ...more }) };
}

test('the tree of the flaw has the patches before the repair, the other one that, too, and neither later ones; both stay when Debian moves on', async () => {
  const { folder, publish, source } = localArchive();
  publish('1', PATCHES);
  const context = await contextIn(folder);
  const before = await fetchSource(source(), context);
  const after = await fetchSource(source({ state: 'after' }), context);
  expect(readTree(before.path)).toEqual({ 'lib/code.py': 'flawed\n' });
  expect(readTree(after.path)).toEqual({ 'lib/code.py': 'repaired\n' });

  publish('2', { 'CVE-1.patch': patchOf('lib/code.py', 'upstream', 'repaired in another way') });
  const offline = await contextIn(folder, { offline: true });
  expect(await fetchSource(source(), offline)).toEqual(before);

  const other = await contextIn(folder, { cache: join(folder, 'other') });
  await expect(fetchSource(source(), other)).rejects.toMatchObject({ code: 'gone', message: "Debian's hello 1:1.0-2 no longer has the patch CVE-1.patch that the task was made from" });
  await expect(fetchSource(source({ sha256: '0'.repeat(64) }), other)).rejects.toMatchObject({ code: 'gone', message: 'Debian has no hello with the archive of 1.0 that the task was made from; it has 1:1.0-2' });
  await expect(fetchSource(source({ package: 'nothing' }), other)).rejects.toMatchObject({ code: 'gone' });
});

test('another revision of Debian with the same archive and patch gives the same tree', async () => {
  const { folder, publish, source } = localArchive();
  publish('1', PATCHES);
  const first = await fetchSource(source(), await contextIn(folder));
  publish('1+deb99u1', { ...PATCHES, 'newest.patch': patchOf('lib/code.py', 'later', 'newest') });
  const again = await fetchSource(source(), await contextIn(folder, { cache: join(folder, 'other') }));
  expect(again.digest).toBe(first.digest);
});

test('a patch that does not fit, or that leads outside, is told and writes nothing', async () => {
  const { folder, publish, source } = localArchive();
  publish('1', { 'outside.patch': '--- /dev/null\n+++ b/../../../outside\n@@ -0,0 +1 @@\n+written\n', ...PATCHES });
  await expect(fetchSource(source(), await contextIn(folder))).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining('outside.patch does not fit') as string });
  publish('2', { 'unfit.patch': patchOf('lib/code.py', 'nothing such', 'else'), ...PATCHES });
  await expect(fetchSource(source(), await contextIn(folder, { cache: join(folder, 'other') }))).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining('unfit.patch does not fit') as string });
  expect(Object.keys(readTree(folder)).filter((path) => path.endsWith('/outside') || path.endsWith('.rej'))).toEqual([]);
});

test('without lists, and where nothing may be fetched, it says so', async () => {
  const { folder, source } = localArchive();
  await expect(fetchSource(source(), await contextIn(folder))).rejects.toMatchObject({ code: 'offline' });
  await expect(fetchSource(source(), await contextIn(folder, { offline: true }))).rejects.toMatchObject({ code: 'offline', message: "Debian's hello 1.0 is not in the cache, and nothing may be fetched (offline)" });
});

test('where Debian is asked for in a container and there is none, or in a way that is none, the error says what to do', async () => {
  const { folder, publish, source } = localArchive();
  publish('1', PATCHES);
  const context = await contextIn(folder);
  const path = env['PATH'];
  onTestFinished(() => {
    env['PATH'] = path;
    delete env['ASE_DEBIAN'];
  });
  env['ASE_DEBIAN'] = 'container';
  env['PATH'] = folder;
  await expect(fetchSource(source(), context)).rejects.toMatchObject({ code: 'unavailable', message: 'docker is not installed', remedy: expect.stringContaining('Install Docker') });
  env['PATH'] = path;
  env['ASE_DEBIAN'] = 'sometimes';
  await expect(fetchSource(source(), context)).rejects.toMatchObject({ code: 'bad-input', message: 'ASE_DEBIAN is "sometimes"', remedy: expect.stringContaining('`container`') });
});
