import { chmodSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';

/** `deleted` also where something else than a file took a file's place. */
export type FileChange = { readonly kind: 'written'; readonly read: () => Buffer } | { readonly kind: 'deleted' | 'link' | 'special' } | { readonly kind: 'too-large'; readonly bytes: number };

/** No answer is longer, and no agent makes more files that anybody would read about. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;
const MAX_ENTRIES = 50_000;

export interface RepositoryChanges {
  readonly files: ReadonlyMap<string, FileChange>;
  /** More was changed than is listed. */
  readonly isCut: boolean;
}

/**
 * Reads the upper folder of an overlay, which is exactly the set of changes; what an agent left there is hostile, and nothing runs there any more. Links are not
 * followed. A folder that was removed and made again hides what it does not hold, which is not told here.
 */
export function readChanges(upper: string): RepositoryChanges {
  const files = new Map<string, FileChange>();
  const pending = [''];
  let isCut = false;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const name of namesIn(join(upper, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (files.size + pending.length >= MAX_ENTRIES) {
        isCut = true;
        continue;
      }
      const place = join(upper, path);
      const stat = lstatSync(place);
      if (stat.isDirectory()) pending.push(path);
      else files.set(path, changeAt(place, stat));
    }
  }
  return { files, isCut };
}

/** An agent may close folders to their owner, too. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    chmodSync(folder, 0o700);
    return readdirSync(folder).sort();
  }
}

function changeAt(place: string, stat: Stats): FileChange {
  // overlayfs marks what is gone with a device of number 0.
  if (stat.isCharacterDevice() && stat.rdev === 0) return { kind: 'deleted' };
  if (stat.isSymbolicLink()) return { kind: 'link' };
  if (!stat.isFile()) return { kind: 'special' };
  if (stat.size > MAX_FILE_BYTES) return { kind: 'too-large', bytes: stat.size };
  return {
    kind: 'written',
    read() {
      if ((stat.mode & 0o400) === 0) chmodSync(place, 0o600);
      return readFileSync(place);
    },
  };
}
