import { readdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { withDiskErrors } from '../util/disk-error.ts';

/** Paths of all files below a folder, relative to it, `/` between their parts, sorted. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await withDiskErrors(folder, () => readdir(folder, { recursive: true, withFileTypes: true }));
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, `${entry.parentPath}/${entry.name}`))
    .sort();
}
