import { type Command, Option } from 'commander';
import type { CompareFlags } from '../actions/compare.ts';
import { PROFILES } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addCompareCommand(program: Command, terminal: Terminal): void {
  program
    .command('compare')
    .argument('<runs...>', 'folders of runs')
    .description('Compare generators in pairs, over the tasks that both have a verdict for: effect, interval, corrected p-value, and what it means in words.')
    .option('--a <generator>', 'only comparisons of this one')
    .option('--b <generator>', 'with --a: only this pair')
    .addOption(new Option('--profile <name>', 'default: that of the first run').choices(PROFILES))
    .addOption(new Option('--reference <name>', 'published results below the comparisons; paper: Tables 2 and 3 of the A.S.E. paper').choices(['paper']))
    .option('--html <file>', 'write a page of it as well: one file that asks for nothing')
    .option('--json', 'print the comparisons as JSON')
    .addHelpText('after', '\nExamples:\n  ase compare runs/quickstart-1a2b3c4d\n  ase compare runs/yesterday runs/today --html compared.html\n\nA generator that is in two runs is called NAME@RUN.')
    .action(async (folders: string[], flags: CompareFlags) => (await import('../actions/compare.ts')).compareRuns(folders, flags, terminal));
}
