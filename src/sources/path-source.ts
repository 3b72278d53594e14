import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AseError } from '../contract/errors.ts';
import type { PathSource } from '../contract/task.ts';
import { diskError, withDiskErrors } from '../util/disk-error.ts';
import type { SourceContext, SourceTree } from './source-context.ts';
import { digestTree } from './tree-digest.ts';
import { createTreeWriter } from './tree-writer.ts';
import type { TreeWriter } from './tree-writer.ts';

/**
 * A copy of a folder, without `.git`, pipes, devices and links that lead outside.
 * @throws AseError `not-found`, `integrity`, `unsafe`, `disk`, `permission`
 */
export async function fetchPathSource(source: PathSource, context: SourceContext): Promise<SourceTree> {
  const folder = resolve(context.baseFolder, source.path);
  const name = basename(folder);
  if (!isFolder(folder)) throw new AseError('not-found', `there is no folder ${folder}`, { remedy: 'Check `path` of the source in task.yaml: it is relative to the folder of the task.' });
  return context.cache.withTemporary(async (temporary) => {
    const copy = join(temporary, 'copy');
    await copyFolder(folder, copy, context);
    const { digest } = await digestTree(copy);
    if (source.digest !== undefined && source.digest !== digest) {
      throw new AseError('integrity', `${folder} has the digest ${digest}, not ${source.digest}`, { remedy: 'Bring back the folder as it was, or change `digest` in task.yaml if the change is meant.' });
    }
    const { path, files, bytes } = await context.cache.tree({
      name: `folder ${name}`,
      key: { kind: 'path', digest },
      signal: context.signal,
      progress: context.progress,
      make: async (target) => {
        await copyFolder(copy, target, context);
        return {};
      },
    });
    return { path, digest, files, bytes };
  });
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw diskError(error, path);
  }
}

async function copyFolder(from: string, to: string, { progress }: SourceContext): Promise<void> {
  await withDiskErrors(from, async () => {
    await mkdir(to, { recursive: true });
    const writer = createTreeWriter(to);
    await copyEntries(from, '', writer, progress ?? (() => undefined));
    for (const path of writer.finish()) progress?.(`the link ${JSON.stringify(path)} leads outside or nowhere and is left out`);
  });
}

async function copyEntries(from: string, under: string, writer: TreeWriter, note: (line: string) => void): Promise<void> {
  for (const entry of readdirSync(join(from, under), { withFileTypes: true })) {
    if (entry.name === '.git') continue;
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) await copyEntries(from, path, writer, note);
    else if (entry.isSymbolicLink()) {
      if (!writer.link(path, readlinkSync(join(from, path)))) note(`the link ${JSON.stringify(path)} leads outside and is left out`);
    } else if (entry.isFile()) await copyFile(join(from, path), path, writer);
    else note(`${JSON.stringify(path)} is neither file, folder nor link and is left out`);
  }
}

async function copyFile(absolute: string, path: string, writer: TreeWriter): Promise<void> {
  const file = await open(absolute);
  try {
    const target = writer.file(path, ((await file.stat()).mode & 0o100) !== 0);
    try {
      for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) target.write(piece);
    } finally {
      target.close();
    }
  } finally {
    await file.close();
  }
}
