import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withDiskErrors } from '../util/disk-error.ts';

/** A hostile tree must not be able to hold the walk up for ever. */
const MAX_DEPTH = 64;
export interface FilesWanted {
  /** Of a path relative to the tree. */
  isWanted(path: string): boolean;
  /** Whether to look into a folder of this name. */
  isEntered(name: string): boolean;
}

/**
 * Relative paths of the plain files of a tree that are wanted, sorted by code units. Links are not followed and not listed.
 * @throws AseError `not-found`, `permission` or `disk`
 */
export async function listFiles(tree: string, wanted: FilesWanted): Promise<string[]> {
  const found: string[] = [];
  await withDiskErrors(tree, () => walk(tree, '', { found, wanted, depth: 0 }));
  return found.sort((a, b) => (a < b ? -1 : 1));
}

interface Walk {
  readonly found: string[];
  readonly wanted: FilesWanted;
  readonly depth: number;
}

async function walk(tree: string, folder: string, { found, wanted, depth }: Walk): Promise<void> {
  if (depth > MAX_DEPTH) return;
  for (const entry of await readdir(join(tree, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && wanted.isEntered(entry.name)) await walk(tree, path, { found, wanted, depth: depth + 1 });
    else if (entry.isFile() && wanted.isWanted(path)) found.push(path);
  }
}
