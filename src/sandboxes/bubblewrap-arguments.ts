import { lstat, readlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Mount, SandboxSpec } from '../contract/sandbox.ts';
import { HOST_NAME, mountsOf, REPOSITORY } from './sandbox-layout.ts';
import type { Keeper } from './sandbox-layout.ts';
import { DROP_FOLDER } from './slots.ts';
import type { Slot } from './slots.ts';

/** The user in a sandbox that has only one. */
const INNER_USER = '1000';
/** Merged into /usr by links, or folders of their own. */
const SYSTEM_FOLDERS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
/** What /usr points to in /etc; both say nothing of the machine but which programs it has. */
const SYSTEM_SETTINGS = ['/etc/alternatives', '/etc/ld.so.cache'];
/** The sandbox's own file systems, which belong to the one user where there is only one. */
const CLOSED = ['--remount-ro', '/dev', '--remount-ro', '/'];
/** What root may write without any capability. */
const CLOSED_TO_ROOT = ['sys', 'sysrq-trigger'].flatMap((name) => ['--ro-bind-try', `/proc/${name}`, `/proc/${name}`]);
/** Programs look for them; nobody writes there. */
const EMPTY_FOLDERS = ['/tmp', '/run', '/var/tmp', '/root', '/home'];

export interface ArgumentPlan {
  readonly spec: SandboxSpec;
  readonly keeper: Keeper;
  readonly system: readonly string[];
  /** Where the repository lies, and the folders that can be written, with their places inside. */
  readonly repository: string;
  readonly scratch: readonly Mount[];
  /** The filter that a judge hands on to the sandboxes it opens; null where it opens none. */
  readonly seccompFile: { readonly source: string; readonly target: string } | null;
  readonly environment: Readonly<Record<string, string>>;
}

/** The host's programs and libraries, and an /etc of our own; `etc` is a folder of the host. */
export async function hostArguments(etc: string): Promise<readonly string[]> {
  return [...(await systemArguments('/', etc)), ...SYSTEM_SETTINGS.flatMap((path) => ['--ro-bind-try', path, path])];
}

/** Programs and libraries of a root file system. */
export async function systemArguments(root: string, etc: string): Promise<readonly string[]> {
  const folders = await Promise.all(SYSTEM_FOLDERS.map((folder) => folderArguments(root, folder)));
  return ['--ro-bind', join(root, 'usr'), '/usr', ...folders.flat(), '--ro-bind', etc, '/etc'];
}

async function folderArguments(root: string, folder: string): Promise<readonly string[]> {
  const source = join(root, folder);
  const found = await lstat(source).catch(() => null);
  if (found === null) return [];
  return found.isSymbolicLink() ? ['--symlink', await readlink(source), folder] : ['--ro-bind', source, folder];
}

/** All of bwrap's options for one sandbox, without the command. */
export function sandboxArguments(plan: ArgumentPlan): readonly string[] {
  const { spec, repository } = plan;
  const own = spec.repository.upper === undefined ? '--ro-bind' : '--bind';
  return [
    ...separation(plan.keeper, spec.role),
    '--unshare-net',
    ...['--hostname', HOST_NAME],
    ...plan.system,
    ...commonFolders([REPOSITORY, ...plan.scratch.map(({ target }) => target), ...spec.mounts.map(({ target }) => target)]),
    ...(plan.keeper === 'users' ? CLOSED_TO_ROOT : []),
    ...plan.scratch.flatMap(({ source, target }) => ['--bind', source, target]),
    ...[own, repository, REPOSITORY],
    ...[...mountsOf(spec), ...(plan.seccompFile === null ? [] : [plan.seccompFile])].flatMap(({ source, target }) => ['--ro-bind', source, target]),
    ...CLOSED,
    '--clearenv',
    ...Object.entries(plan.environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--chdir', REPOSITORY],
  ];
}

/**
 * The sandbox that a judge opens for a candidate inside its own, for suite/kit/launcher.mjs, which adds the slot's folder, the filter, the
 * environment and the command. It has the judge's network, and nothing else of the judge.
 */
export function nestedCommand(spec: SandboxSpec, outer: readonly string[], options: { readonly bwrap: string; readonly slots: readonly Slot[] }): readonly string[] {
  const { bwrap, slots } = options;
  const inside = spec.mounts.flatMap(({ target }) => ['--ro-bind', target, target]);
  // What lies at a place of the host outside lies where it was mounted inside.
  const system = outer.map((argument, index) => (outer[index - 1] === '--ro-bind' ? (outer[index + 1] ?? argument) : argument));
  return [
    bwrap,
    ...separation('namespaces', 'candidate'),
    ...system,
    ...commonFolders([REPOSITORY, ...slots.map(({ scratch }) => scratch), ...spec.mounts.map(({ target }) => target)]),
    ...['--ro-bind', REPOSITORY, REPOSITORY, '--ro-bind', DROP_FOLDER, DROP_FOLDER],
    ...inside,
    // The launcher mounts one of them: the rest of the tree is closed before.
    ...slots.flatMap(({ scratch }) => ['--dir', scratch]),
    ...CLOSED,
    '--clearenv',
  ];
}

/** A judge of many users keeps the power to become them and to kill them, which is all it needs. */
function separation(keeper: Keeper, role: SandboxSpec['role']): readonly string[] {
  const spaces = ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'];
  if (keeper === 'namespaces') return [...spaces, '--unshare-user', '--uid', INNER_USER, '--gid', INNER_USER];
  // The first process gives all of these up before a candidate begins.
  const powers = role === 'judge' ? ['CAP_SETUID', 'CAP_SETGID', 'CAP_KILL'] : ['CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP'];
  return [...spaces, ...powers.flatMap((power) => ['--cap-add', power])];
}

/** bwrap closes the folders that it makes above a mount to everybody else: those above `targets` are made before. */
function commonFolders(targets: readonly string[]): readonly string[] {
  const above = new Set(targets.flatMap((target) => parentsOf(target)));
  return ['--proc', '/proc', '--dev', '/dev', ...[...EMPTY_FOLDERS, ...above].flatMap((folder) => ['--dir', folder])];
}

/** The folders above a path, the highest first. */
function parentsOf(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === '/' ? [] : [...parentsOf(parent), parent];
}

/** A scratch folder's mount point: its name inside without slashes. */
export function pointOf(target: string): string {
  return join(target).slice(1).replaceAll('/', '-');
}
