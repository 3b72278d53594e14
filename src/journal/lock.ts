import { randomBytes } from 'node:crypto';
import { link, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AseError } from '../contract/errors.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { makeFolder, writeFileAtomic } from '../util/files.ts';
import { livenessOf, ownIdentity } from '../util/process-identity.ts';

const ownerSchema = z.strictObject({
  pid: z.int(),
  startTime: z.string().nullable(),
  host: z.string(),
  bootId: z.string().nullable(),
  pidNamespace: z.string().nullable(),
  since: z.string(),
  released: z.boolean(),
});
type Owner = z.infer<typeof ownerSchema>;

export interface RunLock {
  release(): Promise<void>;
}

/**
 * Keeps a second writer out of a run until `release` or the end of this process. Each owner makes, exclusively, the file with the
 * number after the highest in the folder, and owns the run if its number still is the highest then. Numbers only grow – who leaves
 * marks its file and lets it lie – so that a process which acts on an old view of the folder cannot take a living owner's place.
 * @throws AseError `locked`, naming the owner; `disk`; `permission`
 */
export async function acquireLock(folder: string): Promise<RunLock> {
  await makeFolder(folder);
  const owner: Owner = { ...ownIdentity(), since: new Date().toISOString(), released: false };
  for (;;) {
    const numbers = await lockNumbers(folder);
    const highest = numbers.at(-1) ?? 0;
    if (highest > 0) await refuseIfOwned(join(folder, String(highest)));
    const path = join(folder, String(highest + 1));
    if (!(await createExclusively(path, JSON.stringify(owner)))) continue;
    if ((await lockNumbers(folder)).at(-1) !== highest + 1) {
      await rm(path, { force: true });
      continue;
    }
    await removeEarlier(folder, highest + 1);
    return { release: () => release(path, owner) };
  }
}

/** Earlier owners' files, and what one that was killed had begun. Who is beginning one right now finds it gone, and then who owns the run. */
async function removeEarlier(folder: string, own: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tmp') || (isNumber(name) && Number(name) < own));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

/** On a full disk the mark cannot be written; a lock that bars this process's next run is worse than a number used twice. */
async function release(path: string, owner: Owner): Promise<void> {
  await writeFileAtomic(path, JSON.stringify({ ...owner, released: true })).catch(() => rm(path, { force: true }));
}

/** Who writes a run now, for people; null where nobody does. */
export async function lockOwner(folder: string): Promise<string | null> {
  return (await lockHolder(folder))?.text ?? null;
}

export interface LockHolder {
  /** For people. */
  readonly text: string;
  /** Null where it is another machine's, or in another container. */
  readonly pid: number | null;
}

/** Who writes a run now; null where nobody does. */
export async function lockHolder(folder: string): Promise<LockHolder | null> {
  const highest = (await lockNumbers(folder)).at(-1);
  if (highest === undefined) return null;
  const owner = await readOwner(join(folder, String(highest)));
  if (owner === null || owner.released) return null;
  const liveness = livenessOf(owner);
  return liveness === 'dead' ? null : { text: describeOwner(owner), pid: liveness === 'alive' ? owner.pid : null };
}

async function lockNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter(isNumber)
    .map(Number)
    .sort((a, b) => a - b);
}

function isNumber(name: string): boolean {
  return /^[1-9]\d*$/.test(name);
}

async function refuseIfOwned(path: string): Promise<void> {
  const owner = await readOwner(path);
  if (owner === null || owner.released) return;
  const liveness = livenessOf(owner);
  if (liveness === 'dead') return;
  throw new AseError('locked', `this run is being written by ${describeOwner(owner)}`, {
    remedy: liveness === 'alive' ? 'Wait for it to end, stop it with Ctrl-C, or choose another run folder.' : `It runs on another machine or in another container. If it has ended, remove ${path} and try again.`,
  });
}

function describeOwner({ pid, host, since }: Owner): string {
  return `process ${pid} on ${host} since ${since}`;
}

/** Null for a file that is no lock, which then bars nobody: ours appear whole. */
async function readOwner(path: string): Promise<Owner | null> {
  try {
    const parsed = ownerSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A link appears with the file's whole content, and only if the name is free. False too where a new owner cleared the folder meanwhile. */
async function createExclusively(path: string, text: string): Promise<boolean> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await withDiskErrors(path, () => writeSynced(temporary, text));
    await link(temporary, path);
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
