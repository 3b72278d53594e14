import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getgid, getuid } from 'node:process';
import { SANDBOX_UID } from '../contract/sandbox.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
  /** Whether files that this process makes have to be given to the owner. */
  readonly change: boolean;
}

/** Who must own an unpacked tree so that sandboxes can use it. */
export function sandboxOwner(): Owner {
  const uid = getuid?.() ?? 0;
  if (uid === 0 && getuid !== undefined) return { uid: SANDBOX_UID, gid: SANDBOX_UID, change: true };
  return { uid, gid: getgid?.() ?? 0, change: false };
}

/** Makes a folder below `root` and those between, as sandboxes can use them; those that are there are kept. */
export function makeOwnedFolder(root: string, path: string): void {
  if (path === '.' || path === '') return;
  makeOwnedFolder(root, dirname(path));
  const absolute = join(root, path);
  try {
    mkdirSync(absolute);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  const owner = sandboxOwner();
  chmodSync(absolute, 0o755);
  if (owner.change) chownSync(absolute, owner.uid, owner.gid);
}
