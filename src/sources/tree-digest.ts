import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface TreeContent {
  /** Of every file's path, content and executable bit, and every link's target; not of times, owners or empty folders. */
  readonly digest: string;
  readonly files: number;
  readonly bytes: number;
}

const STREAM_FROM_BYTES = 1 << 22;

/** Reads the whole tree. */
export async function digestTree(root: string): Promise<TreeContent> {
  const total = createHash('sha256');
  let files = 0;
  let bytes = 0;
  for (const path of pathsOf(root, () => false)) {
    const absolute = join(root, path);
    const stat = lstatSync(absolute);
    if (stat.isDirectory()) continue;
    if (stat.isFile()) {
      files += 1;
      bytes += stat.size;
      const mode = (stat.mode & 0o100) === 0 ? 'file' : 'executable';
      total.update(`${mode} ${await digestOfFile(absolute, stat.size)} ${JSON.stringify(path)}\n`);
    } else if (stat.isSymbolicLink()) total.update(`link ${JSON.stringify(readlinkSync(absolute))} ${JSON.stringify(path)}\n`);
    else total.update(`other ${JSON.stringify(path)}\n`);
  }
  return { digest: `sha256:${total.digest('hex')}`, files, bytes };
}

/**
 * Changes whenever anything in the tree is written, added, removed or given other rights, without reading a file: nobody but root can set
 * back the time of a change (ctime). A copy of the tree has another stamp.
 */
export function stampTree(root: string, leaveOut: (name: string) => boolean = () => false): string {
  const total = createHash('sha256');
  const add = (path: string): void => {
    const stat = lstatSync(join(root, path), { bigint: true });
    total.update(`${stat.ino} ${stat.mode} ${stat.uid} ${stat.size} ${stat.mtimeNs} ${path === '' ? '' : stat.ctimeNs} ${path}\n`);
  };
  add('');
  for (const path of pathsOf(root, leaveOut)) add(path);
  return `sha256:${total.digest('hex')}`;
}

/** Folders before what they hold; the same order on every machine. */
function* pathsOf(root: string, leaveOut: (name: string) => boolean, folder = ''): Generator<string> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (leaveOut(entry.name)) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    yield path;
    if (entry.isDirectory()) yield* pathsOf(root, leaveOut, path);
  }
}

async function digestOfFile(path: string, size: number): Promise<string> {
  const hash = createHash('sha256');
  if (size < STREAM_FROM_BYTES) hash.update(readFileSync(path));
  else await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
