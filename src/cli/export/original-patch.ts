import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORIGINAL_BASE_LINE } from '../../contract/patch-base.ts';
import type { Task } from '../../contract/task.ts';
import { baselinePrediction } from '../../generators/baselines.ts';
import { patchOfFile } from '../../generators/reference-patch.ts';
import { diskError } from '../../util/disk-error.ts';

/**
 * A unified diff that `git apply` takes on the task's base commit, and that we take for one against it; empty where nothing changes.
 * @throws AseError `bad-input` where a changed line is not UTF-8, `disk`, `permission`
 */
export async function patchAgainst(tree: string, files: ReadonlyMap<string, Buffer>): Promise<string> {
  const parts = await Promise.all([...files].map(async ([file, content]) => patchOfFile(file, await readLatin1(join(tree, file)), content.toString('latin1'))));
  const patch = parts.join('');
  return patch === '' ? '' : `${ORIGINAL_BASE_LINE}\n${patch}`;
}

/** The answer that puts back what was there, for which there is no patch. */
export async function originalAnswer(task: Task, tree: string): Promise<{ replacement: string | string[] }> {
  const { replacement = '' } = await baselinePrediction({ baseline: 'original', task, cycle: 1, trees: { original: async () => tree, fixed: async () => tree } });
  return { replacement };
}

async function readLatin1(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw diskError(error, path);
  }
}
