import { isScalar, type Node } from 'yaml';
import type { Fault } from '../../contract/errors.ts';
import type { Literal } from '../ir/nodes.ts';
import { MODEL_KINDS } from '../rules/rule.ts';
import { type Entry, openYaml, type YamlReader } from '../rules/yaml-reader.ts';
import { modelsOf, type ModelTables } from './model-lookup.ts';
import { readPaths } from './model-paths.ts';
import type { CallModel, Models } from './models.ts';
import { CALL_READERS, type CallReader, readLiteral, readSink, SINK_KEYS } from './read-calls.ts';

/** What is being read of one file, and what all files said. */
interface Reading {
  readonly reader: YamlReader;
  readonly tables: ModelTables;
  /** All that was said, to find what is said twice. */
  readonly said: Set<string>;
}

const SECTIONS: ReadonlyMap<string, (reading: Reading, entry: Entry) => void> = new Map<string, (reading: Reading, entry: Entry) => void>([
  ['types', readTypes],
  ['sources', readSources],
  ['sinks', readSinks],
  ...[...CALL_READERS].map(([section, calls]): [string, (reading: Reading, entry: Entry) => void] => [section, (reading, entry) => readCalls(reading, entry, calls)]),
  ['exits', (reading, entry) => readMarks(reading, entry, { type: 'exits' })],
  ['clean', (reading, entry) => readMarks(reading, entry, { type: 'clean' })],
  ['constants', readConstants],
]);

/** The models of several files of one language, and all that is wrong with them; what has a fault is left out. */
export function readModels(files: readonly { readonly path: string; readonly text: string }[]): { models: Models; faults: readonly Fault[] } {
  const tables: ModelTables = { types: new Map(), sources: new Map(), calls: new Map(), assignments: new Map(), constants: new Map() };
  const faults: Fault[] = [];
  const said = new Set<string>();
  for (const { path, text } of files) {
    const { root, reader } = openYaml(text, path);
    const reading: Reading = { reader, tables, said };
    for (const entry of root === null ? [] : reader.entries(root, '', [...SECTIONS.keys()])) SECTIONS.get(entry.key)?.(reading, entry);
    faults.push(...reader.faults);
  }
  return { models: modelsOf(tables), faults };
}

function readTypes(reading: Reading, entry: Entry): void {
  for (const type of reading.reader.anyEntries(entry.value, entry.field)) {
    const [name, ...more] = readPaths(type.key) ?? [];
    if (name === undefined || more.length > 0) {
      reading.reader.fault(type.place, type.field, `${type.key}, which is no path`, 'the name of a type, such as express.Request');
      continue;
    }
    for (const path of pathsAt(reading, type)) if (isNew(reading, type, `type ${path}`, path)) reading.tables.types.set(path, name);
  }
}

function readSources(reading: Reading, entry: Entry): void {
  for (const { entries, owner } of itemsOf(reading, entry, ['path', 'kind'])) {
    const kindEntry = required(reading, entries, 'kind', owner);
    const kind = kindEntry === null ? null : reading.reader.choice(kindEntry.value, kindEntry.field, MODEL_KINDS);
    const pathEntry = required(reading, entries, 'path', owner);
    if (pathEntry === null || kind === null) continue;
    for (const path of pathsAt(reading, pathEntry)) if (isNew(reading, pathEntry, `source ${path}`, path)) reading.tables.sources.set(path, { path, kind });
  }
}

function readSinks(reading: Reading, entry: Entry): void {
  for (const { entries, owner } of itemsOf(reading, entry, ['call', 'assign', ...SINK_KEYS])) {
    const assigned = entries.find(({ key }) => key === 'assign');
    const pathEntry = assigned ?? required(reading, entries, 'call', owner);
    if (pathEntry === null) continue;
    const sink = readSink(reading.reader, entries, owner, assigned !== undefined);
    if (sink === null) continue;
    for (const path of pathsAt(reading, pathEntry)) add(reading, pathEntry, assigned === undefined ? reading.tables.calls : reading.tables.assignments, { path, model: { ...sink, path } });
  }
}

function readCalls(reading: Reading, entry: Entry, { keys, read }: CallReader): void {
  for (const { entries, owner } of itemsOf(reading, entry, ['call', ...keys])) {
    const pathEntry = required(reading, entries, 'call', owner);
    const model = read(reading.reader, entries, owner);
    if (pathEntry === null || model === null) continue;
    for (const path of pathsAt(reading, pathEntry)) add(reading, pathEntry, reading.tables.calls, { path, model });
  }
}

function readMarks(reading: Reading, entry: Entry, model: CallModel): void {
  for (const [at, item] of reading.reader.items(entry.value, entry.field).entries()) {
    const one: Entry = { ...entry, value: item, field: `${entry.field}[${at}]`, place: reading.reader.placeOf(item) };
    for (const path of pathsAt(reading, one)) add(reading, one, reading.tables.calls, { path, model });
  }
}

function readConstants(reading: Reading, entry: Entry): void {
  for (const constant of reading.reader.anyEntries(entry.value, entry.field)) {
    const literal = readLiteral(reading.reader, constant);
    const named: Entry = { ...constant, value: null };
    if (literal === null) continue;
    for (const path of namedPaths(reading, named, constant.key)) if (isNew(reading, constant, `constant ${path}`, path)) reading.tables.constants.set(path, literal satisfies { value: Literal });
  }
}

function add<Model extends CallModel>(reading: Reading, entry: Entry, table: Map<string, Model[]>, { path, model }: { path: string; model: Model }): void {
  if (!isNew(reading, entry, `${entry.key === 'assign' ? 'assign' : 'call'} ${path} ${JSON.stringify(model)}`, path)) return;
  const list = table.get(path) ?? [];
  list.push(model);
  table.set(path, list);
}

function isNew({ reader, said }: Reading, entry: Entry, what: string, path: string): boolean {
  if (said.has(what)) reader.fault(entry.place, entry.field, `${path} again`, 'everything said once');
  const isFirst = !said.has(what);
  said.add(what);
  return isFirst;
}

/** The mappings of a list, with what they are called in faults. */
function itemsOf({ reader }: Reading, entry: Entry, keys: readonly string[]): { entries: Entry[]; owner: Entry }[] {
  return reader.items(entry.value, entry.field).map((item: Node, at) => {
    const owner: Entry = { ...entry, value: item, field: `${entry.field}[${at}]`, place: reader.placeOf(item) };
    return { entries: reader.entries(item, owner.field, keys), owner };
  });
}

function required({ reader }: Reading, entries: readonly Entry[], key: string, owner: Entry): Entry | null {
  const found = entries.find((entry) => entry.key === key);
  if (found === undefined) reader.fault(owner.place, `${owner.field}.${key}`, 'nothing', key === 'kind' ? `one of ${MODEL_KINDS.join(', ')}` : 'a path');
  return found ?? null;
}

/** One path or a list of them, each with its alternatives. */
function pathsAt(reading: Reading, entry: Entry): string[] {
  const texts = entry.value !== null && isScalar(entry.value) && entry.value.value === null ? [] : reading.reader.texts(entry.value, entry.field);
  if (texts.length === 0) reading.reader.fault(entry.place, entry.field, 'nothing', 'a path');
  return texts.flatMap((text) => namedPaths(reading, entry, text));
}

function namedPaths({ reader }: Reading, entry: Entry, text: string): string[] {
  const paths = readPaths(text);
  if (paths === null) reader.fault(entry.value === null ? entry.place : reader.placeOf(entry.value), entry.field, `${text.slice(0, 100)}, which is no path`, 'names joined by dots, () for what a call gives, {a,b} for alternatives');
  return paths ?? [];
}
