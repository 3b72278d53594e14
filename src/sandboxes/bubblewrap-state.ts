import { chmodSync, lstatSync, mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { AseError } from '../contract/errors.ts';
import { canonicalJson } from '../util/digest.ts';
import { ownIdentity } from '../util/process-identity.ts';

/** What of a run outlives a harness that is killed; written before any of it exists. */
export interface RunRecord {
  /** overlayfs's working folder. */
  readonly work: string | null;
  /** Folders of control groups. */
  readonly groups: readonly string[];
}

/** What one harness process keeps on disk while it runs sandboxes; the kernel forgets all the rest with the processes. */
export interface State {
  readonly folder: string;
  /** Empty folders to mount at: each run has a mount namespace of its own, so that all use the same ones. */
  readonly mountPoint: (name: string) => string;
  readonly record: (name: string, run: RunRecord) => RecordedRun;
}

export interface RecordedRun extends Disposable {
  /** Where the helper writes its line of /proc/PID/stat. */
  readonly processFile: string;
}

export const OWNER_FILE = 'owner.json';
export const RUNS_FOLDER = 'runs';
export const UNFINISHED_PREFIX = 'new-';
const POINTS_FOLDER = 'points';

/** All /etc that a sandbox has, besides links and the linker's cache of the host. Users have no names, as in a container. */
const SYSTEM_FILES = {
  passwd: 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
  group: 'root:x:0:\nnogroup:x:65534:\n',
  hosts: '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost\n127.0.1.1\tsandbox\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n',
  'ld.so.cache': '',
};
const SYSTEM_FOLDERS = ['alternatives'];

/** Where the harnesses of this user keep their state. */
export function stateRoot(): string {
  return join(tmpdir(), `ase-bubblewrap-${getuid?.() ?? 0}`);
}

/**
 * Makes this process's state folder. It gets its name only when it says whose it is.
 * @throws AseError `unsafe` where somebody else made the folder above it
 */
export async function openState(points: readonly string[], files: Readonly<Record<string, Buffer>>): Promise<State> {
  const root = stateRoot();
  ensurePrivate(root);
  const unfinished = await mkdtemp(join(root, UNFINISHED_PREFIX));
  await writeFile(join(unfinished, OWNER_FILE), canonicalJson(ownIdentity()));
  const name = unfinished.slice(join(root, UNFINISHED_PREFIX).length);
  for (const folder of [RUNS_FOLDER, POINTS_FOLDER, 'etc', ...points.map((point) => join(POINTS_FOLDER, point)), ...SYSTEM_FOLDERS.map((other) => join('etc', other))]) {
    await mkdir(join(unfinished, folder), { recursive: true, mode: 0o755 });
  }
  for (const [file, text] of Object.entries(SYSTEM_FILES)) await writeFile(join(unfinished, 'etc', file), text, { mode: 0o644 });
  await symlink('/proc/self/mounts', join(unfinished, 'etc', 'mtab'));
  for (const [file, bytes] of Object.entries(files)) await writeFile(join(unfinished, file), bytes, { mode: 0o644 });
  const folder = join(root, name);
  await rename(unfinished, folder);
  return {
    folder,
    mountPoint: (point) => join(folder, POINTS_FOLDER, point),
    record: (run, content) => recordRun(join(folder, RUNS_FOLDER, run), content),
  };
}

function recordRun(path: string, run: RunRecord): RecordedRun {
  writeFileSync(`${path}.json`, canonicalJson(run));
  const processFile = `${path}.process`;
  return {
    processFile,
    [Symbol.dispose]() {
      for (const file of [processFile, `${path}.json`]) removeFile(file);
    },
  };
}

function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** A sweep believes what stands in there: nobody else may write it. */
export function ensurePrivate(root: string): void {
  try {
    mkdirSync(root, { mode: 0o700 });
    chmodSync(root, 0o700);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const found = lstatSync(root);
  if (!found.isDirectory() || found.uid !== getuid?.() || (found.mode & 0o077) !== 0) {
    throw new AseError('unsafe', `${root} is not a private folder of this user`, { remedy: `Look at what it is, and remove it: rm -r ${root}` });
  }
}
