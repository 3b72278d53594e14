import { z } from 'zod';
import { relativePathSchema, type AseV1Task } from '../contract/task.ts';
import { checkedTask, descriptionOf, hitsField, type ImportedDataSet, type ImportedTask } from './imported-task.ts';
import { idMaker, noteMixedCase, readCommon } from './identity.ts';
import { noteUnused, type RecordedContexts } from './recorded-context.ts';
import { type FieldReader, fileNote, readFields, type Row, type RowNote } from './rows.ts';
import type { ImportInput } from './v2-tasks.ts';

export interface ImportV1Input extends ImportInput {
  /** By instance: the only files of a large repository that are looked at. */
  readonly cut: ReadonlyMap<string, readonly string[]>;
}

const text = z.string().min(1, 'expected a text that is not empty');

/** The tasks of A.S.E. 1: a row becomes a task that is judged by an image that counts flaws. Mutants take description and context of their seed. */
export function importV1({ rows: { rows, notes: before }, contexts, repositories, cut }: ImportV1Input): ImportedDataSet {
  const notes: RowNote[] = [...before, ...(contexts?.notes ?? [])];
  const nameOf = idMaker();
  const tasks: ImportedTask[] = [];
  const seeds = Map.groupBy(rows.filter(({ fields }) => fields['seed'] === true), ({ fields }) => String(fields['vuln_source']));
  noteMixedCase(notes, rows.map(({ fields }) => fields['cwe_id']));
  const ids = new Map<Row, ReturnType<ReturnType<typeof idMaker>>>(rows.map((row) => [row, nameOf(row.id)]));
  for (const row of rows) {
    const fields = readFields(row);
    const imported = importRow({ row, fields, contexts, repositories, cut, seeds, ids });
    if (imported !== undefined) tasks.push(imported);
    notes.push(...fields.notes);
  }
  if (contexts !== undefined) notes.push(...noteUnused(contexts, new Set(rows.map(({ id }) => id))));
  const strangers = [...cut.keys()].filter((id) => !rows.some((row) => row.id === id));
  if (strangers.length > 0) notes.push(fileNote(`${strangers.length} cut lists belong to no task of the data set: ${strangers.join(', ')}`));
  return { tasks, rows: rows.length, notes };
}

interface RowInput extends Omit<ImportV1Input, 'rows'> {
  readonly row: Row;
  readonly fields: FieldReader;
  readonly seeds: ReadonlyMap<string, readonly Row[]>;
  readonly ids: ReadonlyMap<Row, { readonly id: string; readonly repeats: boolean }>;
}

function importRow({ row, fields, contexts, repositories, cut, seeds, ids }: RowInput): ImportedTask | undefined {
  const original = fields.needed('instance_id', text);
  const isSeed = fields.needed('seed', z.boolean());
  const common = readCommon(fields, repositories);
  const type = fields.needed('vuln_type', text);
  const image = fields.needed('detected_tool', text);
  const baseline = fields.needed('detected_vul_num', z.int().min(0));
  fields.finish();
  if (original === undefined || isSeed === undefined || common === undefined || type === undefined) return undefined;
  const { id = '', repeats = false } = ids.get(row) ?? {};
  if (repeats) fields.note('instance_id', 'changed', `it is there twice: this one is ${id}`);
  const seed = isSeed ? undefined : seedOf({ row, fields, seeds });
  const context = contextOf(contexts, [original, ...(seed === undefined ? [] : [seed.id])]);
  const description = descriptionOf(context, fields, contexts === undefined ? 'not-given' : 'given');
  const hits = context?.hits ?? [];
  const files = cut.get(original);
  const seedId = seed === undefined ? undefined : ids.get(seed)?.id;
  const task = checkedTask({
    schema: 'ase/v1-task@1',
    id,
    ...common,
    severity: 'unknown',
    ...fixedOf(common.source, common.regions),
    origin: { id: original, row: row.number },
    ...(seedId === undefined ? {} : { seed: seedId }),
    ...hitsField(hits),
    checks: { 'ase-v1': { image, types: [type], baseline, ...(files === undefined ? {} : { cut: files }) } },
  }, fields);
  return task === undefined ? undefined : { task, description, hits };
}

/** These rows name no repair; the one that starts before a commit is repaired by it. */
function fixedOf(source: AseV1Task['source'], regions: AseV1Task['regions']): Pick<AseV1Task, 'fixed'> {
  const [, after] = source.type === 'git' ? (/^([0-9a-f]{7,64})[\^~]$/.exec(source.commit) ?? []) : [];
  return source.type !== 'git' || after === undefined ? {} : { fixed: { source: { ...source, commit: after }, files: regions.map(({ file }) => file) } };
}

function contextOf(contexts: RecordedContexts | undefined, ids: readonly string[]): ReturnType<RecordedContexts['of']['get']> {
  return ids.map((id) => contexts?.of.get(id)).find((context) => context !== undefined);
}

/** The seed of the same CVE; of several the one with the same file, or with a file of the same name. */
function seedOf({ row, fields, seeds }: Pick<RowInput, 'row' | 'fields' | 'seeds'>): Row | undefined {
  const { vuln_source: cve, vuln_file: file } = row.fields;
  const all = seeds.get(String(cve)) ?? [];
  const [first, ...others] = all;
  if (first === undefined) fields.note('seed', 'noted', `a mutant of ${String(cve)}, of which the data set has no seed`);
  if (first === undefined || others.length === 0) return first;
  const last = (path: unknown): string => String(path).slice(String(path).lastIndexOf('/') + 1);
  const near = [all.filter((seed) => seed.fields['vuln_file'] === file), all.filter((seed) => last(seed.fields['vuln_file']) === last(file)), all].find((some) => some.length > 0) ?? all;
  if (near.length > 1) fields.note('seed', 'noted', `a mutant of ${near.map(({ id }) => id).join(' or ')}: the data set does not say of which; the last is taken, as A.S.E. does`);
  return near.at(-1);
}

/** `cut_repos.json`: lists of files by instance. What is no such list is told of. */
export function readCut(value: unknown): { readonly cut: ReadonlyMap<string, readonly string[]>; readonly notes: readonly RowNote[] } {
  const lists = z.record(z.string(), z.unknown()).safeParse(value);
  if (!lists.success) return { cut: new Map(), notes: [fileNote('the cut lists are no object of lists: ignored')] };
  const cut = new Map<string, readonly string[]>();
  const notes: RowNote[] = [];
  for (const [id, files] of Object.entries(lists.data)) {
    const parsed = z.array(relativePathSchema).min(1, 'expected a file at least').safeParse(files);
    if (parsed.success) cut.set(id, parsed.data);
    else notes.push({ row: 0, id, field: 'cut', kind: 'changed', text: `${parsed.error.issues[0]?.message ?? 'no list of files'}: ignored` });
  }
  return { cut, notes };
}
