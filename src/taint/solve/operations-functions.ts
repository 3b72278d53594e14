import { readMember } from './memory.ts';
import { at, type Operate, type Operation } from './operation.ts';
import { elementOf } from './parts.ts';
import type { CallArgument } from './program.ts';
import { ALL_CHARACTERS, ALL_LABELS, characterBits } from './labels.ts';
import { ofEach } from './conditions.ts';
import { bothFacts, withFacts } from './facts.ts';
import { type Clearing, type Facts, NO_FACTS, type Value } from './taint.ts';
import { UNKNOWN, valueOf } from './value.ts';

/** Operations that call functions. */
export const FUNCTION_OPERATIONS: readonly [string, Operate][] = [
  ['invoke', ({ asked, values, frame }) => frame.solver.call(frame, { ...asked, callee: at(values, 0), receiver: asked.arguments[0]?.value ?? null, arguments: asked.arguments.slice(1) })],
  ['apply', ({ asked, values, frame }) => {
    const list = asked.arguments[1];
    return frame.solver.call(frame, { ...asked, callee: at(values, 0), receiver: asked.arguments[0]?.value ?? null, arguments: list === undefined ? [] : [{ ...list, isSpread: true }] });
  }],
  ['bind', ({ asked, values }) => bound(at(values, 0), asked.arguments[0]?.value ?? null)],
  ['call-name', callName],
  ['every', (operation) => ofAll(operation, true)],
  ['some', (operation) => ofAll(operation, false)],
  ['all', ({ frame, values }) => ofElements(elementOf(frame, at(values, 0)).proves?.whenTrue ?? null, true)],
  ['any', ({ frame, values }) => ofElements(elementOf(frame, at(values, 0)).proves?.whenFalse ?? null, false)],
  ['find', found],
];

function bound(value: Value, receiver: Value | null): Value {
  return { ...value, targets: value.targets.map((target) => (target.kind === 'function' && receiver !== null ? { ...target, receiver } : target)) };
}

/** `call_user_func('f', x)`: the function that the name means, or the one that it is. */
function callName({ frame, asked, values }: Operation): Value {
  const [callee, rest] = [at(values, 0), asked.arguments.slice(1)];
  const named = callee.constants?.length === 1 && typeof callee.constants[0] === 'string' ? frame.solver.evaluate(frame, { kind: 'symbol', name: callee.constants[0].toLowerCase(), fallback: null, span: asked.span }) : null;
  const target = named ?? (callee.targets.some(({ kind }) => kind === 'function' || kind === 'symbol') ? callee : methodOf(frame, callee, asked.span));
  return frame.solver.call(frame, { ...asked, callee: target, arguments: rest, receiver: null });
}

/** `[$object, 'method']`. */
function methodOf(frame: Operation['frame'], pair: Value, span: { start: number; stop: number }): Value {
  const name = readMember(frame, pair, ['1'], span).constants;
  return name?.length === 1 ? readMember(frame, readMember(frame, pair, ['0'], span), [String(name[0])], span) : UNKNOWN;
}

/** What is proven of each element of a list or text is proven of all of it. */
function ofElements(facts: Facts | null, isAll: boolean): Value {
  const all = new Map<string, Clearing>();
  for (const [id, clearing] of facts ?? []) {
    if (!id.endsWith('[]')) continue;
    // A few characters, each by itself harmless, are not harmless together.
    const isFewCharacters = clearing.removed !== 0 && clearing.labels === ALL_LABELS && clearing.removed !== ALL_CHARACTERS && clearing.removed !== PLAIN;
    all.set(id.slice(0, -2), isFewCharacters ? { ...clearing, labels: 0 } : clearing);
  }
  return all.size === 0 ? UNKNOWN : valueOf({ proves: isAll ? { whenTrue: all, whenFalse: NO_FACTS } : { whenTrue: NO_FACTS, whenFalse: all } });
}

const PLAIN = ALL_CHARACTERS & ~characterBits('a0');

/** The element of which a function says yes: what its yes proves holds of it. */
function found({ frame, asked, values }: Operation): Value {
  const element = elementOf(frame, at(values, 0));
  const state = frame.state;
  const result = frame.solver.call(frame, { callee: at(values, 1), arguments: [{ value: element, name: null, isSpread: false, span: asked.span }], isNew: false, span: asked.span, receiver: null, module: '' });
  frame.state ??= state;
  return { ...element, taints: withFacts(element.taints, element.chain, result.proves?.whenTrue ?? NO_FACTS).filter(({ labels }) => labels !== 0) };
}

/** Whether a function says yes of all elements, or of any: what it proves of one it proves of all. */
function ofAll({ frame, asked, values }: Operation, isAll: boolean): Value {
  const list = at(values, 0);
  const element = elementOf(frame, list);
  const given: CallArgument[] = [{ value: element, name: null, isSpread: false, span: asked.span }];
  const state = frame.state;
  const result = frame.solver.call(frame, { callee: at(values, 1), arguments: given, isNew: false, span: asked.span, receiver: null, module: '' });
  frame.state ??= state;
  const facts = isAll ? result.proves?.whenTrue : result.proves?.whenFalse;
  const [id] = list.chain;
  if (facts === null || facts === undefined) return UNKNOWN;
  const own = id === undefined ? undefined : facts.get(`${id}[]`);
  if (own === undefined) return UNKNOWN;
  const all = bothFacts(facts, ofEach(list, own));
  return valueOf({ proves: isAll ? { whenTrue: all, whenFalse: NO_FACTS } : { whenTrue: NO_FACTS, whenFalse: all } });
}
