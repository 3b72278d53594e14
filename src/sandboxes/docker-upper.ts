import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const overlaySchema = z.object({ Name: z.literal('overlay2'), Data: z.object({ UpperDir: z.string().startsWith('/') }) });

/**
 * Which of some paths a container has made, changed or removed, from the folder on this machine in which overlayfs keeps its changes; null where that folder cannot be read: the engine is
 * another user's, another machine's, or keeps changes otherwise. The folder is written by the container: no link in it is followed. A path below something that became no folder counts as changed.
 */
export async function changedIn(graphDriver: unknown, paths: Iterable<string>): Promise<ReadonlySet<string> | null> {
  const overlay = overlaySchema.safeParse(graphDriver);
  if (!overlay.success) return null;
  const { UpperDir: upper } = overlay.data.Data;
  try {
    if (!(await lstat(upper)).isDirectory()) return null;
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
  const changed = new Set<string>();
  for (const path of paths) if (await isChanged(upper, path)) changed.add(path);
  return changed;
}

async function isChanged(upper: string, path: string): Promise<boolean> {
  const parts = path.split('/').filter((part) => part !== '');
  let place = upper;
  for (const [index, part] of parts.entries()) {
    place = join(place, part);
    const found = await lstat(place).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw error;
    });
    if (found === null) return false;
    if (index === parts.length - 1 || !found.isDirectory()) return true;
  }
  return false;
}
