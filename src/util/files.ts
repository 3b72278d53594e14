import { randomBytes } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diskError, withDiskErrors } from './disk-error.ts';

/** Names of files that are being written. */
const TEMPORARY_NAME = /^\..*\.[0-9a-f]{12}\.tmp$/;

/**
 * A reader sees the old file or the whole new one, and so does a machine that lost its power.
 * @throws AseError `disk` or `permission`
 */
export async function writeFileAtomic(path: string, data: string | Uint8Array | AsyncIterable<string>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  await withDiskErrors(path, async () => {
    try {
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(data);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
}

/**
 * Makes a folder and those above it; one that is there is kept. Not `mkdir` with `recursive`: on a read-only file system it reports a
 * missing folder.
 * @throws AseError `permission`, `disk`, `bad-input` where a file is in its place
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  try {
    await mkdir(path);
  } catch (error) {
    if (!(await isFolder(path))) throw diskError(error, path);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Removes from a folder what writers that were killed left; nobody may be writing there. */
export async function sweepTemporaryFiles(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.filter((name) => TEMPORARY_NAME.test(name)).map((name) => rm(join(folder, name), { force: true })));
}

/** Makes names that were added to or renamed in a folder survive a loss of power. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** False for what does not exist or may not be seen. */
export async function pathExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
