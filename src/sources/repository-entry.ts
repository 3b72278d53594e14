import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../util/files.ts';

const ENTRY = 'ase-repository.json';
const entrySchema = z.object({ address: z.string() });

/** Says whose repository it is, for people, and that it is used now. */
export async function nameRepository(folder: string, address: string): Promise<void> {
  await writeFileAtomic(join(folder, ENTRY), JSON.stringify({ address }));
}

/** Of a repository of the cache; null where none is there (any more). */
export async function repositoryEntry(folder: string): Promise<{ readonly name: string; readonly bytes: number; readonly lastUsedMs: number } | null> {
  const file = join(folder, ENTRY);
  const [text, used] = await Promise.all([readFile(file, 'utf8').catch(() => '{}'), stat(file).catch(() => stat(folder)).catch(() => null)]);
  if (used === null) return null;
  const entry = entrySchema.safeParse(parse(text));
  return { name: entry.success ? `git objects of ${entry.data.address}` : 'git objects', bytes: await bytesBelow(folder), lastUsedMs: used.mtimeMs };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}
