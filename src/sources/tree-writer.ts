import { chmodSync, closeSync, fchmodSync, fchownSync, chownSync, lchownSync, mkdirSync, openSync, realpathSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { AseError } from '../contract/errors.ts';
import { sandboxOwner } from './owner.ts';

/** How much one tree may hold. */
export interface TreeLimits {
  readonly entries: number;
  readonly bytes: number;
}

export const TREE_LIMITS: TreeLimits = { entries: 200_000, bytes: 2 * 1024 ** 3 };

export interface OpenFile {
  write(bytes: Uint8Array): void;
  close(): void;
}

/** Writes into a folder that nobody else writes to. Every path is checked; nothing is ever written through a link, as links come last. */
export interface TreeWriter {
  folder(path: string): void;
  file(path: string, executable: boolean): OpenFile;
  /** Remembers a symbolic link, to be made by `finish`; false where its target leads outside as text. */
  link(path: string, target: string): boolean;
  /** Makes the links and takes away again those that really lead outside or nowhere; gives these. */
  finish(): string[];
  /** Closes files that are still open, after a failure. */
  abandon(): void;
}

/**
 * Everything it makes belongs to the user that sandboxes run as; modes are 0755 for folders and executables, else 0644.
 * @throws AseError `unsafe` for a path that leads outside, or for too much
 */
export function createTreeWriter(root: string, limits: TreeLimits = TREE_LIMITS): TreeWriter {
  const owner = sandboxOwner();
  const claim = claimPaths(limits.entries);
  const links: [string, string][] = [];
  const open = new Set<number>();
  const write = countedWrite(limits.bytes);
  const folder = (path: string): void => {
    if (path === '.' || path === '') return;
    folder(dirname(path));
    if (!claim(path, 'folder')) return;
    mkdirSync(join(root, path));
    chmodSync(join(root, path), 0o755);
    if (owner.change) chownSync(join(root, path), owner.uid, owner.gid);
  };
  chmodSync(root, 0o755);
  if (owner.change) chownSync(root, owner.uid, owner.gid);
  return {
    folder: (path) => folder(checkedPath(path)),
    file(path, executable) {
      folder(dirname(checkedPath(path)));
      claim(path, 'file');
      const file = openSync(join(root, path), 'w');
      open.add(file);
      fchmodSync(file, executable ? 0o755 : 0o644);
      if (owner.change) fchownSync(file, owner.uid, owner.gid);
      return {
        write: (piece) => write(file, piece),
        close() {
          open.delete(file);
          closeSync(file);
        },
      };
    },
    link(path, target) {
      if (leadsOutside(checkedPath(path), target)) return false;
      folder(dirname(path));
      claim(path, 'link');
      links.push([path, target]);
      return true;
    },
    finish() {
      for (const [path, target] of links) makeLink(join(root, path), target);
      return removeEscapingLinks(root, links.map(([path]) => path));
    },
    abandon() {
      for (const file of open) closeSync(file);
      open.clear();
    },
  };
}

/** Each path is one thing. The function it gives says whether the path was not there yet. */
function claimPaths(mostEntries: number): (path: string, kind: 'folder' | 'file' | 'link') => boolean {
  const kinds = new Map<string, 'folder' | 'file' | 'link'>();
  return (path, kind) => {
    const known = kinds.get(path);
    if (known !== undefined && (known !== kind || kind === 'link')) throw new AseError('unsafe', `${JSON.stringify(path)} is there twice, as different things`);
    if (known === undefined && kinds.size >= mostEntries) throw new AseError('unsafe', `it holds more than ${mostEntries} files and folders`);
    kinds.set(path, kind);
    return known === undefined;
  };
}

function makeLink(path: string, target: string): void {
  const owner = sandboxOwner();
  symlinkSync(target, path);
  if (owner.change) lchownSync(path, owner.uid, owner.gid);
}

/** Counts over all files. */
function countedWrite(mostBytes: number): (file: number, piece: Uint8Array) => void {
  let bytes = 0;
  return (file, piece) => {
    bytes += piece.length;
    if (bytes > mostBytes) throw new AseError('unsafe', `it holds more than ${mostBytes} bytes`);
    for (let done = 0; done < piece.length; ) done += writeSync(file, piece, done);
  };
}

/** As text only: a link may still lead outside by way of another one. */
function leadsOutside(path: string, target: string): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\0')) return true;
  const reached = posix.normalize(posix.join(dirname(path), target));
  return reached === '..' || reached.startsWith('../');
}

/** A link through one that was removed leads nowhere, so that removal goes on until all that is left holds. */
function removeEscapingLinks(root: string, paths: readonly string[]): string[] {
  const realRoot = realpathSync.native(root);
  const removed: string[] = [];
  let left = paths;
  for (;;) {
    const escaping = left.filter((path) => !resolvesInside(realRoot, join(root, path)));
    if (escaping.length === 0) return removed;
    for (const path of escaping) rmSync(join(root, path));
    removed.push(...escaping);
    left = left.filter((path) => !escaping.includes(path));
  }
}

/** The native way: the one in JavaScript resolves `..` as text. */
function resolvesInside(realRoot: string, path: string): boolean {
  try {
    const real = realpathSync.native(path);
    return real === realRoot || real.startsWith(`${realRoot}/`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENOTDIR' || code === 'EACCES') return false;
    throw error;
  }
}

function checkedPath(path: string): string {
  const isSafe = path !== '' && !path.startsWith('/') && !path.includes('\0') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  if (!isSafe) throw new AseError('unsafe', `the path ${JSON.stringify(path)} leads outside or is not plain`);
  return path;
}
