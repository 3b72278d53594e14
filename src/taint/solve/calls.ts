import { checkMarkedWhole, guardsAt } from './apply-marks.ts';
import { assign, ASSIGNMENT } from './evaluate.ts';
import { spend } from './budget.ts';
import { builtin, takers } from './models-calls.ts';
import { classKey, constructorOf, lineage } from './classes.ts';
import { deepTaints } from './deep-taints.ts';
import { allocate, readMember } from './memory.ts';
import { symbolAt } from './symbols.ts';
import { type Call, type CallArgument, capturedInput, type Frame, functionOf, inputOf } from './program.ts';
import { decidingConstants } from './specialise.ts';
import { forgetLength } from './lengths.ts';
import { EMPTY } from './state.ts';
import { printing } from './printed.ts';
import { checkSink } from './sinks.ts';
import { joinTaints, type Target, type Value } from './taint.ts';
import { inputValue, joinValues, UNKNOWN, UNDEFINED, valueOf } from './value.ts';

const MAX_CALLS = 100;
/** Names that texts and lists share with what is worth asking the callers for. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['get', 'set', 'add', 'find', 'exec', 'query', 'all', 'run', 'each', 'header', 'write', 'end', 'append', 'format', 'execute']);
const MAX_DEPTH = 40;

/** A call of whatever a value can be: functions of the repository by their summaries, the world outside by its models, inputs by the callers. */
export function call(frame: Frame, given: Call): Value {
  if (given.module === ASSIGNMENT) return assigned(frame, given);
  const asked = printing(frame, given);
  if (!spend(frame, 1)) return UNKNOWN;
  if (frame.program.depth > MAX_DEPTH) return throughUnknown(frame, asked, 'calls nested too deep');
  frame.program.depth += 1;
  try {
    if (asked.module !== frame.unit.module.path || frame.unit.marks === null) return resolved(frame, asked);
    const parts = [...asked.arguments.map((argument) => argument.value), ...(asked.receiver === null ? [] : [asked.receiver])];
    // By returning it may prove something of what it was given; functions that it is given may be called and change something.
    checkMarkedWhole(frame, asked.span, parts);
    const value = resolved(frame, asked);
    checkMarkedWhole(frame, asked.span, parts);
    return guardsAt(frame, asked.span, (span) => valueAtSpan(asked, span), value);
  } finally {
    frame.program.depth -= 1;
  }
}

function valueAtSpan({ arguments: given, receiver }: Call, span: { start: number; stop: number }): Value | null {
  return given.find((argument) => argument.span.start === span.start && argument.span.stop === span.stop)?.value ?? receiver;
}

function resolved(frame: Frame, asked: Call): Value {
  const { targets } = asked.callee;
  let result: Value | null = null;
  for (const target of targets) {
    const value = one(frame, asked, target);
    if (value === null) continue;
    result = result === null ? value : joinValues(result, value);
    if (frame.state === null) break;
  }
  if (result !== null) return withCalleeData(frame, asked, result);
  // Nothing is known of what is called: a member's name may still say what it does.
  const known = builtin(frame, asked, `?.${lastName(asked) ?? ''}`, 'any');
  return known ?? throughUnknown(frame, asked, 'a function that is not known');
}

function lastName({ callee }: Call): string | null {
  const id = callee.chain[0];
  return id === undefined ? null : id.slice(id.lastIndexOf('.') + 1);
}

/** A method of data gives data, where nothing is known of what it does. */
function withCalleeData({ unit }: Frame, { callee }: Call, result: Value): Value {
  if (callee.targets.some(({ kind, key }) => kind === 'symbol' && unit.models.callsOf(key).length > 0)) return result;
  return callee.taints.some(({ origin }) => origin.kind === 'source') && callee.targets.every(({ kind }) => kind === 'symbol') ? { ...result, taints: joinTaints(result.taints, callee.taints.filter(({ origin }) => origin.kind === 'source')) } : result;
}

function one(frame: Frame, asked: Call, target: Target): Value | null {
  switch (target.kind) {
    case 'function':
      return asked.isNew ? construct(frame, asked, target) : callFunction(frame, asked, target);
    case 'class':
      return instantiate(frame, asked, target);
    case 'symbol':
      return callSymbol(frame, asked, target.key);
    case 'input':
      return callInput(frame, asked, target);
    case 'object':
    case 'module':
      return null;
  }
}

function callFunction(frame: Frame, asked: Call, target: Extract<Target, { kind: 'function' }>, receiver: Value | null = asked.receiver): Value {
  const known = functionOf(frame.program, target.self);
  if (known === null || frame.unit.isShallow) return UNKNOWN;
  const given = positional(frame, asked.arguments);
  const constants = given.rest !== null ? null : decidingConstants(frame, known, (at) => argumentFor(frame, asked, { parameter: known.fn.parameters[at], at }, given));
  const summary = constants === null
    ? frame.solver.summaryOf(frame.program, frame.solver, known.unit, target.self.index)
    : frame.solver.specialSummary(frame.program, frame.solver, known.unit, { index: target.self.index, constants });
  const value = frame.solver.apply(frame, summary, {
    span: asked.span,
    callee: known.fn.index,
    writeBack: (parameter, written) => {
      const at = known.fn.parameters.findIndex(({ variable }) => variable === parameter);
      const place = asked.arguments.find(({ name }) => name === parameter.name)?.place ?? (asked.arguments.slice(0, at + 1).some(({ isSpread, name }) => isSpread || name !== null) ? undefined : asked.arguments[at]?.place);
      if (place !== undefined) assign(frame, place, written);
    },
    note: known.fn.name === '' ? 'calls a function' : `calls ${known.fn.name}`,
    root: (root) => {
      switch (root.kind) {
        case 'parameter':
          return argumentFor(frame, asked, { parameter: known.fn.parameters[root.at], at: root.at }, given);
        case 'this':
          return target.receiver ?? receiver ?? UNKNOWN;
        case 'captured':
          return frame.state?.variables.get(root.variable) ?? target.captured?.get(root.variable) ?? outer(frame, root.variable);
        case 'result':
          return UNKNOWN;
      }
    },
  });
  return known.fn.isGenerator ? listOf(frame, asked, value) : value;
}

function outer(frame: Frame, variable: Parameters<NonNullable<Frame['state']>['variables']['get']>[0]): Value {
  if (variable.owner === 0) return frame.unit.cells.get(variable) ?? UNKNOWN;
  // Of a function around this one too: the caller of this one knows.
  for (let around = frame.fn.parent; around > 0; around = frame.unit.module.functions[around]?.parent ?? -1) {
    if (around === variable.owner) return inputValue(capturedInput(frame.program, variable), null);
  }
  return UNKNOWN;
}

function listOf(frame: Frame, asked: Call, value: Value): Value {
  const list = allocate(frame, asked.span.start, { ...EMPTY, isList: true, rest: value });
  return { ...list, taints: value.taints };
}

/** Arguments by position; a list that is spread fills what follows. */
function positional(frame: Frame, given: readonly CallArgument[]): { values: Value[]; rest: Value | null } {
  const values: Value[] = [];
  let rest: Value | null = null;
  for (const { value, isSpread, name } of given) {
    if (name !== null && name !== '**') continue;
    if (isSpread || rest !== null) {
      const item = isSpread ? readMember(frame, value, null, { start: 0, stop: 0 }) : value;
      rest = rest === null ? item : joinValues(rest, item);
    } else values.push(value);
  }
  return { values, rest };
}

function argumentFor(frame: Frame, asked: Call, { parameter, at }: { readonly parameter: { readonly name: string; readonly kind: string } | undefined; readonly at: number }, given: { values: Value[]; rest: Value | null }): Value {
  if (parameter?.kind === 'rest') {
    const items = given.values.slice(at);
    const fields = new Map(items.map((item, index): [string, Value] => [String(index), item]));
    return allocate(frame, -1 - at - asked.span.start, { ...EMPTY, isList: true, fields, rest: given.rest });
  }
  if (parameter?.kind === 'keywords') {
    const fields = new Map(asked.arguments.flatMap(({ name, value }): [string, Value][] => (name === null || name === '**' ? [] : [[name, value]])));
    return allocate(frame, -1 - at - asked.span.start, { ...EMPTY, fields });
  }
  const named = parameter === undefined ? undefined : asked.arguments.find(({ name }) => name === parameter.name);
  const value = named?.value ?? given.values[at];
  if (value !== undefined) return value;
  const all = asked.arguments.find(({ name }) => name === '**');
  return given.rest ?? (all === undefined ? UNDEFINED : readMember(frame, all.value, [parameter?.name ?? '*'], all.span));
}

/** `new f()`: an object whose members are looked up in f's prototype. */
function construct(frame: Frame, asked: Call, target: Extract<Target, { kind: 'function' }>): Value {
  const object = allocate(frame, asked.span.start, { ...EMPTY, parents: [`${target.key}:prototype`] });
  const returned = callFunction(frame, asked, { ...target, receiver: null }, object);
  return returned.targets.some(({ kind }) => kind === 'object') ? joinValues(object, returned) : object;
}

function instantiate(frame: Frame, asked: Call, target: Extract<Target, { kind: 'class' }>): Value {
  const outside = lineage(frame, target.self).flatMap((ancestor) => (ancestor.kind === 'symbol' ? [ancestor.path] : []));
  const plain = allocate(frame, asked.span.start, { ...EMPTY, parents: [classKey(target.self), `${target.key}:prototype`] });
  const object = outside.length === 0 ? plain : { ...plain, targets: [...plain.targets, ...outside.map((path) => ({ kind: 'symbol' as const, key: frame.unit.models.normalise(`${path}()`) }))] };
  const constructor = constructorOf(frame, target.self);
  const fn = constructor.fn?.targets.find(({ kind }) => kind === 'function');
  if (fn?.kind === 'function') callFunction(frame, asked, fn, object);
  else if (outside.length > 0) callSymbol(frame, { ...asked, isNew: true }, outside[0] ?? '');
  return object;
}

function callSymbol(frame: Frame, asked: Call, path: string): Value {
  const { models } = frame.unit;
  const known = models.callsOf(path);
  // `app.get` is not what `get` is of anything: what stands below a known thing is its own.
  const isGuess = known.length > 0 && known === models.callsOf(`?.${path.slice(path.lastIndexOf('.') + 1)}`);
  const hasCallback = asked.arguments.some(({ value }) => value.targets.some(({ kind }) => kind === 'function'));
  if (isGuess && hasCallback && models.knows(path.slice(0, path.lastIndexOf('.')))) {
    callbacks(frame, asked, path);
    return symbolAt(frame, `${path}()`, asked.span);
  }
  if (!known.some(({ type }) => type === 'calls' || type === 'operation')) callbacks(frame, asked, path);
  const value = builtin(frame, asked, path, 'exact');
  if (value !== null) return value;
  const result = symbolAt(frame, `${path}()`, asked.span);
  if (models.knows(path) && asked.isNew) return result;
  const through = throughUnknown(frame, asked, `${path}() is not known`);
  return { ...result, taints: joinTaints(result.taints, through.taints) };
}

/** Functions that are passed along are called by what they are passed to. */
function callbacks(frame: Frame, asked: Call, path: string): void {
  for (const { value, span } of asked.arguments) {
    for (const target of value.targets) {
      if (target.kind !== 'function') continue;
      const count = functionOf(frame.program, target.self)?.fn.parameters.length ?? 0;
      const given = Array.from({ length: Math.min(count, 8) }, (_, at): CallArgument => ({ value: path === '' ? UNKNOWN : symbolAt(frame, `${path}.callback.${at}`, span), name: null, isSpread: false, span }));
      const state = frame.state;
      frame.solver.call(frame, { callee: valueOf({ targets: [target] }), arguments: given, isNew: false, span, receiver: null, module: '' });
      frame.state ??= state;
    }
  }
}

/** Only the callers know what it is: they are told, and the result is theirs to say. */
function callInput(frame: Frame, asked: Call, target: Extract<Target, { kind: 'input' }>): Value {
  const name = target.input.path.at(-1);
  const known = name === undefined ? null : builtin(frame, asked, `?.${name}`, 'any');
  // Where it is made again, its callee has called the functions that it knew.
  callbacks(frame, asked.called === undefined ? asked : { ...asked, arguments: asked.arguments.filter((argument) => asked.called?.includes(argument) !== true) }, '');
  if (known !== null && !AMBIGUOUS.has(name ?? '')) return known;
  if (frame.calls.length >= MAX_CALLS) return known ?? throughUnknown(frame, asked, 'too many calls');
  const { callee, arguments: given, isNew, span, module } = asked;
  frame.calls.push({ callee: { ...callee, targets: [target] }, arguments: given.map(({ place: _, ...argument }) => argument), isNew, span, module, facts: frame.state?.facts ?? new Map(), assumed: frame.state?.assumed ?? new Map() });
  const result = inputValue(inputOf({ kind: 'result', call: frame.calls.length - 1 }), { kind: 'step', file: frame.unit.module.path, span, note: 'given back', previous: null });
  if (known === null) {
    const through = throughUnknown(frame, asked, 'a function that only its callers know');
    return { ...result, taints: joinTaints(result.taints, through.taints) };
  }
  return { ...joinValues(known, result), chain: known.chain, texts: null, proves: known.proves, search: known.search };
}

/** Whatever goes in may come out. */
export function throughUnknown(frame: Frame, { arguments: given, receiver, callee }: Call, why: string): Value {
  if (receiver !== null) forgetLength(frame, receiver);
  for (const { value } of given) forgetLength(frame, value);
  let taints = receiver === null ? callee.taints : deepTaints(frame, receiver);
  for (const { value } of given) taints = joinTaints(taints, deepTaints(frame, value));
  return valueOf({ taints: taints.filter(({ origin }) => origin.kind === 'source' || origin.input.root.kind !== 'result').map((taint) => (taint.doubt === null ? { ...taint, doubt: why } : taint)) });
}

/** A value goes to a member of the world outside: `document.title = x`. */
function assigned(frame: Frame, { arguments: [given], receiver, span }: Call): Value {
  if (given === undefined || receiver === null) return UNKNOWN;
  const sinks = receiver.targets.flatMap((target) => (target.kind === 'symbol' ? frame.unit.models.assignmentsOf(target.key) : []));
  for (const sink of sinks) for (const rule of takers(frame, sink)) checkSink(frame, { rule, module: frame.unit.module.path, span, note: `assigned to ${sink.path}`, requires: null, context: sink.context }, given.value);
  return UNKNOWN;
}
