import type { Literal } from '../ir/nodes.ts';
import { bothFacts, eitherFacts, withFacts } from './facts.ts';
import { ALL_LABELS } from './labels.ts';
import { type Facts, type Input, inputOrigin, joinTaints, NO_FACTS, NONE, OPERATOR, type Proves, type Target, type Text, textTaints, type Value } from './taint.ts';
import type { Trace } from './trace.ts';

export const MAX_CONSTANTS = 16;

const MAX_TARGETS = 8;

const MAX_TEXTS = 4;

/** Of nothing is known, and no data is in it. */
export const UNKNOWN: Value = { taints: NONE, constants: null, targets: NONE, texts: null, chain: NONE, input: null, proves: null, search: null, derived: null, isFolder: false };

export const UNDEFINED: Value = { ...UNKNOWN, constants: [undefined] };

export function valueOf(parts: Partial<Value>): Value {
  return { ...UNKNOWN, ...parts };
}

export function constantValue(value: Literal): Value {
  return { ...UNKNOWN, constants: [value], texts: typeof value === 'string' ? [[value]] : null };
}

export function constantsValue(values: readonly Literal[]): Value {
  if (values.length === 0 || values.length > MAX_CONSTANTS) return UNKNOWN;
  const texts = values.filter((value) => typeof value === 'string');
  return { ...UNKNOWN, constants: values, texts: texts.length === values.length && texts.length <= MAX_TEXTS ? texts.map((text) => [text]) : null };
}

export function symbolValue(path: string): Value {
  return { ...UNKNOWN, targets: [{ kind: 'symbol', key: path }], chain: [path] };
}

export function objectValue(key: string): Value {
  return { ...UNKNOWN, targets: [{ kind: 'object', key }] };
}

/** An input as a value: data of the caller, and whatever it points to. */
export function inputValue(input: Input, trace: Trace | null): Value {
  return {
    ...UNKNOWN,
    taints: [{ origin: inputOrigin(input), labels: ALL_LABELS, removed: 0, isCanonical: false, isReset: false, adds: 0, doubt: null, perhaps: null, within: 0, cleared: NONE, trace }],
    targets: [{ kind: 'input', key: input.key, input }],
    chain: [input.key],
    input,
  };
}

/** What is surely a text: it is no object with operators. */
export function asText(value: Value): Value {
  return value.taints.some(({ labels }) => (labels & OPERATOR) !== 0) ? { ...value, taints: textTaints(value.taints) } : value;
}

/** Its text: what is known of its shape, else itself as data. */
export function textsOf(value: Value): readonly Text[] {
  if (value.texts !== null) return value.texts;
  if (value.constants !== null) return value.constants.slice(0, MAX_TEXTS).map((constant) => [constant === null || constant === undefined ? '' : String(constant)]);
  return [[{ taints: value.taints, chain: value.chain, input: value.input }]];
}

export function joinTargets(left: readonly Target[], right: readonly Target[]): readonly Target[] {
  if (left === right || right.length === 0) return left;
  if (left.length === 0) return right;
  const more = right.filter(({ key, kind }) => !left.some((other) => other.key === key && other.kind === kind));
  return more.length === 0 ? left : [...left, ...more].slice(0, MAX_TARGETS);
}

function joinConstants(left: readonly Literal[] | null, right: readonly Literal[] | null): readonly Literal[] | null {
  if (left === null || right === null) return null;
  const joined = [...new Set([...left, ...right])];
  return joined.length > MAX_CONSTANTS ? null : joined;
}

function sameText(a: Text, b: Text): boolean {
  return a.length === b.length && a.every((part, at) => part === b[at]);
}

function joinTexts(left: Value, right: Value): readonly Text[] | null {
  if (left.texts === null && right.texts === null) return null;
  const joined: Text[] = [...textsOf(left)];
  for (const text of textsOf(right)) if (!joined.some((other) => sameText(other, text))) joined.push(text);
  return joined.length > MAX_TEXTS ? null : joined;
}

/** Either of two values. `facts`: what is proven on either way. It is gone behind both, so the values take it along: `if (!valid(x)) x = 'default'`. */
export function joinValues(one: Value, other: Value, facts: readonly [Facts, Facts] | null = null): Value {
  if (one === other) return one;
  const [left, right] = facts === null ? [one, other] : [proven(one, facts[0]), proven(other, facts[1])];
  const taints = joinTaints(left.taints, right.taints);
  return {
    taints,
    constants: joinConstants(left.constants, right.constants),
    targets: joinTargets(left.targets, right.targets),
    texts: joinTexts(left, right),
    chain: left.chain.filter((id) => right.chain.includes(id)),
    input: left.input !== null && left.input.key === right.input?.key ? left.input : null,
    search: left.search === right.search ? left.search : null,
    derived: left.derived === right.derived ? left.derived : null,
    isFolder: left.isFolder && right.isFolder,
    proves: joinProves(provesOf(left, facts?.[0] ?? null), provesOf(right, facts?.[1] ?? null)),
  };
}

/** With what is proven in its taints. What is proven of the whole holds of its parts. */
function proven(value: Value, facts: Facts): Value {
  if (facts.size === 0 || value.taints.length === 0) return value;
  const taints = withFacts(value.taints, value.chain, facts);
  let isChanged = taints !== value.taints;
  const texts = value.texts?.map((text) => text.map((part, at) => {
    if (typeof part === 'string') return part;
    const own = withFacts(withFacts(part.taints, part.chain, facts, at > 0), value.chain, facts);
    if (own === part.taints) return part;
    isChanged = true;
    return { ...part, taints: own };
  })) ?? null;
  return isChanged ? { ...value, taints, texts } : value;
}

/** What a value's truth says, with what holds where it comes from. */
function provesOf(value: Value, facts: Facts | null): Proves | null {
  const { constants, proves } = value;
  const own = facts ?? NO_FACTS;
  if (constants !== null) return { whenTrue: constants.some(Boolean) ? merged(proves?.whenTrue, own) : null, whenFalse: constants.some((constant) => !constant) ? merged(proves?.whenFalse, own) : null };
  if (proves === null) return own.size === 0 ? null : { whenTrue: own, whenFalse: own };
  return { whenTrue: merged(proves.whenTrue, own), whenFalse: merged(proves.whenFalse, own) };
}

function merged(facts: Facts | null | undefined, more: Facts): Facts | null {
  return facts === null ? null : facts === undefined ? more : bothFacts(facts, more);
}

function joinProves(left: Proves | null, right: Proves | null): Proves | null {
  if (left === null || right === null) return null;
  const whenTrue = eitherFacts(left.whenTrue, right.whenTrue);
  const whenFalse = eitherFacts(left.whenFalse, right.whenFalse);
  return whenTrue?.size === 0 && whenFalse?.size === 0 ? null : { whenTrue, whenFalse };
}
