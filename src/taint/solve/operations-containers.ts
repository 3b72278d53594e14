import { contentsOf } from './heap.ts';
import { allocate, KEYS, keysOf, locationOf, readMember, writeMember } from './memory.ts';
import { at, type Operate, type Operation } from './operation.ts';
import { getNested, insert, newObject, push, readText, setNested, take, writeText } from './operations-lists.ts';
import { elementOf } from './parts.ts';
import { fieldOf } from './program.ts';
import { EMPTY } from './state.ts';
import { inputOrigin, type Value } from './taint.ts';
import { joinValues, UNKNOWN, valueOf } from './value.ts';

/** Operations on lists, maps and objects. */
export const CONTAINER_OPERATIONS: readonly [string, Operate][] = [
  ['push', push],
  ['insert', insert],
  ['take', take],
  ['new-object', ({ frame, asked, values }) => newObject(frame, asked.span.start, values[0])],
  ['write-text', writeText],
  ['read-text', ({ frame, values }) => readText(frame, at(values, 0))],
  ['get', (operation) => {
    const { frame, values, asked } = operation;
    if (operation.options.includes('nested')) return getNested(operation);
    const found = readMember(frame, at(values, 0), keysOf(at(values, 1)), asked.span);
    return values[2] === undefined || values[2] === UNKNOWN ? found : joinValues(found, values[2]);
  }],
  ['set', (operation) => {
    const { frame, values } = operation;
    if (operation.options.includes('nested')) return setNested(operation);
    writeMember(frame, at(values, 0), keysOf(at(values, 1)), at(values, 2));
    return at(values, 0);
  }],
  ['keys', (operation) => listOf(operation, keyOf(operation))],
  ['values', (operation) => listOf(operation, elementOf(operation.frame, at(operation.values, 0)))],
  ['entries', entries],
  ['merge', (operation) => listOf(operation, merged(operation))],
  ['from-entries', fromEntries],
  ['assign-fields', assignFields],
];

export function listOf({ frame, asked }: Pick<Operation, 'frame' | 'asked'>, element: Value): Value {
  return allocate(frame, -asked.span.start - 1, { ...EMPTY, isList: true, rest: element });
}

function merged({ frame, asked, values, parts }: Operation): Value {
  const given = parts[0] === 'receiver' ? [at(values, 0), ...asked.arguments.map(({ value }) => value)] : asked.arguments.map(({ value }) => value);
  return given.reduce<Value>((all, value) => {
    const isList = value.targets.some((target) => {
      const location = locationOf(target);
      return location !== null && contentsOf(frame, location) !== null;
    });
    return joinValues(all, isList ? elementOf(frame, value) : value);
  }, given[0] === undefined ? UNKNOWN : elementOf(frame, given[0]));
}

/** Keys are data where the whole is: data under fixed keys is none of them. */
function keyOf({ values }: Operation): Value {
  const { input, taints } = at(values, 0);
  if (input === null) return valueOf({ taints });
  const key = fieldOf(input, KEYS);
  return valueOf({ taints: taints.map((taint) => (taint.origin.kind === 'input' ? { ...taint, origin: inputOrigin(key) } : taint)) });
}

function entries(operation: Operation): Value {
  const { frame, values, asked } = operation;
  const element = elementOf(frame, at(values, 0));
  const pair = allocate(frame, -asked.span.start - 2, { ...EMPTY, isList: true, fields: new Map([['0', keyOf(operation)], ['1', element]]) });
  return listOf(operation, pair);
}

/** `new Map([['a', 1]])`: known keys with their values, all else under any. */
function fromEntries({ frame, values, asked }: Operation): Value {
  const list = at(values, 0);
  const fields = new Map<string, Value>();
  let rest: Value | null = list.taints.length === 0 ? null : valueOf({ taints: list.taints });
  for (const target of list.targets) {
    const location = locationOf(target);
    const contents = location === null ? null : contentsOf(frame, location);
    for (const pair of contents === null ? [] : [...contents.fields.values(), ...(contents.rest === null ? [] : [contents.rest])]) {
      const keys = keysOf(readMember(frame, pair, ['0'], asked.span));
      const value = readMember(frame, pair, ['1'], asked.span);
      for (const key of keys ?? []) fields.set(key, joinValues(fields.get(key) ?? value, value));
      if (keys === null) rest = rest === null ? value : joinValues(rest, value);
    }
  }
  return allocate(frame, asked.span.start, { ...EMPTY, fields, rest });
}

/** `Object.assign(target, …)`: known fields under their names, all else under any. */
function assignFields({ frame, asked }: Operation): Value {
  const [target, ...sources] = asked.arguments.map(({ value }) => value);
  if (target === undefined) return UNKNOWN;
  for (const source of sources) {
    for (const from of source.targets) {
      const location = locationOf(from);
      const contents = location === null ? null : contentsOf(frame, location);
      for (const [name, value] of contents?.fields ?? []) writeMember(frame, target, [name], value);
      if (contents?.rest != null) writeMember(frame, target, null, contents.rest);
    }
    if (source.taints.length > 0) writeMember(frame, target, null, valueOf({ taints: source.taints }));
  }
  return target;
}
