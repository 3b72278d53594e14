import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { RecordedHit, RecordedHits } from '../contract/hits.ts';
import type { SuiteDescription } from '../contract/suite.ts';
import type { Task } from '../contract/task.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { writeFileAtomic } from '../util/files.ts';

export interface TaskToWrite {
  readonly task: Task;
  readonly description: string;
  readonly hits: readonly RecordedHit[];
}

/**
 * Writes tasks and the suite of them into a folder of suites. What it holds of the same names is written anew, everything else stays.
 * @throws AseError `disk`, `permission`
 */
export async function writeSuite(folder: string, suite: SuiteDescription, tasks: readonly TaskToWrite[]): Promise<void> {
  for (const { task, description, hits } of tasks) {
    const place = join(folder, 'tasks', task.id);
    const write = (name: string, text: string): Promise<void> => withDiskErrors(place, () => writeFile(join(place, name), text));
    await withDiskErrors(place, () => mkdir(place, { recursive: true }));
    await write('description.md', description);
    if ('hits' in task && task.hits !== undefined) await write(task.hits, `${JSON.stringify({ schema: 'ase/hits@1', hits: [...hits] } satisfies RecordedHits)}\n`);
    await write('task.yaml', stringify(task, { lineWidth: 0 }));
  }
  // Last, so that a suite that is there names tasks that are.
  await writeFileAtomic(join(folder, `${suite.name}.yaml`), stringify(suite, { lineWidth: 0 }));
}
