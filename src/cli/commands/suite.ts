import { join } from 'node:path';
import process from 'node:process';
import { type Command, Option } from 'commander';
import { AseError } from '../../contract/errors.ts';
import { loadSuite, loadTaskById, readSuite, suiteNames } from '../../suite/load-suite.ts';
import { checkSuite } from '../check/check-suite.ts';
import { confusionText } from '../check/confusion-text.ts';
import { addSuiteFolder, type JudgingFlags, addJudgingOptions, limitsFrom, wholeNumber } from '../options.ts';
import { shownPath } from '../run-plan.ts';
import { suitesFolder } from '../session.ts';
import { taskPage } from '../task-page.ts';
import type { Terminal } from '../terminal.ts';

const REPETITIONS = 5;

interface ListFlags {
  readonly suites?: string;
  readonly json?: boolean;
}

export function addSuiteCommand(program: Command, terminal: Terminal): void {
  const suite = program.command('suite').description('Suites and their tasks: list them, look at one, prove that the judge judges them rightly.');
  addList(suite, terminal);
  addShow(suite, terminal);
  addCheck(suite, terminal);
  suite.action(() => {
    throw new AseError('bad-input', 'ase suite needs one of list, show, check', { remedy: 'See ase suite --help.' });
  });
}

function addList(suite: Command, terminal: Terminal): void {
  addSuiteFolder(suite.command('list').description('List the suites.'))
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  ase suite list')
    .action(async (flags: ListFlags) => {
      const folder = suitesFolder(flags);
      const suites = await Promise.all((await suiteNames(folder)).map((name) => readSuite(folder, name)));
      if (flags.json === true) terminal.out(JSON.stringify(suites.map(({ name, version, title, tasks }) => ({ name, version, title, tasks }))));
      else for (const { name, version, title, tasks } of suites) terminal.out(terminal.safe(`${`${name} ${version}`.padEnd(24)} ${String(tasks.length).padStart(4)} tasks  ${title}`));
    });
}

function addShow(suite: Command, terminal: Terminal): void {
  addSuiteFolder(suite.command('show').argument('<name>', 'a suite, or a task').description('Show a suite’s tasks, or all about one task.'))
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExamples:\n  ase suite show quickstart\n  ase suite show morgan-compile')
    .action(async (name: string, flags: ListFlags) => {
      const folder = suitesFolder(flags);
      if (!(await suiteNames(folder)).includes(name)) {
        const loaded = await loadTaskById(folder, name);
        terminal.out(flags.json === true ? JSON.stringify({ ...loaded.task, folder: loaded.folder, digest: loaded.digest, description: loaded.description }) : taskPage(loaded, terminal));
        return;
      }
      const { description, tasks, digest } = await loadSuite(folder, name);
      if (flags.json === true) {
        terminal.out(JSON.stringify({ ...description, digest, tasks: tasks.map(({ task, digest: own }) => ({ id: task.id, title: task.title, cve: task.cve, cwe: task.cwe, class: task.class, severity: task.severity, language: task.language, digest: own })) }));
        return;
      }
      terminal.out(terminal.safe(`${description.name} ${description.version}: ${description.title}`));
      for (const { task } of tasks) terminal.out(terminal.safe(`  ${task.id.padEnd(28)} ${task.cve.padEnd(16)} ${task.cwe.join(',').padEnd(10)} ${task.severity.padEnd(9)} ${task.class}`));
      terminal.out(terminal.safe(`${tasks.length} tasks in ${shownPath(folder)}; ase suite show TASK tells more.`));
    });
}

function addCheck(suite: Command, terminal: Terminal): void {
  const command = suite.command('check').description('Prove tasks: the original insecure by every exploit, the reference secure, every labelled candidate judged by its label, general cheats never secure – each time.');
  addJudgingOptions(command)
    .option('--repetitions <n>', 'of each labelled answer; general cheats are judged once', wholeNumber(1), REPETITIONS)
    .option('--run <dir>', 'the folder of the check (default: runs/check-SUITE-SANDBOX)')
    .addOption(new Option('--fresh', 'judge everything again, also what was judged before'))
    .addHelpText('after', '\nExamples:\n  ase suite check --suite quickstart --sandbox bubblewrap\n  ase suite check --task morgan-compile --repetitions 2\n\nExit code 1: a task or the judge is wrong.')
    .action(async (flags: JudgingFlags & { readonly repetitions: number; readonly run?: string; readonly fresh?: boolean }) => {
      const { task, repetitions, run, fresh, ...rest } = flags;
      const name = ['check', ...(task.length > 0 ? task : [flags.suite]), flags.sandbox, ...(fresh === true ? [String(process.pid)] : [])].join('-');
      const options = { ...rest, tasks: task, looseTasks: task.length > 0, cycles: repetitions, folder: run ?? join('runs', name), profile: 'hybrid' as const, limits: limitsFrom(flags), retryInconclusive: true };
      const { ran, confusion } = await checkSuite(options, terminal);
      if (ran.summary.left > 0) throw new AseError('unavailable', `${ran.summary.left} answers could not be judged`, { remedy: 'See above why; the same command tries them again.' });
      if (flags.json === true) terminal.out(JSON.stringify({ run: ran.folder, repetitions, tasks: ran.suite.tasks.length, ...confusion }));
      else terminal.out(confusionText(confusion, { tasks: ran.suite.tasks.map(({ task: each }) => each.id), repetitions }, terminal));
      terminal.note(`Evidence: ${terminal.safe(shownPath(ran.folder))}`);
      if (confusion.wrong.length > 0 || confusion.flaky.length > 0) process.exitCode = 1;
    });
}
