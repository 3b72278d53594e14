import { execFile } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { arch, getgid, getuid } from 'node:process';
import { promisify } from 'node:util';
import { AseError } from '../contract/errors.ts';
import type { FilteredArchitecture } from './seccomp-filter.ts';
import { ROOTLESS_RANGE, WIDE_RANGE } from './slots.ts';
import type { SlotRange } from './slots.ts';

/** Where system programs lie. */
export const SEARCH_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const NAMES = ['bwrap', 'perl', 'mkfifo'] as const;
/** `--json-status-fd` came with 0.4.1, nothing later is used. */
const OLDEST_VERSION = [0, 4, 1];

export type Tools = Readonly<Record<(typeof NAMES)[number], string>>;

/** How this process may keep candidates apart: by users of their own, which only root can give, or by user namespaces. */
export type Separator = { readonly kind: 'users'; readonly range: SlotRange } | { readonly kind: 'namespaces'; readonly uid: number; readonly gid: number };

export interface Machine {
  readonly tools: Tools;
  readonly version: string;
  readonly separator: Separator;
  readonly architecture: FilteredArchitecture;
  /** The system that sandboxes show, in words. */
  readonly system: string;
}

/**
 * Looks at this machine; starts no sandbox.
 * @throws AseError `no-sandbox` that says what is missing
 */
export async function inspectMachine(searchPath: string): Promise<Machine> {
  if (arch !== 'x64' && arch !== 'arm64') throw new AseError('no-sandbox', `bubblewrap sandboxes know the system calls of x64 and arm64, not of ${arch}`);
  const tools = await findTools(searchPath);
  const { stdout } = await promisify(execFile)(tools.bwrap, ['--version']);
  const version = /\d+(\.\d+)+/.exec(stdout)?.[0] ?? 'unknown';
  if (isOlder(version)) throw new AseError('no-sandbox', `bubblewrap ${version} is too old: ${OLDEST_VERSION.join('.')} is needed`, { remedy: await installLine() });
  return { tools, version, separator: await findSeparator(), architecture: arch, system: `${await systemName()}, Linux ${release()}, ${arch}` };
}

async function findTools(searchPath: string): Promise<Tools> {
  const found = await Promise.all(NAMES.map(async (name) => [name, await findProgram(name, searchPath)] as const));
  const missing = found.filter(([, path]) => path === null).map(([name]) => name);
  if (missing.length > 0) throw new AseError('no-sandbox', `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed`, { remedy: await installLine() });
  return Object.fromEntries(found) as unknown as Tools;
}

async function findProgram(name: string, searchPath: string): Promise<string | null> {
  for (const folder of searchPath.split(':')) {
    const path = join(folder, name);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}

/** The line that installs all that is needed, for the package manager that is there. */
async function installLine(): Promise<string> {
  const lines = {
    'apt-get': 'apt-get install bubblewrap perl-base',
    dnf: 'dnf install bubblewrap perl-interpreter',
    pacman: 'pacman -S bubblewrap perl',
  };
  for (const [manager, line] of Object.entries(lines)) if ((await findProgram(manager, SEARCH_PATH)) !== null) return line;
  return 'Install bubblewrap and perl.';
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  const different = OLDEST_VERSION.findIndex((oldest, index) => oldest !== (parts[index] ?? 0));
  return different !== -1 && (parts[different] ?? 0) < (OLDEST_VERSION[different] ?? 0);
}

/** user_namespaces(7): a root that was mapped without its users cannot become them. */
async function findSeparator(): Promise<Separator> {
  const own = { kind: 'namespaces', uid: getuid?.() ?? 0, gid: getgid?.() ?? 0 } as const;
  if (own.uid !== 0) return own;
  const mapped = (await readFile('/proc/self/uid_map', 'utf8')).trim().split(/\s+/);
  const users = mapped.length === 3 && mapped[0] === '0' ? Number(mapped[2]) : 0;
  const range = [WIDE_RANGE, ROOTLESS_RANGE].find(({ first, blocks }) => users >= first + 8 * blocks);
  return range === undefined ? own : { kind: 'users', range };
}

async function systemName(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(text)?.[1] ?? 'an unknown system';
}
