import { lstatSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AseError } from '../contract/errors.ts';
import type { PathSource } from '../contract/task.ts';
import { digestOf } from '../util/digest.ts';
import { diskError, withDiskErrors } from '../util/disk-error.ts';
import { writeFileAtomic } from '../util/files.ts';
import { copyTree, type CopyOptions } from './copy-tree.ts';
import type { SourceContext, SourceTree } from './source-context.ts';
import { digestTree, stampTree } from './tree-digest.ts';

/**
 * A copy of a folder, without `.git`, pipes, devices and links that lead outside.
 * @throws AseError `not-found`, `integrity`, `unsafe`, `disk`, `permission`
 */
export async function fetchPathSource(source: PathSource, context: SourceContext): Promise<SourceTree> {
  const folder = resolve(context.baseFolder, source.path);
  if (!isFolder(folder)) throw new AseError('not-found', `there is no folder ${folder}`, { remedy: 'Check `path` of the source in task.yaml: it is relative to the folder of the task.' });
  const stamp = await withDiskErrors(folder, async () => stampTree(folder, isLeftOut));
  const note = join(context.cache.layout.folders, digestOf(folder).slice('sha256:'.length));
  const known = await readKnownDigest(note, stamp);
  if (known !== null) {
    assertDigest(folder, source, known);
    return cachedCopy(folder, known, context);
  }
  return context.cache.withTemporary(async (temporary) => {
    const copy = join(temporary, 'copy');
    await copyTree(folder, copy, copyOptions(context));
    const { digest } = await digestTree(copy);
    assertDigest(folder, source, digest);
    const tree = await cachedCopy(copy, digest, context);
    await writeFileAtomic(note, JSON.stringify({ stamp, digest }));
    return tree;
  });
}

function assertDigest(folder: string, { digest: wanted }: PathSource, found: string): void {
  if (wanted === undefined || wanted === found) return;
  throw new AseError('integrity', `${folder} has the digest ${found}, not ${wanted}`, { remedy: 'Bring back the folder as it was, or change `digest` in task.yaml if the change is meant.' });
}

/** Null where the folder was written to since it was last read. */
async function readKnownDigest(note: string, stamp: string): Promise<string | null> {
  const text = await readFile(note, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw diskError(error, note);
  });
  const [, knownStamp, digest] = /^\{"stamp":"(sha256:[0-9a-f]{64})","digest":"(sha256:[0-9a-f]{64})"\}$/.exec(text ?? '') ?? [];
  return knownStamp === stamp && digest !== undefined ? digest : null;
}

async function cachedCopy(folder: string, digest: string, context: SourceContext): Promise<SourceTree> {
  const { path, files, bytes } = await context.cache.tree({
    name: `folder ${digest.slice(0, 19)}`,
    key: { kind: 'path', digest },
    signal: context.signal,
    progress: context.progress,
    make: async (target) => {
      await copyTree(folder, target, copyOptions(context));
      if ((await digestTree(target)).digest !== digest) throw new AseError('unavailable', `${folder} changed while it was read`, { remedy: 'Try again when nothing writes there.' });
      return {};
    },
  });
  return { path, digest, files, bytes };
}

function copyOptions({ progress }: SourceContext): CopyOptions {
  return { leaveOut: (path) => isLeftOut(basename(path)), note: progress ?? (() => undefined) };
}

function isLeftOut(name: string): boolean {
  return name === '.git';
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw diskError(error, path);
  }
}
