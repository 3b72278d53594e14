import { z } from 'zod';
import { AseError, type Fault, FaultsError } from '../contract/errors.ts';

/** A row of a data set, as it stands there. */
export interface Row {
  /** Counts from 1. */
  readonly number: number;
  /** `instance_id`, or a stand-in where that is none. */
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Something about a row that whoever imports it should know. `left-out`: it did not become a task. */
export interface RowNote {
  readonly row: number;
  readonly id: string;
  readonly field: string;
  readonly kind: 'left-out' | 'changed' | 'noted';
  readonly text: string;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly notes: readonly RowNote[];
}

const MAX_SHOWN = 80;
const objectSchema = z.record(z.string(), z.unknown());

/**
 * The rows of a data set: a list in JSON, whatever the file is called, or an object a line.
 * @throws FaultsError where it is neither
 */
export function readRows(text: string, file: string): Rows {
  const list = parseJson(text);
  if (list.ok) {
    if (!Array.isArray(list.value)) throw new FaultsError('the data set cannot be read', [fault(file, null, shown(list.value), 'a list of objects')]);
    const notes = file.endsWith('.jsonl') ? [fileNote('it is one list, although its name says an object a line')] : [];
    return rowsOf(list.value.map((value: unknown) => ({ ok: true, value })), notes);
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const parsed = lines.map(parseJson);
  if (!parsed.some(({ ok }) => ok)) throw new FaultsError('the data set cannot be read', [fault(file, null, list.reason, 'JSON: a list of objects, or an object a line')]);
  return rowsOf(parsed, []);
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, reason: `text that is no JSON (${error.message.slice(0, 200)})` };
    throw error;
  }
}

function rowsOf(values: readonly Parsed[], before: readonly RowNote[]): Rows {
  const rows: Row[] = [];
  const notes = [...before];
  for (const [index, parsed] of values.entries()) {
    const number = index + 1;
    const row = parsed.ok ? objectSchema.safeParse(parsed.value) : null;
    if (row?.success !== true) {
      notes.push({ row: number, id: `row ${number}`, field: '', kind: 'left-out', text: `found ${parsed.ok ? shown(parsed.value) : parsed.reason}, expected an object` });
      continue;
    }
    const { instance_id: id } = row.data;
    rows.push({ number, id: typeof id === 'string' && id !== '' ? id : `row ${number}`, fields: row.data });
  }
  return { rows, notes };
}

export function fileNote(text: string): RowNote {
  return { row: 0, id: '', field: '', kind: 'noted', text };
}

function fault(file: string, line: number | null, found: string, expected: string): Fault {
  return { file, line, column: null, field: '', found, expected };
}

/** A value for people, not all of a long one. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 1).toWellFormed()}…`;
}

/** Reads the fields of one row. What is wrong with it is collected; `needed` fields make the row unusable. */
export interface FieldReader {
  readonly notes: readonly RowNote[];
  needed<Schema extends z.ZodType>(field: string, schema: Schema): z.output<Schema> | undefined;
  optional<Schema extends z.ZodType>(field: string, schema: Schema): z.output<Schema> | undefined;
  note(field: string, kind: RowNote['kind'], text: string): void;
  /** Names the fields that nobody asked for. */
  finish(): void;
}

export function readFields({ number, id, fields }: Row): FieldReader {
  const notes: RowNote[] = [];
  const asked = new Set<string>();
  const note = (field: string, kind: RowNote['kind'], text: string): void => void notes.push({ row: number, id, field, kind, text });
  const read = <Schema extends z.ZodType>(field: string, schema: Schema, onFault: (text: string) => void): z.output<Schema> | undefined => {
    asked.add(field);
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.map(String).join('.')}`;
    onFault(`found ${shown(value)}, ${expectation(issue?.message ?? '')}${place}`);
    return undefined;
  };
  return {
    notes,
    note,
    needed: (field, schema) => read(field, schema, (text) => note(field, 'left-out', text)),
    optional(field, schema) {
      asked.add(field);
      // Older rows write null or nothing where they have nothing.
      if ([undefined, null, ''].includes(fields[field] as undefined)) return undefined;
      return read(field, schema, (text) => note(field, 'changed', `${text}: ignored`));
    },
    finish() {
      for (const field of Object.keys(fields)) if (!asked.has(field)) note(field.slice(0, MAX_SHOWN), 'noted', `a field that is not known here: ${shown(fields[field])}: ignored`);
    },
  };
}

/** zod writes `Invalid input: expected string, received undefined`. */
function expectation(message: string): string {
  const [, expected] = /(expected .*?)(?:, received .*)?$/.exec(message) ?? [];
  return expected ?? message;
}

/** @throws AseError `bad-input` where nothing can be imported */
export function refuseEmpty(tasks: readonly unknown[], file: string, notes: readonly RowNote[]): void {
  if (tasks.length > 0) return;
  const reasons = notes.filter(({ kind }) => kind === 'left-out').slice(0, 5).map(({ row, id, field, text }) => `row ${row} (${id}): ${field}: ${text}`);
  throw new AseError('bad-input', `no row of ${file} can be imported`, { remedy: ['Is it a data set of this kind?', ...reasons].join('\n') });
}
