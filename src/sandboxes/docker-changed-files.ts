import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import type { MountSettings } from 'dockerode';
import type { SandboxRepository } from '../contract/sandbox.ts';
import { readOnlyBind } from './docker-repository.ts';
import { removeOverlayWork, workFolderFor } from './overlay.ts';
import { REPOSITORY } from './sandbox-layout.ts';

/** Each is a mount of its own. */
const MOST_FILES = 16;
/** What a mount's target can carry on every engine. */
const PLAIN_NAME = /^[\w.@+ -]+$/;

/** A repository that differs from one prepared folder in the content of a few of its files. */
export interface ChangedFiles {
  readonly base: string;
  readonly layer: string;
  /** By path. */
  readonly files: ReadonlyMap<string, FileLook>;
}

interface FileLook {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Null for a repository that differs in more: files that are new, links, layers of a build. */
export async function changedFiles({ layers, upper }: SandboxRepository): Promise<ChangedFiles | null> {
  const [layer, base = layer, ...others] = layers;
  if (layer === undefined || base === undefined || others.length > 0 || upper !== undefined) return null;
  const files = new Map<string, FileLook>();
  const folders = layer === base ? [] : [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const { name } of await readdir(join(layer, folder), { withFileTypes: true })) {
      const path = join(folder, name);
      const [found, under] = await Promise.all([lstat(join(layer, path)), lstat(join(base, path)).catch(() => null)]);
      if (!PLAIN_NAME.test(name) || under === null || files.size + folders.length > MOST_FILES) return null;
      if (found.isDirectory() && under.isDirectory()) folders.push(path);
      else if (found.isFile() && under.isFile()) files.set(path, { mode: found.mode & 0o7777, uid: found.uid, gid: found.gid });
      else return null;
    }
  }
  return { base, layer, files };
}

/**
 * Files of our own that are mounted, read-only, over the repository's: their content can change from one attempt to the next, while nothing runs in the container. An overlay's
 * layers cannot while it is mounted.
 */
export interface HeldFiles {
  readonly folder: string;
  readonly mounts: readonly MountSettings[];
  readonly fit: (changed: ChangedFiles) => boolean;
  readonly fill: (changed: ChangedFiles) => Promise<void>;
  readonly remove: () => Promise<void>;
}

interface HeldFile {
  readonly look: FileLook;
  readonly mount: MountSettings;
  /** Of the very file that is mounted, whatever happens to its name. */
  readonly handle: FileHandle;
}

/** Names a folder for them, so that it can be written down before it exists. */
export function heldFolder(): string {
  return workFolderFor(join(tmpdir(), 'any'));
}

export async function holdFiles(folder: string, { files }: ChangedFiles): Promise<HeldFiles> {
  const held = new Map<string, HeldFile>();
  const remove = async (): Promise<void> => {
    for (const { handle } of held.values()) await handle.close();
    await removeOverlayWork(folder);
  };
  try {
    await mkdir(folder, { mode: 0o700 });
    for (const [path, look] of files) held.set(path, await holdFile(join(folder, randomBytes(6).toString('hex')), path, look));
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    folder,
    mounts: [...held.values()].map(({ mount }) => mount),
    fit: (changed) => [...changed.files].every(([path, look]) => isSameLook(held.get(path)?.look, look)),
    async fill({ base, layer, files: changed }) {
      for (const [path, { handle }] of held) await replace(handle, await readFile(join(changed.has(path) ? layer : base, path)));
    },
    remove,
  };
}

async function holdFile(name: string, path: string, look: FileLook): Promise<HeldFile> {
  const handle = await open(name, 'wx', 0o600);
  if (getuid?.() === 0) await handle.chown(look.uid, look.gid);
  await handle.chmod(look.mode);
  return { look, mount: readOnlyBind(name, `${REPOSITORY}/${path}`), handle };
}

async function replace(handle: FileHandle, content: Buffer): Promise<void> {
  await handle.truncate(0);
  for (let at = 0; at < content.length; ) at += (await handle.write(content, at, content.length - at, at)).bytesWritten;
}

function isSameLook(one: FileLook | undefined, other: FileLook): boolean {
  return one !== undefined && one.mode === other.mode && one.uid === other.uid && one.gid === other.gid;
}
