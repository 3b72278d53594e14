import type { CallModel, CallPart, SinkModel } from '../models/models.ts';
import { withFacts } from './facts.ts';
import { factsOf } from './value-facts.ts';
import { assign } from './evaluate.ts';
import { ALL_CHARACTERS, ALL_LABELS, bitsOf, characterBits, OTHER } from './labels.ts';
import { contentsOf } from './heap.ts';
import { deepTaints } from './deep-taints.ts';
import { allocate, hasField, readMember, writeMember } from './memory.ts';
import { forgetLength } from './lengths.ts';
import { symbolAt } from './symbols.ts';
import { argumentAt, elementOf, partOf, prove, sanitized } from './parts.ts';
import { runOperation } from './operations.ts';
import { listOf } from './operations-containers.ts';
import type { Call, CallArgument, Frame, SinkCondition } from './program.ts';
import { checkSink, decided } from './sinks.ts';
import { type Clearing, joinTaints, NO_FACTS, type Taint, type Value } from './taint.ts';
import { joinValues, textsOf, UNKNOWN, valueOf } from './value.ts';
import { settled } from './settled.ts';

/** A call of what the models know; null where they know nothing of it. `any`: only what a member's name says counts. */
export function builtin(frame: Frame, asked: Call, path: string, how: 'exact' | 'any'): Value | null {
  const models = frame.unit.models.callsOf(path);
  if (models.length === 0) return null;
  // Operations say what they do to lists; of others that is not known.
  if (!models.some(({ type }) => type === 'operation')) for (const { value } of [...asked.arguments, ...(asked.receiver === null ? [] : [{ value: asked.receiver }])]) forgetLength(frame, value);
  let result: Value | null = null;
  let isEnding = false;
  const add = (value: Value): void => {
    result = result === null ? value : { ...joinValues(result, value), proves: joinedProves(result, value) };
  };
  for (const model of models) {
    if (model.type === 'exits') isEnding = true;
    else if (model.type === 'sink') sink(frame, asked, model);
    else if (model.type !== 'sanitizer' && holds(frame, asked, model)) {
      const value = applyModel(frame, asked, model, how);
      if (value !== null) add(value);
    }
  }
  const cleaned = sanitizers(frame, asked, models);
  if (cleaned !== null) add(cleaned);
  if (isEnding) frame.state = null;
  return withType(frame, asked, path, result);
}

function joinedProves(a: Value, b: Value): Value['proves'] {
  return a.proves ?? b.proves;
}

/** What a known call gives may have a type that other models speak of. */
function withType(frame: Frame, asked: Call, path: string, result: Value | null): Value {
  const symbol = path.startsWith('?.') ? UNKNOWN : symbolAt(frame, `${path}()`, asked.span);
  const isKnown = symbol.taints.length > 0 || symbol.targets.some(({ kind, key }) => kind === 'symbol' && frame.unit.models.knows(key));
  if (!isKnown) return result ?? UNKNOWN;
  // What a method makes of data is known: the data itself is not there again.
  const isSource = frame.unit.models.source(frame.unit.models.normalise(`${path}()`)) !== null;
  return result === null ? symbol : { ...result, targets: [...result.targets, ...symbol.targets], taints: isSource ? joinTaints(result.taints, symbol.taints) : result.taints, chain: result.chain.length > 0 ? result.chain : symbol.chain };
}

function applyModel(frame: Frame, asked: Call, model: Exclude<CallModel, { type: 'exits' | 'sanitizer' | 'sink' }>, how: 'exact' | 'any'): Value | null {
  switch (model.type) {
    case 'guard':
      return guarded(frame, partOf(frame, asked, model.part), model);
    case 'flow':
      return flows(frame, asked, model);
    case 'calls':
      return calls(frame, asked, model);
    case 'operation':
      return runOperation(frame, asked, { name: model.name, parts: model.parts, options: model.options, isGuess: how === 'any' });
    case 'clean':
      return frame.program.hasOpenRules ? derived(frame, asked) : UNKNOWN;
  }
}

/** What holds nothing of its data but that it was made of it. */
function derived(frame: Frame, asked: Call): Value {
  let taints: readonly Taint[] = [];
  for (const { value } of [...asked.arguments, ...(asked.receiver === null ? [] : [{ value: asked.receiver }])]) taints = joinTaints(taints, deepTaints(frame, value));
  return valueOf({ taints: taints.map((taint) => ({ ...taint, labels: taint.labels & OTHER })) });
}

function holds(frame: Frame, asked: Call, model: CallModel): boolean {
  if (!('only' in model) || model.only === null || model.only === undefined) return true;
  return switchOf(frame, asked, model.only) !== false;
}

/** Several of one part clear together; where none of their conditions holds, the part is as it was. */
function sanitizers(frame: Frame, asked: Call, models: readonly CallModel[]): Value | null {
  let part: CallPart | null = null;
  let [clears, removes, adds] = [0, 0, 0];
  for (const model of models) {
    if (model.type !== 'sanitizer') continue;
    part = model.part;
    if (!holds(frame, asked, model)) continue;
    clears |= model.clears;
    removes |= model.removes ?? 0;
    adds |= model.adds ?? 0;
  }
  if (frame.program.hasOpenRules) clears &= ~OTHER;
  return part === null ? null : sanitized(partOf(frame, asked, part), { clears, removes, adds });
}

/** The sinks of a call, for all rules that take them. */
function sink(frame: Frame, asked: Call, model: SinkModel): void {
  const switched = model.only === null ? true : switchOf(frame, asked, model.only);
  if (switched === false) return;
  const parts = model.part === 'all' ? asked.arguments.map(({ value }) => value) : model.part === 'receiver' ? [asked.receiver ?? UNKNOWN] : [partOf(frame, asked, model.part)];
  for (const rule of takers(frame, model)) {
    for (const part of parts) {
      const last = frame.sinks.at(-1);
      // Two names of one function are one sink.
      if (last?.site.span === asked.span && last.site.rule === rule && last.value === part) continue;
      for (const value of dangerous(frame, part, model)) checkSink(frame, { rule, module: asked.module, span: asked.span, note: `argument of ${model.path}`, requires: null, context: model.context }, value, switched === true ? null : switched);
    }
  }
}

/** The rules that take a sink of the models. */
export function takers({ program }: Frame, { context, kind }: SinkModel): number[] {
  return program.rules.filter((rule) => rule.takesModels && rule.context === context && (rule.sinkKinds.size === 0 || rule.sinkKinds.has(kind))).map(({ number }) => number);
}

const SHELLS = /(?:^|[/\\])(?:(?:ba|da|z|k|a|c|tc)?sh|busybox|cmd|powershell|pwsh)(?:\.exe)?$/iu;
const COMMAND = /^(?:-[a-z]*c|\/c|\/k|-command)$/iu;

/** Of a program and its arguments: the program, and what a shell that it is reads as commands. */
function programTexts(frame: Frame, part: Value): Value[] {
  const [target] = part.targets;
  const contents = target?.kind === 'object' ? contentsOf(frame, target.key) : null;
  if (contents?.isList !== true) return part.taints.length > 0 && textsOf(part).some(([first]) => typeof first !== 'string') ? [part] : [];
  const items = [...contents.fields].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
  const [program] = items;
  const isShell = [...items, ...(contents.rest === null ? [] : [contents.rest])].some(({ constants }) => constants?.some((text) => typeof text === 'string' && SHELLS.test(text)) === true);
  const at = items.findIndex(({ constants }) => constants?.some((text) => typeof text === 'string' && COMMAND.test(text)) === true);
  const commands = !isShell ? [] : at < 0 ? (contents.rest === null ? [] : [contents.rest]) : items.slice(at + 1, at + 2);
  return [...(program === undefined || program.constants !== null ? [] : [program]), ...commands];
}

function dangerous(frame: Frame, part: Value, { kind: sinkKind, fields }: SinkModel): Value[] {
  if (sinkKind === 'program') return programTexts(frame, part);
  // An object that only the callers know may be a text; a list may not.
  const isListed = fields.every((field) => /^\d+$/u.test(field)) && part.targets.some(({ kind }) => kind === 'input');
  if (fields.length === 0 || (!isListed && !part.targets.some(({ kind }) => kind === 'object'))) return [part];
  return fields.map((field) => readMember(frame, part, [field], { start: 0, stop: 0 }));
}

/** Whether a condition holds; what is to be asked of the callers where only they know. */
function switchOf(frame: Frame, asked: Call, only: NonNullable<SinkModel['only']>): boolean | SinkCondition {
  const part = partOf(frame, asked, only.part);
  const value = only.field === null ? part : readMember(frame, part, [only.field], { start: 0, stop: 0 });
  if (only.value === undefined) return isMissing(frame, part, only.field, value) !== only.isNegated;
  return decided({ value, expected: only.value, isNegated: only.isNegated });
}

function isMissing(frame: Frame, part: Value, field: string | null, value: Value): boolean {
  if (part === UNKNOWN || value.constants?.includes(undefined) === true) return true;
  return field !== null && part.targets.length > 0 && part.targets.every((target) => target.kind === 'object' && !hasField(frame, target.key, field));
}

function guarded(frame: Frame, value: Value, { when, clears }: Extract<CallModel, { type: 'guard' }>): Value | null {
  // What has no danger at all is letters and digits: it has no danger among others either.
  const clearing: Clearing = { labels: clears, removed: clears === ALL_LABELS ? ALL_CHARACTERS & ~characterBits('a0') : 0, rules: [], doubt: null, reason: 'checked by a validator' };
  const facts = factsOf(value, clearing);
  if (when !== 'returns') return valueOf({ proves: { whenTrue: when ? facts : NO_FACTS, whenFalse: when ? NO_FACTS : facts } });
  prove(frame, facts);
  return null;
}

/** What a function of the world outside gives. */
function givenBack(frame: Frame, { callee, span }: Call): Value {
  return callee.targets.reduce<Value>((all, { kind, key }) => (kind === 'symbol' ? joinValues(all, symbolAt(frame, `${key}()`, span)) : all), UNKNOWN);
}

function flows(frame: Frame, asked: Call, { from, to, how }: Extract<CallModel, { type: 'flow' }>): Value | null {
  const value = carried(frame, from === 'result' ? givenBack(frame, asked) : partOf(frame, asked, from), how);
  if (to === 'result') return value;
  const argument = to === 'receiver' || to === 'all' ? null : argumentAt(asked.arguments, to);
  if (argument?.place !== undefined) {
    assign(frame, argument.place, { ...joinValues(argument.value, value), constants: null });
    return null;
  }
  const target = to === 'receiver' ? asked.receiver : (argument?.value ?? null);
  if (target !== null) {
    writeMember(frame, target, null, value);
    if (asked.receiver !== null && to === 'receiver') return null;
  }
  return null;
}

function carried(frame: Frame, value: Value, how: string): Value {
  const map = (change: (taint: Taint) => Taint, chain: Value['chain']): Value => valueOf({ taints: deepTaints(frame, value).map(change), chain });
  switch (how) {
    case 'identity':
      return value.derived === null ? value : { ...value, derived: null };
    case 'canonical':
      return map((taint) => ({ ...taint, isCanonical: true }), value.chain);
    case 'decoded':
      return map((taint) => ({ ...taint, labels: ALL_LABELS, removed: 0, isReset: true, perhaps: null, within: 0, isCanonical: false }), []);
    case 'unescaped':
      return map(unescaped, []);
    case 'element':
      return readMember(frame, value, null, { start: 0, stop: 0 });
    default:
      return map((taint) => taint, []);
  }
}

const UNESCAPED = bitsOf(['encoded-dot', 'encoded-separator']);
const TRAVERSAL = bitsOf(['traversal']);

/** Two dots that are not there come only of dots and separators that were encoded. */
function unescaped(taint: Taint): Taint {
  const isWithoutSteps = (taint.labels & TRAVERSAL) === 0 && ((taint.labels & UNESCAPED) === 0 || (taint.removed & characterBits('%')) !== 0);
  return { ...taint, labels: isWithoutSteps ? ALL_LABELS & ~TRAVERSAL : ALL_LABELS, removed: 0, isReset: true, perhaps: null, within: 0, isCanonical: false };
}

/** PHP passes functions by their names: `array_map('intval', $ids)`. */
function named(frame: Frame, asked: Call, callback: Value): Value {
  const [name] = callback.constants ?? [];
  if (frame.unit.support.name !== 'php' || callback.constants?.length !== 1 || typeof name !== 'string') return callback;
  return frame.solver.evaluate(frame, { kind: 'symbol', name: name.toLowerCase(), fallback: null, span: asked.span });
}

/** A function that is passed along is called with parts of the call. */
function calls(frame: Frame, asked: Call, model: Extract<CallModel, { type: 'calls' }>): Value {
  const callback = named(frame, asked, partOf(frame, asked, model.part));
  const receiver = model.of === undefined ? settled(frame, asked.receiver ?? UNKNOWN) : partOf(frame, asked, model.of);
  const element = elementOf(frame, receiver);
  const given = model.with.map((part): CallArgument => ({ value: part === 'element' ? element : partOf(frame, asked, part), name: null, isSpread: false, span: asked.span }));
  const state = frame.state;
  const returned = callback.targets.length > 0 ? frame.solver.call(frame, { callee: callback, arguments: given, isNew: false, span: asked.span, receiver: null, module: '' }) : valueOf({ taints: element.taints });
  frame.state ??= state;
  switch (model.returns) {
    case 'nothing':
      return UNKNOWN;
    case 'result':
      return returned;
    case 'elements':
      return listOf({ frame, asked }, returned);
    case 'entries':
      return spreadInto(frame, asked.span.start, returned);
    case 'filtered':
      return filtered(frame, asked, { receiver, element, returned });
  }
}

/** One object of all that others hold. */
function spreadInto(frame: Frame, start: number, returned: Value): Value {
  const object = allocate(frame, -start - 6);
  writeMember(frame, object, null, readMember(frame, returned, null, { start: 0, stop: 0 }));
  return object;
}

/** Of a list those for which a function says yes: what its yes proves holds of all. */
function filtered(frame: Frame, asked: Call, { receiver, element, returned }: { receiver: Value; element: Value; returned: Value }): Value {
  const facts = returned.proves?.whenTrue ?? NO_FACTS;
  const kept = withFacts(element.taints, element.chain, facts);
  const value = { ...element, taints: kept.filter(({ labels }) => labels !== 0) };
  return { ...listOf({ frame, asked }, value), taints: kept === element.taints ? receiver.taints : value.taints };
}

