import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import type { Change } from '../../contract/results.ts';
import type { Task } from '../../contract/task.ts';
import { diskError } from '../../util/disk-error.ts';
import { originalAnswer, patchAgainst } from './original-patch.ts';

const MAX_FILE_BYTES = 16 * 1024 * 1024;

export interface AnswerFolder {
  readonly task: Task;
  /** The folder of an attempt: the whole repository, or the changed files alone. */
  readonly folder: string;
  /** The vulnerable repository. */
  readonly tree: string;
}

/**
 * The answer that lies in a folder of an attempt: what it changes in the files that the task allows. Files that are not there count as unchanged; links are not followed.
 * @throws AseError `not-found` where none of them is there, `bad-input` where they cannot be a prediction, `disk`, `permission`
 */
export async function readAnswer({ task, folder, tree }: AnswerFolder): Promise<Change> {
  const allowed = new Set([...(task.allow ?? task.regions.map(({ file }) => file)), ...(task.fixed?.files ?? [])]);
  const files = new Map<string, Buffer>();
  for (const file of allowed) {
    const content = await readBelow(folder, file);
    if (content !== null) files.set(file, content);
  }
  if (files.size === 0) throw new AseError('not-found', 'its files are not there');
  const patch = await patchAgainst(tree, files);
  return patch === '' ? originalAnswer(task, tree) : { patch };
}

/** Null where there is no plain file of that name. The folder is somebody else's: a link in it may lead anywhere. */
async function readBelow(folder: string, file: string): Promise<Buffer | null> {
  const parts = file.split('/');
  let path = folder;
  try {
    for (const [index, part] of parts.entries()) {
      path = join(path, part);
      const found = await lstat(path);
      if (index < parts.length - 1 ? !found.isDirectory() : !found.isFile()) return null;
      if (index === parts.length - 1 && found.size > MAX_FILE_BYTES) throw new AseError('bad-input', `${file} is larger than any answer`);
    }
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw diskError(error, path);
  }
}
