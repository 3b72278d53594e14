import { z } from 'zod';
import { type AseV2Task, regionSchema, relativePathSchema, severityOrUnknownSchema } from '../contract/task.ts';
import { checkedTask, descriptionOf, hitsField, type ImportedDataSet, type ImportedTask } from './imported-task.ts';
import { type Common, commitField, idMaker, noteMixedCase, readCommon } from './identity.ts';
import { noteUnused, type RecordedContexts } from './recorded-context.ts';
import { type FieldReader, readFields, type Row, type RowNote, type Rows } from './rows.ts';

export interface ImportInput {
  readonly rows: Rows;
  /** Undefined where no file of them was given. */
  readonly contexts: RecordedContexts | undefined;
  /** Where OWNER/NAME is found. */
  readonly repositories: string;
}

/** Seconds that A.S.E. gives each command, unless the row says otherwise. */
const SECONDS = { image_status_check: 600, test_case: 120, poc: 120 } as const;

const text = z.string().min(1, 'expected a text that is not empty');
const otherField = z.object({ vuln_file: relativePathSchema, vuln_lines: regionSchema.shape.lines }).transform(({ vuln_file: file, vuln_lines: lines }) => ({ file, lines }));
/** What stands there instead of an empty list. */
const emptyOther = z.object({ vuln_file: z.literal(''), vuln_lines: z.array(z.unknown()).max(0) });

/** The tasks of A.S.E. 2: a row becomes a task that is judged by the commands in its image. A row that cannot is left out, with every field that is wrong. */
export function importV2({ rows: { rows, notes: before }, contexts, repositories }: ImportInput): ImportedDataSet {
  const notes: RowNote[] = [...before, ...(contexts?.notes ?? [])];
  const nameOf = idMaker();
  const tasks: ImportedTask[] = [];
  noteMixedCase(notes, rows.map(({ fields }) => fields['cwe_id']));
  for (const row of rows) {
    const fields = readFields(row);
    const imported = importRow({ row, fields, contexts, repositories, nameOf });
    if (imported !== undefined) tasks.push(imported);
    notes.push(...fields.notes);
  }
  if (contexts !== undefined) notes.push(...noteUnused(contexts, new Set(rows.map(({ id }) => id))));
  return { tasks, rows: rows.length, notes };
}

interface RowInput extends Omit<ImportInput, 'rows'> {
  readonly row: Row;
  readonly fields: FieldReader;
  readonly nameOf: ReturnType<typeof idMaker>;
}

function importRow({ row, fields, contexts, repositories, nameOf }: RowInput): ImportedTask | undefined {
  const original = fields.needed('instance_id', text);
  const common = readCommon(fields, repositories);
  const environment = readEnvironment(fields);
  const checks = { status: readCommand(fields, 'image_status_check'), test: readCommand(fields, 'test_case'), exploit: readCommand(fields, 'poc') };
  const severity = fields.optional('severity', text.transform((word) => word.toLowerCase()).pipe(severityOrUnknownSchema)) ?? 'unknown';
  const otherFlaws = readOthers(fields);
  const notes = readNotes(fields);
  const patch = fields.optional('patch_commit', commitField);
  fields.finish();
  if (original === undefined || common === undefined || environment === undefined) return undefined;
  const { id, repeats } = nameOf(original);
  if (repeats) fields.note('instance_id', 'changed', `it is there twice: this one is ${id}`);
  const context = contexts?.of.get(original);
  const description = descriptionOf(context, fields, contexts === undefined ? 'not-given' : 'given');
  const hits = context?.hits ?? [];
  const task = checkedTask({
    schema: 'ase/v2-task@1',
    id,
    ...common,
    severity,
    ...fixedOf(common, { patch, otherFlaws, fields }),
    ...(otherFlaws.length === 0 ? {} : { otherFlaws }),
    ...(notes === '' ? {} : { notes }),
    origin: { id: original, row: row.number },
    ...hitsField(hits),
    environment,
    checks: { 'ase-v2': checks },
  }, fields);
  return task === undefined ? undefined : { task, description, hits };
}

function readEnvironment(fields: FieldReader): AseV2Task['environment'] | undefined {
  const image = fields.needed('image', text);
  const repository = fields.needed('image_inner_path', text);
  const run = fields.optional('image_run_cmd', z.string());
  const privileged = fields.optional('privileged', z.boolean());
  fields.optional('image_name', z.string());
  if (privileged === true) fields.note('privileged', 'noted', 'it asks for full rights over the machine, which are refused without --allow-privileged');
  if (image === undefined || repository === undefined) return undefined;
  return { image, repository, ...(run === undefined ? {} : { run }), ...(privileged === true ? { privileged } : {}) };
}

/** Both `poc_timeout` and `poc_cmd_timeout` are taken: seconds. */
function readCommand(fields: FieldReader, name: keyof typeof SECONDS): { command: string | undefined; timeoutMs: number } {
  const command = fields.needed(`${name}_cmd`, text);
  const seconds = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().positive().max(3600, 'expected at most 3600 seconds'));
  const own = fields.optional(`${name}_timeout`, seconds) ?? fields.optional(`${name}_cmd_timeout`, seconds);
  return { command, timeoutMs: Math.round((own ?? SECONDS[name]) * 1000) };
}

function readOthers(fields: FieldReader): { file: string; lines: [number, number] }[] {
  return (fields.optional('other_vuln_files', z.array(z.unknown())) ?? []).flatMap((other) => {
    const parsed = otherField.safeParse(other);
    if (emptyOther.safeParse(other).success) return [];
    if (parsed.success) return [parsed.data];
    fields.note('other_vuln_files', 'changed', `found ${JSON.stringify(other)?.slice(0, 80) ?? 'nothing'}, expected vuln_file and vuln_lines: ignored`);
    return [];
  });
}

function readNotes(fields: FieldReader): string {
  const comment = fields.optional('comment', z.string());
  const help = fields.optional('help_commit_url', z.string());
  if (comment !== undefined) fields.note('comment', 'noted', 'a remark of its authors, kept as notes');
  return [comment, help].filter((part) => part !== undefined).join('\n');
}

interface Repair {
  readonly patch: string | undefined;
  readonly otherFlaws: readonly { readonly file: string }[];
  readonly fields: FieldReader;
}

/** The repair by the commit that the row names; where it names none and starts before a commit, by that one. */
function fixedOf({ source, regions }: Common, { patch, otherFlaws, fields }: Repair): Pick<AseV2Task, 'fixed'> {
  if (source.type !== 'git') return {};
  const [, after] = /^([0-9a-f]{7,64})[\^~]$/.exec(source.commit) ?? [];
  const commit = patch ?? after;
  if (patch === undefined) fields.note('patch_commit', 'noted', after === undefined ? 'missing: the task has no reference' : `missing: ${after}, which base_commit comes before, is taken for it`);
  if (commit === undefined) return {};
  const files = [...new Set([...regions, ...otherFlaws].map(({ file }) => file))];
  return { fixed: { source: { ...source, commit }, files } };
}
