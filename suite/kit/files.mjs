import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './run.mjs';

/**
 * A folder that candidates can read and only the judge can write.
 * @param {string} root does not exist yet
 * @param {Record<string, string | Uint8Array>} files
 */
export function makeFolder(root, files) {
  mkdirSync(root, { mode: 0o755 });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o755 });
    writeFileSync(join(root, path), content, { mode: 0o644 });
  }
  return root;
}

/**
 * What candidates left, seen by the judge. The judge has no power over other users' files: what it may not read is read as the candidate.
 * @param {import('./launcher.mjs').Launcher} launcher
 * @param {number} slot
 */
export function createLookout(launcher, slot) {
  /** @param {string[]} command */
  const asCandidate = async (command) => {
    const { code, stdout } = await run(launcher, slot, command);
    return code === 0 ? stdout : null;
  };
  return {
    /** @param {string} path */
    exists: async (path) => {
      try {
        lstatSync(path);
        return true;
      } catch (error) {
        const { code } = /** @type {NodeJS.ErrnoException} */ (error);
        if (code === 'ENOENT' || code === 'ENOTDIR') return false;
        if (code === 'EACCES') return (await asCandidate(['/usr/bin/stat', path])) !== null;
        throw error;
      }
    },
    /** @param {string} path @returns {Promise<string | null>} */
    readText: async (path) => {
      try {
        return readRegularFile(path);
      } catch (error) {
        const { code } = /** @type {NodeJS.ErrnoException} */ (error);
        if (code === 'ENOENT' || code === 'ENOTDIR') return null;
        if (code === 'EACCES') return asCandidate(['/bin/cat', path]);
        throw error;
      }
    },
    /** @param {string} path @returns {Promise<string[] | null>} names, sorted */
    list: async (path) => {
      const text = await asCandidate(['/bin/ls', '-A1', '--', path]);
      return text === null ? null : text.split('\n').filter((name) => name !== '').sort();
    },
  };
}

/** A pipe in the file's place is not waited for. @param {string} path */
function readRegularFile(path) {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return fstatSync(descriptor).isFile() ? readFileSync(descriptor, 'utf8') : null;
  } finally {
    closeSync(descriptor);
  }
}
