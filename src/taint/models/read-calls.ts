import { isScalar, type Node } from 'yaml';
import type { Literal } from '../ir/nodes.ts';
import { CONTEXTS } from '../rules/rule.ts';
import type { Entry, YamlReader } from '../rules/yaml-reader.ts';
import { ALL_CHARACTERS, characterBits, labelBits } from '../solve/labels.ts';
import { readCallPart } from './model-paths.ts';
import type { CallModel, CallPart, FlowKind, SinkModel } from './models.ts';
import { OPERATIONS } from './operation-shapes.ts';

/** Which keys an entry of a section has besides its path, and what it says. */
export interface CallReader {
  readonly keys: readonly string[];
  readonly read: (reader: YamlReader, entries: readonly Entry[], owner: Entry) => CallModel | null;
}

const PARTS = 'an argument from 0, name:x, all, rest, receiver or result';
const FLOW_KINDS: readonly FlowKind[] = ['identity', 'canonical', 'decoded', 'unescaped', 'element', 'mixed'];
export const SINK_KEYS = ['part', 'fields', 'context', 'kind', 'only'];

export const CALL_READERS: ReadonlyMap<string, CallReader> = new Map<string, CallReader>([
  ['sanitizers', { keys: ['part', 'clears', 'removes', 'adds', 'only'], read: readSanitizer }],
  ['guards', { keys: ['part', 'when', 'clears', 'only'], read: readGuard }],
  ['flows', { keys: ['from', 'to', 'how', 'only'], read: readFlow }],
  ['calls', { keys: ['part', 'of', 'with', 'returns', 'only'], read: readCallback }],
  ['operations', { keys: ['name', 'parts', 'options', 'only'], read: readOperation }],
]);

/** What data reaches there. `isAssigned`: by an assignment, which has no parts. */
export function readSink(reader: YamlReader, entries: readonly Entry[], owner: Entry, isAssigned: boolean): Omit<SinkModel, 'path'> | null {
  const part = isAssigned ? 0 : partAt(reader, entries, 'part', owner);
  const context = choiceAt(reader, entries, { key: 'context', values: CONTEXTS }, owner);
  const fields = find(entries, 'fields');
  const kind = find(entries, 'kind');
  const only = find(entries, 'only');
  const condition = only === undefined ? null : readOnly(reader, only);
  if (part === null || context === null || (only !== undefined && condition === null)) return null;
  return {
    type: 'sink', part, context, only: condition,
    fields: fields === undefined ? [] : reader.texts(fields.value, fields.field),
    kind: kind === undefined ? context : (reader.text(kind.value, kind.field) ?? context),
  };
}

function readOnly(reader: YamlReader, owner: Entry): SinkModel['only'] {
  const entries = reader.entries(owner.value, owner.field, ['part', 'field', 'value', 'missing', 'not']);
  const [part, field, value, not] = [partAt(reader, entries, 'part', owner), find(entries, 'field'), find(entries, 'value'), find(entries, 'not')];
  const gone = find(entries, 'missing');
  const isGone = gone !== undefined && reader.flag(gone.value, gone.field);
  const literal = isGone ? { value: undefined } : value === undefined ? missing(reader, owner, 'value', 'a constant, or missing: true') : readLiteral(reader, value);
  if (part === null || literal === null) return null;
  return { part, field: field === undefined ? null : reader.text(field.value, field.field), value: literal.value, isNegated: not !== undefined && reader.flag(not.value, not.field) };
}

function conditionOf(reader: YamlReader, entries: readonly Entry[]): { only?: NonNullable<SinkModel['only']> } {
  const entry = find(entries, 'only');
  const only = entry === undefined ? null : readOnly(reader, entry);
  return only === null ? {} : { only };
}

function listPart(reader: YamlReader, entries: readonly Entry[]): { of?: CallPart } {
  const entry = find(entries, 'of');
  const part = entry === undefined ? null : partOf(reader, entry.value, entry);
  return part === null ? {} : { of: part };
}

function readSanitizer(reader: YamlReader, entries: readonly Entry[], owner: Entry): CallModel | null {
  const [part, clears] = [partAt(reader, entries, 'part', owner), labelsAt(reader, entries, owner)];
  return part === null || clears === null ? null : { type: 'sanitizer', part, clears, ...charactersAt(reader, entries, 'removes'), ...charactersAt(reader, entries, 'adds'), ...conditionOf(reader, entries) };
}

/** Characters that the engine knows by name; `all-but …`: all others. */
function charactersAt<Key extends 'removes' | 'adds'>(reader: YamlReader, entries: readonly Entry[], key: Key): { [K in Key]?: number } {
  const entry = find(entries, key);
  const text = entry === undefined ? null : reader.text(entry.value, entry.field);
  if (text === null) return {};
  const bits = text.startsWith('all-but ') ? ALL_CHARACTERS & ~characterBits(text.slice('all-but '.length)) : characterBits(text);
  return { [key]: bits } as { [K in Key]?: number };
}

function readGuard(reader: YamlReader, entries: readonly Entry[], owner: Entry): CallModel | null {
  const [part, clears, entry] = [partAt(reader, entries, 'part', owner), labelsAt(reader, entries, owner), find(entries, 'when')];
  const literal = entry !== undefined && isScalar(entry.value) ? entry.value.value : null;
  const when = literal === true || literal === false || literal === 'returns' ? literal : null;
  if (when === null) reader.fault(entry?.place ?? owner.place, `${owner.field}.when`, entry === undefined ? 'nothing' : 'another outcome', 'true, false or returns');
  return part === null || clears === null || when === null ? null : { type: 'guard', part, when, clears, ...conditionOf(reader, entries) };
}

function readFlow(reader: YamlReader, entries: readonly Entry[], owner: Entry): CallModel | null {
  const [from, to] = [partAt(reader, entries, 'from', owner), partAt(reader, entries, 'to', owner)];
  const how = choiceAt(reader, entries, { key: 'how', values: FLOW_KINDS }, owner);
  return from === null || to === null || how === null ? null : { type: 'flow', from, to, how, ...conditionOf(reader, entries) };
}

function readCallback(reader: YamlReader, entries: readonly Entry[], owner: Entry): CallModel | null {
  const part = partAt(reader, entries, 'part', owner);
  const returns = choiceAt(reader, entries, { key: 'returns', values: ['nothing', 'result', 'elements', 'filtered', 'entries'] as const }, owner);
  const given = find(entries, 'with');
  const parts = given === undefined ? [] : listOf(given).map((node) => (isScalar(node) && node.value === 'element' ? 'element' : partOf(reader, node, given)));
  if (given === undefined) missing(reader, owner, 'with', `a list of parts, or element`);
  return part === null || returns === null || parts.includes(null) ? null : { type: 'calls', part, ...listPart(reader, entries), with: parts.filter((one) => one !== null), returns, ...conditionOf(reader, entries) };
}

function readOperation(reader: YamlReader, entries: readonly Entry[], owner: Entry): CallModel | null {
  const name = choiceAt(reader, entries, { key: 'name', values: [...OPERATIONS.keys()] }, owner);
  const [partsEntry, optionsEntry] = [find(entries, 'parts'), find(entries, 'options')];
  const parts = partsEntry === undefined ? [] : listOf(partsEntry).map((node) => partOf(reader, node, partsEntry));
  const shape = name === null ? undefined : OPERATIONS.get(name);
  if (name === null || shape === undefined || parts.includes(null)) return null;
  if (parts.length === 0 || parts.length > shape.parts) {
    reader.fault(partsEntry?.place ?? owner.place, `${owner.field}.parts`, `${parts.length} parts`, shape.parts === 1 ? '1 part' : `1 to ${shape.parts} parts`);
    return null;
  }
  const options = optionsEntry === undefined ? [] : reader.texts(optionsEntry.value, optionsEntry.field);
  const unknown = options.filter((option) => !shape.options.includes(option));
  if (optionsEntry !== undefined && unknown.length > 0) {
    reader.fault(optionsEntry.place, optionsEntry.field, unknown.join(), shape.options.length === 0 ? 'no options' : `one of ${shape.options.join(', ')}`);
    return null;
  }
  return { type: 'operation', name, parts: parts.filter((part) => part !== null), options, ...conditionOf(reader, entries) };
}

/** A constant; null with a fault for what is none. */
export function readLiteral(reader: YamlReader, entry: Entry): { value: Literal } | null {
  const value: unknown = isScalar(entry.value) ? entry.value.value : undefined;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { value };
  return missing(reader, entry, '', 'a text, a number, true, false or null');
}

function find(entries: readonly Entry[], key: string): Entry | undefined {
  return entries.find((entry) => entry.key === key);
}

function missing(reader: YamlReader, owner: Entry, key: string, expected: string): null {
  reader.fault(owner.place, key === '' ? owner.field : `${owner.field}.${key}`, key === '' ? 'something else' : 'nothing', expected);
  return null;
}

function partAt(reader: YamlReader, entries: readonly Entry[], key: string, owner: Entry): CallPart | null {
  const entry = find(entries, key);
  return entry === undefined ? missing(reader, owner, key, PARTS) : partOf(reader, entry.value, entry);
}

function partOf(reader: YamlReader, node: Node | null, owner: Entry): CallPart | null {
  const value: unknown = isScalar(node) ? node.value : null;
  const part = readCallPart(value);
  if (part === null) reader.fault(node === null ? owner.place : reader.placeOf(node), owner.field, typeof value === 'string' || typeof value === 'number' ? String(value) : 'no part', PARTS);
  return part;
}

function choiceAt<Value extends string>(reader: YamlReader, entries: readonly Entry[], { key, values }: { key: string; values: readonly Value[] }, owner: Entry): Value | null {
  const entry = find(entries, key);
  return entry === undefined ? missing(reader, owner, key, `one of ${values.join(', ')}`) : reader.choice(entry.value, entry.field, values);
}

/** The bits of all labels and groups that `clears` names. */
function labelsAt(reader: YamlReader, entries: readonly Entry[], owner: Entry): number | null {
  const entry = find(entries, 'clears');
  const names = entry === undefined ? [] : reader.texts(entry.value, entry.field);
  if (entry === undefined || names.length === 0) return missing(reader, owner, 'clears', 'labels, or all');
  let bits = 0;
  for (const name of names) {
    const own = labelBits(name);
    if (own === null) reader.fault(entry.place, entry.field, name, 'a label or group of docs/framework-models.md');
    else bits |= own;
  }
  return bits;
}

/** One node or the nodes of a list. */
function listOf({ value }: Entry): readonly Node[] {
  if (value === null) return [];
  return 'items' in value && Array.isArray(value.items) ? (value.items as Node[]) : [value];
}
