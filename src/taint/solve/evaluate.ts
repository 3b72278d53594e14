import type { Argument, Expression, Variable } from '../ir/nodes.ts';
import { applyMarks, guardsAt } from './apply-marks.ts';
import { spend } from './budget.ts';
import { compareValues, logicalProves, negated } from './conditions.ts';
import { allocate, hasField, instanceOf, keysOf, readMember, staticValue, symbolAt, writeMember } from './memory.ts';
import { type CallArgument, capturedInput, classOf, type Frame, functionOf, inputOf } from './program.ts';
import { EMPTY, joinStates, copyState } from './state.ts';
import { readImport } from './imports.ts';
import { settled } from './settled.ts';
import { concatenated, formatted } from './texts.ts';
import { bothFacts, constantsValue, constantValue, type Facts, inputValue, joinTaints, joinValues, MAX_CONSTANTS, UNDEFINED, UNKNOWN, type Value, valueOf } from './value.ts';

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
    const base = evaluate(frame, object);
    const value = readMember(frame, base, keysOf(evaluate(frame, key)), span);
    return value.chain.length > 0 || (value.targets.length > 0 && value.taints.length === 0) ? value : { ...value, chain: [placeId(frame, span.start, span.stop)] };
  },
  call: (frame, { callee, arguments: given, isNew, span }) => {
    const holder = callee.kind === 'member' ? evaluate(frame, callee.object) : callee.kind === 'super' ? readThis(frame, span) : null;
    const receiver = callee.kind === 'member' && callee.object.kind === 'super' ? readThis(frame, span) : holder;
    const called = callee.kind === 'member' && holder !== null ? frameMember(frame, callee, holder) : callee.kind === 'super' ? superConstructor(frame) : evaluate(frame, callee);
    const value = frame.solver.call(frame, { callee: called, arguments: evaluateArguments(frame, given), isNew, span, receiver, module: frame.unit.module.path });
    return value.chain.length > 0 ? value : { ...value, chain: [placeId(frame, span.start, span.stop)] };
  },
  concat: (frame, { parts, span }) => ({ ...concatenated(parts.map((part) => shown(frame, settled(frame, evaluate(frame, part)), part.span)), frame), chain: [placeId(frame, span.start, span.stop)] }),
  format: (frame, { template, values, span }) => ({ ...formatted(frame, settled(frame, evaluate(frame, template)), givenTo(frame, values.map((value) => settled(frame, evaluate(frame, value)))), 'printf'), chain: [placeId(frame, span.start, span.stop)] }),
  arithmetic: (frame, { operator, operands }) => arithmetic(operator, operands.map((operand) => evaluate(frame, operand))),
  not: (frame, { value }) => negated(evaluate(frame, value)),
  compare: (frame, { operator, left, right, span }) => {
    const [one, other] = [evaluate(frame, left), evaluate(frame, right)];
    const value = compareValues(frame, operator, [one, other]);
    return frame.unit.marks === null ? value : guardsAt(frame, span, (at) => (isSpan(at, left.span) ? one : isSpan(at, right.span) ? other : null), value);
  },
  logical: (frame, { operator, left, right }) => evaluateLogical(frame, operator, left, right),
  conditional: (frame, { test, whenTrue, whenFalse }) => evaluateBranches(frame, evaluate(frame, test), [() => evaluate(frame, whenTrue), () => evaluate(frame, whenFalse)]),
  cast: (frame, { to, value }) => castTo(to, settled(frame, evaluate(frame, value))),
  typeof: (frame, { value }) => {
    evaluate(frame, value);
    return UNKNOWN;
  },
  assign: (frame, { target, value }) => {
    const assigned = evaluate(frame, value);
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
    for (const { key, value } of entries) {
      if (key === null) spread(frame, object, evaluate(frame, value));
      else writeMember(frame, object, keysOf(evaluate(frame, key)), evaluate(frame, value));
    }
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

function readVariable(frame: Frame, variable: Variable, span: { start: number; stop: number }): Value {
  const { unit, fn, state } = frame;
  const known = state?.variables.get(variable);
  if (known !== undefined) {
    if (known.chain.length > 0 || known.taints.length === 0) return known;
    // What came from several ways is known by no name: it gets one, so that what is proven of it holds until it is assigned again.
    const named = { ...known, chain: [`${frame.unit.module.path}:${variable.name}:${frame.program.steps}`] };
    state?.variables.set(variable, named);
    return named;
  }
  const fixed = unit.fixed.get(variable);
  if (fixed !== undefined) return evaluate(frame, fixed);
  if (variable.owner === fn.index) return UNDEFINED;
  if (variable.owner === 0) {
    const value = unit.cells.get(variable) ?? UNKNOWN;
    // What is proven of it where it is read holds where it is read again.
    return value.chain.length > 0 ? value : { ...value, chain: [`${unit.module.path}:cell${capturedInput(frame.program, variable).key}`] };
  }
  return inputValue(capturedInput(frame.program, variable), { kind: 'step', file: unit.module.path, span, note: `captured ${variable.name}`, previous: null });
}

function readThis(frame: Frame, span: { start: number; stop: number }): Value {
  if (frame.fn.index === 0) return frame.unit.exports;
  const value = inputValue(inputOf({ kind: 'this' }), { kind: 'step', file: frame.unit.module.path, span, note: 'read here', previous: null });
  const { path } = frame.unit.module;
  const owner = frame.program.owners.get(`fn:${frame.fn.index}:${path}`);
  if (owner !== undefined) return { ...value, targets: [{ kind: 'object', key: owner }, ...value.targets] };
  if (frame.fn.ofClass === null) return value;
  const key = instanceOf(frame.program, { module: path, index: frame.fn.ofClass });
  return { ...value, targets: [{ kind: 'object', key }, ...value.targets] };
}

/** The classes below the one in which it stands: an override that calls what it overrides does not find itself. */
function readSuper(frame: Frame, span: { start: number; stop: number }): Value {
  const { path } = frame.unit.module;
  const self = frame.fn.ofClass === null ? null : classOf(frame.program, { module: path, index: frame.fn.ofClass })?.self;
  const bases = (self?.bases ?? []).flatMap((base) => staticValue(frame, path, base).targets);
  const known = bases.filter(({ kind }) => kind === 'class' || kind === 'symbol').map((target) => (target.kind === 'symbol' ? { kind: 'symbol' as const, key: frame.unit.models.normalise(`${target.key}()`) } : target));
  return known.length === 0 ? readThis(frame, span) : valueOf({ targets: known });
}

function readSymbol(frame: Frame, name: string, fallback: string | null, span: { start: number; stop: number }): Value {
  const { definitions } = frame.program;
  const defined = definitions.get(name.toLowerCase()) ?? (fallback === null ? undefined : definitions.get(fallback.toLowerCase()));
  if (defined !== undefined && defined.module !== '') {
    const self = { module: defined.module, index: defined.index };
    return valueOf({ targets: [defined.kind === 'class' ? { kind: 'class', key: `class:${self.index}:${self.module}`, self } : { kind: 'function', key: `fn:${self.index}:${self.module}`, self, captured: null, receiver: null }] });
  }
  return symbolAt(frame, fallback !== null && !frame.unit.models.knows(name) ? fallback : name, span);
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

export function assign(frame: Frame, target: Expression, value: Value): void {
  switch (target.kind) {
    case 'variable':
      frame.state?.variables.set(target.variable, value);
      return;
    case 'member': {
      const object = holderOf(frame, target.object);
      const keys = keysOf(evaluate(frame, target.key));
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

function evaluateArray(frame: Frame, items: readonly Argument[], at: number): Value {
  const array = allocate(frame, at, { ...EMPTY, isList: true });
  let isCounted = true;
  for (const [index, { value, isSpread }] of items.entries()) {
    const item = evaluate(frame, value);
    if (isSpread) {
      isCounted = false;
      spread(frame, array, item);
    } else writeMember(frame, array, isCounted ? [String(index)] : null, item);
  }
  return array;
}

/** All that a value holds goes into an object too. */
function spread(frame: Frame, object: Value, from: Value): void {
  writeMember(frame, object, null, readMember(frame, from, null, { start: 0, stop: 0 }));
}

function evaluateLogical(frame: Frame, operator: 'and' | 'or' | 'nullish', left: Expression, right: Expression): Value {
  const first = evaluate(frame, left);
  const before = frame.state;
  if (before === null) return first;
  if (operator === 'nullish') {
    if (first.constants?.every((constant) => constant !== null && constant !== undefined) === true) return first;
    frame.state = copyState(before);
    const second = evaluate(frame, right);
    frame.state = joinStates(before, frame.state);
    return joinValues(withoutNothing(first), second);
  }
  const going = operator === 'and' ? first.proves?.whenTrue : first.proves?.whenFalse;
  const decided = truthOf(first);
  if (decided !== null && decided !== (operator === 'and') || going === null) return first;
  frame.state = withMore(copyState(before), going);
  const second = evaluate(frame, right);
  const after = frame.state;
  const isTaken = decided === (operator === 'and');
  frame.state = isTaken ? after : joinStates(withMore(before, (operator === 'and' ? first.proves?.whenFalse : first.proves?.whenTrue)), after);
  const proves = logicalProves(operator, first, second);
  return { ...(isTaken ? second : joinValues(first, second)), proves };
}

function withoutNothing(value: Value): Value {
  const constants = value.constants?.filter((constant) => constant !== null && constant !== undefined) ?? null;
  return constants === null ? value : { ...value, constants };
}

function withMore<S extends { facts: Facts }>(state: S, facts: Facts | null | undefined): S {
  if (facts === null || facts === undefined || facts.size === 0) return state;
  return { ...state, facts: bothFacts(state.facts, facts) };
}

/** True or false where it is surely one of them. */
export function truthOf(value: Value): boolean | null {
  if (value.constants !== null && value.constants.length > 0) {
    const first = Boolean(value.constants[0]);
    return value.constants.every((constant) => Boolean(constant) === first) ? first : null;
  }
  if (value.proves?.whenTrue === null) return value.proves.whenFalse === null ? null : false;
  if (value.proves?.whenFalse === null) return true;
  return null;
}

/** Both ways of a condition, each with what the condition proves; ways that are never taken are left out. */
export function evaluateBranches(frame: Frame, test: Value, ways: readonly [() => Value, () => Value]): Value {
  const before = frame.state;
  if (before === null) return UNKNOWN;
  const truth = truthOf(test);
  const results: { value: Value; state: Frame['state'] }[] = [];
  for (const [at, way] of ways.entries()) {
    const isTrue = at === 0;
    if (truth !== null && truth !== isTrue) continue;
    frame.state = withMore(copyState(before), isTrue ? test.proves?.whenTrue : test.proves?.whenFalse);
    const value = way();
    results.push({ value: settled(frame, value), state: frame.state });
  }
  const [first, second] = results;
  if (first === undefined) return UNKNOWN;
  if (second === undefined) {
    frame.state = first.state;
    return first.value;
  }
  frame.state = joinStates(first.state, second.state);
  if (first.state === null || second.state === null) return first.state === null ? second.value : first.value;
  return joinValues(first.value, second.value, [first.state.facts, second.state.facts]);
}

/** Paths of Python's pathlib are joined by `/`. */
function isPathJoin(operator: string, left: Value | undefined): boolean {
  return operator === '/' && left?.targets.some((target) => target.kind === 'symbol' && target.key.startsWith('pathlib.')) === true;
}

function arithmetic(operator: string, operands: readonly Value[]): Value {
  const [left, right] = operands;
  if (isPathJoin(operator, left) && left !== undefined) return valueOf({ taints: operands.reduce<Value['taints']>((all, { taints }) => joinTaints(all, taints), []), targets: left.targets, chain: operands.filter(({ taints }) => taints.length > 0).flatMap(({ chain }) => chain) });
  if (left?.constants == null || (operands.length > 1 && right?.constants == null) || operands.length > 2) return UNKNOWN;
  const results: number[] = [];
  for (const a of left.constants) for (const b of right?.constants ?? [0]) {
    const result = compute(operator, Number(a), Number(b), operands.length === 1);
    if (result === null) return UNKNOWN;
    results.push(result);
  }
  return results.length > MAX_CONSTANTS ? UNKNOWN : constantsValue([...new Set(results)]);
}

function compute(operator: string, a: number, b: number, isUnary: boolean): number | null {
  switch (operator) {
    case '+':
      return isUnary ? a : a + b;
    case '-':
      return isUnary ? -a : a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '|':
      return a | b;
    default:
      return null;
  }
}

/** A number holds nothing dangerous; other types keep what is in them. */
function castTo(to: string, value: Value): Value {
  if (to === 'int' || to === 'float' || to === 'bool') return value.constants === null ? UNKNOWN : constantsValue(value.constants.map((constant) => (to === 'bool' ? Boolean(constant) : to === 'int' ? Math.trunc(Number.parseFloat(String(constant))) || 0 : Number(constant))));
  return value;
}
