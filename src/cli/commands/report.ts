import { type Command, Option } from 'commander';
import type { ReportFlags } from '../actions/report.ts';
import { PROFILES } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addReportCommand(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .argument('<run>', 'the folder of a run')
    .description('Show a run: for the terminal, for people, for programs.')
    .addOption(new Option('--format <name>', 'what to make').choices(['terminal', 'markdown', 'json', 'csv', 'junit']).default('terminal'))
    .option('--out <file>', 'write there instead of stdout')
    .addOption(new Option('--profile <name>', 'score with another profile than the run’s own').choices(PROFILES))
    .addOption(new Option('--reference <name>', 'terminal and markdown: published results beside the run’s own; paper: Tables 2 and 3 of the A.S.E. paper').choices(['paper']))
    .addOption(new Option('--by <group>', 'terminal: the groups of each generator as well').choices(['class', 'cwe', 'language', 'severity']))
    .addHelpText('after', '\nExamples:\n  ase report runs/quickstart-1a2b3c4d --by class\n  ase report runs/quickstart-1a2b3c4d --format junit --out report.xml')
    .action(async (folder: string, flags: ReportFlags) => (await import('../actions/report.ts')).reportRun(folder, flags, terminal));
}
