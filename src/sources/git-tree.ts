import type { Readable } from 'node:stream';
import { AseError } from '../contract/errors.ts';
import { runGit } from './git-command.ts';
import { createTreeWriter } from './tree-writer.ts';
import type { TreeWriter } from './tree-writer.ts';

export interface CommitToWrite {
  readonly repository: string;
  readonly commit: string;
  /** Empty. */
  readonly folder: string;
  /** Contents that the repository lacks: their files are left out. */
  readonly missing: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
}

export interface WrittenCommit {
  readonly notes: string[];
  /** Files that were left out because the repository lacks their content. */
  readonly absent: string[];
}

interface TreeEntry {
  readonly mode: string;
  readonly hash: string;
  readonly path: string;
}

const MAX_LINK_BYTES = 4096;

/**
 * Writes a commit's files, blob by blob: a checkout would run filters, and `git archive` heeds the repository's own wish to leave files out
 * (export-ignore). Gives notes on what was left out: submodules, links that lead outside, names that are no text or `.git`.
 * @throws AseError `unsafe` for a path that leads outside, `damaged`
 */
export async function writeCommit({ repository, commit, folder, missing, signal }: CommitToWrite): Promise<WrittenCommit> {
  const listed = await runGit({ repository, args: ['ls-tree', '-r', '-z', '--full-tree', commit], signal, protocols: 'none' });
  if (listed.code !== 0) throw new AseError('damaged', `git cannot list the files of ${commit}: ${listed.stderr.slice(0, 300)}`);
  const notes: string[] = [];
  const all = parseListing(listed.stdout, notes);
  const entries = all.filter(({ hash }) => !missing.has(hash));
  const absent = all.filter(({ hash }) => missing.has(hash)).map(({ path }) => path);
  const writer = createTreeWriter(folder);
  const { code, stderr } = await runGit({
    repository,
    args: ['cat-file', '--batch'],
    protocols: 'none',
    stdin: entries.map(({ hash }) => `${hash}\n`).join(''),
    signal,
    onOutput: (stdout) => writeBlobs(stdout, entries, { writer, notes }),
  });
  if (code !== 0) throw new AseError('damaged', `git cannot read the files of ${commit}: ${stderr.slice(0, 300)}`);
  for (const path of writer.finish()) notes.push(leftOut(path, 'is a link that leads outside or nowhere'));
  for (const path of absent) notes.push(leftOut(path, 'is not in the mirror'));
  return { notes, absent };
}

function leftOut(path: string, why: string): string {
  return `${JSON.stringify(path)} ${why} and is left out`;
}

/** `<mode> <type> <hash>\t<path>\0` */
function parseListing(listing: Buffer, notes: string[]): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(0, start);
    const tab = listing.indexOf(9, start);
    const [mode = '', type = '', hash = ''] = listing.toString('latin1', start, tab).split(' ');
    const bytes = listing.subarray(tab + 1, end);
    const path = bytes.toString('utf8');
    start = end + 1;
    if (!Buffer.from(path).equals(bytes)) notes.push(leftOut(path, 'has a name that is no UTF-8'));
    else if (type !== 'blob') notes.push(leftOut(path, 'is a submodule'));
    else if (path.split('/').some((part) => part.toLowerCase() === '.git')) notes.push(leftOut(path, 'has a name that git keeps for itself'));
    else entries.push({ mode, hash, path });
  }
  return entries;
}

interface BlobTarget {
  readonly writer: TreeWriter;
  readonly notes: string[];
}

/** `<hash> blob <size>\n<content>\n`, in the order that was asked for. */
async function writeBlobs(stdout: Readable, entries: readonly TreeEntry[], target: BlobTarget): Promise<void> {
  const input = byteReader(stdout);
  for (const entry of entries) {
    const header = (await input.line()).split(' ');
    const size = Number(header[2]);
    if (header[0] !== entry.hash || header[1] !== 'blob' || !Number.isSafeInteger(size)) throw new AseError('damaged', `git does not give the content of ${JSON.stringify(entry.path)}`);
    if (entry.mode === '120000') await writeLink(entry, size, { input, target });
    else await writeFile(entry, size, { input, target });
    await input.line();
  }
  for await (const piece of input.bytes(Number.MAX_SAFE_INTEGER)) if (piece.length > 0) throw new AseError('damaged', 'git gives more than was asked for');
}

interface BlobPlaces {
  readonly input: ByteReader;
  readonly target: BlobTarget;
}

async function writeFile(entry: TreeEntry, size: number, { input, target }: BlobPlaces): Promise<void> {
  const file = target.writer.file(entry.path, entry.mode === '100755');
  try {
    for await (const piece of input.bytes(size)) file.write(piece);
  } finally {
    file.close();
  }
}

async function writeLink({ path }: TreeEntry, size: number, { input, target }: BlobPlaces): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of input.bytes(size)) if (size <= MAX_LINK_BYTES) pieces.push(piece);
  if (size > MAX_LINK_BYTES || !target.writer.link(path, Buffer.concat(pieces).toString('utf8'))) target.notes.push(leftOut(path, 'is a link that leads outside'));
}

interface ByteReader {
  /** Without its line feed; empty at the end. */
  line(): Promise<string>;
  /** The next `count` bytes, or fewer at the end. */
  bytes(count: number): AsyncGenerator<Buffer>;
}

function byteReader(stream: Readable): ByteReader {
  const iterator = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await iterator.next();
    if (next.done === true) return false;
    held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value]);
    return true;
  };
  return {
    async line() {
      let feed = held.indexOf(10);
      while (feed === -1 && (await more())) feed = held.indexOf(10);
      const text = held.toString('latin1', 0, feed === -1 ? held.length : feed);
      held = held.subarray(feed === -1 ? held.length : feed + 1);
      return text;
    },
    async *bytes(count) {
      let left = count;
      while (left > 0 && (held.length > 0 || (await more()))) {
        const piece = held.subarray(0, left);
        held = held.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
  };
}
