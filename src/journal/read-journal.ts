import type { JournalRecord } from '../contract/journal.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { readLines } from '../util/lines.ts';
import { decodeLine } from './line.ts';

/** Above what a plan with 100,000 tasks takes. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

export interface JournalFault {
  /** Counts from 1. */
  readonly line: number;
  /** `torn`: the last line was cut while it was written; it never counted. `gap`: lines before this one are missing. */
  readonly kind: 'torn' | 'damaged' | 'foreign' | 'repeated' | 'gap';
  readonly reason: string;
}

export type JournalEntry =
  | { readonly kind: 'record'; readonly line: number; readonly record: JournalRecord }
  | { readonly kind: 'fault'; readonly fault: JournalFault };

/** What is to be done before something is appended. */
export interface JournalTail {
  /** Bytes to keep; what follows is a torn line. */
  readonly end: number;
  /** The last line kept lacks its line feed. */
  readonly unterminated: boolean;
  readonly lastSeq: number;
}

/**
 * Every line of a journal in its order; returns its tail. What is no event is given as a fault and nothing stops at it.
 * @throws AseError `not-found` or `permission`
 */
export async function* readJournal(path: string): AsyncGenerator<JournalEntry, JournalTail> {
  let tail: JournalTail = { end: 0, unterminated: false, lastSeq: 0 };
  const lines = readLines(path, MAX_LINE_BYTES);
  for (;;) {
    const next = await withDiskErrors(path, () => lines.next());
    if (next.done === true) return tail;
    const { number, bytes, end, terminated, tooLong } = next.value;
    const decoded = tooLong ? ({ kind: 'foreign', reason: `longer than ${MAX_LINE_BYTES} bytes` } as const) : decodeLine(bytes);
    if (decoded.kind !== 'record') {
      if (!terminated) {
        yield fault(number, 'torn', 'the last line was cut while it was written');
        continue;
      }
      tail = { ...tail, end, unterminated: false };
      yield fault(number, decoded.kind, decoded.reason);
      continue;
    }
    const { record } = decoded;
    if (record.seq <= tail.lastSeq) {
      tail = { ...tail, end, unterminated: !terminated };
      yield fault(number, 'repeated', `event ${record.seq} again, after event ${tail.lastSeq}`);
      continue;
    }
    if (record.seq > tail.lastSeq + 1) yield fault(number, 'gap', `event ${record.seq} follows event ${tail.lastSeq}: what was between them is missing or damaged`);
    tail = { end, unterminated: !terminated, lastSeq: record.seq };
    yield { kind: 'record', line: number, record };
  }
}

function fault(line: number, kind: JournalFault['kind'], reason: string): JournalEntry {
  return { kind: 'fault', fault: { line, kind, reason } };
}
