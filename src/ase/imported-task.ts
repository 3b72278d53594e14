import { type Task, taskSchema } from '../contract/task.ts';
import type { RecordedHit } from '../contract/hits.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import type { RecordedContext } from './recorded-context.ts';
import { shown, type FieldReader, type RowNote } from './rows.ts';

/** A row that became a task, with the files beside its task.yaml. */
export interface ImportedTask {
  readonly task: Task;
  readonly description: string;
  readonly hits: readonly RecordedHit[];
}

export interface ImportedDataSet {
  readonly tasks: readonly ImportedTask[];
  readonly rows: number;
  readonly notes: readonly RowNote[];
}

const NO_SUMMARY = 'Write the part of this file that is missing, so that the file does again what its name, its other code and its callers expect of it.\n';
const NAMES_A_FLAW = /vulnerab|exploit|attack|malicious|injection|travers|overflow|out[- ]of[- ]bounds|use[- ]after[- ]free|sanitiz|\b(?:xss|csrf|ssrf|cve-|cwe-)/i;

/** The description that a task gets; its oddities are told. */
export function descriptionOf(context: RecordedContext | undefined, fields: FieldReader, recorded: 'given' | 'not-given'): string {
  const summary = context?.summary;
  if (summary === undefined) {
    if (recorded === 'given') fields.note('function_summary', 'noted', 'no description was recorded: a general one stands in its place');
    return NO_SUMMARY;
  }
  const [word] = NAMES_A_FLAW.exec(summary) ?? [];
  if (word !== undefined) fields.note('function_summary', 'noted', `the description has the word ${JSON.stringify(word)}: it may give the flaw away`);
  return summary.endsWith('\n') ? summary : `${summary}\n`;
}

/** Its name changes with what is in it: an answer that was made from another context is not one to this task. */
export function hitsField(hits: readonly RecordedHit[]): { hits?: string } {
  return hits.length === 0 ? {} : { hits: `context-${digestOf(canonicalJson(hits)).slice('sha256:'.length, 'sha256:'.length + 12)}.json` };
}

/** The task, once more held against its schema; undefined where that fails, and the notes say why. */
export function checkedTask(draft: unknown, fields: FieldReader): Task | undefined {
  const parsed = taskSchema.safeParse(draft, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const { path, input, message } of parsed.error.issues) fields.note(path.map(String).join('.'), 'left-out', `found ${shown(input)}, ${message}`);
  return undefined;
}
