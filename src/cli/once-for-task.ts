import type { SuiteTask } from '../suite/load-task.ts';

/** The same task is asked for by every attempt; a failure is not kept. */
export function onceForTask<Key extends Pick<SuiteTask, 'folder'>, More extends unknown[], Value>(make: (task: Key, ...more: More) => Promise<Value>): (task: Key, ...more: More) => Promise<Value> {
  const made = new Map<string, Promise<Value>>();
  return (task, ...more) => {
    const known = made.get(task.folder);
    if (known !== undefined) return known;
    const making = make(task, ...more).catch((error: unknown) => {
      made.delete(task.folder);
      throw error;
    });
    made.set(task.folder, making);
    return making;
  };
}
