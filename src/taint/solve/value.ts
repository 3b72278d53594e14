import type { Literal, Variable } from '../ir/nodes.ts';
import { ALL_LABELS, bitsOf } from './labels.ts';
import { heavierDoubt } from './doubts.ts';
import type { Trace } from './trace.ts';

/** What a function is given from outside, before it is known: a parameter, `this`, a variable of a function around it, the result of a call that only its caller can resolve, or a field of one. */
export interface Input {
  readonly key: string;
  readonly root: InputRoot;
  readonly path: readonly string[];
}
export type InputRoot =
  | { readonly kind: 'parameter'; readonly at: number }
  | { readonly kind: 'this' }
  | { readonly kind: 'captured'; readonly variable: Variable }
  | { readonly kind: 'result'; readonly call: number };

/** Where data comes from. */
export type Origin =
  | { readonly kind: 'source'; readonly key: string; /** Number of the rule whose pattern it is; null: of the models. */ readonly rule: number | null; readonly label: string | null; readonly sourceKind: string }
  | { readonly kind: 'input'; readonly key: string; readonly input: Input };

export interface Taint {
  readonly origin: Origin;
  readonly labels: number;
  /** Characters that it surely lacks. */
  readonly removed: number;
  /** Its dots and links are resolved: a test of its beginning means something. */
  readonly isCanonical: boolean;
  /** Labels do not depend on what the input had: it was decoded since. */
  readonly isReset: boolean;
  /** Why it may not be so; null: it surely is. */
  readonly doubt: string | null;
  /** Rules whose sanitizer it went through. */
  readonly cleared: readonly number[];
  readonly trace: Trace | null;
}

/** Data within a text. */
export interface Hole {
  readonly taints: readonly Taint[];
  readonly chain: readonly string[];
  readonly input: Input | null;
}
/** A text in pieces: constants, and data between them. */
export type Text = readonly (string | Hole)[];

export type Target =
  | { readonly kind: 'function'; readonly key: string; readonly self: FunctionRef; readonly captured: ReadonlyMap<Variable, Value> | null; readonly receiver: Value | null }
  | { readonly kind: 'class'; readonly key: string; readonly self: ClassRef }
  | { readonly kind: 'object'; readonly key: string }
  | { readonly kind: 'module'; readonly key: string; readonly path: string }
  | { readonly kind: 'input'; readonly key: string; readonly input: Input }
  | { readonly kind: 'symbol'; readonly key: string };

export interface FunctionRef {
  readonly module: string;
  readonly index: number;
}
export type ClassRef = FunctionRef;

/** What is proven about values, by their ids. */
export type Facts = ReadonlyMap<string, Clearing>;
export interface Clearing {
  readonly labels: number;
  readonly removed: number;
  readonly rules: readonly number[];
  /** More is proven than labels and characters tell: what is left of it may be harmless. */
  readonly limits?: string | null;
  /** It is proven only if this holds. */
  readonly doubt: string | null;
  /** For people: what proves it. */
  readonly reason: string;
  /** It is proven only if none of this is data of a source, which the callers know. */
  readonly trusts?: readonly Taint[];
}
/** Null: it never has that outcome. */
export interface Proves {
  readonly whenTrue: Facts | null;
  readonly whenFalse: Facts | null;
}

export interface Value {
  readonly taints: readonly Taint[];
  /** All that it can be; null: unknown. */
  readonly constants: readonly Literal[] | null;
  readonly targets: readonly Target[];
  /** What it can be as a text; null: data without a known shape. */
  readonly texts: readonly Text[] | null;
  /** Ids of the values that it is the same as: itself first, then those that it was made of without a change that matters. */
  readonly chain: readonly string[];
  /** It is this input, unchanged. */
  readonly input: Input | null;
  /** What its being true or false says about others. */
  readonly proves: Proves | null;
  /** It is where a text was found in another (-1 or false: nowhere). */
  readonly search: Search | null;
}
export interface Search {
  readonly found: Facts;
  readonly missing: Facts;
  readonly atStart: Facts;
  readonly notAtStart: Facts;
}

const NONE: readonly never[] = [];
export const MAX_CONSTANTS = 16;
const MAX_TARGETS = 8;
const MAX_TAINTS = 24;
const MAX_TEXTS = 4;
export const NO_FACTS: Facts = new Map();

/** Of nothing is known, and no data is in it. */
export const UNKNOWN: Value = { taints: NONE, constants: null, targets: NONE, texts: null, chain: NONE, input: null, proves: null, search: null };
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
    taints: [{ origin: { kind: 'input', key: input.key, input }, labels: ALL_LABELS, removed: 0, isCanonical: false, isReset: false, doubt: null, cleared: NONE, trace }],
    targets: [{ kind: 'input', key: input.key, input }],
    chain: [input.key],
    input,
  };
}

const OPERATOR = bitsOf(['operator']);

/** What is surely a text: it is no object with operators. */
export function asText(value: Value): Value {
  return value.taints.some(({ labels }) => (labels & OPERATOR) !== 0) ? { ...value, taints: textTaints(value.taints) } : value;
}

export function textTaints(taints: readonly Taint[]): readonly Taint[] {
  return taints.some(({ labels }) => (labels & OPERATOR) !== 0) ? taints.map((taint) => ({ ...taint, labels: taint.labels & ~OPERATOR })) : taints;
}

/** Its text: what is known of its shape, else itself as data. */
export function textsOf(value: Value): readonly Text[] {
  if (value.texts !== null) return value.texts;
  if (value.constants !== null) return value.constants.slice(0, MAX_TEXTS).map((constant) => [constant === null || constant === undefined ? '' : String(constant)]);
  return [[{ taints: value.taints, chain: value.chain, input: value.input }]];
}

export function joinTaints(left: readonly Taint[], right: readonly Taint[]): readonly Taint[] {
  if (left === right || right.length === 0) return left;
  if (left.length === 0) return right;
  const joined = [...left];
  for (const taint of right) {
    // What is sure and what is not are told apart: a doubt about one way is none about the other.
    const at = joined.findIndex(({ origin, doubt }) => origin.key === taint.origin.key && (doubt === null) === (taint.doubt === null) && sameRule(origin, taint.origin));
    const known = joined[at];
    if (known === undefined) {
      if (joined.length < MAX_TAINTS) joined.push(taint);
    } else joined[at] = joinTaint(known, taint);
  }
  return joined;
}

function sameRule(a: Origin, b: Origin): boolean {
  return a.kind === 'source' && b.kind === 'source' ? a.rule === b.rule && a.label === b.label : a.kind === b.kind;
}

/** Whatever one of two ways leaves dangerous. */
function joinTaint(a: Taint, b: Taint): Taint {
  if (a === b) return a;
  const surer = a.doubt === null || b.doubt !== null ? a : b;
  return {
    ...surer,
    labels: a.labels | b.labels,
    removed: a.removed & b.removed,
    isCanonical: a.isCanonical && b.isCanonical,
    isReset: a.isReset || b.isReset,
    cleared: a.cleared.filter((rule) => b.cleared.includes(rule)),
  };
}

function joinTargets(left: readonly Target[], right: readonly Target[]): readonly Target[] {
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
    proves: joinProves(provesOf(left, facts?.[0] ?? null), provesOf(right, facts?.[1] ?? null)),
  };
}

/** With what is proven in its taints. What is proven of the whole holds of its parts. */
function proven(value: Value, facts: Facts): Value {
  if (facts.size === 0 || value.taints.length === 0) return value;
  const taints = withFacts(value.taints, value.chain, facts);
  let isChanged = taints !== value.taints;
  const texts = value.texts?.map((text) => text.map((part) => {
    if (typeof part === 'string') return part;
    const own = withFacts(withFacts(part.taints, part.chain, facts), value.chain, facts);
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

/** What holds on both of two ways; null is a way that is never taken. */
export function eitherFacts(left: Facts | null, right: Facts | null): Facts | null {
  if (left === null) return right;
  if (right === null || left === right) return left;
  const facts = new Map<string, Clearing>();
  for (const [id, a] of left) {
    const b = right.get(id);
    // What is only a check of which nothing is known on either way is none behind both.
    if (b === undefined || (a.doubt !== null && b.doubt !== null && a.reason !== b.reason)) continue;
    const clearing = { labels: a.labels & b.labels, removed: a.removed & b.removed, rules: a.rules.filter((rule) => b.rules.includes(rule)), limits: a.limits != null && b.limits != null ? a.limits : null, doubt: a.doubt ?? b.doubt, reason: a.reason, ...trusting(a, b) };
    if (clearing.labels !== 0 || clearing.removed !== 0 || clearing.rules.length > 0) facts.set(id, clearing);
  }
  return facts;
}

/** What two facts say together. */
export function bothFacts(left: Facts, right: Facts): Facts {
  if (right.size === 0 || left === right) return left;
  if (left.size === 0) return right;
  const facts = new Map(left);
  for (const [id, b] of right) {
    const a = facts.get(id);
    facts.set(id, a === undefined ? b : bothClearings(a, b));
  }
  return facts;
}

function bothClearings(a: Clearing, b: Clearing): Clearing {
  // What is proven for sure is not made doubtful by what is proven with a doubt.
  if (a.doubt !== null && b.doubt === null) return bothClearings(b, a);
  if (a.doubt === null && b.doubt !== null) return a;
  return { labels: a.labels | b.labels, removed: a.removed | b.removed, rules: [...new Set([...a.rules, ...b.rules])], limits: a.limits ?? b.limits ?? null, doubt: a.doubt ?? b.doubt, reason: a.reason === b.reason || a.reason.includes(b.reason) || a.reason.length > 200 ? a.reason : a.doubt !== null ? 'yes; no' : `${a.reason}; ${b.reason}`, ...trusting(a, b) };
}

function trusting(a: Clearing, b: Clearing): Pick<Clearing, 'trusts'> {
  if (a.trusts === undefined && b.trusts === undefined) return {};
  return { trusts: joinTaints(a.trusts ?? NONE, b.trusts ?? NONE) };
}

/** The taints that remain dangerous by what is proven of the value's ids; reasons of what was cleared go to `cleared`. */
export function withFacts(taints: readonly Taint[], chain: readonly string[], facts: Facts): readonly Taint[] {
  if (facts.size === 0 || taints.length === 0) return taints;
  let result = taints;
  for (const id of chain) {
    const clearing = facts.get(id);
    if (clearing !== undefined) result = result.map((taint) => clear(taint, clearing));
  }
  return result;
}

function clear(taint: Taint, clearing: Clearing): Taint {
  if (clearing.doubt !== null) return (taint.labels & clearing.labels) === 0 ? taint : { ...taint, doubt: heavierDoubt(taint.doubt, clearing.doubt) };
  const limits = clearing.limits ?? null;
  return { ...taint, doubt: heavierDoubt(taint.doubt, limits), labels: taint.labels & ~clearing.labels, removed: taint.removed | clearing.removed, cleared: clearing.rules.length === 0 ? taint.cleared : [...new Set([...taint.cleared, ...clearing.rules])] };
}
