import { readFile } from 'node:fs/promises';
import { AseError } from '../contract/errors.ts';
import { type Run, runSchema } from '../contract/run.ts';
import { type JournalWriter, openJournalWriter } from '../journal/append.ts';
import { emptyState, type FoldedJournal, foldJournal } from '../journal/fold.ts';
import { acquireLock } from '../journal/lock.ts';
import type { JournalFault } from '../journal/read-journal.ts';
import { type RunPaths, runPaths } from '../journal/run-folder.ts';
import { diskError } from '../util/disk-error.ts';
import { makeFolder, pathExists, sweepTemporaryFiles } from '../util/files.ts';

export interface OpenRun {
  readonly paths: RunPaths;
  readonly journal: JournalWriter;
  readonly folded: FoldedJournal;
  /** Ends the writing and lets the next writer in. */
  close(): Promise<void>;
}

/**
 * Opens a run's folder for its one writer, makes it where it is missing, and cuts a torn line off its journal.
 * @throws AseError `locked`, `permission`, `disk`
 */
export async function openRun(folder: string): Promise<OpenRun> {
  const paths = runPaths(folder);
  await makeFolder(folder);
  const lock = await acquireLock(paths.lock);
  try {
    await sweepTemporaryFiles(folder);
    const folded = await foldIfThere(paths.journal);
    const journal = await openJournalWriter(paths.journal, folded.tail);
    const close = async (): Promise<void> => {
      try {
        await journal.close();
      } finally {
        await lock.release();
      }
    };
    return { paths, journal, folded, close };
  } catch (error) {
    await lock.release();
    throw diskError(error, folder);
  }
}

/** `run.json` of a folder; null where there is none, or none that can be read as one. */
export async function readRun(folder: string): Promise<Run | null> {
  try {
    const parsed = runSchema.safeParse(JSON.parse(await readFile(runPaths(folder).run, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw diskError(error, runPaths(folder).run);
  }
}

/** @throws AseError `not-found` where the folder holds no run */
export async function foldRun(folder: string): Promise<FoldedJournal> {
  const { journal } = runPaths(folder);
  if (!(await pathExists(journal))) throw new AseError('not-found', `${folder} holds no run: it has no journal.jsonl`, { remedy: 'Give the folder that `ase run` named.' });
  return foldJournal(journal);
}

/** For people: one line a fault. */
export function describeFault({ line, kind, reason }: JournalFault): string {
  const effect = kind === 'torn' ? 'it never counted' : kind === 'gap' ? 'attempts that it told of run again' : 'it is skipped';
  return `journal.jsonl:${line}: ${reason}; ${effect}`;
}

async function foldIfThere(path: string): Promise<FoldedJournal> {
  if (await pathExists(path)) return foldJournal(path);
  return { state: emptyState(), faults: [], tail: { end: 0, unterminated: false, lastSeq: 0 } };
}
