import { basename, resolve } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import type { ProfileName } from '../../contract/results.ts';
import { terminalComparison } from '../../report/terminal-comparison.ts';
import { terminalReference } from '../../report/reference.ts';
import { compareGenerators } from '../../score/compare.ts';
import { PAPER_RESULTS } from '../../score/paper-results.ts';
import type { ScoredResult, TableInput } from '../../score/verdict-table.ts';
import { unknownName } from '../../suite/load-suite.ts';
import { type ReadRun, readRunFolder } from '../read-run.ts';
import type { Terminal } from '../terminal.ts';

export interface CompareFlags {
  readonly a?: string;
  readonly b?: string;
  readonly profile?: ProfileName;
  readonly reference?: 'paper';
  readonly json?: boolean;
}

export async function compareRuns(folders: readonly string[], flags: CompareFlags, terminal: Terminal): Promise<void> {
  const runs = await Promise.all(folders.map((folder) => readRunFolder(resolve(folder))));
  const table = mergeRuns(runs);
  const result = compareGenerators({ ...table, profile: flags.profile ?? runs[0]?.run.profile ?? 'hybrid', ...pairsOf(table.planned.generators, flags) });
  const look = { width: terminal.width, color: terminal.color };
  if (flags.json === true) {
    const { source, rows } = PAPER_RESULTS;
    const published = { source, results: rows.map(([model, overall, security, quality, stability]) => ({ model, overall, security, quality, stability })) };
    terminal.out(JSON.stringify({ ...result, ...(flags.reference === undefined ? {} : { published }) }));
    return;
  }
  terminal.out(terminalComparison(result, look));
  if (flags.reference !== undefined) terminal.out(`\n${terminalReference(PAPER_RESULTS, look)}`);
}

function pairsOf(generators: readonly string[], { a, b }: CompareFlags): { comparisons?: { a: string; b: string }[] } {
  for (const name of [a, b]) if (name !== undefined && !generators.includes(name)) throw unknownName('generator in these runs', name, generators);
  if (a === undefined && b === undefined) {
    if (generators.length < 2) throw new AseError('bad-input', 'there is only one generator', { remedy: 'Give a run with two generators, or two runs.' });
    return {};
  }
  const first = a ?? b ?? '';
  const others = a !== undefined && b !== undefined ? [b] : generators.filter((name) => name !== first);
  return { comparisons: others.map((other) => ({ a: first, b: other })) };
}

/** One table of all runs; the tasks of all of them, and as many cycles as the longest. */
function mergeRuns(runs: readonly ReadRun[]): TableInput {
  const repeated = new Set<string>();
  const seen = new Set<string>();
  for (const { run } of runs) for (const { name } of run.generators) (seen.has(name) ? repeated : seen).add(name);
  const nameIn = (read: ReadRun, name: string): string => (repeated.has(name) ? `${name}@${basename(read.folder)}` : name);
  const tasks = new Map(runs.flatMap(({ view }) => view.plan.tasks.map((task) => [task.id, task] as const)));
  const results = runs.flatMap((read) => [...read.results()].map((result): ScoredResult => ({ ...result, generator: nameIn(read, result.generator) })));
  const generators = runs.flatMap((read) => read.run.generators.map(({ name }) => nameIn(read, name)));
  return { results, planned: { tasks: [...tasks.values()], generators: [...new Set(generators)] }, cycles: Math.max(...runs.map(({ run }) => run.cycles)) };
}
