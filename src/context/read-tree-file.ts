import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { diskError } from '../util/disk-error.ts';

/**
 * The bytes of a plain file of a tree; null where it is none (a link, a pipe, gone) or holds more than `maxBytes`. Synchronous: an index reads thousands of small
 * files, and a round trip through the thread pool takes longer than most of them.
 * @throws AseError `permission` or `disk`
 */
export function readTreeFile(tree: string, path: string, maxBytes: number): Buffer | null {
  const full = join(tree, path);
  try {
    // Without O_NONBLOCK a pipe would hold us for ever.
    const file = openSync(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(file);
      const { size } = stat;
      if (!stat.isFile() || size > maxBytes) return null;
      return readAll(file, size);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'ENOTDIR', 'ENXIO'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw diskError(error, full);
  }
}

/** Less than `size` where the file has become shorter. */
function readAll(file: number, size: number): Buffer {
  const content = Buffer.allocUnsafe(size);
  let filled = 0;
  for (let count = -1; filled < size && count !== 0; filled += count) count = readSync(file, content, filled, size - filled, filled);
  return content.subarray(0, filled);
}
