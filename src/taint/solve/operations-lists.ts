import { contentsOf, writeContents } from './heap.ts';
import { allocate, keysOf, readMember, writeMember } from './memory.ts';
import { at, type Operation } from './operation.ts';
import { forgetLength } from './lengths.ts';
import { elementOf } from './parts.ts';
import { settled } from './settled.ts';
import type { Frame } from './program.ts';
import { type Contents, EMPTY } from './state.ts';
import { concatenated } from './texts.ts';
import type { Value } from './taint.ts';
import { joinValues, UNKNOWN } from './value.ts';

const MAX_COUNTED = 64;

/** The one list that a value is, where its items are counted and nobody else changes it. */
function countedList(frame: Frame, { targets }: Value): { readonly key: string; readonly list: Contents } | null {
  const [target, ...others] = targets;
  if (target?.kind !== 'object' || others.length > 0) return null;
  const list = frame.state?.heap.get(target.key);
  const isShared = frame.fn.index !== 0 && frame.program.heap.has(target.key);
  return list === undefined || isShared || !list.isList || list.rest !== null || list.fields.size >= MAX_COUNTED ? null : { key: target.key, list };
}

function itemsOf({ fields }: Contents): Value[] | null {
  const items: Value[] = [];
  for (let index = 0; index < fields.size; index += 1) {
    const item = fields.get(String(index));
    if (item === undefined) return null;
    items.push(item);
  }
  return items;
}

function rewrite(frame: Frame, value: Value, change: (items: readonly Value[]) => readonly Value[] | null): boolean {
  const counted = countedList(frame, value);
  const items = counted === null ? null : itemsOf(counted.list);
  const changed = items === null ? null : change(items);
  if (counted === null || changed === null) return false;
  writeContents(frame, counted.key, { ...counted.list, fields: new Map(changed.map((item, index): [string, Value] => [String(index), item])) });
  return true;
}

/** `options`: `all`: what the argument holds; `set`: what is there already is not there twice. */
export function push({ frame, values, asked, options, parts }: Operation): Value {
  const list = at(values, 0);
  if (options.includes('set')) forgetLength(frame, list);
  for (const argument of parts[0] === 'receiver' ? asked.arguments : asked.arguments.slice(1)) {
    const value = settled(frame, argument.value);
    const isSpread = argument.isSpread || options.includes('all');
    if (isSpread || !rewrite(frame, list, (items) => [...items, value])) writeMember(frame, list, null, isSpread ? readMember(frame, value, null, asked.span) : value);
  }
  return UNKNOWN;
}

function indexOf(value: Value, length: number): number | null {
  const index = value.constants?.length === 1 ? Number(value.constants[0]) : null;
  if (index === null || !Number.isInteger(index)) return null;
  return index < 0 ? index + length : index;
}

/** `list.insert(at, item)`. */
export function insert({ frame, values }: Operation): Value {
  const [list, where, item] = [at(values, 0), at(values, 1), at(values, 2)];
  const isDone = rewrite(frame, list, (items) => {
    const index = indexOf(where, items.length);
    return index === null ? null : [...items.slice(0, Math.max(0, index)), item, ...items.slice(Math.max(0, index))];
  });
  if (!isDone) {
    for (const target of list.targets) {
      const known = target.kind === 'object' ? contentsOf(frame, target.key) : null;
      if (known !== null && target.kind === 'object' && known.isList) writeContents(frame, target.key, { ...known, fields: new Map(), rest: [...known.fields.values()].reduce((all, one) => joinValues(all, one), known.rest ?? item) });
    }
    writeMember(frame, list, null, item);
  }
  return UNKNOWN;
}

/** Lists one behind the other; null where the first is none. */
export function joinedLists({ frame, asked }: Operation, values: readonly Value[]): Value | null {
  const [first] = values;
  if (first === undefined || !first.targets.some((target) => target.kind === 'object' && contentsOf(frame, target.key)?.isList === true)) return null;
  const known = countedList(frame, first);
  const others = (known === null ? values : values.slice(1)).map((value) => (value.targets.length > 0 ? elementOf(frame, value) : value));
  const rest = others.reduce<Value | null>((all, value) => (all === null ? value : joinValues(all, value)), null);
  return allocate(frame, -asked.span.start - 7, { ...EMPTY, isList: true, fields: known?.list.fields ?? new Map(), rest });
}

/** Takes an item out: the last one, or the one at a place; of a map, the value of a key. */
export function take({ frame, values, options, asked }: Operation): Value {
  const list = at(values, 0);
  const counted = countedList(frame, list);
  const items = counted === null ? null : itemsOf(counted.list);
  if (items === null) {
    for (const target of list.targets) moved(frame, target);
    const keys = values[1] === undefined || values[1] === UNKNOWN ? null : keysOf(values[1]);
    forgetLength(frame, list);
    const isMap = list.targets.every((target) => target.kind === 'object' && contentsOf(frame, target.key)?.isList === false);
    return keys !== null && isMap ? readMember(frame, list, keys, asked.span) : elementOf(frame, list);
  }
  const index = options.includes('first') ? 0 : values[1] === undefined || values[1] === UNKNOWN ? items.length - 1 : indexOf(values[1], items.length);
  if (index === null) {
    forgetLength(frame, list);
    return elementOf(frame, list);
  }
  rewrite(frame, list, () => items.filter((_, own) => own !== index));
  return items[index] ?? UNKNOWN;
}

/** Its items have other places from now on. */
function moved(frame: Frame, target: Value['targets'][number]): void {
  const contents = target.kind === 'object' ? contentsOf(frame, target.key) : null;
  if (target.kind === 'object' && contents !== null && contents.rest !== null) writeContents(frame, target.key, { ...contents, rest: { ...contents.rest } });
}

/** The field of a buffer that has its text: no name in code is like it. */
const TEXT = '\0text';

/** An object of a known class that keeps what it is given. */
export function newObject(frame: Frame, start: number, text: Value | undefined): Value {
  return allocate(frame, -start - 3, text === undefined || text === UNKNOWN ? EMPTY : { ...EMPTY, fields: new Map([[TEXT, text]]) });
}

/** Writes at the end of a buffer. */
export function writeText({ frame, values }: Operation): Value {
  const [buffer, text] = [at(values, 0), at(values, 1)];
  const known = readText(frame, buffer);
  writeMember(frame, objectsOf(buffer), [TEXT], known === UNKNOWN ? text : concatenated([known, text], frame));
  return UNKNOWN;
}

/** The text of a buffer. */
export function readText(frame: Frame, buffer: Value): Value {
  return readMember(frame, objectsOf(buffer), [TEXT], { start: 0, stop: 0 });
}

function objectsOf(value: Value): Value {
  return { ...value, targets: value.targets.filter(({ kind }) => kind === 'object') };
}

/** `config.get(section, name)`: each key leads one object deeper. */
export function getNested({ frame, values, asked }: Operation): Value {
  return values.slice(1).reduce<Value>((object, key) => readMember(frame, object, keysOf(key), asked.span), objectsOf(at(values, 0)));
}

export function setNested({ frame, values, asked }: Operation): Value {
  const keys = values.slice(1, -1);
  let object = objectsOf(at(values, 0));
  for (const [depth, key] of keys.slice(0, -1).entries()) {
    const known = objectsOf(readMember(frame, object, keysOf(key), asked.span));
    const next = known.targets.length > 0 ? known : allocate(frame, -asked.span.start - 4 - depth);
    if (known.targets.length === 0) writeMember(frame, object, keysOf(key), next);
    object = next;
  }
  writeMember(frame, object, keysOf(keys.at(-1) ?? UNKNOWN), at(values, values.length - 1));
  return UNKNOWN;
}

/** A piece of a list. */
export function sliceOf(frame: Frame, list: Value, [start, stop]: readonly [Value | undefined, Value | undefined], place: number): Value | null {
  if (!list.targets.some((target) => target.kind === 'object' && contentsOf(frame, target.key)?.isList === true)) return null;
  const counted = countedList(frame, list);
  const items = counted === null ? null : itemsOf(counted.list);
  const bound = (value: Value | undefined, otherwise: number): number | null => (value === undefined || value === UNKNOWN || value.constants?.[0] === undefined && value.constants !== null ? otherwise : indexOf(value, items?.length ?? 0));
  const [from, to] = [bound(start, 0), bound(stop, items?.length ?? 0)];
  if (items === null || from === null || to === null) return { ...allocate(frame, -place - 5, { ...EMPTY, isList: true, rest: elementOf(frame, list) }), taints: list.taints, chain: list.chain };
  return allocate(frame, -place - 5, { ...EMPTY, isList: true, fields: new Map(items.slice(Math.max(0, from), Math.max(0, to)).map((item, index): [string, Value] => [String(index), item])) });
}
