import type { Literal, Variable } from '../ir/nodes.ts';
import { bitsOf } from './labels.ts';
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
export type Origin = {
  readonly key: string;
  /** Of its key, rule and label: equal for equal ones. Two origins are compared much more often than made. */
  readonly hash: number;
} & (SourceOrigin | InputOrigin);

export interface InputOrigin {
  readonly kind: 'input';
  readonly input: Input;
}

export interface SourceOrigin {
  readonly kind: 'source';
  /** Number of the rule whose pattern it is; null: of the models. */
  readonly rule: number | null;
  readonly label: string | null;
  readonly sourceKind: string;
}

export function sourceOrigin(key: string, source: Omit<SourceOrigin, 'kind'>): Origin {
  return { kind: 'source', key, hash: hashOf(source.label ?? '', hashOf(key, source.rule ?? -1)), ...source };
}

export function inputOrigin(input: Input): Origin {
  return { kind: 'input', key: input.key, hash: hashOf(input.key, -2), input };
}

/** FNV-1a. */
function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

export interface Taint {
  readonly origin: Origin;
  readonly labels: number;
  /** Characters that it surely lacks. */
  readonly removed: number;
  /** Its dots and links are resolved: a test of its beginning means something. */
  readonly isCanonical: boolean;
  /** Labels do not depend on what the input had: it was decoded since. */
  readonly isReset: boolean;
  /** Labels that came in on the way, whatever the input had. */
  readonly adds: number;
  /** Why it may not be so; null: it surely is. */
  readonly doubt: string | null;
  /** Labels that may be gone: what is left of it at a sink is doubtful if it is these alone. */
  readonly perhaps: Perhaps | null;
  /** Labels that are gone if it leads from the folder that a rule names. */
  readonly within: number;
  /** Rules whose sanitizer it went through. */
  readonly cleared: readonly number[];
  readonly trace: Trace | null;
}

export interface Perhaps {
  readonly labels: number;
  readonly doubt: string;
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
  /** Labels that are gone where the data is a canonical path. */
  readonly canonical?: number;
  /** Labels that are gone of the file that it names, however it is written; what is joined to another path names another file. */
  readonly file?: number;
  /** Labels that are gone of it where it leads from the folder that a rule names. */
  readonly within?: number;
  /** Of the labels `up` and `up-below` what is proven of the way to it from a folder: both prove the path. */
  readonly way?: number;
  /** It is proven only if this holds. */
  readonly doubt: string | null;
  /** What is proven besides, with a doubt. */
  readonly perhaps?: Clearing | null;
  /** For people: what proves it. */
  readonly reason: string;
}

/** Null: it never has that outcome. */
export interface Proves {
  readonly whenTrue: Facts | null;
  readonly whenFalse: Facts | null;
}

/** What conditions on the way said of parameters, by the parameters' keys. */
export type Assumed = ReadonlyMap<string, string>;

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
  readonly derived: Derived | null;
  /** It is the resolved path of a folder: absolute, without a separator at its end unless it is the top. */
  readonly isFolder: boolean;
  /** It is where a text was found in another (-1 or false: nowhere). */
  readonly search: Search | null;
}

/** What a value was taken from, so that a comparison of it says something of the whole. `separators`: bits of the characters between names. */
export type Derived =
  | { readonly kind: 'start'; readonly of: Value; readonly length: number | null }
  /** From anywhere in the text. */
  | { readonly kind: 'piece'; readonly of: Value }
  | { readonly kind: 'last-name'; readonly of: Value }
  | { readonly kind: 'length'; readonly of: Value }
  /** `item`: what the list holds as long as nobody changes it. */
  | { readonly kind: 'names'; readonly of: Value; readonly separators: number; readonly item: Value }
  | { readonly kind: 'first-name'; readonly of: Value; readonly separators: number }
  /** The folder that paths have in common: name by name. */
  | { readonly kind: 'common'; readonly of: readonly Value[] };

export interface Search {
  readonly found: Facts;
  readonly missing: Facts;
  readonly atStart: Facts;
  readonly notAtStart: Facts;
}

export const NONE: readonly never[] = [];
const MAX_TAINTS = 24;
export const NO_FACTS: Facts = new Map();
export const OPERATOR = bitsOf(['operator']);

export function textTaints(taints: readonly Taint[]): readonly Taint[] {
  return taints.some(({ labels }) => (labels & OPERATOR) !== 0) ? taints.map((taint) => ({ ...taint, labels: taint.labels & ~OPERATOR })) : taints;
}

export function joinTaints(left: readonly Taint[], right: readonly Taint[]): readonly Taint[] {
  if (left === right || right.length === 0) return left;
  if (left.length === 0) return right;
  // Most often the one has all of the other: then nothing is copied.
  let joined: Taint[] | null = null;
  for (const taint of right) {
    const all: readonly Taint[] = joined ?? left;
    const at = placeOf(all, taint);
    const known = all[at];
    if (known === undefined) {
      if (all.length < MAX_TAINTS) (joined ??= [...left]).push(taint);
      continue;
    }
    const both = joinTaint(known, taint);
    if (both !== known) (joined ??= [...left])[at] = both;
  }
  return joined ?? left;
}

/** Where data of the same origin stands. What is sure and what is not are told apart: a doubt about one way is none about the other. */
export function placeOf(taints: readonly Taint[], taint: Pick<Taint, 'origin' | 'doubt'>): number {
  for (let at = 0; at < taints.length; at += 1) {
    const other = taints[at];
    if (other !== undefined && standsFor(other, taint)) return at;
  }
  return -1;
}

/** Whether both are data of the same origin, as `placeOf` has it. */
export function standsFor(other: Taint, { origin, doubt }: Pick<Taint, 'origin' | 'doubt'>): boolean {
  return other.origin.hash === origin.hash && (other.doubt === null) === (doubt === null) && isSame(other.origin, origin);
}

function isSame(a: Origin, b: Origin): boolean {
  return a === b || (a.key === b.key && sameRule(a, b));
}

function sameRule(a: Origin, b: Origin): boolean {
  return a.kind === 'source' && b.kind === 'source' ? a.rule === b.rule && a.label === b.label : a.kind === b.kind;
}

/** Labels that are left for sure on one of the two ways are left for sure. */
function eitherPerhaps(a: Taint, b: Taint): Perhaps | null {
  const first = a.perhaps ?? b.perhaps;
  if (first === null) return null;
  const sure = (a.labels & ~(a.perhaps?.labels ?? 0)) | (b.labels & ~(b.perhaps?.labels ?? 0));
  return perhapsGone((a.labels | b.labels) & ~sure, first.doubt);
}

/** Why a path may be harmless that was looked at below a folder: it may be taken from another one. */
export const ANOTHER_FOLDER = 'it was looked at below a folder that may be another one';

export function perhapsGone(labels: number, doubt: string): Perhaps | null {
  return labels === 0 ? null : { labels, doubt };
}

/** With labels that came in. */
export function withLabels(taint: Taint, labels: number): Taint {
  return { ...taint, labels: taint.labels | labels, adds: taint.adds | labels, within: taint.within & ~labels, perhaps: taint.perhaps === null ? null : perhapsGone(taint.perhaps.labels & ~labels, taint.perhaps.doubt) };
}

/** Whatever one of two ways leaves dangerous; both are sure, or neither is. */
export function joinTaint(a: Taint, b: Taint): Taint {
  if (a === b) return a;
  const [labels, removed, adds] = [a.labels | b.labels, a.removed & b.removed, a.adds | b.adds];
  const [isCanonical, isReset] = [a.isCanonical && b.isCanonical, a.isReset || b.isReset];
  const perhaps = eitherPerhaps(a, b);
  const within = labels & (a.within | ~a.labels) & (b.within | ~b.labels);
  const isCleared = a.cleared === b.cleared || a.cleared.every((rule) => b.cleared.includes(rule));
  const isKnown = isCleared && labels === a.labels && removed === a.removed && adds === a.adds && isCanonical === a.isCanonical && isReset === a.isReset && perhaps?.labels === a.perhaps?.labels && within === a.within;
  if (isKnown) return a;
  return { ...a, labels, removed, isCanonical, isReset, adds, perhaps, within, cleared: isCleared ? a.cleared : a.cleared.filter((rule) => b.cleared.includes(rule)) };
}

/** Whether an array of them can take no more: what is joined to it may be left out. */
export function isFull(taints: readonly Taint[]): boolean {
  return taints.length >= MAX_TAINTS;
}
