import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { Header, Parser, type ReadEntry } from 'tar';
import { z } from 'zod';
import { AseError } from '../contract/errors.ts';
import { statusOf } from './docker-engine.ts';

const BLOCK = 512;

/** A plain file of a container. */
export interface ContainerFile {
  readonly content: Buffer;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** In whole seconds since 1970. */
  readonly changed: number;
}

/** What the engine says of a path without reading it. */
export interface PathLook {
  readonly size: number;
  /** Go's file mode: kind and rights. */
  readonly mode: number;
  /** With its fraction of a second, as the engine writes it. */
  readonly changed: string;
}

/** Null where there is nothing. Far cheaper than the content: the engine starts no process for it. */
export async function lookAt(container: Docker.Container, path: string): Promise<PathLook | null> {
  try {
    const answer = (await container.infoArchive({ path })) as unknown as IncomingMessage;
    answer.resume();
    const { size, mode, mtime } = lookSchema.parse(JSON.parse(Buffer.from(String(answer.headers['x-docker-container-path-stat']), 'base64').toString('utf8')));
    return { size, mode, changed: mtime };
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

const lookSchema = z.object({ size: z.number(), mode: z.number(), mtime: z.string() });

/** Lays files into a container that does not run yet, by absolute path; their folders are made, all of it belongs to root and can be read by all. */
export async function putFiles(container: Docker.Container, files: ReadonlyMap<string, Buffer>, mode = 0o644): Promise<void> {
  const folders = new Set([...files.keys()].flatMap((path) => parentsOf(path)));
  const entries = [...[...folders].sort().map((path) => entryOf(`${path}/`, null, { mode: 0o755, ...ROOT })), ...[...files].map(([path, content]) => entryOf(path, content, { mode, ...ROOT }))];
  await container.putArchive(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]), { path: '/' });
}

/** Puts files with an owner and a mode into a container, running or not, by absolute path. Folders that are there stay as they are. @throws AseError `bad-input` for a path that an archive cannot carry */
export async function putOwnedFiles(container: Docker.Container, files: ReadonlyMap<string, Pick<ContainerFile, 'content' | 'mode' | 'uid' | 'gid'>>, changed = new Date(0)): Promise<void> {
  const entries = [...files].map(([path, { content, ...look }]) => entryOf(path, content, { ...look, changed }));
  await container.putArchive(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]), { path: '/' });
}

const ROOT = { uid: 0, gid: 0 };

function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

function entryOf(path: string, content: Buffer | null, { changed, ...look }: Pick<ContainerFile, 'mode' | 'uid' | 'gid'> & { readonly changed?: Date }): Buffer {
  const header = Buffer.alloc(BLOCK);
  const size = content?.length ?? 0;
  const isTooLong = new Header({ path: path.slice(1), type: content === null ? 'Directory' : 'File', ...look, size, mtime: changed ?? new Date(0) }).encode(header, 0);
  if (isTooLong) throw new AseError('bad-input', `the path ${path} is too long, or its owner's number too large, to be put into a container`);
  return Buffer.concat([header, content ?? Buffer.alloc(0), Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)]);
}

/** The content of a plain file of a container, whether or not it still runs; null where there is none, or a larger one. */
export async function readFileOf(container: Docker.Container, path: string, maxBytes: number): Promise<Buffer | null> {
  return (await fileIn(container, path, maxBytes))?.content ?? null;
}

/** As readFileOf, with owner, mode and time. */
export async function fileIn(container: Docker.Container, path: string, maxBytes: number): Promise<ContainerFile | null> {
  let archive: Readable;
  try {
    archive = (await container.getArchive({ path })) as Readable;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of archive as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop closes the stream; headers and padding come besides the content.
    if (size > maxBytes + 64 * BLOCK) return null;
    chunks.push(chunk);
  }
  return plainFileIn(Buffer.concat(chunks), maxBytes);
}

/** The file of an archive of one file, null for a folder, a link or anything else. */
function plainFileIn(archive: Buffer, maxBytes: number): Promise<ContainerFile | null> {
  const chunks: Buffer[] = [];
  const entries: ReadEntry[] = [];
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry: ReadEntry) => {
      entries.push(entry);
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    },
  });
  return new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.once('end', () => {
      const content = Buffer.concat(chunks);
      const [entry] = entries;
      const isPlain = entries.length === 1 && entry?.type === 'File' && content.length <= maxBytes;
      resolve(isPlain ? { content, mode: (entry.mode ?? 0o644) & 0o7777, uid: entry.uid ?? 0, gid: entry.gid ?? 0, changed: Math.floor((entry.mtime?.getTime() ?? 0) / 1_000) } : null);
    });
    parser.end(archive);
  });
}
