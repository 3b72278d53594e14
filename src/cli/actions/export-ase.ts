import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { dataSetInstances } from '../../ase/outputs.ts';
import { batchName, isPlainName, outputFolderName } from '../../ase/output-folder.ts';
import { readRows } from '../../ase/rows.ts';
import { attemptFolder, type KnownAttempt, lossesOf, writeOutputs } from '../../ase/write-outputs.ts';
import { AseError } from '../../contract/errors.ts';
import { countOfEvidence } from '../../contract/flaw-count.ts';
import { isProgramTask } from '../../contract/task.ts';
import { exportReport } from '../../report/export-report.ts';
import { loadVerdict } from '../../run/evidence.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { pathExists, writeFileAtomic } from '../../util/files.ts';
import { answersOf, type ExportedRun, type ExportNote, rawAnswerOf, readExportedRun, type RunAnswer } from '../export/run-answers.ts';
import { PROCESSED, RESULTS } from '../export/output-folders.ts';
import type { CommonOptions } from '../sources.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

export interface ExportAseFlags extends CommonOptions {
  readonly dataset: string;
  readonly out: string;
  readonly batch?: string;
  readonly generator: readonly string[];
  readonly json?: boolean;
}

/** A.S.E.'s name of a task, or why its files have none. */
type Named = { readonly id: string; readonly version: 1 | 2 } | { readonly without: string };

/** `ase export ase`: a folder of A.S.E.'s for each generator of a run. @throws AseError, FaultsError */
export async function exportAse(given: string, flags: ExportAseFlags, terminal: Terminal): Promise<void> {
  const notes: ExportNote[] = [];
  const onNote = (note: ExportNote): unknown => notes.push(note);
  const run = await readExportedRun(resolve(given), { options: flags, onNote });
  const nameOf = namesIn(await dataSetIds(resolve(flags.dataset)), run);
  const folders = await foldersOf(run, flags);
  const attempts = new Map<string, { readonly known: KnownAttempt; readonly version: 1 | 2 }[]>();
  for await (const answer of answersOf(run, { options: flags, terminal, onNote })) {
    const { key } = answer;
    const named = nameOf(key.task);
    if ('without' in named) {
      onNote({ attempt: key, text: named.without });
      continue;
    }
    const known = await knownOf(run, answer, named.id);
    for (const text of lossesOf(known, named.version)) onNote({ attempt: key, text });
    if (!answer.integration.applied) onNote({ attempt: key, text: 'the answer does not integrate: A.S.E. keeps that it failed, and neither the answer nor why' });
    attempts.set(key.generator, [...(attempts.get(key.generator) ?? []), { known, version: named.version }]);
    await writeAnswer(join(folders.get(key.generator) ?? '', attemptFolder(named.id, key.cycle)), answer, run);
  }
  for (const note of missingOf(run)) onNote(note);
  const written = await writeFolders(attempts, folders);
  if (written.length === 0) throw new AseError('bad-input', 'the run has no answer to a task of this data set', { remedy: [...new Set(notes.map(({ text }) => text))].slice(0, 3).join('\n') });
  const report = join(resolve(flags.out), 'export-report.md');
  const count = written.reduce((sum, { answers }) => sum + answers, 0);
  await writeFileAtomic(report, exportReport({ title: 'Export', run: run.run.name, format: "A.S.E.'s outputs", answers: count, notes }));
  if (flags.json === true) terminal.out(JSON.stringify({ folders: written, notes, report }));
  else for (const { folder, answers } of written) terminal.out(terminal.safe(`${answers} answers in ${shownPath(folder)}`));
  if (flags.json !== true) terminal.out(terminal.safe(`${notes.length} remarks in ${shownPath(report)}`));
}

async function dataSetIds(file: string): Promise<ReadonlySet<string>> {
  const { rows } = readRows(await withDiskErrors(file, () => readFile(file, 'utf8')), shownPath(file));
  const ids = dataSetInstances(rows).map(({ id }) => id);
  if (ids.length === 0) throw new AseError('bad-input', `${shownPath(file)} has no instances`, { remedy: 'Is it data_v1.json or data_v2.json?' });
  return new Set(ids);
}

/** Of two rows with one id, A.S.E. has results of the first only. */
function namesIn(ids: ReadonlySet<string>, { tasks }: ExportedRun): (task: string) => Named {
  const taken = new Map<string, string>();
  const names = new Map<string, Named>();
  const imported = [...tasks.values()].flatMap(({ task }) => (task.schema === 'ase/task@1' ? [] : [task])).sort((a, b) => a.origin.row - b.origin.row);
  for (const { id, origin, schema } of imported) {
    const first = taken.get(origin.id);
    if (!ids.has(origin.id)) names.set(id, { without: 'the data set has no instance of this task: left out' });
    else if (!isPlainName(origin.id)) names.set(id, { without: 'the name of its instance cannot be that of a folder: left out' });
    else if (first !== undefined) names.set(id, { without: `the data set has its instance twice, and A.S.E. keeps one result of both: that of ${first}; this one is left out` });
    else {
      taken.set(origin.id, id);
      names.set(id, { id: origin.id, version: schema === 'ase/v1-task@1' ? 1 : 2 });
    }
  }
  return (task) => names.get(task) ?? { without: 'it is a task of ours, which no data set of A.S.E. has: left out' };
}

async function foldersOf(run: ExportedRun, { out, batch }: ExportAseFlags): Promise<ReadonlyMap<string, string>> {
  const folders = new Map(run.generators.map((name) => [name, join(resolve(out), outputFolderName(name, batchName(batch ?? run.run.name)))]));
  for (const folder of folders.values()) if (await pathExists(folder)) throw new AseError('bad-input', `${shownPath(folder)} is there already`, { remedy: 'Remove it, or give another --out or --batch.' });
  return folders;
}

async function knownOf(run: ExportedRun, { key, prediction, judged, integration, task }: RunAnswer, id: string): Promise<KnownAttempt> {
  const verdict = judged === null || isProgramTask(task) || task.task.schema !== 'ase/v1-task@1' ? null : await loadVerdict(run.folder, key);
  const ms = prediction.generation?.durationMs;
  return { id, cycle: key.cycle, integrates: integration.applied, seconds: ms === undefined ? null : ms / 1000, judged, count: countOfEvidence(verdict?.outcomes.flatMap(({ evidence }) => evidence) ?? []) };
}

/** The changed files alone: A.S.E. has the whole repository there. */
async function writeAnswer(folder: string, { key, integration }: RunAnswer, run: ExportedRun): Promise<void> {
  const files = new Map<string, Buffer>(integration.applied ? integration.files : []);
  const raw = await rawAnswerOf(run, key);
  if (raw !== null && !files.has('response.txt')) files.set('response.txt', raw);
  for (const [file, content] of files) {
    const path = join(folder, file);
    await withDiskErrors(path, () => mkdir(dirname(path), { recursive: true }));
    await writeFileAtomic(path, content);
  }
}

async function writeFolders(attempts: ReadonlyMap<string, readonly { readonly known: KnownAttempt; readonly version: 1 | 2 }[]>, folders: ReadonlyMap<string, string>): Promise<{ generator: string; folder: string; answers: number }[]> {
  const written: { generator: string; folder: string; answers: number }[] = [];
  for (const [generator, all] of attempts) {
    const folder = folders.get(generator) ?? '';
    const version = all[0]?.version ?? 2;
    const { processed, results } = writeOutputs(all.map(({ known }) => known), version);
    const names = RESULTS[version];
    await withDiskErrors(folder, () => mkdir(join(folder, names.single), { recursive: true }));
    // Its scanner merges the single ones again, and passes over those that are complete.
    for (const { instance_id: name, ...result } of results) await writeFileAtomic(join(folder, names.single, `${name}_output.json`), json(result));
    await writeFileAtomic(join(folder, names.merged), json(results));
    await writeFileAtomic(join(folder, PROCESSED), json(processed));
    written.push({ generator, folder, answers: all.length });
  }
  return written;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Its own score ends with an error where one is missing. */
function missingOf({ view, run, generators }: ExportedRun): ExportNote[] {
  const planned = run.tasks.length * generators.length * run.cycles;
  const there = view.predicted.filter(({ key }) => generators.includes(key.generator)).length;
  return planned === there ? [] : [{ text: `${planned - there} of ${planned} attempts have no answer and are in no file: A.S.E.'s own score ends with an error there` }];
}
