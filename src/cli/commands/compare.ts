import { basename, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { AseError } from '../../contract/errors.ts';
import { profileNameSchema, type ProfileName } from '../../contract/results.ts';
import { terminalComparison } from '../../report/terminal-comparison.ts';
import { compareGenerators } from '../../score/compare.ts';
import type { ScoredResult, TableInput } from '../../score/verdict-table.ts';
import { type ReadRun, readRunFolder } from '../read-run.ts';
import type { Terminal } from '../terminal.ts';
import { unknownName } from '../../suite/load-suite.ts';

interface CompareFlags {
  readonly a?: string;
  readonly b?: string;
  readonly profile?: ProfileName;
  readonly json?: boolean;
}

export function addCompareCommand(program: Command, terminal: Terminal): void {
  program
    .command('compare')
    .argument('<runs...>', 'folders of runs')
    .description('Compare generators in pairs, over the tasks that both have a verdict for: effect, interval, corrected p-value, and what it means in words.')
    .option('--a <generator>', 'only comparisons of this one')
    .option('--b <generator>', 'with --a: only this pair')
    .addOption(new Option('--profile <name>', 'default: that of the first run').choices(profileNameSchema.options))
    .option('--json', 'print the comparisons as JSON')
    .addHelpText('after', '\nExamples:\n  ase compare runs/quickstart-1a2b3c4d\n  ase compare runs/yesterday runs/today\n\nA generator that is in two runs is called NAME@RUN.')
    .action(async (folders: string[], flags: CompareFlags) => {
      const runs = await Promise.all(folders.map((folder) => readRunFolder(resolve(folder))));
      const table = mergeRuns(runs);
      const result = compareGenerators({ ...table, profile: flags.profile ?? runs[0]?.run.profile ?? 'hybrid', ...pairsOf(table.planned.generators, flags) });
      if (flags.json === true) terminal.out(JSON.stringify(result));
      else terminal.out(terminalComparison(result, { width: terminal.width, color: terminal.color }));
    });
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
