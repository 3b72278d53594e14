import { type FileHandle, open } from 'node:fs/promises';
import type { JournalRecord } from '../contract/journal.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { applyRecord, emptyState, type RunState } from './fold.ts';
import { decodeLine } from './line.ts';

export interface JournalFollower {
  readonly state: RunState;
  /** Grows whenever the state was begun anew: what was made from earlier records does not count. */
  readonly epoch: number;
  /**
   * Takes in whole lines that were written since the last call, and gives their records. A line that is still being written, or torn, waits until its writer
   * or the next one has ended it; a journal that was cut or replaced is read from its beginning.
   * @throws AseError `not-found` or `permission`
   */
  refresh(): Promise<readonly JournalRecord[]>;
}

const CHUNK = 1 << 18;
/** As the reader of whole journals has it. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;
/** Bytes before the place that was read to; they tell whether it still is the same file. */
const TAIL = 96;

/** Reads a journal that grows, each byte once. */
export function followJournal(path: string): JournalFollower {
  let state = emptyState();
  let epoch = 0;
  let end = 0;
  let tail = Buffer.alloc(0);
  let lastSeq = 0;

  const take = (line: Buffer, records: JournalRecord[]): void => {
    const decoded = decodeLine(line);
    if (decoded.kind !== 'record' || decoded.record.seq <= lastSeq) return;
    lastSeq = decoded.record.seq;
    applyRecord(state, decoded.record);
    records.push(decoded.record);
  };
  const readOn = async (file: FileHandle): Promise<JournalRecord[]> => {
    if (!(await isSame(file, end, tail))) {
      state = emptyState();
      epoch += 1;
      end = 0;
      lastSeq = 0;
      tail = Buffer.alloc(0);
    }
    const records: JournalRecord[] = [];
    let rest = Buffer.alloc(0);
    const chunk = Buffer.alloc(CHUNK);
    for (let position = end; ; ) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, position);
      if (bytesRead === 0 || rest.length > MAX_LINE_BYTES) return records;
      position += bytesRead;
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const last = bytes.lastIndexOf(10) + 1;
      for (let start = 0; start < last; ) {
        const feed = bytes.indexOf(10, start);
        take(bytes.subarray(start, feed), records);
        start = feed + 1;
      }
      if (last > 0) {
        end += last;
        tail = Buffer.from(bytes.subarray(Math.max(0, last - TAIL), last));
      }
      rest = Buffer.from(bytes.subarray(last));
    }
  };
  return {
    get state() {
      return state;
    },
    get epoch() {
      return epoch;
    },
    refresh: () =>
      withDiskErrors(path, async () => {
        const file = await open(path, 'r');
        try {
          return await readOn(file);
        } finally {
          await file.close();
        }
      }),
  };
}

/** Whether the bytes before `end` are those that were read. */
async function isSame(file: FileHandle, end: number, tail: Buffer): Promise<boolean> {
  if (end === 0) return true;
  const found = Buffer.alloc(tail.length);
  const { bytesRead } = await file.read(found, 0, tail.length, end - tail.length);
  return bytesRead === tail.length && found.equals(tail);
}
