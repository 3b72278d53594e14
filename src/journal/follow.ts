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
/** Of the last line that was read: its beginning holds the checksum of all of it, and tells whether this still is the same journal. */
const MARK_BYTES = 64;

/** Reads a journal that grows, each byte once. */
export function followJournal(path: string): JournalFollower {
  let state = emptyState();
  let epoch = 0;
  let lastSeq = 0;
  let place: Place = BEGINNING;

  const takeIn = async (file: FileHandle): Promise<JournalRecord[]> => {
    if (!(await isSame(file, place.mark))) {
      state = emptyState();
      epoch += 1;
      lastSeq = 0;
      place = BEGINNING;
    }
    const records: JournalRecord[] = [];
    place = await readLinesFrom(file, place, (line) => {
      const decoded = decodeLine(line);
      if (decoded.kind !== 'record' || decoded.record.seq <= lastSeq) return;
      lastSeq = decoded.record.seq;
      applyRecord(state, decoded.record);
      records.push(decoded.record);
    });
    return records;
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
          return await takeIn(file);
        } finally {
          await file.close();
        }
      }),
  };
}

/** How far was read. */
interface Place {
  /** Behind the last whole line. */
  readonly end: number;
  readonly mark: Mark;
}

/** Gives every whole line that stands behind a place, and the place after them. */
async function readLinesFrom(file: FileHandle, { end: from, mark: known }: Place, take: (line: Buffer) => void): Promise<Place> {
  let end = from;
  let mark = known;
  let rest = Buffer.alloc(0);
  const chunk = Buffer.alloc(CHUNK);
  for (let position = from; ; ) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, position);
    if (bytesRead === 0 || rest.length > MAX_LINE_BYTES) return { end, mark };
    position += bytesRead;
    const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    const last = bytes.lastIndexOf(10) + 1;
    for (let start = 0; start < last; ) {
      const feed = bytes.indexOf(10, start);
      take(bytes.subarray(start, feed));
      if (feed + 1 === last) mark = { at: end + start, bytes: Buffer.from(bytes.subarray(start, Math.min(last, start + MARK_BYTES))) };
      start = feed + 1;
    }
    end += last;
    rest = Buffer.from(bytes.subarray(last));
  }
}

interface Mark {
  readonly at: number;
  readonly bytes: Buffer;
}

const BEGINNING: Place = { end: 0, mark: { at: 0, bytes: Buffer.alloc(0) } };

async function isSame(file: FileHandle, { at, bytes }: Mark): Promise<boolean> {
  const found = Buffer.alloc(bytes.length);
  const { bytesRead } = bytes.length === 0 ? { bytesRead: 0 } : await file.read(found, 0, bytes.length, at);
  return bytesRead === bytes.length && found.equals(bytes);
}
