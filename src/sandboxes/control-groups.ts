import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Limits that all processes of a sandbox share. */
export interface GroupLimits {
  readonly memoryBytes: number;
  readonly processes: number;
}

export interface ControlGroups {
  readonly version: 1 | 2;
  /** The folders that a group of this name consists of: one a hierarchy. */
  readonly foldersOf: (name: string) => readonly string[];
}

/** How a process joins: it writes 0. Of a v1 group this names a thread, which is all that a helper has, and spares the kernel a wait for all processors. */
export function joinFile(version: 1 | 2, folder: string): string {
  return join(folder, version === 1 ? 'tasks' : 'cgroup.procs');
}

/** The groups that this process may make, below its own in v1, beside its own in v2; null where it may not. */
export async function findControlGroups(): Promise<ControlGroups | null> {
  const [mounts, own] = await Promise.all([readFile('/proc/self/mountinfo', 'utf8'), readFile('/proc/self/cgroup', 'utf8')]);
  const found = (await findFirst(mounts, own)) ?? (await findSecond(mounts, own));
  return found !== null && (await canMake(found)) ? found : null;
}

async function findFirst(mounts: string, own: string): Promise<ControlGroups | null> {
  const parents = ['memory', 'pids'].map((controller) => {
    const mount = mountsOf(mounts, 'cgroup').find(({ options }) => options.includes(controller));
    const path = own.split('\n').map((line) => line.split(':')).find(([, controllers = '']) => controllers.split(',').includes(controller))?.[2];
    return mount === undefined || path === undefined ? null : placeOf(mount, path);
  });
  const [memory, pids] = parents;
  if (memory == null || pids == null) return null;
  return { version: 1, foldersOf: (name) => [join(memory, name), join(pids, name)] };
}

/** A v2 group that holds processes cannot pass on controllers: the nearest one above that does is the parent. */
async function findSecond(mounts: string, own: string): Promise<ControlGroups | null> {
  const [mount] = mountsOf(mounts, 'cgroup2');
  const path = /^0::(.*)$/m.exec(own)?.[1];
  if (mount === undefined || path === undefined) return null;
  const place = placeOf(mount, path);
  for (let parent = place; parent !== null && parent.startsWith(mount.point); parent = parent === mount.point ? null : dirname(parent)) {
    if (await passesOn(parent, parent === mount.point)) {
      const folder = parent;
      return { version: 2, foldersOf: (name) => [join(folder, name)] };
    }
  }
  return null;
}

async function passesOn(group: string, isRoot: boolean): Promise<boolean> {
  const control = join(group, 'cgroup.subtree_control');
  // Only the root may hold processes and pass on controllers at once; elsewhere whoever made the group decides.
  if (isRoot) await writeFile(control, '+memory +pids').catch(() => undefined);
  const passed = (await readFile(control, 'utf8').catch(() => '')).trim().split(' ');
  return passed.includes('memory') && passed.includes('pids');
}

interface GroupMount {
  readonly root: string;
  readonly point: string;
  readonly options: readonly string[];
}

/** proc_pid_mountinfo(5). */
function mountsOf(mounts: string, type: 'cgroup' | 'cgroup2'): readonly GroupMount[] {
  return mounts.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [found, , options = ''] = after.split(' ');
    const [, , , root = '/', point = '/'] = before.split(' ');
    return found === type ? [{ root, point, options: options.split(',') }] : [];
  });
}

/** Where a group of /proc/self/cgroup lies in the file system; in a container the mount may show only a part of the tree. */
function placeOf(mount: GroupMount, path: string): string | null {
  if (mount.root === '/') return join(mount.point, path);
  return path === mount.root || path.startsWith(`${mount.root}/`) ? join(mount.point, path.slice(mount.root.length)) : null;
}

async function canMake(groups: ControlGroups): Promise<boolean> {
  const folders = groups.foldersOf(`ase-probe-${Math.random().toString(36).slice(2)}`);
  try {
    await makeGroup(groups.version, folders, { memoryBytes: 1 << 24, processes: 8 });
    return true;
  } catch {
    return false;
  } finally {
    await removeGroup(folders).catch(() => undefined);
  }
}

/** Makes a group and sets its limits: swap counts as memory. */
export async function makeGroup(version: 1 | 2, folders: readonly string[], { memoryBytes, processes }: GroupLimits): Promise<void> {
  await Promise.all(folders.map((folder) => mkdir(folder)));
  const memory = folders[0] ?? '';
  const pids = folders.at(-1) ?? '';
  await writeFile(join(pids, 'pids.max'), String(processes));
  if (version === 2) {
    await writeFile(join(memory, 'memory.max'), String(memoryBytes));
    await writeIfThere(join(memory, 'memory.swap.max'), '0');
    return;
  }
  await writeFile(join(memory, 'memory.limit_in_bytes'), String(memoryBytes));
  await writeIfThere(join(memory, 'memory.memsw.limit_in_bytes'), String(memoryBytes));
}

/** A kernel without swap accounting has no file for it. */
async function writeIfThere(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'r+' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** True if a process of the group was killed because memory ran out. */
export async function ranOutOfMemory(version: 1 | 2, folders: readonly string[]): Promise<boolean> {
  const text = await readFile(join(folders[0] ?? '', version === 1 ? 'memory.oom_control' : 'memory.events'), 'utf8');
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0) > 0;
}

/** Ids of the processes in a group; none where it is gone. */
export async function processesIn(folder: string): Promise<readonly number[]> {
  const text = await readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '').map(Number);
}

const REMOVAL_TRIES = 200;

/** Removes a group whose processes ended. The kernel may still count one that was just reaped. */
export async function removeGroup(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (let tries = 1; !(await removeFolder(folder, tries === REMOVAL_TRIES)); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function removeFolder(folder: string, isLastTry: boolean): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return true;
    if (code === 'EBUSY' && !isLastTry) return false;
    throw error;
  }
}
