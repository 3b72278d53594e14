import { mkdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';
import type { ImportedDataSet } from '../../ase/imported-task.ts';
import { readRecordedContexts } from '../../ase/recorded-context.ts';
import { readRows, refuseEmpty } from '../../ase/rows.ts';
import { importV1, readCut } from '../../ase/v1-tasks.ts';
import { importV2 } from '../../ase/v2-tasks.ts';
import { AseError, FaultsError } from '../../contract/errors.ts';
import { suiteSchema } from '../../contract/suite.ts';
import { importReport } from '../../report/import-report.ts';
import { writeSuite } from '../../suite/write-suite.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { writeFileAtomic } from '../../util/files.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

export interface ImportFlags {
  readonly out: string;
  readonly retrieval?: string;
  readonly cut?: string;
  readonly suite: string;
  readonly repositories: string;
  readonly json?: boolean;
}

type DataSet = 'ase-v1' | 'ase-v2';

const TITLES: Readonly<Record<DataSet, string>> = { 'ase-v1': 'A.S.E. 1, imported', 'ase-v2': 'A.S.E. 2, imported' };
/** Characters; their largest file has half a million. */
const MAX_FILE = 256 * 1024 * 1024;

/** `ase import`: a data set becomes a suite. @throws AseError, FaultsError */
export async function importDataSet(kind: DataSet, given: string, { flags, terminal }: { readonly flags: ImportFlags; readonly terminal: Terminal }): Promise<void> {
  const file = resolve(given);
  const folder = resolve(flags.out);
  const suite = suiteSchema.shape.name.safeParse(flags.suite);
  if (!suite.success) throw new AseError('bad-input', `${JSON.stringify(flags.suite)} cannot be the name of a suite`, { remedy: 'Use lower-case letters, digits and dashes.' });
  if (!/^(?:https?|ssh|git|file):\/\/\S+$/.test(flags.repositories) && !flags.repositories.startsWith('/')) throw new AseError('bad-input', `${JSON.stringify(flags.repositories)} is no address`, { remedy: 'Give --repositories https://HOST, or an absolute folder.' });
  const imported = await readDataSet(kind, file, flags);
  refuseEmpty(imported.tasks, shownPath(file), imported.notes);
  await withDiskErrors(folder, () => mkdir(folder, { recursive: true }));
  await writeSuite(folder, { schema: 'ase/suite@1', name: suite.data, version: kind === 'ase-v1' ? '1.0.0' : '2.0.0', title: TITLES[kind], tasks: imported.tasks.map(({ task }) => task.id) }, imported.tasks);
  const report = join(folder, 'import-report.md');
  await writeFileAtomic(report, importReport({ suite: suite.data, file: basename(file), rows: imported.rows, tasks: imported.tasks.length, notes: imported.notes }));
  const leftOut = new Set(imported.notes.filter((note) => note.kind === 'left-out').map(({ row }) => row)).size;
  if (flags.json === true) terminal.out(JSON.stringify({ suite: suite.data, folder, rows: imported.rows, tasks: imported.tasks.map(({ task }) => task.id), leftOut, notes: imported.notes, report }));
  else terminal.out(terminal.safe(`${imported.tasks.length} of ${imported.rows} rows are tasks of the suite ${suite.data} in ${shownPath(folder)}; ${imported.notes.length} remarks in ${shownPath(report)}`));
  for (const note of imported.notes.filter(({ kind: what }) => what === 'left-out').slice(0, 20)) terminal.note(terminal.safe(`left out: row ${note.row} (${note.id}): ${note.field}: ${note.text}`));
  if (leftOut > 0) process.exitCode = 1;
}

async function readDataSet(kind: DataSet, file: string, { retrieval, cut, repositories }: ImportFlags): Promise<ImportedDataSet> {
  const rows = readRows(await readText(file), shownPath(file));
  const contexts = retrieval === undefined ? undefined : readRecordedContexts(readRows(await readText(resolve(retrieval)), shownPath(resolve(retrieval))));
  const input = { rows, contexts, repositories };
  switch (kind) {
    case 'ase-v2':
      return importV2(input);
    case 'ase-v1': {
      const lists = readCut(cut === undefined ? {} : await readJson(resolve(cut)));
      const { notes, ...imported } = importV1({ ...input, cut: lists.cut });
      return { ...imported, notes: [...lists.notes, ...notes] };
    }
  }
}

async function readText(file: string): Promise<string> {
  const text = await withDiskErrors(file, () => readFile(file, 'utf8'));
  if (text.length > MAX_FILE) throw new AseError('bad-input', `${shownPath(file)} is larger than any data set`, { remedy: 'Check which file that is.' });
  return text;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(file)) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FaultsError('the cut lists cannot be read', [{ file: shownPath(file), line: null, column: null, field: '', found: `text that is no JSON (${error.message.slice(0, 200)})`, expected: 'JSON: an object of lists of files' }]);
  }
}
