import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import { diskError, withDiskErrors } from '../util/disk-error.ts';
import { writeFileAtomic } from '../util/files.ts';
import { ownIdentity } from '../util/process-identity.ts';
import { entryPaths, entrySchema } from './cache-layout.ts';
import type { CacheEntry, TreeKey } from './cache-layout.ts';
import { digestTree, stampTree } from './tree-digest.ts';

/** Changes when trees are laid out in another way: entries of before are made again. */
const LAYOUT = '1';

export function entryName(key: TreeKey): string {
  return digestOf(canonicalJson({ layout: LAYOUT, key })).slice('sha256:'.length);
}

/** `missing` also where it was only begun; `changed` where files are not what was unpacked. */
export type EntryState = { readonly state: 'whole'; readonly entry: CacheEntry } | { readonly state: 'missing' | 'changed' };

/** Without `full`, files are read only where their times or sizes are not those of the last full reading. */
export async function inspectEntry(folder: string, options: { readonly full: boolean }): Promise<EntryState> {
  const paths = entryPaths(folder);
  const entry = await readEntry(paths.entry);
  if (entry === null) return { state: 'missing' };
  const stamp = stampOrNull(paths.tree);
  if (stamp === null) return { state: 'changed' };
  if (!options.full && (await readOrNull(paths.stamp)) === stamp) return { state: 'whole', entry };
  const { digest } = await digestTree(paths.tree);
  if (digest !== entry.digest) return { state: 'changed' };
  await writeFileAtomic(paths.stamp, stamp).catch(unlessReadOnly);
  return { state: 'whole', entry };
}

/** A cache that others may only read can be used all the same; it is then read whole each time, and not pruned. */
function unlessReadOnly(error: unknown): void {
  if (!(error instanceof AseError) || error.code !== 'permission') throw error;
}

/** Null where there is none, or one that cannot be read: both are made again. */
export async function readEntry(path: string): Promise<CacheEntry | null> {
  const text = await readOrNull(path);
  if (text === null) return null;
  try {
    const parsed = entrySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export interface EntryDraft {
  readonly name: string;
  readonly key: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  readonly made?: string;
}

/** Turns the folder that holds a finished `tree` into an entry. */
export async function sealEntry(folder: string, { name, key, facts, made }: EntryDraft): Promise<CacheEntry> {
  const paths = entryPaths(folder);
  const content = await digestTree(paths.tree);
  const entry: CacheEntry = { schema: 'ase/cached-tree@1', name, key, facts, ...content, made: made ?? new Date().toISOString() };
  await withDiskErrors(folder, async () => {
    await writeFile(paths.stamp, stampTree(paths.tree));
    await writeFileAtomic(paths.entry, JSON.stringify(entry));
  });
  return entry;
}

/** Puts a sealed folder in its place. What is there is moved away first: who has it open or mounted keeps it. */
export async function placeEntry(sealed: string, place: string, aside: string): Promise<void> {
  await withDiskErrors(place, async () => {
    await rename(place, aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(sealed, place);
    await rm(aside, { recursive: true, force: true });
  });
}

/** Says that this process uses the entry, so that it is not pruned, and when it was last used. */
export async function markUsed(folder: string): Promise<void> {
  const identity = ownIdentity();
  const { users, entry } = entryPaths(folder);
  const now = new Date();
  await withDiskErrors(folder, async () => {
    await mkdir(users, { recursive: true });
    await writeFile(join(users, `${identity.pid}-${identity.startTime ?? '0'}.json`), JSON.stringify(identity));
    await utimes(entry, now, now);
  }).catch(unlessReadOnly);
}

async function readOrNull(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw diskError(error, path);
  });
}

function stampOrNull(tree: string): string | null {
  try {
    return stampTree(tree);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return null;
    throw diskError(error, tree);
  }
}
