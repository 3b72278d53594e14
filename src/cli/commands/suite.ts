import type { Command } from 'commander';
import type { CheckFlags, ListFlags } from '../actions/suite.ts';
import { AseError } from '../../contract/errors.ts';
import type { LintFlags } from '../actions/lint.ts';
import { addCacheOptions, addJudgingOptions, addSuiteFolder, collect, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const REPETITIONS = 5;

export function addSuiteCommand(program: Command, terminal: Terminal): void {
  const suite = program.command('suite').description('Suites and their tasks: list them, look at one, prove that the judge judges them rightly.');
  const actions = () => import('../actions/suite.ts');

  addSuiteFolder(suite.command('list').description('List the suites.'))
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  ase suite list')
    .action(async (flags: ListFlags) => (await actions()).listSuites(flags, terminal));
  addSuiteFolder(suite.command('show').argument('<name>', 'a suite, or a task').description('Show a suite’s tasks, or all about one task.'))
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExamples:\n  ase suite show quickstart\n  ase suite show morgan-compile')
    .action(async (name: string, flags: ListFlags) => (await actions()).showSuiteOrTask(name, flags, terminal));
  addSuiteFolder(addCacheOptions(suite.command('lint').description('Look for what makes tasks worth less: hints in descriptions, copies of a region, payloads that are not drawn, checks that know the repair or measure time, answers that are missing, proofs that the suite demands and no record has.')))
    .option('--suite <name>', 'the suite', 'quickstart')
    .option('--task <id>', 'only this task; may be given more than once', collect, [])
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExamples:\n  ase suite lint --suite core\n  ase suite lint --task morgan-compile\n\nExit code 1: something is to be mended, or a task could not be looked at (unless Debian has withdrawn its source).')
    .action(async (flags: LintFlags) => (await import('../actions/lint.ts')).lintTasks(flags, terminal));
  addJudgingOptions(suite.command('check').description('Prove tasks: the original insecure by every exploit, the reference secure, every labelled candidate judged by its label, an emptied region broken, general cheats never secure – each time.'))
    .option('--repetitions <n>', 'of each labelled answer; general cheats are judged once', wholeNumber(1), REPETITIONS)
    .option('--own-answers', "the tasks' own answers only, without the general cheats, which take two thirds of the time")
    .option('--run <dir>', 'the folder of the check (default: runs/check-SUITE-SANDBOX)')
    .option('--busy', 'keep every core busy meanwhile: verdicts must not depend on it')
    .option('--record', 'write what was found beside each task (proof.json), for ase suite show and ase suite lint')
    .option('--fresh', 'judge everything again, also what was judged before')
    .addHelpText('after', '\nExamples:\n  ase suite check --suite quickstart --sandbox bubblewrap\n  ase suite check --task morgan-compile --repetitions 2\n\nExit code 1: a task or the judge is wrong.')
    .action(async (flags: CheckFlags) => (await actions()).checkTasks(flags, terminal));

  suite.action(() => {
    throw new AseError('bad-input', 'ase suite needs one of list, show, lint, check', { remedy: 'See ase suite --help.' });
  });
}
