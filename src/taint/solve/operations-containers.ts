import { allocate, contentsOf, keysOf, locationOf, readMember, writeMember } from './memory.ts';
import { at, type Operate, type Operation } from './operation.ts';
import { elementOf } from './parts.ts';
import { EMPTY } from './state.ts';
import { joinValues, UNKNOWN, type Value, valueOf } from './value.ts';

/** Operations on lists, maps and objects. */
export const CONTAINER_OPERATIONS: readonly [string, Operate][] = [
  ['push', push],
  ['get', ({ frame, values, asked }) => {
    const found = readMember(frame, at(values, 0), keysOf(at(values, 1)), asked.span);
    return values[2] === undefined || values[2] === UNKNOWN ? found : joinValues(found, values[2]);
  }],
  ['set', ({ frame, values }) => {
    writeMember(frame, at(values, 0), keysOf(at(values, 1)), at(values, 2));
    return at(values, 0);
  }],
  ['keys', (operation) => listOf(operation, valueOf({ taints: at(operation.values, 0).taints }))],
  ['values', (operation) => listOf(operation, elementOf(operation.frame, at(operation.values, 0)))],
  ['entries', entries],
  ['merge', (operation) => listOf(operation, merged(operation))],
  ['assign-fields', assignFields],
  ['element', ({ frame, values }) => elementOf(frame, at(values, 0))],
  ['list-of', (operation) => listOf(operation, at(operation.values, 0))],
];

export function listOf({ frame, asked }: Pick<Operation, 'frame' | 'asked'>, element: Value): Value {
  return allocate(frame, -asked.span.start - 1, { ...EMPTY, isList: true, rest: element });
}

function push({ frame, values, asked }: Operation): Value {
  const list = at(values, 0);
  for (const { value } of asked.arguments) writeMember(frame, list, null, value);
  return UNKNOWN;
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

function entries(operation: Operation): Value {
  const { frame, values, asked } = operation;
  const element = elementOf(frame, at(values, 0));
  const pair = allocate(frame, -asked.span.start - 2, { ...EMPTY, isList: true, fields: new Map([['0', valueOf({ taints: at(values, 0).taints })], ['1', element]]) });
  return listOf(operation, pair);
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
