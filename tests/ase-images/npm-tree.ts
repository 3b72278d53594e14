import { join } from 'node:path';
import { materialiseFixed, materialiseRepository } from '../../src/environments/prepare-task.ts';
import { openCache } from '../../src/sources/cache.ts';
import { loadTaskById } from '../../src/suite/load-suite.ts';
import { sharedCache } from '../cli/ase.ts';

/** The vulnerable or the fixed repository of a task of the quickstart suite. */
export async function fetchedTree(id: string, which: 'source' | 'fixed'): Promise<string> {
  const task = await loadTaskById(join(import.meta.dirname, '../../suite'), id);
  const context = { cache: await openCache(sharedCache), offline: false, baseFolder: task.folder, signal: new AbortController().signal };
  return which === 'source' ? materialiseRepository(task, context) : materialiseFixed(task, context);
}
