import { type Command, Option } from 'commander';
import type { ReportFlags } from '../actions/report.ts';
import { addCacheOptions, addSuiteFolder, PROFILES, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addReportCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('report')
    .argument('<run>', 'the folder of a run')
    .description('Show a run: for the terminal, for people, for programs.')
    .addOption(new Option('--format <name>', 'what to make').choices(['terminal', 'html', 'markdown', 'json', 'csv', 'junit']).default('terminal'))
    .option('--out <file>', 'write there instead of stdout')
    .addOption(new Option('--profile <name>', 'score with another profile than the run’s own').choices(PROFILES))
    .addOption(new Option('--by <group>', 'terminal: the groups of each generator as well').choices(['class', 'cwe', 'language', 'severity']))
    .option('--proof <run>', 'html: the folder of an `ase suite check` of the same suite, to show how the judge was proven')
    .option('--pages <number>', 'html: how many attempts get a page of their own, at most (default: 2000)', wholeNumber(0))
    .addHelpText('after', '\nExamples:\n  ase report runs/quickstart-1a2b3c4d --by class\n  ase report runs/quickstart-1a2b3c4d --format html --out report.html\n  ase report runs/quickstart-1a2b3c4d --format junit --out report.xml')
    .action(async (folder: string, flags: ReportFlags) => (await import('../actions/report.ts')).reportRun(folder, flags, terminal));
  addSuiteFolder(addCacheOptions(command));
}
