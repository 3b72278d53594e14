import { AseError } from '../contract/errors.ts';

/**
 * What a person can act on, from an error of the file system: a full disk, a folder that may not be written, a missing one.
 * Gives any other error back as it came.
 */
export function diskError(error: unknown, path: string): unknown {
  if (error instanceof AseError || !(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AseError('disk', `no space is left to write ${path}`, { remedy: 'Free some space and run the same command again: what was finished is kept.', cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AseError('permission', `${path} may not be ${code === 'EROFS' ? 'written: it lies on a read-only file system' : 'read or written'}`, {
        remedy: 'Choose another folder, or give this user the right to write there.',
        cause: error,
      });
    case 'EIO':
      return new AseError('disk', `the disk failed at ${path}`, { remedy: 'Look at the system log; the run can be continued from a copy of its folder.', cause: error });
    case 'ENOENT':
      return new AseError('not-found', `${path} does not exist`, { cause: error });
    case 'EEXIST':
    case 'ENOTDIR':
      return new AseError('bad-input', `${path} is a file or lies below one; a folder is needed`, { cause: error });
    case 'EISDIR':
      return new AseError('bad-input', `${path} is a folder, not a file`, { cause: error });
    default:
      return error;
  }
}

/** Runs `action` and throws what diskError makes of its errors. */
export async function withDiskErrors<Value>(path: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw diskError(error, path);
  }
}
