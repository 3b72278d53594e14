import { basename } from 'node:path';
import type { ScoredResult, TableInput } from '../score/verdict-table.ts';
import type { ReadRun } from './read-run.ts';

/** What a generator of a run is called among all of them: one that is in two runs is NAME@RUN, with a number where folders have the same name. */
export function generatorNames(runs: readonly ReadRun[]): (read: ReadRun, name: string) => string {
  const repeated = new Set<string>();
  const seen = new Set<string>();
  for (const { run } of runs) for (const { name } of run.generators) (seen.has(name) ? repeated : seen).add(name);
  const labels = new Map<ReadRun, string>();
  for (const read of runs) {
    const same = [...labels.keys()].filter(({ folder }) => basename(folder) === basename(read.folder)).length;
    labels.set(read, same === 0 ? basename(read.folder) : `${basename(read.folder)}-${same + 1}`);
  }
  return (read, name) => (repeated.has(name) ? `${name}@${labels.get(read)}` : name);
}

/** One table of all runs; the tasks of all of them, and as many cycles as the longest. */
export function mergeRuns(runs: readonly ReadRun[]): TableInput {
  const nameIn = generatorNames(runs);
  const tasks = new Map(runs.flatMap(({ view }) => view.plan.tasks.map((task) => [task.id, task] as const)));
  const results = runs.flatMap((read) => [...read.results()].map((result): ScoredResult => ({ ...result, generator: nameIn(read, result.generator) })));
  const generators = runs.flatMap((read) => read.run.generators.map(({ name }) => nameIn(read, name)));
  return { results, planned: { tasks: [...tasks.values()], generators: [...new Set(generators)] }, cycles: Math.max(...runs.map(({ run }) => run.cycles)) };
}
