import { bitsWithout, charactersOf } from './character-set.ts';
import { at, changed, mixed, type Operate, type Operation, textOf } from './operation.ts';
import { allocate, deepTaints, readMember } from './memory.ts';
import { URL_PARTS } from './conditions.ts';
import { sliceOf } from './operations-lists.ts';
import { elementOf } from './parts.ts';
import { settled } from './settled.ts';
import { expressionOf } from './regex-values.ts';
import { literalReplaceProves, type Proof, replaceProves } from './regex-facts.ts';
import { EMPTY } from './state.ts';
import { concatenated, formatted } from './texts.ts';
import type { Literal } from '../ir/nodes.ts';
import { asText, constantsValue, textsOf, UNKNOWN, type Value } from './value.ts';

/** Operations on texts. */
export const TEXT_OPERATIONS: readonly [string, Operate][] = [
  ['replace', replace],
  ['split', split],
  ['join', join],
  ['concat', ({ frame, values, asked, parts }) => concatenated(parts[0] === 'receiver' ? [at(values, 0), ...asked.arguments.map(({ value }) => value)] : asked.arguments.map(({ value }) => value), frame)],
  ['url-parts', ({ frame, values }) => changed(frame, at(values, 0), (taint) => taint, at(values, 0).chain.map((id) => `${id}${URL_PARTS}`))],
  ['slice', ({ frame, values, asked }) => sliceOf(frame, at(values, 0), [values[1], values[2]], asked.span.start) ?? (asked.arguments.length > 2 ? changed(frame, at(values, 0), (taint) => taint) : null) ?? (folded(values, (subject, start, stop) => subject.slice(Number(start ?? 0), stop === undefined ? undefined : Number(stop))) ?? changed(frame, at(values, 0), (taint) => taint, pieceOf(at(values, 0))))],
  ['format', format],
  ['identity', ({ values, options }) => (options.includes('text') ? asText(at(values, 0)) : at(values, 0))],
  ['lower', ({ values }) => folded(values, (subject) => subject.toLowerCase()) ?? at(values, 0)],
  ['upper', ({ values }) => folded(values, (subject) => subject.toUpperCase()) ?? at(values, 0)],
  ['length', () => UNKNOWN],
];

function format({ frame, asked, values, parts, options }: Operation): Value {
  const given = parts[1] === 'all' ? asked.arguments : [];
  const plain = given.filter(({ name, isSpread }) => name === null && !isSpread).map(({ value }) => settled(frame, value));
  const named = (name: string): Value | null => {
    const own = given.find((argument) => argument.name === name)?.value;
    return own === undefined ? null : settled(frame, own);
  };
  const isPlain = given.every(({ isSpread }) => !isSpread);
  return formatted(frame, at(values, 0), { values: parts[1] === 'all' && isPlain ? plain : values.slice(1), named }, options.includes('braces') ? 'braces' : 'printf');
}

function pieceOf({ chain: [id] }: Value): readonly string[] {
  return id === undefined ? [] : [`${id}.slice`];
}

/** Computes with constants, where all are. */
function folded([subject, ...more]: readonly Value[], compute: (subject: string, ...more: (Literal | undefined)[]) => string): Value | null {
  if (subject?.constants == null || !subject.constants.every((constant) => typeof constant === 'string')) return null;
  const given: (Literal | undefined)[] = [];
  for (const value of more) {
    if (value.constants === null && value === UNKNOWN) given.push(undefined);
    else if (value.constants?.length === 1) given.push(value.constants[0]);
    else return null;
  }
  return constantsValue([...new Set(subject.constants.map((constant) => compute(String(constant), ...given)))]);
}

/** What is left of a text in which something was replaced by a constant. */
function replace(operation: Operation): Value {
  const { frame, values, options } = operation;
  const [subject, pattern, replacement] = [at(values, 0), at(values, 1), at(values, 2)];
  const text = textOf(replacement);
  const proof = replacementsOf(operation, replacement).map((one) => proofOf(operation, pattern, one)).reduce((all, one) => ({ labels: all.labels & one.labels, removed: all.removed & one.removed }));
  const clean = changed(frame, subject, (taint) => ({ ...taint, labels: taint.labels & ~proof.labels, removed: taint.removed | proof.removed, isCanonical: false }));
  const constant = foldReplace(operation, subject, pattern, text);
  if (constant !== null) return constant;
  const from = text === null ? deepTaints(frame, replacement) : [];
  return from.length === 0 ? keepingShape(subject, clean, options) : mixed(frame, [clean, replacement]);
}

/** All texts that can be put in: what a function gives may be a few (`(c) => ENTITIES[c]`). Null: any. */
function replacementsOf({ frame, asked }: Operation, replacement: Value): readonly (string | null)[] {
  const text = textOf(replacement);
  if (text !== null || !replacement.targets.some(({ kind }) => kind === 'function')) return [text];
  const state = frame.state;
  const { constants } = frame.solver.call(frame, { callee: replacement, arguments: [{ value: UNKNOWN, name: null, isSpread: false, span: asked.span }], isNew: false, span: asked.span, receiver: null, module: '' });
  frame.state = state;
  const texts = constants?.filter((constant) => typeof constant === 'string') ?? [];
  return texts.length > 0 && texts.length === constants?.length ? texts : [null];
}

/** Constants around data keep their places where nothing in them is replaced; data whose ids are gone stays data. */
function keepingShape(_subject: Value, clean: Value, _options: readonly string[]): Value {
  return clean;
}

function foldReplace({ options }: Operation, subject: Value, pattern: Value, replacement: string | null): Value | null {
  const needle = textOf(pattern);
  if (subject.constants === null || replacement === null || needle === null || !subject.constants.every((constant) => typeof constant === 'string')) return null;
  if (!options.includes('literal') && !options.includes('javascript')) return null;
  return constantsValue(subject.constants.map((constant) => (options.includes('javascript') && !options.includes('all') ? String(constant).replace(needle, () => replacement) : String(constant).replaceAll(needle, () => replacement))));
}

function proofOf({ frame, options }: Operation, pattern: Value, replacement: string | null): { labels: number; removed: number } {
  const isFirst = options.includes('first');
  const dialect = options.includes('php') ? 'php' : options.includes('python') ? 'python' : 'javascript';
  const of = (proof: Proof): { labels: number; removed: number } => ({ labels: proof.labels, removed: proof.characters });
  const needle = textOf(pattern);
  if (options.includes('literal') || (dialect === 'javascript' && needle !== null)) {
    const needles = needle === null ? listTexts(frame, pattern) : [needle];
    const isAll = options.includes('all') || (options.includes('literal') && !isFirst);
    return needles.reduce((sum, one) => merged(sum, of(literalReplaceProves(one, replacement, isAll))), { labels: 0, removed: 0 });
  }
  const expression = expressionOf(frame, pattern, dialect);
  if (expression === null) return { labels: 0, removed: 0 };
  return of(replaceProves(expression, replacement, dialect === 'javascript' ? expression.flags.includes('g') : !isFirst));
}

function merged(a: { labels: number; removed: number }, b: { labels: number; removed: number }): { labels: number; removed: number } {
  return { labels: a.labels | b.labels, removed: a.removed | b.removed };
}

/** The texts of a list of constants (PHP's arrays of needles). */
function listTexts(frame: Operation['frame'], list: Value): string[] {
  const item = readMember(frame, list, null, { start: 0, stop: 0 });
  return item.constants?.filter((constant) => typeof constant === 'string') ?? [];
}

function split({ frame, values, asked }: Operation): Value {
  const subject = at(values, 0);
  const [id] = subject.chain;
  const separator = textOf(at(values, 1));
  const constant = textOf(subject);
  if (constant !== null && separator !== null) {
    const fields = new Map(constant.split(separator).map((piece, index): [string, Value] => [String(index), constantsValue([piece])]));
    return allocate(frame, asked.span.start, { ...EMPTY, isList: true, fields });
  }
  // A piece lacks what the text was split at.
  const lacking = separator?.length === 1 ? bitsWithout(charactersOf(separator)) : 0;
  const piece = changed(frame, subject, (taint) => ({ ...taint, removed: taint.removed | lacking }), id === undefined ? [] : [`${id}[]`]);
  const list = allocate(frame, asked.span.start, { ...EMPTY, isList: true, rest: piece });
  return { ...list, chain: subject.chain };
}

function join({ frame, values }: Operation): Value {
  const [list, separator] = [at(values, 0), at(values, 1)];
  const element = elementOf(frame, list);
  const between = separator === UNKNOWN ? constantsValue([',']) : separator;
  const taints = deepTaints(frame, { ...list, taints: [] });
  const item = { ...element, taints: taints.length === 0 ? element.taints : element.taints };
  const value = concatenated([item, between, item], frame);
  return { ...value, chain: textsOf(element).length === 1 && element.constants === null ? list.chain : [] };
}
