import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { getuid } from 'node:process';
import { AseError } from '../contract/errors.ts';
import { SANDBOX_UID } from '../contract/sandbox.ts';
import type { SandboxRepository } from '../contract/sandbox.ts';

/** Marks overlayfs's own working folder, so that a sweep removes nothing else. */
const WORK_NAME = /^\.ase-overlay-[0-9a-f]{12}$/;

/** overlayfs's working folder for an upper folder: on the same file system, with a name that nobody has. It is to be made, and removed after the run. */
export function workFolderFor(upper: string): string {
  return join(dirname(upper), `.ase-overlay-${randomBytes(6).toString('hex')}`);
}

/** Removes what overlayfs leaves in its working folder; `path` comes from a record after a crash, and must look like one of ours. */
export async function removeOverlayWork(path: string): Promise<void> {
  if (!WORK_NAME.test(basename(path))) return;
  // overlayfs closes its own folder in there to everybody but root.
  await chmod(join(path, 'work'), 0o700).catch(ignoreAbsence);
  await rm(path, { recursive: true, force: true });
}

function ignoreAbsence(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/**
 * What would make the upper folder something else than the plain set of changed files is off: redirects, metadata-only copies. In a user
 * namespace overlayfs keeps its marks in `user.` attributes, which switches both off, and refuses to hear it twice.
 */
const WRITING = { trusted: 'redirect_dir=off,metacopy=off,index=off', user: 'userxattr,index=off' };

/**
 * The options of a mount of type overlay; `work` is null for one that is only read.
 * @throws AseError `bad-input` for folders whose names these options cannot carry
 */
export function overlayOptions({ layers, upper }: SandboxRepository, work: string | null, marks: keyof typeof WRITING): string {
  for (const folder of [...layers, upper ?? '']) refuseUnmountable(folder);
  const lower = `lowerdir=${layers.join(':')}`;
  if (upper === undefined || work === null) return marks === 'user' ? `${lower},userxattr` : lower;
  return `${lower},upperdir=${upper},workdir=${work},${WRITING[marks]}`;
}

function refuseUnmountable(folder: string): void {
  if (/[,:\\"\n]/.test(folder)) {
    throw new AseError('bad-input', `the folder ${folder} cannot be laid over another one: its name has a comma, colon, backslash, quote or line break`, {
      remedy: 'Keep the cache and the runs in folders without these characters.',
    });
  }
}

/**
 * Gives the upper folder to the owner of the lowest layer: the merged root takes owner and mode from it. Only root may give it away, and only
 * root meets foreign trees. Gives the user who may write.
 */
export async function ownUpper({ layers }: SandboxRepository, upper: string): Promise<number> {
  const owner = (await lstat(layers.at(-1) ?? upper)).uid;
  const writer = owner === 0 ? SANDBOX_UID : owner;
  if (getuid?.() === 0) {
    await chown(upper, writer, writer);
    await chmod(upper, 0o755);
  }
  return writer;
}

/** @throws AseError `bad-input` for a repository without any layer */
export function requireLayer({ layers }: SandboxRepository): string {
  const [first] = layers;
  if (first === undefined) throw new AseError('bad-input', 'a sandbox needs at least one repository layer');
  return first;
}

/** True where the repository is one folder that is only read: a bind mount does. */
export function isPlain({ layers, upper }: SandboxRepository): boolean {
  return layers.length === 1 && upper === undefined;
}
