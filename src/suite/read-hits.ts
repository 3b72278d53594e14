import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultsError } from '../contract/errors.ts';
import { hitsSchema, type RecordedHit } from '../contract/hits.ts';
import type { Task } from '../contract/task.ts';
import { withDiskErrors } from '../util/disk-error.ts';

/** What was recorded as a task's context; undefined where nothing was. @throws FaultsError, AseError `not-found`, `permission` */
export async function readHits(task: Task, folder: string): Promise<readonly RecordedHit[] | undefined> {
  if (!('hits' in task) || task.hits === undefined) return undefined;
  const file = join(folder, task.hits);
  const parsed = hitsSchema.safeParse(parseOrNull(await withDiskErrors(file, () => readFile(file, 'utf8'))));
  if (parsed.success) return parsed.data.hits;
  const faults = parsed.error.issues.map(({ path, message }) => ({ file, line: null, column: null, field: path.map(String).join('.'), found: 'something else', expected: message }));
  throw new FaultsError(`the recorded context of ${task.id} cannot be used`, faults);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
