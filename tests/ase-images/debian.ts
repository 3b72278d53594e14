import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Kept between test runs: what is in it never changes. */
export const KEPT = join(tmpdir(), 'ase-test-real-images-1');

/** Makes a folder once. */
export async function kept(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(KEPT, name);
  if (existsSync(folder)) return folder;
  const making = `${folder}.${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  await make(making);
  await rename(making, folder).catch(async () => rm(making, { recursive: true }));
  return folder;
}

/** apt-get with lists of its own, from the package sources of this machine and their source packages. */
async function apt(folder: string, args: readonly string[], cwd: string): Promise<void> {
  const options = ['Dir::Etc::sourcelist=/dev/null', `Dir::Etc::sourceparts=${join(folder, 'parts')}`, `Dir::State::lists=${join(folder, 'lists')}`, 'APT::Sandbox::User=', 'Dir::Cache::pkgcache=', 'Dir::Cache::srcpkgcache='];
  await run('apt-get', ['-qq', ...options.flatMap((option) => ['-o', option]), ...args], { cwd, maxBuffer: 1 << 26 });
}

async function aptFolder(): Promise<string> {
  return kept('apt', async (folder) => {
    const parts = '/etc/apt/sources.list.d';
    const names = [...(existsSync('/etc/apt/sources.list') ? ['/etc/apt/sources.list'] : []), ...(existsSync(parts) ? (await readdir(parts)).map((name) => join(parts, name)) : [])];
    await mkdir(join(folder, 'parts'));
    await mkdir(join(folder, 'lists', 'partial'), { recursive: true });
    for (const [index, name] of names.entries()) {
      const text = await readFile(name, 'utf8');
      if (name.endsWith('.sources')) await writeFile(join(folder, 'parts', `${index}.sources`), text.replace(/^Types:.*$/gm, 'Types: deb deb-src'));
      else if (name.endsWith('.list')) await writeFile(join(folder, 'parts', `${index}.list`), `${text}\n${text.replace(/^deb /gm, 'deb-src ')}`);
    }
    await apt(folder, ['update'], folder);
  });
}

/** Binary packages, unpacked over one another, without running anything of theirs. */
export async function unpackedPackages(name: string, packages: readonly string[]): Promise<string> {
  return kept(name, async (folder) => {
    const lists = await aptFolder();
    await mkdir(join(folder, 'debs'));
    await apt(lists, ['download', ...packages], join(folder, 'debs'));
    for (const file of await readdir(join(folder, 'debs'))) await run('dpkg', ['-x', join(folder, 'debs', file), join(folder, 'root')]);
    await rm(join(folder, 'debs'), { recursive: true });
    // Where /lib is a link to /usr/lib, a folder of that name would take its place.
    for (const place of ['lib', 'lib64', 'bin', 'sbin']) {
      if (!existsSync(join(folder, 'root', place))) continue;
      await run('cp', ['-a', join(folder, 'root', place), join(folder, 'root/usr/')]);
      await rm(join(folder, 'root', place), { recursive: true });
    }
    await rm(join(folder, 'root/usr/share/doc'), { recursive: true, force: true });
  });
}

/** Debian's patches for a source package, and upstream's archive where it is asked for. */
export async function sourcePackage(wanted: string, parts: 'patches' | 'all'): Promise<string> {
  return kept(`source-${wanted.replace('/', '-')}`, async (folder) => {
    await apt(await aptFolder(), ['source', '--download-only', ...(parts === 'patches' ? ['--diff-only'] : []), wanted], folder);
    for (const file of await readdir(folder)) {
      if (/\.orig\.tar\.\w+$/.test(file)) await run('tar', ['-xf', file, '--strip-components=1', '--one-top-level=upstream'], { cwd: folder });
      if (/\.debian\.tar\.\w+$/.test(file)) await run('tar', ['-xf', file], { cwd: folder });
    }
  });
}

/** A copy of a folder with patches put in, or taken out. */
export async function patched(name: string, from: string, patches: readonly string[], options: readonly string[]): Promise<string> {
  return kept(name, async (folder) => {
    await run('cp', ['-rL', `${from}/.`, folder]);
    for (const patch of patches) await run('patch', ['-f', '-s', ...options, '-i', patch], { cwd: folder });
  });
}
