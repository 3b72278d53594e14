import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What an entry costs at least, so that empty files are not free. */
const BLOCK_BYTES = 4_096;

/**
 * The disk space of a folder that others write meanwhile, in bytes. Ends as soon as `enoughBytes` is passed.
 * A folder that cannot be read counts as infinitely large: nobody may hide there.
 */
export async function folderSize(path: string, enoughBytes: number): Promise<number> {
  let total = 0;
  const pending = [path];
  for (let folder = pending.pop(); folder !== undefined && total <= enoughBytes; folder = pending.pop()) {
    for (const entry of await entriesOf(folder)) {
      const place = join(folder, entry.name);
      if (entry.isDirectory()) pending.push(place);
      total += await occupied(place);
      if (total > enoughBytes) break;
    }
  }
  return total;

  async function entriesOf(folder: string): Promise<readonly { name: string; isDirectory(): boolean }[]> {
    try {
      return await readdir(folder, { withFileTypes: true });
    } catch (error) {
      if (!isAbsence(error)) total = Number.POSITIVE_INFINITY;
      return [];
    }
  }
}

async function occupied(path: string): Promise<number> {
  try {
    return Math.max(BLOCK_BYTES, (await lstat(path)).blocks * 512);
  } catch (error) {
    if (isAbsence(error)) return 0;
    return Number.POSITIVE_INFINITY;
  }
}

function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
