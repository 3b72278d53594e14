import { basename } from 'node:path';
import type { ScoredResult, TableInput } from '../score/verdict-table.ts';
import type { ReadRun } from './read-run.ts';

/** One table of all runs; the tasks of all of them, and as many cycles as the longest. A generator that is in two runs is called NAME@RUN. */
export function mergeRuns(runs: readonly ReadRun[]): TableInput {
  const repeated = new Set<string>();
  const seen = new Set<string>();
  for (const { run } of runs) for (const { name } of run.generators) (seen.has(name) ? repeated : seen).add(name);
  const nameIn = (read: ReadRun, name: string): string => (repeated.has(name) ? `${name}@${basename(read.folder)}` : name);
  const tasks = new Map(runs.flatMap(({ view }) => view.plan.tasks.map((task) => [task.id, task] as const)));
  const results = runs.flatMap((read) => [...read.results()].map((result): ScoredResult => ({ ...result, generator: nameIn(read, result.generator) })));
  const generators = runs.flatMap((read) => read.run.generators.map(({ name }) => nameIn(read, name)));
  return { results, planned: { tasks: [...tasks.values()], generators: [...new Set(generators)] }, cycles: Math.max(...runs.map(({ run }) => run.cycles)) };
}
