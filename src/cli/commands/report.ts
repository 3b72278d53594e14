import { type Command, Option } from 'commander';
import type { ReportFlags } from '../actions/report.ts';
import { addCacheOptions, addSuiteFolder, collectOne, PROFILES, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Examples:
  ase report runs/quickstart-1a2b3c4d --by class
  ase report runs/quickstart-1a2b3c4d --format html --out report.html
  ase report runs/monday runs/tuesday --format html --out both.html
  ase report runs/quickstart-1a2b3c4d --format junit --out report.xml
  ase report runs/quickstart-1a2b3c4d --format summary --step-summary --fail-under security=50`;

export function addReportCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('report')
    .argument('<run...>', 'the folder of a run; html: of several, in one page')
    .description('Show a run: for the terminal, for people, for programs.')
    .addOption(new Option('--format <name>', 'what to make; summary is for a pull request').choices(['terminal', 'html', 'markdown', 'summary', 'latex', 'json', 'csv', 'junit', 'sarif', 'badge']).default('terminal'))
    .option('--out <file>', 'write there instead of stdout')
    .addOption(new Option('--profile <name>', 'score with another profile than the run’s own').choices(PROFILES))
    .addOption(new Option('--reference <name>', 'terminal and markdown: published results beside the run’s own; paper: Tables 2 and 3 of the A.S.E. paper').choices(['paper']))
    .addOption(new Option('--by <group>', 'terminal: the groups of each generator as well').choices(['class', 'cwe', 'language', 'severity']))
    .option('--generator <name>', 'badge: whose (default: the only one that is no baseline)')
    .addOption(new Option('--score <name>', 'badge: which score').choices(['overall', 'security', 'quality', 'stability']).default('security'))
    .option('--fail-under <score=points>', 'exit with 1 if a generator has less, such as security=50', collectOne, [])
    .option('--step-summary', 'add the summary to the page of the GitHub Actions job ($GITHUB_STEP_SUMMARY)')
    .option('--proof <run>', 'html: the folder of an `ase suite check` of the same suite, to show how the judge was proven')
    .option('--pages <number>', 'html: how many attempts get a page of their own, at most (default: 2000)', wholeNumber(0))
    .addHelpText('after', EXAMPLES)
    .action(async (folders: string[], flags: ReportFlags) => (await import('../actions/report.ts')).reportRun(folders, flags, terminal));
  addSuiteFolder(addCacheOptions(command));
}
