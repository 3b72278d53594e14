import { dirname, posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Parser } from 'tar';
import type { ReadEntry } from 'tar';
import { AseError } from '../contract/errors.ts';
import { diskError } from '../util/disk-error.ts';
import { createTreeWriter, TREE_LIMITS } from './tree-writer.ts';
import type { TreeLimits, TreeWriter } from './tree-writer.ts';

export interface UnpackOptions {
  /** For messages: what is unpacked. */
  readonly name: string;
  readonly limits?: TreeLimits;
  /** Paths (first component taken off) that are written; default: all. */
  readonly only?: (path: string) => boolean;
}

/** Source text packs to a tenth; deflate's own bound is a thousandth, which only bombs come near. */
const MAX_RATIO = 250;
const PIECE_BYTES = 1 << 20;

/**
 * Unpacks a tar or tar.gz of an npm package into an empty folder, without its first path component, as npm does. Links are left out, also as
 * npm does; one that leads outside, an absolute path, `..`, devices and pipes are refused.
 * @throws AseError `unsafe`, `damaged`, `disk`, `permission`
 */
export async function unpackArchive(archive: Uint8Array, folder: string, options: UnpackOptions): Promise<void> {
  const writer = createTreeWriter(folder, options.limits);
  const failure: { error: unknown } = { error: null };
  const fail = (error: unknown): void => {
    failure.error ??= error;
  };
  const parser = new Parser({ strict: true, maxDecompressionRatio: MAX_RATIO });
  const counted = countEntries(options.limits ?? TREE_LIMITS);
  parser.on('error', fail);
  const receive = (entry: ReadEntry): void => {
    try {
      if (failure.error !== null) entry.resume();
      else {
        counted(entry);
        takeEntry(entry, { writer, only: options.only ?? (() => true), fail });
      }
    } catch (error) {
      fail(error);
      entry.resume();
    }
  };
  parser.on('entry', receive);
  parser.on('ignoredEntry', (entry: ReadEntry) => fail(new AseError('unsafe', `it holds an entry of the unknown type ${JSON.stringify(entry.type)}`)));
  const ended = new Promise<void>((resolve) => parser.once('end', resolve));
  for (let start = 0; start < archive.length && failure.error === null; start += PIECE_BYTES) {
    parser.write(Buffer.from(archive.buffer, archive.byteOffset + start, Math.min(PIECE_BYTES, archive.length - start)));
    await setImmediate();
  }
  if (failure.error === null) {
    parser.end();
    await Promise.race([ended, new Promise<void>((resolve) => parser.once('error', () => resolve()))]);
  }
  if (failure.error !== null) throw unpackError(failure.error, folder, options.name);
  writer.finish();
}

interface EntryContext {
  readonly writer: TreeWriter;
  readonly only: (path: string) => boolean;
  readonly fail: (error: unknown) => void;
}

function takeEntry(entry: ReadEntry, { writer, only, fail }: EntryContext): void {
  const path = withoutFirstPart(entry.path);
  switch (entry.type) {
    case 'Directory':
    case 'GNUDumpDir':
      entry.resume();
      return;
    case 'SymbolicLink':
    case 'Link':
      refuseLinkOutside(entry);
      entry.resume();
      return;
    case 'File':
    case 'OldFile':
    case 'ContiguousFile':
      break;
    default:
      throw new AseError('unsafe', `${JSON.stringify(entry.path)} is a ${entry.type}; only files and folders are taken`);
  }
  if (path === null || !only(path)) {
    entry.resume();
    return;
  }
  const file = writer.file(path, ((entry.mode ?? 0) & 0o111) !== 0);
  const guarded = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      fail(error);
    }
  };
  entry.on('data', (piece: Buffer) => guarded(() => file.write(piece)));
  entry.on('end', () => guarded(() => file.close()));
}

/** The sizes are what the headers say, so that a bomb is refused before it is unpacked, also where `only` leaves it out. */
function countEntries(limits: TreeLimits): (entry: ReadEntry) => void {
  let entries = 0;
  let bytes = 0;
  return (entry) => {
    entries += 1;
    bytes += entry.size;
    if (entries > limits.entries) throw new AseError('unsafe', `it holds more than ${limits.entries} entries`);
    if (bytes > limits.bytes) throw new AseError('unsafe', `it holds more than ${limits.bytes} bytes`);
  };
}

/** Null for the first component itself. */
function withoutFirstPart(path: string): string | null {
  if (path.startsWith('/') || path.split('/').includes('..') || path.includes('\0')) throw new AseError('unsafe', `the path ${JSON.stringify(path)} leads outside`);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length < 2 ? null : parts.slice(1).join('/');
}

/** A symbolic link is read from its own folder, a hard link from the archive's root. */
function refuseLinkOutside(entry: ReadEntry): void {
  const target = entry.linkpath ?? '';
  const path = withoutFirstPart(entry.path) ?? '';
  const reached = entry.type === 'Link' ? posix.normalize(target) : posix.normalize(posix.join(dirname(path), target));
  if (target.startsWith('/') || reached === '..' || reached.startsWith('../')) throw new AseError('unsafe', `the link ${JSON.stringify(entry.path)} leads outside, to ${JSON.stringify(target)}`);
}

function unpackError(error: unknown, folder: string, name: string): unknown {
  if (error instanceof AseError) return error.code === 'unsafe' ? new AseError('unsafe', `${name} is not unpacked: ${error.message}`, { remedy: 'Do not use this archive; take another version or source.', cause: error }) : error;
  const mapped = diskError(error, folder);
  if (mapped instanceof AseError) return mapped;
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('decompression ratio')) return new AseError('unsafe', `${name} is not unpacked: it grows more than ${MAX_RATIO} times`, { cause: error });
  return new AseError('damaged', `${name} is not a whole archive: ${message}`, { cause: error });
}
