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
  /** Makes symbolic links that stay inside; without it they are left out, as npm does. */
  readonly keepLinks?: true;
}

/** Source text packs to a tenth; deflate's own bound is a thousandth, which only bombs come near. */
const MAX_RATIO = 250;
const PIECE_BYTES = 1 << 20;

/**
 * Unpacks a tar or tar.gz into an empty folder, without its first path component, as npm does. A link that leads outside, an absolute path,
 * `..`, devices and pipes are refused.
 * @throws AseError `unsafe`, `damaged`, `disk`, `permission`
 */
export async function unpackArchive(archive: Uint8Array | AsyncIterable<Uint8Array>, folder: string, options: UnpackOptions): Promise<void> {
  const writer = createTreeWriter(folder, options.limits);
  const failure: { error: unknown } = { error: null };
  const parser = parserInto(writer, options, failure);
  const ended = new Promise<void>((resolve) => {
    parser.once('end', resolve);
    parser.once('error', () => resolve());
  });
  try {
    for await (const piece of archive instanceof Uint8Array ? inPieces(archive) : archive) {
      parser.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
      if (failure.error !== null) break;
    }
  } catch (error) {
    failure.error ??= error;
  }
  if (failure.error === null) {
    parser.end();
    await ended;
  }
  if (failure.error !== null) {
    writer.abandon();
    throw unpackError(failure.error, folder, options.name);
  }
  writer.finish();
}

function parserInto(writer: TreeWriter, options: UnpackOptions, failure: { error: unknown }): Parser {
  const fail = (error: unknown): void => {
    failure.error ??= error;
  };
  const counted = countEntries(options.limits ?? TREE_LIMITS);
  const context: EntryContext = { writer, fail, only: options.only ?? (() => true), keepLinks: options.keepLinks === true };
  const parser = new Parser({ strict: true, maxDecompressionRatio: MAX_RATIO });
  parser.on('error', fail);
  parser.on('ignoredEntry', (entry: ReadEntry) => fail(new AseError('unsafe', `it holds an entry of the unknown type ${JSON.stringify(entry.type)}`)));
  parser.on('entry', (entry: ReadEntry) => {
    try {
      if (failure.error !== null) entry.resume();
      else {
        counted(entry);
        takeEntry(entry, context);
      }
    } catch (error) {
      fail(error);
      entry.resume();
    }
  });
  return parser;
}

/** Between two pieces others have their turn: the parser works in one go. */
async function* inPieces(archive: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < archive.length; start += PIECE_BYTES) {
    yield archive.subarray(start, start + PIECE_BYTES);
    await setImmediate();
  }
}

interface EntryContext {
  readonly writer: TreeWriter;
  readonly only: (path: string) => boolean;
  readonly fail: (error: unknown) => void;
  readonly keepLinks: boolean;
}

function takeEntry(entry: ReadEntry, { writer, only, fail, keepLinks }: EntryContext): void {
  const path = withoutFirstPart(entry.path);
  switch (entry.type) {
    case 'Directory':
    case 'GNUDumpDir':
      entry.resume();
      return;
    case 'SymbolicLink':
    case 'Link':
      refuseLinkOutside(entry);
      if (keepLinks && entry.type === 'SymbolicLink' && path !== null) writer.link(path, entry.linkpath ?? '');
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
