import { hash } from 'node:crypto';
import { type JournalRecord, journalRecordSchema } from '../contract/journal.ts';

const PREFIX = '{"sum":"';
const SUM_LENGTH = 16;
const BODY_START = PREFIX.length + SUM_LENGTH + 2;

/** `damaged`: it says that it is ours, and is not what was written. `foreign`: it never was ours, or comes from another version. */
export type DecodedLine = { readonly kind: 'record'; readonly record: JournalRecord } | { readonly kind: 'damaged' | 'foreign'; readonly reason: string };

function sumOf(body: string | Uint8Array): string {
  return hash('sha256', body, 'hex').slice(0, SUM_LENGTH);
}

/**
 * A line of the journal with its line feed: JSON whose first field is the checksum of every byte that follows it, so that it is
 * checked before anything is parsed.
 */
export function encodeLine(record: JournalRecord): string {
  const body = JSON.stringify(record).slice(1);
  return `${PREFIX}${sumOf(body)}",${body}\n`;
}

/** Of a line's bytes without the line feed. */
export function decodeLine(bytes: Buffer): DecodedLine {
  if (bytes.subarray(0, PREFIX.length).toString('latin1') !== PREFIX) return { kind: 'foreign', reason: 'no line of a journal' };
  const body = bytes.subarray(BODY_START);
  const head = bytes.subarray(PREFIX.length, BODY_START).toString('latin1');
  if (head !== `${sumOf(body)}",`) return { kind: 'damaged', reason: 'its checksum does not match' };
  const parsed = journalRecordSchema.safeParse(parseJson(`{${body.toString('utf8')}`));
  if (!parsed.success) return { kind: 'foreign', reason: 'an event that this version of ase does not know' };
  return { kind: 'record', record: parsed.data };
}

/** A checksum can be forged: text that is no JSON becomes a value that no schema takes. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
