import { writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { kill } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { withDiskErrors } from '../util/disk-error.ts';
import { identityOf, livenessOf, type ProcessIdentity } from '../util/process-identity.ts';

const MARK = 'ase-fetch.json';
const WAIT_MS = 20;
const WAITS = 250;
/** What git writes before it gives a thing its name. */
const HALF_MADE = /(?:\.lock$|^tmp_|^\.tmp-|^tmp-|^incoming-)/;
/** Where it does so. Objects that are whole lie in other folders. */
const PLACES = ['', 'objects', 'objects/pack', 'objects/info', 'refs'];

/** Says in the repository that git fetches into it, and which process that is. It is taken away where git came to its end. */
export function markFetch(repository: string): { readonly started: (pid: number) => void; readonly ended: () => Promise<void> } {
  const path = join(repository, MARK);
  return { started: (pid) => writeFileSync(path, JSON.stringify(identityOf(pid))), ended: () => rm(path, { force: true }) };
}

/**
 * Makes a repository usable again after a fetch that did not come to its end. A git that outlived us – its server may be slow – is ended: it holds git's own locks, and what it would bring is asked for anew.
 * Locks and half-made packs go, everything that has its name stays. For the one who holds the repository's lock.
 * @throws AseError `disk`, `permission`
 */
export async function recoverRepository(repository: string): Promise<'sound' | 'recovered'> {
  const path = join(repository, MARK);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return 'sound';
  await endFetch(text);
  await withDiskErrors(repository, async () => {
    for (const place of PLACES) await removeHalfMade(join(repository, place), place === 'refs');
    await rm(path, { force: true });
  });
  return 'recovered';
}

async function endFetch(text: string): Promise<void> {
  const owner = identityIn(text);
  if (owner === null || livenessOf(owner) !== 'alive') return;
  try {
    kill(-owner.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  for (let waits = 0; waits < WAITS && livenessOf(owner) === 'alive'; waits += 1) await setTimeout(WAIT_MS);
}

/** Null for a mark that was torn. A process without a start time might be another one by now. */
function identityIn(text: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(text);
    const isIdentity = value !== null && typeof value === 'object' && 'pid' in value && typeof value.pid === 'number' && value.pid > 1 && 'startTime' in value && typeof value.startTime === 'string';
    return isIdentity ? (value as ProcessIdentity) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function removeHalfMade(folder: string, deep: boolean): Promise<void> {
  const names = await readdir(folder, { recursive: deep }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) if (HALF_MADE.test(name.slice(name.lastIndexOf('/') + 1))) await rm(join(folder, name), { recursive: true, force: true });
}
