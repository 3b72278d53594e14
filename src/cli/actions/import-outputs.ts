import { join, resolve } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { generatorOfFolder, isPlainName } from '../../ase/output-folder.ts';
import { readOutputs } from '../../ase/outputs.ts';
import { attemptsOf, type ImportedAttempt, instancesOfTasks, resultOf } from '../../ase/results-of-outputs.ts';
import { attemptFolder } from '../../ase/write-outputs.ts';
import { AseError } from '../../contract/errors.ts';
import type { AttemptKey } from '../../contract/results.ts';
import { exportReport } from '../../report/export-report.ts';
import { loadSuite } from '../../suite/load-suite.ts';
import type { SuiteTask } from '../../suite/load-task.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { pathExists, writeFileAtomic } from '../../util/files.ts';
import { outputFolders, readOutputFolder } from '../export/output-folders.ts';
import { readAnswer } from '../export/read-answer.ts';
import type { ExportNote } from '../export/run-answers.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { type CommonOptions, openSources, type Sources, suitesFolder } from '../sources.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

export interface ImportOutputsFlags extends CommonOptions {
  readonly suite: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `ase import ase-outputs`: A.S.E.'s output folders become predictions.jsonl and results.jsonl. @throws AseError, FaultsError */
export async function importOutputs(given: string, flags: ImportOutputsFlags, terminal: Terminal): Promise<void> {
  using interrupts = listenForInterrupts(terminal);
  const out = resolve(flags.out);
  const files = { predictions: join(out, 'predictions.jsonl'), results: join(out, 'results.jsonl'), report: join(out, 'import-report.md') };
  for (const file of Object.values(files)) if (await pathExists(file)) throw new AseError('bad-input', `${shownPath(file)} is there already`, { remedy: 'Remove it, or give another --out.' });
  const suite = await loadSuite(suitesFolder(flags), flags.suite);
  const loaded = new Map(suite.tasks.map((task) => [task.task.id, task]));
  const tasks = instancesOfTasks(suite.tasks.flatMap(({ task }) => (task.schema === 'ase/task@1' ? [] : [task])));
  if (tasks.length === 0) throw new AseError('bad-input', `the suite ${flags.suite} has no task of A.S.E.'s data`, { remedy: 'Give the suite that `ase import ase-v1` or `ase import ase-v2` made: --suite NAME --suites DIR.' });
  const version = tasks.some(({ task }) => task.schema === 'ase/v1-task@1') ? 1 : 2;
  const folders = await outputFolders(resolve(given));
  const names = namesOf(folders);
  const sources = await openSources(flags, { terminal, abort: interrupts.abort });
  const notes: ExportNote[] = [];
  const lines: Lines = { predictions: [], results: [] };
  for (const folder of folders) {
    const read = readOutputs(await readOutputFolder(folder, version), tasks.map(({ instance }) => instance), { version, asPublished: false });
    for (const text of read.notes) notes.push({ text });
    const generator = names.get(folder) ?? '';
    for (const attempt of attemptsOf(read, tasks)) await takeIn(attempt, { folder, generator, loaded, sources, lines, notes });
  }
  await withDiskErrors(out, () => mkdir(out, { recursive: true }));
  await writeFileAtomic(files.predictions, lines.predictions.join(''));
  await writeFileAtomic(files.results, lines.results.join(''));
  await writeFileAtomic(files.report, exportReport({ title: 'Import', run: given, format: 'predictions', answers: lines.predictions.length, notes }));
  const counts = { predictions: lines.predictions.length, results: lines.results.length };
  if (flags.json === true) terminal.out(JSON.stringify({ ...files, counts, notes }));
  else terminal.out(terminal.safe(`${counts.predictions} predictions and ${counts.results} results in ${shownPath(out)}; ${notes.length} remarks in ${shownPath(files.report)}`));
}

interface Lines {
  readonly predictions: string[];
  readonly results: string[];
}

interface Place {
  readonly folder: string;
  readonly generator: string;
  readonly loaded: ReadonlyMap<string, SuiteTask>;
  readonly sources: Sources;
  readonly lines: Lines;
  readonly notes: ExportNote[];
}

async function takeIn(attempt: ImportedAttempt, { folder, generator, loaded, sources, lines, notes }: Place): Promise<void> {
  const { task, cycle, read } = attempt;
  const key: AttemptKey = { task: task.id, generator, cycle };
  const result = resultOf(attempt, generator);
  if (result !== null) lines.results.push(`${JSON.stringify(result)}\n`);
  const durationMs = read.said.seconds === undefined ? {} : { durationMs: read.said.seconds * 1000 };
  if (read.said.success === false) {
    lines.predictions.push(`${JSON.stringify({ ...key, unusable: 'A.S.E. recorded that the answer could not be put in', ...durationMs })}\n`);
    return;
  }
  const located = loaded.get(task.id);
  if (located === undefined || !isPlainName(task.origin.id)) return;
  try {
    const tree = await sources.treesOf(located).original();
    const change = await readAnswer({ task, folder: join(folder, attemptFolder(task.origin.id, cycle)), tree });
    lines.predictions.push(`${JSON.stringify({ ...key, ...change, ...durationMs })}\n`);
  } catch (error) {
    if (!(error instanceof AseError) || error.code === 'cancelled' || error.code === 'disk') throw error;
    notes.push({ attempt: key, text: `no answer could be read: ${error.message}` });
  }
}

/** Where two batches are of one model, the folders' whole names tell them apart. */
function namesOf(folders: readonly string[]): ReadonlyMap<string, string> {
  const last = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1);
  const models = Map.groupBy(folders, (folder) => generatorOfFolder(last(folder)));
  return new Map([...models].flatMap(([model, same]) => same.map((folder) => [folder, same.length === 1 ? model : last(folder)] as const)));
}
