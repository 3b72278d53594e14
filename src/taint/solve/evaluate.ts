import type { Argument, Expression, Span } from '../ir/nodes.ts';
import { applyMarks, checkMarkedWhole, guardsAt, markedTarget } from './apply-marks.ts';
import { arithmetic, castTo } from './arithmetic.ts';
import { asCondition } from './assumptions.ts';
import { evaluateBranches, evaluateLogical } from './branches.ts';
import { spend } from './budget.ts';
import { compareValues, negated, TYPE_OF } from './conditions.ts';
import { readImport } from './imports.ts';
import { allocate, fill, firstName, hasField, keysOf, readMember, writeMember } from './memory.ts';
import { readSuper, readSymbol, readThis, readVariable } from './names.ts';
import { type CallArgument, type Frame, functionOf } from './program.ts';
import { settled, settledPart } from './settled.ts';
import { EMPTY, copyState } from './state.ts';
import { symbolAt } from './symbols.ts';
import { type Derived, joinTaints, type Value } from './taint.ts';
import { concatenated, formatted } from './texts.ts';
import { ANY_ITEM, APPENDED } from './value-facts.ts';
import { constantValue, joinValues, UNKNOWN, valueOf } from './value.ts';

type Handler<Kind extends Expression['kind']> = (frame: Frame, expression: Extract<Expression, { kind: Kind }>) => Value;

type Handlers = { readonly [Kind in Expression['kind']]: Handler<Kind> };

/** What an expression is, by the state of its frame, which it changes. */
export function evaluate(frame: Frame, expression: Expression): Value {
  if (!spend(frame, 1)) return UNKNOWN;
  const value = (HANDLERS[expression.kind] as Handler<Expression['kind']>)(frame, expression);
  return frame.unit.marks === null ? value : applyMarks(frame, expression, value);
}

const HANDLERS: Handlers = {
  literal: (_, { value }) => constantValue(value),
  regex: (frame, { source, flags, span }) => {
    const value = allocate(frame, span.start, { ...EMPTY, fields: new Map([['source', constantValue(source)], ['flags', constantValue(flags)]]) });
    return { ...value, targets: [...value.targets, { kind: 'symbol', key: 'RegExp()' }] };
  },
  variable: (frame, { variable, span }) => readVariable(frame, variable, span),
  symbol: (frame, { name, fallback, span }) => readSymbol(frame, name, fallback, span),
  import: (frame, { module, name, span }) => readImport(frame, module, name, span),
  exports: (frame) => frame.unit.exports,
  this: (frame, { span }) => readThis(frame, span),
  super: (frame, { span }) => readSuper(frame, span),
  member: (frame, { object, key, span }) => {
    const [base, named] = [evaluate(frame, object), evaluate(frame, key)];
    checkMarkedWhole(frame, span, [base, named]);
    const keys = keysOf(named);
    const read = readMember(frame, base, keys, span);
    const derived = firstName(frame, base, keys);
    // An item at a known place is one, not any.
    const chain = keys === null ? read.chain : read.chain.filter((id) => !id.startsWith(ANY_ITEM));
    const value = { ...read, chain, derived: derived ?? characterOf(base, keys) ?? read.derived };
    return value.chain.length > 0 || (value.targets.length > 0 && value.taints.length === 0) ? value : { ...value, chain: [placeId(frame, span.start, span.stop)] };
  },
  call: (frame, { callee, arguments: given, isNew, span }) => {
    const holder = callee.kind === 'member' ? evaluate(frame, callee.object) : callee.kind === 'super' ? readThis(frame, span) : null;
    const receiver = callee.kind === 'member' && callee.object.kind === 'super' ? readThis(frame, span) : holder;
    const called = callee.kind === 'member' && holder !== null ? frameMember(frame, callee, holder) : callee.kind === 'super' ? superConstructor(frame) : evaluate(frame, callee);
    const values = evaluateArguments(frame, given);
    const value = frame.solver.call(frame, { callee: called, arguments: values, isNew, span, receiver, module: frame.unit.module.path });
    return value.chain.length > 0 ? ofThisCall(frame, value, { values, span }) : { ...value, chain: [placeId(frame, span.start, span.stop)] };
  },
  concat: (frame, { parts, span }) => {
    const values = parts.map((part, at) => shown(frame, (at === 0 ? settled : settledPart)(frame, evaluate(frame, part)), part.span));
    checkMarkedBeginnings(frame, parts, values);
    // PHP joins numbers as texts, the others add them.
    if (frame.unit.support.name !== 'php' && values.length === 2 && values.every(({ constants }) => constants?.every((constant) => typeof constant === 'number'))) return arithmetic('+', values);
    return { ...concatenated(values, frame), chain: [placeId(frame, span.start, span.stop), ...endedChain(values)] };
  },
  format: (frame, { template, values, span }) => ({ ...formatted(frame, settled(frame, evaluate(frame, template)), givenTo(frame, values.map((value) => settled(frame, evaluate(frame, value)))), 'printf'), chain: [placeId(frame, span.start, span.stop)] }),
  arithmetic: (frame, { operator, operands }) => arithmetic(operator, operands.map((operand) => evaluate(frame, operand))),
  not: (frame, { value }) => negated(asCondition(frame, evaluate(frame, value))),
  compare: (frame, { operator, left, right, span }) => {
    const [one, other] = [evaluate(frame, left), evaluate(frame, right)];
    const value = compareValues(frame, operator, [one, other]);
    return frame.unit.marks === null ? value : guardsAt(frame, span, (at) => (isSpan(at, left.span) ? one : isSpan(at, right.span) ? other : null), value);
  },
  logical: (frame, { operator, left, right }) => evaluateLogical(frame, operator, left, right),
  conditional: (frame, { test, whenTrue, whenFalse }) => evaluateBranches(frame, evaluate(frame, test), [() => evaluate(frame, whenTrue), () => evaluate(frame, whenFalse)]),
  cast: (frame, { to, value, span }) => {
    const inner = settled(frame, evaluate(frame, value));
    checkMarkedWhole(frame, span, [inner]);
    return castTo(to, inner);
  },
  typeof: (frame, { value }) => ({ ...UNKNOWN, chain: evaluate(frame, value).chain.map((id) => TYPE_OF + id) }),
  assign: (frame, { target, value }) => {
    const assigned = markedTarget(frame, target, evaluate(frame, value));
    assign(frame, target, assigned);
    return assigned;
  },
  sequence: (frame, { expressions }) => {
    let last: Value = UNKNOWN;
    for (const expression of expressions) last = evaluate(frame, expression);
    return last;
  },
  function: (frame, { index }) => closure(frame, index),
  class: (frame, { index }) => valueOf({ targets: [{ kind: 'class', key: `class:${index}:${frame.unit.module.path}`, self: { module: frame.unit.module.path, index } }] }),
  object: (frame, { entries, span }) => {
    const object = allocate(frame, span.start);
    const given = entries.map(({ key, value }) => {
      if (key === null) return spread(frame, evaluate(frame, value));
      const keys = keysOf(evaluate(frame, key));
      return { keys, value: settled(frame, evaluate(frame, value)) };
    });
    fill(frame, object, given);
    return object;
  },
  array: (frame, { items, span }) => evaluateArray(frame, items, span.start),
  await: (frame, { value }) => evaluate(frame, value),
  yield: (frame, { value }) => {
    if (value !== null && frame.state !== null) frame.returns.push({ value: evaluate(frame, value), state: copyState(frame.state) });
    return UNKNOWN;
  },
  include: (frame, { path, span }) => frame.solver.call(frame, { callee: symbolAt(frame, 'include', span), arguments: [{ value: evaluate(frame, path), name: null, isSpread: false, span: path.span }], isNew: false, span, receiver: null, module: frame.unit.module.path }),
  unknown: (frame, { parts }) => {
    let taints: Value['taints'] = [];
    for (const part of parts) taints = joinTaints(taints, settled(frame, evaluate(frame, part)).taints);
    return valueOf({ taints: taints.map((taint) => (taint.doubt === null ? { ...taint, doubt: 'code that is not understood' } : taint)) });
  },
};

/** `text[at]`, `text.length`. */
function characterOf(text: Value, keys: readonly string[] | null): Derived | null {
  if (text.taints.length === 0 || text.targets.some(({ kind }) => kind === 'object')) return null;
  if (keys?.length === 1 && keys[0] === 'length') return { kind: 'length', of: text };
  const isText = (keys === null || keys.every((key) => /^-?\d+$/u.test(key)));
  return !isText ? null : keys?.length === 1 && keys[0] === '0' ? { kind: 'start', of: text, length: 1 } : { kind: 'piece', of: text };
}

/** A path with a separator behind it says of the path what it says of itself. */
function endedChain([path, ...ends]: readonly Value[]): readonly string[] {
  const isEnded = path !== undefined && path.constants === null && ends.every(({ constants }) => constants?.every((text) => text === '/' || text === '\\') === true);
  return isEnded ? path.chain.map((id) => `${id}${APPENDED}`) : [];
}

/** What Python puts in the places of a text: of one map, what it has under their names. */
function givenTo(frame: Frame, values: readonly Value[]): Parameters<typeof formatted>[2] {
  const [map] = values;
  const named = (name: string): Value | null => (map === undefined || map.targets.length === 0 ? null : settled(frame, readMember(frame, map, [name], { start: 0, stop: 0 })));
  return { values, named };
}

/** PHP asks an object itself for its text; what it holds besides is not in it. */
function shown(frame: Frame, value: Value, span: { start: number; stop: number }): Value {
  if (frame.unit.support.name !== 'php' || value.targets.length === 0) return value;
  const method = readMember(frame, { ...value, taints: [], targets: value.targets.filter(({ kind }) => kind === 'object') }, ['__toString'], span);
  if (method.targets.some(({ kind }) => kind === 'function')) return settled(frame, frame.solver.call(frame, { callee: method, arguments: [], isNew: false, span, receiver: value, module: frame.unit.module.path }));
  return { ...value, targets: value.targets.filter(({ kind }) => kind !== 'object') };
}

function isSpan(a: { start: number; stop: number }, b: { start: number; stop: number }): boolean {
  return a.start === b.start && a.stop === b.stop;
}

function placeId(frame: Frame, start: number, stop: number): string {
  return `${frame.unit.module.path}:${start}-${stop}`;
}

function frameMember(frame: Frame, callee: Extract<Expression, { kind: 'member' }>, receiver: Value): Value {
  const keys = keysOf(evaluate(frame, callee.key));
  const [name] = keys?.length === 1 ? keys : [];
  const found = name !== undefined && isForeign(frame, receiver, name) ? UNKNOWN : readMember(frame, receiver, keys, callee.span);
  // What nobody wrote there is what lists, maps and texts have: it is known by its name.
  const value = found.chain.length > 0 || found.targets.length > 0 || name === undefined ? found : { ...found, chain: [`${placeId(frame, callee.span.start, callee.span.stop)}.${name}`] };
  return frame.unit.marks === null ? value : applyMarks(frame, callee, value);
}

/** A method that lists and objects have by themselves, of objects none of which was given one of that name: `list.push`, not an element of the list. */
function isForeign(frame: Frame, { targets }: Value, name: string): boolean {
  if (targets.length === 0 || frame.unit.models.callsOf(`?.${name}`).length === 0) return false;
  return targets.every((target) => target.kind === 'object' && !hasField(frame, target.key, name));
}

function superConstructor(frame: Frame): Value {
  return readMember(frame, readThis(frame, frame.fn.span), ['constructor'], frame.fn.span);
}

function evaluateArguments(frame: Frame, given: readonly Argument[]): CallArgument[] {
  const isByReference = frame.unit.support.name === 'php';
  return given.map(({ value, name, isSpread }) => ({ value: evaluate(frame, value), name, isSpread, span: value.span, ...(isByReference && (value.kind === 'variable' || value.kind === 'member') ? { place: value } : {}) }));
}

/** A function as a value, with the variables around it as they are now. */
function closure(frame: Frame, index: number): Value {
  const { module } = frame.unit;
  const target = { kind: 'function' as const, key: `fn:${index}:${module.path}`, self: { module: module.path, index }, captured: frame.fn.index === 0 ? null : frame.state === null ? null : frame.state.variables, receiver: isLexical(frame, index) ? readThis(frame, frame.fn.span) : null };
  return valueOf({ targets: [target] });
}

function isLexical(frame: Frame, index: number): boolean {
  return frame.fn.index !== 0 && functionOf(frame.program, { module: frame.unit.module.path, index })?.fn.thisMode === 'lexical';
}

/** Asked for the same by a constant name, a function of the world gives the same (`request.get("id")`); what it gives otherwise is something else each time (`input()`). */
function ofThisCall(frame: Frame, value: Value, { values, span }: { readonly values: readonly CallArgument[]; readonly span: Span }): Value {
  const [id] = value.chain;
  if (id === undefined || value.chain.length > 1 || !id.endsWith('()')) return value;
  const names = values.map((argument) => (argument.value.constants?.length === 1 ? argument.value.constants[0] : undefined));
  const isNamed = names.length > 0 && names.every((name) => typeof name === 'string' || typeof name === 'number');
  return { ...value, chain: [isNamed ? `${id.slice(0, -1)}${JSON.stringify(names)})` : placeId(frame, span.start, span.stop)] };
}

/** `a + b` is a part of `a + b + c`, which is one concatenation here. */
function checkMarkedBeginnings(frame: Frame, parts: readonly Expression[], values: readonly Value[]): void {
  const start = frame.unit.marks === null ? undefined : parts[0]?.span.start;
  if (start === undefined) return;
  for (let count = 2; count < parts.length; count += 1) checkMarkedWhole(frame, { start, stop: parts[count - 1]?.span.stop ?? start }, values.slice(0, count));
}

export function assign(frame: Frame, target: Expression, value: Value): void {
  switch (target.kind) {
    case 'variable':
      frame.state?.variables.set(target.variable, value);
      return;
    case 'member': {
      const object = holderOf(frame, target.object);
      const named = evaluate(frame, target.key);
      checkMarkedWhole(frame, target.span, [object, named]);
      const keys = keysOf(named);
      writeMember(frame, object, keys, value);
      frame.solver.call(frame, { callee: UNKNOWN, arguments: [{ value, name: null, isSpread: false, span: target.span }], isNew: false, span: target.span, receiver: { ...object, targets: assignmentTargets(object, keys) }, module: ASSIGNMENT });
      return;
    }
    case 'exports':
      frame.unit.exports = joinValues(value, valueOf({ targets: frame.unit.exports.targets.filter(({ kind }) => kind === 'object') }));
      return;
    default:
      evaluate(frame, target);
  }
}

/** PHP makes an array where one is written to that is not there yet. */
function holderOf(frame: Frame, holder: Expression): Value {
  const object = evaluate(frame, holder);
  const isMissing = frame.unit.support.name === 'php' && (holder.kind === 'variable' || holder.kind === 'member') && object.targets.length === 0 && object.taints.length === 0;
  if (!isMissing) return object;
  const made = allocate(frame, -3 - holder.span.start, { ...EMPTY, isList: true });
  assign(frame, holder, made);
  return made;
}

/** Marks a call that is none: a value that goes to a member of the world outside. */
export const ASSIGNMENT = '=';

function assignmentTargets(object: Value, keys: readonly string[] | null): Value['targets'] {
  const symbols = object.targets.filter(({ kind }) => kind === 'symbol');
  return (keys ?? []).flatMap((key) => (symbols.length === 0 ? [{ kind: 'symbol' as const, key: `?.${key}` }] : symbols.map((symbol) => ({ kind: 'symbol' as const, key: `${symbol.key}.${key}` }))));
}

/** Items of a list that are known by their places: more make what follows slow. */
const MAX_COUNTED = 200;

function evaluateArray(frame: Frame, items: readonly Argument[], at: number): Value {
  const array = allocate(frame, at, { ...EMPTY, isList: true });
  let isCounted = true;
  const given = items.map(({ value, isSpread }, index) => {
    const item = evaluate(frame, value);
    isCounted &&= !isSpread;
    return isSpread ? spread(frame, item) : { keys: isCounted && index < MAX_COUNTED ? [String(index)] : null, value: item };
  });
  fill(frame, array, given);
  return array;
}

/** All that a value holds, for an object that takes it in. */
function spread(frame: Frame, from: Value): { keys: null; value: Value } {
  return { keys: null, value: readMember(frame, from, null, { start: 0, stop: 0 }) };
}
