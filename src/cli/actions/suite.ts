import { join } from 'node:path';
import process from 'node:process';
import { AseError } from '../../contract/errors.ts';
import { readRun } from '../../run/open-run.ts';
import { loadSuite, loadTaskById, readSuite, suiteNames } from '../../suite/load-suite.ts';
import { readTaskProof } from '../../suite/task-proof.ts';
import { checkSuite } from '../check/check-suite.ts';
import { confusionText } from '../check/confusion-text.ts';
import { keepBusy } from '../check/keep-busy.ts';
import { recordProofs } from '../check/record-proof.ts';
import { type JudgingFlags, limitsFrom } from '../options.ts';
import { shownPath } from '../shown-path.ts';
import { openSources, suitesFolder } from '../sources.ts';
import { taskPage } from '../task-page.ts';
import type { Terminal } from '../terminal.ts';

export interface ListFlags {
  readonly suites?: string;
  readonly json?: boolean;
}

export interface CheckFlags extends JudgingFlags {
  readonly repetitions: number;
  readonly ownAnswers?: boolean;
  readonly run?: string;
  readonly fresh?: boolean;
  readonly busy?: boolean;
  readonly record?: boolean;
}

export async function listSuites(flags: ListFlags, terminal: Terminal): Promise<void> {
  const folder = suitesFolder(flags);
  const suites = await Promise.all((await suiteNames(folder)).map((name) => readSuite(folder, name)));
  if (flags.json === true) terminal.out(JSON.stringify(suites.map(({ name, version, title, tasks }) => ({ name, version, title, tasks }))));
  else for (const { name, version, title, tasks } of suites) terminal.out(terminal.safe(`${`${name} ${version}`.padEnd(24)} ${String(tasks.length).padStart(4)} tasks  ${title}`));
}

export async function showSuiteOrTask(name: string, flags: ListFlags, terminal: Terminal): Promise<void> {
  const folder = suitesFolder(flags);
  if (!(await suiteNames(folder)).includes(name)) {
    const loaded = await loadTaskById(folder, name);
    const proof = await readTaskProof(loaded.folder);
    terminal.out(flags.json === true ? JSON.stringify({ ...loaded.task, folder: loaded.folder, digest: loaded.digest, description: loaded.description, proof }) : taskPage(loaded, { proof, terminal }));
    return;
  }
  const { description, tasks, digest } = await loadSuite(folder, name);
  if (flags.json === true) {
    const facts = tasks.map(({ task: { id, title, cve, cwe, class: kind, severity, language }, digest: own }) => ({ id, title, cve, cwe, class: kind, severity, language, digest: own }));
    terminal.out(JSON.stringify({ ...description, digest, tasks: facts }));
    return;
  }
  terminal.out(terminal.safe(`${description.name} ${description.version}: ${description.title}`));
  for (const { task } of tasks) terminal.out(terminal.safe(`  ${task.id.padEnd(28)} ${task.cve.padEnd(16)} ${task.cwe.join(',').padEnd(10)} ${task.severity.padEnd(9)} ${task.class}`));
  terminal.out(terminal.safe(`${tasks.length} tasks in ${shownPath(folder)}; ase suite show TASK tells more.`));
}

export async function checkTasks(flags: CheckFlags, terminal: Terminal): Promise<void> {
  const { task, repetitions, ownAnswers, run, fresh, busy, record, ...rest } = flags;
  if (fresh === true && run !== undefined && (await readRun(run)) !== null) throw new AseError('bad-input', `--fresh: ${run} holds a run already, whose verdicts would count`, { remedy: 'Name another folder with --run, or leave it out.' });
  using _load = busy === true ? keepBusy() : null;
  const name = ['check', ...(task.length > 0 ? task : [flags.suite]), flags.sandbox, ...(fresh === true ? [String(process.pid)] : [])].join('-');
  const options = { ...rest, tasks: task, looseTasks: task.length > 0, cycles: () => repetitions, folder: run ?? join('runs', name), profile: 'hybrid' as const, limits: limitsFrom(flags), retryInconclusive: true, judges: true };
  const generalCheats = ownAnswers !== true;
  const checked = await checkSuite(options, { generalCheats }, terminal);
  const { ran, confusion, notes } = checked;
  if (ran.summary.how === 'stopped' || ran.summary.how === 'aborted') throw new AseError('cancelled', `stopped; ${ran.summary.left} answers are left`, { remedy: 'The same command goes on from here.' });
  if (ran.summary.left > 0) throw new AseError('unavailable', `${ran.summary.left} answers could not be judged`, { remedy: 'See above why; the same command tries them again.' });
  if (flags.json === true) terminal.out(JSON.stringify({ run: ran.folder, repetitions, tasks: ran.suite.tasks.length, ...confusion }));
  else terminal.out(confusionText(confusion, { tasks: ran.suite.tasks.map(({ task: each }) => each.id), repetitions }, terminal));
  if (record === true) await recordProofs(checked, { repetitions, generalCheats, sources: await openSources(flags, { terminal, abort: new AbortController().signal }) });
  for (const note of notes) terminal.note(terminal.safe(note));
  terminal.note(`Evidence: ${terminal.safe(shownPath(ran.folder))}`);
  if (confusion.wrong.length > 0 || confusion.flaky.length > 0) process.exitCode = 1;
}
