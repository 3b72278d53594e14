import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid } from 'node:process';
import type { Readable } from 'node:stream';
import { AseError } from '../contract/errors.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { withCacheLock } from './cache-lock.ts';
import { debianHost, runInDebian, withoutAddresses } from './debian-host.ts';
import { type ProgramEnd, runProgram, unpackOutput } from './run-program.ts';
import type { SourceContext } from './source-context.ts';

const REMEDY = 'Debian sources are fetched by apt: `apt-get install dpkg-dev xz-utils`, or set ASE_DEBIAN=container.';

/** One published version of a source package. */
export interface SourceVersion {
  readonly version: string;
  /** Its files, by name, with their SHA-256. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * On a machine: apt as it is set up – mirrors, proxies, keys, credentials –, but asking for sources, with lists of its own in the cache.
 */
export interface SourceApt {
  /** What the archives have of a source package now, each once. */
  readonly versions: (name: string) => Promise<readonly SourceVersion[]>;
  /** Puts files of a version into a folder: all of its `part`. */
  readonly download: (wanted: { readonly name: string; readonly version: string; readonly part: 'tar' | 'diff' }, folder: string) => Promise<void>;
}

/**
 * apt of this machine, or of a container where this is no Debian of the tasks' release. Lists older than `maxAgeMs` are asked for again.
 * @throws AseError `unavailable`, `offline`, `disk`, `permission`, `cancelled`
 */
export async function openSourceApt(context: SourceContext, maxAgeMs: number): Promise<SourceApt> {
  const { place } = await debianHost();
  const apt = place === 'machine' ? machineApt(context) : containerApt(context);
  await withCacheLock(join(context.cache.layout.locks, 'apt'), async () => {
    const updated = await apt.update(maxAgeMs);
    if (updated !== null && updated.code !== 0) throw new AseError('offline', `apt has no lists of sources: ${said(updated.stderr)}`, { remedy: apt.updateRemedy });
  }, { signal: context.signal });
  return {
    versions: async (name) => parseVersions((await apt.cache(['showsrc', '--only-source', name])).stdout),
    async download({ name, version, part }, target) {
      const { code, stderr } = await apt.source(['source', '--quiet', '--download-only', '--only-source', `--${part}-only`, `${name}=${version}`], target);
      if (code !== 0) throw new AseError('unavailable', `apt did not give the source ${name} ${version}: ${said(stderr)}`, { remedy: 'Where the archive has lost the file, take it from a machine that has it: `ase cache export`, `ase cache import`.' });
    },
  };
}

interface AptPrograms {
  readonly updateRemedy: string;
  /** Null where the lists are younger. */
  update(maxAgeMs: number): Promise<ProgramEnd | null>;
  cache(args: readonly string[]): Promise<ProgramEnd>;
  /** Files come into the folder. */
  source(args: readonly string[], target: string): Promise<ProgramEnd>;
}

const UPDATE = ['update', '--quiet', '--error-on=any'];

function machineApt({ cache: { layout }, signal, progress }: SourceContext): AptPrograms {
  const folder = layout.apt;
  const settings = ['Dir::Etc::sourcelist=/dev/null', `Dir::Etc::sourceparts=${join(folder, 'parts')}`, `Dir::State::lists=${join(folder, 'lists')}`, `Dir::Cache=${join(folder, 'cache')}`, 'Dir::Cache::pkgcache=pkgcache.bin', 'Dir::Cache::srcpkgcache=srcpkgcache.bin'];
  // Its own user of fewer rights cannot reach folders that are only ours.
  const options = [...settings, ...(getuid?.() === 0 ? ['APT::Sandbox::User=root'] : [])].flatMap((setting) => ['-o', setting]);
  const apt = (program: 'apt-get' | 'apt-cache', args: readonly string[], cwd: string = folder) => runProgram({ command: [program, ...options, ...args], cwd, signal, remedy: REMEDY });
  const stamp = join(folder, 'updated');
  return {
    updateRemedy: 'Run `apt-get update`, and repair what it says.',
    async update(maxAgeMs) {
      await withDiskErrors(folder, async () => {
        for (const part of ['lists/partial', 'cache/archives/partial', 'parts']) await mkdir(join(folder, part), { recursive: true });
      });
      if (Date.now() - (await timeOf(stamp)) < maxAgeMs) return null;
      progress?.('asking apt for its lists of sources');
      await writeParts(join(folder, 'parts'), signal);
      const end = await apt('apt-get', UPDATE);
      if (end.code === 0) await writeFile(stamp, '');
      return end;
    },
    cache: (args) => apt('apt-cache', args),
    source: (args, target) => apt('apt-get', args, target),
  };
}

/** The engine keeps the lists in a volume; files come out as an archive, so that nobody's user but ours writes here. */
function containerApt({ signal, progress }: SourceContext): AptPrograms {
  const inside = (script: string, args: readonly string[], onOutput?: (stdout: Readable) => Promise<void>) =>
    runInDebian({ command: ['sh', '-c', script, 'sh', ...args], volume: 'ase-debian-lists:/var/lib/apt/lists', signal, progress, ...(onOutput === undefined ? {} : { onOutput }) });
  return {
    updateRemedy: 'A container of Debian, with the network of this machine, does not reach its archives: look at what it says.',
    async update(maxAgeMs) {
      progress?.('asking apt, in a container, for its lists of sources');
      return inside('find /var/lib/apt/lists -name ase-updated -mmin "-$1" | grep -q . || { shift; apt-get "$@" >&2 && touch /var/lib/apt/lists/ase-updated; }', [String(Math.ceil(maxAgeMs / 60_000)), ...UPDATE]);
    },
    cache: (args) => inside('apt-cache "$@"', args),
    source: (args, target) => unpackOutput((onOutput) => inside('cd "$(mktemp -d)" && apt-get "$@" >&2 && tar --create .', args, onOutput), target, { signal }),
  };
}

async function timeOf(path: string): Promise<number> {
  return stat(path).then(({ mtimeMs }) => mtimeMs, () => 0);
}

/** The machine's own lists of archives, turned to sources. */
async function writeParts(target: string, signal: AbortSignal | undefined): Promise<void> {
  const { stdout } = await runProgram({ command: ['apt-config', 'shell', 'LIST', 'Dir::Etc::sourcelist/f', 'PARTS', 'Dir::Etc::sourceparts/d'], signal, remedy: REMEDY });
  const [, list = ''] = /^LIST='(.*)'$/m.exec(stdout) ?? [];
  const [, parts = ''] = /^PARTS='(.*)'$/m.exec(stdout) ?? [];
  const names = await readdir(parts).catch(() => []);
  for (const path of [list, ...names.map((name) => join(parts, name))]) {
    const text = await readFile(path, 'utf8').catch(() => null);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (text === null) continue;
    if (name.endsWith('.list')) await writeFile(join(target, name), asSourceLines(text));
    else if (name.endsWith('.sources')) await writeFile(join(target, name), text.replace(/^Types:.*$/gim, 'Types: deb-src'));
    else if (name.endsWith('.gpg') || name.endsWith('.asc')) await copyFile(path, join(target, name));
  }
}

function asSourceLines(text: string): string {
  const lines = text.split('\n').filter((line) => /^\s*deb\s/.test(line));
  return lines.map((line) => `${line.replace(/^\s*deb\s/, 'deb-src ')}\n`).join('');
}

function said(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => /^[EW]:/.test(line)).map(withoutAddresses);
  return lines.slice(0, 3).join(' ').slice(0, 500) || 'it says nothing';
}

/** Paragraphs of deb822, of which two fields are read. */
function parseVersions(text: string): SourceVersion[] {
  const found = text.split(/\n\s*\n/).flatMap((paragraph): [string, SourceVersion][] => {
    const [, version] = /^Version: (\S+)$/m.exec(paragraph) ?? [];
    const [, list = ''] = /^Checksums-Sha256:[^\n]*\n((?: [^\n]*(?:\n|$))*)/m.exec(paragraph) ?? [];
    const files = [...list.matchAll(/^ ([0-9a-f]{64}) \d+ (\S+)$/gm)].map(([, sha256 = '', name = '']) => [name, sha256] as const);
    return version === undefined || files.length === 0 ? [] : [[version, { version, files: new Map(files) }]];
  });
  // Lists overlap.
  return [...new Map(found).values()];
}
