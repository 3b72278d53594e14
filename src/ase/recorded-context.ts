import { z } from 'zod';
import type { RecordedHit } from '../contract/hits.ts';
import { relativePathSchema } from '../contract/task.ts';
import { fileNote, readFields, type RowNote, type Rows } from './rows.ts';

/** What was recorded of an instance: what the region does, and files or lines that may help. */
export interface RecordedContext {
  readonly summary: string | undefined;
  readonly hits: readonly RecordedHit[];
}

export interface RecordedContexts {
  readonly of: ReadonlyMap<string, RecordedContext>;
  readonly notes: readonly RowNote[];
}

const lineNumber = z.int().min(1);
const hitField = z
  .object({ docid: relativePathSchema, score: z.number().optional(), startline: lineNumber.optional(), endline: lineNumber.optional() })
  .refine(({ startline, endline }) => (startline === undefined) === (endline === undefined) && (startline ?? 0) <= (endline ?? 0), 'expected startline ≤ endline, or neither')
  .transform(({ docid: file, score, startline, endline }): RecordedHit => ({
    file,
    ...(startline === undefined || endline === undefined ? {} : { lines: [startline, endline] as [number, number] }),
    ...(score === undefined ? {} : { score }),
  }));

/** Of a file with BM25's hits (files and scores) or with those that an agent chose (files and lines). */
export function readRecordedContexts({ rows, notes: before }: Rows): RecordedContexts {
  const of = new Map<string, RecordedContext>();
  const notes = [...before];
  for (const row of rows) {
    const fields = readFields(row);
    const id = fields.needed('instance_id', z.string().min(1));
    const summary = fields.optional('function_summary', z.string());
    const hits = fields.optional('hits', z.array(z.unknown())) ?? [];
    const good = hits.flatMap((hit) => {
      const parsed = hitField.safeParse(hit);
      if (parsed.success) return [parsed.data];
      fields.note('hits', 'changed', `found ${JSON.stringify(hit)?.slice(0, 80) ?? 'nothing'}, ${parsed.error.issues[0]?.message ?? ''}: ignored`);
      return [];
    });
    if (id !== undefined && of.has(id)) fields.note('instance_id', 'changed', 'it is there twice: the first one counts');
    else if (id !== undefined) of.set(id, { summary: summary?.trim() === '' ? undefined : summary, hits: good });
    notes.push(...fields.notes);
  }
  return { of, notes };
}

/** Rows that belong to no task are told of once. */
export function noteUnused(contexts: RecordedContexts, used: ReadonlySet<string>): RowNote[] {
  const unused = [...contexts.of.keys()].filter((id) => !used.has(id));
  return unused.length === 0 ? [] : [fileNote(`${unused.length} rows of recorded context belong to no task of the data set: ${unused.join(', ')}`)];
}
