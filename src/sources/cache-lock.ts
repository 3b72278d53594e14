import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { AseError } from '../contract/errors.ts';
import { diskError } from '../util/disk-error.ts';
import { livenessOf, ownIdentity } from '../util/process-identity.ts';
import type { ProcessIdentity } from '../util/process-identity.ts';

/** An owner on another machine or in another container cannot be seen: nothing takes longer to fetch than this. */
const UNKNOWN_OWNER_MS = 15 * 60_000;
const POLL_MS = 40;
const TELL_AFTER_MS = 2_000;

export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once when it has to wait for another process. */
  readonly waiting?: (owner: number) => void;
}

/**
 * Runs `action` while no other process runs one under the same lock file. The lock saves work; that entries are whole does not depend on it
 * (they appear by rename), so that in the worst race over a dead owner's lock a thing is fetched twice.
 * @throws AseError `cancelled`, `disk`, `permission`, and what `action` throws
 */
export async function withCacheLock<Value>(path: string, action: () => Promise<Value>, options: LockOptions = {}): Promise<Value> {
  const text = JSON.stringify({ ...ownIdentity(), nonce: randomBytes(8).toString('hex') });
  await acquire(path, text, options);
  try {
    return await action();
  } finally {
    if ((await readOrNull(path)) === text) await rm(path, { force: true });
  }
}

/** Whether somebody who may live holds it now. */
export async function isLockHeld(path: string): Promise<boolean> {
  const text = await readOrNull(path);
  return text !== null && !(await isAbandoned(path, text));
}

async function acquire(path: string, text: string, { signal, waiting }: LockOptions): Promise<void> {
  const since = Date.now();
  let told = false;
  while (!(await createWhole(path, text))) {
    const seen = await readOrNull(path);
    if (seen === null) continue;
    if (await isAbandoned(path, seen)) {
      await removeAbandoned(path, seen);
      continue;
    }
    if (!told && Date.now() - since > TELL_AFTER_MS) {
      told = true;
      waiting?.(ownerOf(seen)?.pid ?? 0);
    }
    if (signal?.aborted === true) throw new AseError('cancelled', 'stopped while waiting for another process');
    await setTimeout(POLL_MS);
  }
}

/** The name appears with its content, and only if it is free. */
async function createWhole(path: string, text: string): Promise<boolean> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await link(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw diskError(error, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function isAbandoned(path: string, text: string): Promise<boolean> {
  const owner = ownerOf(text);
  if (owner === null) return true;
  const liveness = livenessOf(owner);
  if (liveness !== 'unknown') return liveness === 'dead';
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > UNKNOWN_OWNER_MS;
}

/** Two may find the same dead owner: who comes second has moved a living lock away, and puts it back. */
async function removeAbandoned(path: string, seen: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await rename(path, aside);
    if ((await readOrNull(aside)) !== seen) await link(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw diskError(error, path);
  } finally {
    await rm(aside, { force: true });
  }
}

function ownerOf(text: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && 'pid' in value && typeof value.pid === 'number' ? (value as ProcessIdentity) : null;
  } catch {
    return null;
  }
}

async function readOrNull(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw diskError(error, path);
  });
}
