import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { Header, Parser, type ReadEntry } from 'tar';
import { statusOf } from './docker-engine.ts';

const BLOCK = 512;

/** Lays files into a container that does not run yet, by absolute path; their folders are made, all of it belongs to root and can be read by all. */
export async function putFiles(container: Docker.Container, files: ReadonlyMap<string, Buffer>, mode = 0o644): Promise<void> {
  const folders = new Set([...files.keys()].flatMap((path) => parentsOf(path)));
  const entries = [...[...folders].sort().map((path) => entryOf(`${path}/`, null, 0o755)), ...[...files].map(([path, content]) => entryOf(path, content, mode))];
  await container.putArchive(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]), { path: '/' });
}

function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}

function entryOf(path: string, content: Buffer | null, mode: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const size = content?.length ?? 0;
  new Header({ path: path.slice(1), type: content === null ? 'Directory' : 'File', mode, uid: 0, gid: 0, size, mtime: new Date(0) }).encode(header, 0);
  return Buffer.concat([header, content ?? Buffer.alloc(0), Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)]);
}

/** A plain file of a container, whether or not it still runs; null where there is none, or a larger one. */
export async function readFileOf(container: Docker.Container, path: string, maxBytes: number): Promise<Buffer | null> {
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

/** The content of an archive of one file, null for a folder, a link or anything else. */
function plainFileIn(archive: Buffer, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  const types: string[] = [];
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry: ReadEntry) => {
      types.push(entry.type);
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    },
  });
  return new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.once('end', () => {
      const content = Buffer.concat(chunks);
      resolve(types.length === 1 && types[0] === 'File' && content.length <= maxBytes ? content : null);
    });
    parser.end(archive);
  });
}
