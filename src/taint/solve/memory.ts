import type { Literal } from '../ir/nodes.ts';
import { ANY_ITEM } from './value-facts.ts';
import { classMember, classRef, instanceMember, MAX_BASES } from './classes.ts';
import { LENGTH, lengthOf } from './lengths.ts';
import { anyOfModule, moduleMember } from './module-members.ts';
import { fieldOf, type Frame } from './program.ts';
import { contentsOf, writeContents } from './heap.ts';
import { type Contents, EMPTY } from './state.ts';
import { symbolMember } from './symbols.ts';
import { type Derived, type Input, joinTaints, type Taint, type Target, type Value } from './taint.ts';
import { constantsValue, inputValue, joinValues, objectValue, UNKNOWN, valueOf } from './value.ts';

const MAX_PATH = 4;

/** Of an input's path: its keys themselves. */
export const KEYS = '#keys';

/** A new object, one for each place that makes it. */
export function allocate(frame: Frame, at: number, contents: Contents = EMPTY): Value {
  const key = `${frame.unit.module.path}:${frame.fn.index}:${at}`;
  frame.state?.heap.set(key, contents);
  return objectValue(key);
}

/** Keys that a value can be; null: any. */
export function keysOf(value: Value): readonly string[] | null {
  return value.constants === null ? null : value.constants.map(keyText);
}

function keyText(key: Literal): string {
  return String(key);
}

/** A member of a value, under one of several keys (null: any). `at`: of the expression, for what is first met here. */
export function readMember(frame: Frame, object: Value, keys: readonly string[] | null, span: { start: number; stop: number }): Value {
  if (keys?.[0] === LENGTH) return lengthOf(frame, object);
  const characters = keys === null ? null : charactersAt(object, keys);
  if (characters !== null) return characters;
  let found: Value | null = null;
  const add = (value: Value): void => {
    found = found === null ? value : joinValues(found, value);
  };
  for (const target of object.targets) {
    // What an object is known to have is not asked of the callers too.
    if (target.kind === 'input' && found !== null && (found as Value).targets.some(({ kind }) => kind === 'function')) continue;
    if (keys === null) add(readAny(frame, target, span));
    else for (const key of keys) add(readOne(frame, target, key, span));
  }
  return carried(object, keys?.length === 1 ? keys[0] : undefined, found ?? UNKNOWN);
}

/** `"ABC"[1]`. */
function charactersAt({ constants, targets }: Value, keys: readonly string[]): Value | null {
  if (constants === null || targets.length > 0 || !keys.every((key) => /^-?\d{1,9}$/u.test(key)) || constants.length * keys.length > MAX_PATH * MAX_PATH) return null;
  const found = constants.flatMap((text) => (typeof text === 'string' ? keys.map((key) => text.at(Number(key))) : [undefined]));
  return found.includes(undefined) ? null : constantsValue([...new Set(found)]);
}

/** A part of data is data. An input's own taint goes on as its field's. */
function carried(object: Value, key: string | undefined, value: Value): Value {
  const own = object.taints.filter(({ origin }) => origin.kind === 'source' || object.input === null);
  if (own.length === 0) return value;
  const id = object.chain[0];
  const chain = value.chain.length > 0 ? value.chain : id === undefined ? [] : [`${id}.${key ?? '*'}`];
  return { ...value, taints: joinTaints(value.taints, own), chain, constants: null, texts: null };
}

function readAny(frame: Frame, target: Target, span: { start: number; stop: number }): Value {
  if (target.kind === 'input') return readOne(frame, target, '*', span);
  if (target.kind === 'symbol') return symbolMember(frame, target.key, '*', span);
  if (target.kind === 'module') return anyOfModule(frame, target.path);
  const contents = locationOf(target) === null ? null : contentsOf(frame, locationOf(target) ?? '');
  if (contents === null) return UNKNOWN;
  return contents.isList ? oneOf(allOf(contents), locationOf(target) ?? '') : allOf(contents);
}

/** The first name of a path, of a list of its names that nobody has changed. */
export function firstName(frame: Frame, { derived, targets }: Value, keys: readonly string[] | null): Derived | null {
  const [target, ...others] = targets;
  if (derived?.kind !== 'names' || keys?.length !== 1 || keys[0] !== '0' || target?.kind !== 'object' || others.length > 0) return null;
  const contents = contentsOf(frame, target.key);
  return contents?.rest === derived.item && contents.fields.size === 0 ? { kind: 'first-name', of: derived.of, separators: derived.separators } : null;
}

/** Everything that an object holds, as one value. */
function allOf(contents: Contents): Value {
  let all = contents.rest;
  for (const value of contents.fields.values()) all = all === null ? value : joinValues(all, value);
  return all ?? UNKNOWN;
}

/** The key under which an object's contents are kept. */
export function locationOf(target: Target): string | null {
  switch (target.kind) {
    case 'object':
    case 'class':
    case 'function':
      return target.key;
    case 'input':
      return `in:${target.key}`;
    case 'module':
    case 'symbol':
      return null;
  }
}

function readOne(frame: Frame, target: Target, key: string, span: { start: number; stop: number }): Value {
  switch (target.kind) {
    case 'symbol':
      return symbolMember(frame, target.key, key, span);
    case 'module':
      return moduleMember(frame, target.path, key);
    case 'input':
      return fieldOfInput(frame, target.input, key, span);
    case 'class':
      return staticField(frame, target.key, key, classMember(frame, target.self, key)) ?? heapMember(frame, target.key, key) ?? (key === 'prototype' ? objectValue(`${target.key}:prototype`) : UNKNOWN);
    case 'function':
      return heapMember(frame, target.key, key) ?? (key === 'prototype' ? objectValue(`${target.key}:prototype`) : UNKNOWN);
    case 'object':
      if (key === 'length') return lengthMember(frame, target) ?? UNKNOWN;
      return heapMember(frame, target.key, key) ?? restOf(frame, target.key, key);
  }
}

/** What only the callers know, unless this function has written to it or they told. */
function fieldOfInput(frame: Frame, input: Input, key: string, span: { start: number; stop: number }): Value {
  const own = contentsOf(frame, `in:${input.key}`);
  const field = own?.fields.get(key) ?? (own === null ? frame.given.get(`${input.key}.${key}`) : undefined);
  if (field !== undefined) return field;
  const fresh = inputValue(input.path.length >= MAX_PATH ? input : fieldOf(input, key), inputTrace(frame, span));
  return own?.rest === null || own?.rest === undefined ? fresh : joinValues(fresh, own.rest);
}

/** The name that JavaScript has for how many items there are: it is none of them. */
function lengthMember(frame: Frame, target: Target & { readonly kind: 'object' }): Value | null {
  const contents = contentsOf(frame, target.key);
  return contents?.isList === true ? (contents.fields.get('length') ?? lengthOf(frame, valueOf({ targets: [target] }))) : heapMember(frame, target.key, 'length');
}

/** `1…`: a list of a list's elements from a place on. */
function restOf(frame: Frame, location: string, key: string): Value {
  const contents = key.endsWith('…') ? contentsOf(frame, location) : null;
  if (contents === null || !contents.isList) return UNKNOWN;
  const from = Number.parseInt(key, 10);
  const fields = [...contents.fields].filter(([name]) => Number(name) >= from).map(([name, value]): [string, Value] => [String(Number(name) - from), value]);
  const list = `${location}/${key}`;
  frame.state?.heap.set(list, { ...EMPTY, isList: true, fields: new Map(fields), rest: contents.rest });
  return objectValue(list);
}

/** What was assigned to a class's field by now counts before what it is declared with. */
function staticField(frame: Frame, location: string, key: string, declared: Value | null): Value | null {
  const own = frame.state?.heap.get(location)?.fields.get(key);
  if (own !== undefined) return own;
  const known = frame.program.heap.get(location)?.fields.get(key);
  return known === undefined ? declared : declared === null ? known : joinValues(declared, known);
}

function inputTrace(frame: Frame, span: { start: number; stop: number }): Taint['trace'] {
  return { kind: 'step', file: frame.unit.module.path, span, note: 'read here', previous: null };
}

/** Items of lists are counted from their end too. */
function placeOf({ isList, rest, fields }: Contents, key: string): string {
  return isList && rest === null && /^-\d{1,9}$/u.test(key) ? String(fields.size + Number(key)) : key;
}

/** A field of an object, or of those in which it looks further. */
function heapMember(frame: Frame, start: string, key: string): Value | null {
  const pending = [start];
  const seen = new Set<string>();
  let rest: Value | null = null;
  while (pending.length > 0 && seen.size < MAX_BASES) {
    const location = pending.shift();
    if (location === undefined || seen.has(location)) continue;
    seen.add(location);
    if (location.startsWith('class:')) {
      const ref = classRef(location);
      const member = ref === null ? null : instanceMember(frame, ref, key);
      if (member !== null) return member;
      continue;
    }
    const contents = contentsOf(frame, location);
    const own = contents?.fields.get(placeOf(contents, key));
    if (own !== undefined) return rest === null ? own : joinValues(own, rest);
    if (contents?.rest != null) rest = rest === null ? contents.rest : joinValues(rest, contents.rest);
    pending.push(...(contents?.parents ?? []));
  }
  return rest;
}

/** Whether an object, or one in which it looks further, has a field of that very name, or may have. */
export function hasField(frame: Frame, start: string, key: string): boolean {
  const pending = [start];
  for (let at = 0; at < pending.length && at < MAX_BASES; at += 1) {
    const location = pending[at] ?? '';
    if (location.startsWith('class:')) {
      const ref = classRef(location);
      if (ref !== null && instanceMember(frame, ref, key) !== null) return true;
      continue;
    }
    const contents = contentsOf(frame, location);
    if (contents?.fields.has(key) === true) return true;
    pending.push(...(contents?.parents ?? []));
  }
  return pending.length > MAX_BASES;
}

/** Puts a value under keys of all that a value can be; over what was there where it is one object and one key. */
export function writeMember(frame: Frame, object: Value, keys: readonly string[] | null, value: Value): void {
  const isSure = object.targets.length === 1 && keys?.length === 1;
  for (const target of object.targets) {
    const location = locationOf(target);
    if (location === null) continue;
    adopt(frame, location, value);
    const known = contentsOf(frame, location) ?? EMPTY;
    if (keys === null) writeContents(frame, location, { ...known, rest: known.rest === null ? value : oneOf(joinValues(known.rest, value), location) });
    else writeContents(frame, location, { ...known, fields: withFields(known, keys, value, isSure) });
  }
}

/** Any of what a list holds, where no other name says which. */
function oneOf(value: Value, location: string): Value {
  return value.chain.length > 0 || value.taints.length === 0 ? value : { ...value, chain: [`${ANY_ITEM}${location}[]`] };
}

/** A function that becomes a member has its object for `this`, wherever nothing better is known. */
function adopt({ program }: Frame, location: string, value: Value): void {
  if (location.startsWith('in:') || location.startsWith('exports:')) return;
  for (const target of value.targets) if (target.kind === 'function' && !program.owners.has(target.key)) program.owners.set(target.key, location);
}

function withFields(known: Contents, keys: readonly string[], value: Value, isSure: boolean): Map<string, Value> {
  const fields = new Map(known.fields);
  putFields({ fields, rest: known.rest }, keys, value, isSure);
  return fields;
}

function putFields({ fields, rest }: { fields: Map<string, Value>; rest: Value | null }, keys: readonly string[], value: Value, isSure: boolean): void {
  for (const key of keys) {
    const old = fields.get(key) ?? rest;
    fields.set(key, isSure || old === null || old === undefined ? value : joinValues(old, value));
  }
}

/** All that an object which was just made is given, one after the other; keys as `writeMember` takes them. Written at once: lists of thousands would be copied for each item. */
export function fill(frame: Frame, object: Value, given: readonly { readonly keys: readonly string[] | null; readonly value: Value }[]): void {
  const [target] = object.targets;
  const location = target === undefined ? null : locationOf(target);
  if (location === null || given.length === 0) return;
  const known = contentsOf(frame, location) ?? EMPTY;
  const made = { fields: new Map(known.fields), rest: known.rest };
  for (const { keys, value } of given) {
    adopt(frame, location, value);
    if (keys === null) made.rest = made.rest === null ? value : joinValues(made.rest, value);
    else putFields(made, keys, value, keys.length === 1);
  }
  writeContents(frame, location, { ...known, ...made });
}
