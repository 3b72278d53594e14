import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalEvent } from '../contract/journal.ts';
import { diskError, withDiskErrors } from '../util/disk-error.ts';
import { syncFolder } from '../util/files.ts';
import { encodeLine } from './line.ts';
import type { JournalTail } from './read-journal.ts';

export interface JournalWriter {
  /**
   * Resolves to the event's seq once its line is on the disk. Events that are appended while another sync runs share the next one.
   * @throws AseError `disk`; the journal then takes no more, and ends with its last whole line.
   */
  append(event: JournalEvent): Promise<number>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly seq: number;
  readonly resolve: (seq: number) => void;
  readonly reject: (error: unknown) => void;
}

/** Opens a journal whose tail is known, cuts a torn line off, and appends after it. The caller holds the run's lock. */
export async function openJournalWriter(path: string, tail: JournalTail): Promise<JournalWriter> {
  const file = await withDiskErrors(path, () => openAtTail(path, tail));
  let size = tail.end + (tail.unterminated ? 1 : 0);
  let seq = tail.lastSeq;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let broken: { readonly error: unknown } | null = null;

  const writeBatch = async (batch: readonly Waiting[]): Promise<void> => {
    const bytes = Buffer.from(batch.map(({ line }) => line).join(''));
    try {
      if (broken !== null) throw broken.error;
      await writeAll(file, bytes, size);
      await file.datasync();
      size += bytes.length;
      for (const { resolve, seq: given } of batch) resolve(given);
    } catch (error) {
      broken ??= { error: diskError(error, path) };
      // A batch that is not wholly on the disk does not count: its whole lines must not count later either.
      await file.truncate(size).catch(() => undefined);
      for (const { reject } of batch) reject(broken.error);
    }
  };
  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await writeBatch(batch);
    }
    writing = null;
  };

  return {
    append: (event) =>
      new Promise((resolve, reject) => {
        seq += 1;
        waiting.push({ line: encodeLine({ seq, time: new Date().toISOString(), event }), seq, resolve, reject });
        writing ??= Promise.resolve().then(drain);
      }),
    close: async () => {
      await writing;
      await file.close();
    },
  };
}

async function openAtTail(path: string, { end, unterminated }: JournalTail): Promise<FileHandle> {
  const created = await open(path, 'ax').then(
    (file) => file.close().then(() => true),
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    },
  );
  if (created) await syncFolder(dirname(path));
  const file = await open(path, 'r+');
  await file.truncate(end);
  if (unterminated) await writeAll(file, Buffer.from('\n'), end);
  if (end > 0) await file.datasync();
  return file;
}

/** A full disk may take a part of the bytes before it says so. */
async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
