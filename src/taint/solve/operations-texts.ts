import { bitsWithout, charactersOf } from './character-set.ts';
import { at, changed, mixed, type Operate, type Operation, textOf } from './operation.ts';
import { deepTaints } from './deep-taints.ts';
import { allocate, readMember } from './memory.ts';
import { URL_PARTS } from './conditions.ts';
import { lengthOf } from './lengths.ts';
import { sliceOf } from './operations-lists.ts';
import { elementOf } from './parts.ts';
import { settled } from './settled.ts';
import { expressionOf } from './regex-values.ts';
import { literalReplaceProves, type Proof, replaceProves } from './regex-facts.ts';
import { EMPTY } from './state.ts';
import { concatenated, formatted } from './texts.ts';
import type { Literal } from '../ir/nodes.ts';
import { bitsOf } from './labels.ts';
import { brokenLiterals, encodedProof, isBackslashed, keepsLiterals, pieceTaints, putBy, putTexts } from './replacements.ts';
import { joinTaints, type Text, type Value } from './taint.ts';
import { asText, constantsValue, UNKNOWN, valueOf } from './value.ts';

/** Operations on texts. */
export const TEXT_OPERATIONS: readonly [string, Operate][] = [
  ['replace', replace],
  ['split', split],
  ['join', join],
  ['concat', ({ frame, values, asked, parts }) => concatenated(parts[0] === 'receiver' ? [at(values, 0), ...asked.arguments.map(({ value }) => value)] : asked.arguments.map(({ value }) => value), frame)],
  ['url-parts', ({ frame, values }) => changed(frame, at(values, 0), (taint) => taint, at(values, 0).chain.map((id) => `${id}${URL_PARTS}`))],
  ['slice', ({ frame, values, asked }) => sliceOf(frame, at(values, 0), [values[1], values[2]], asked.span.start) ?? (asked.arguments.length > 2 ? changed(frame, at(values, 0), (taint) => taint) : null) ?? (folded(values, (subject, start, stop) => subject.slice(Number(start ?? 0), stop === undefined ? undefined : Number(stop))) ?? piece(frame, at(values, 0)))],
  ['format', format],
  ['identity', ({ values, options }) => (options.includes('text') ? asText(at(values, 0)) : at(values, 0))],
  ['lower', ({ values }) => folded(values, (subject) => subject.toLowerCase()) ?? at(values, 0)],
  ['upper', ({ values }) => folded(values, (subject) => subject.toUpperCase()) ?? at(values, 0)],
  ['length', ({ frame, values }) => lengthOf(frame, at(values, 0))],
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

function piece(frame: Operation['frame'], subject: Value): Value {
  return valueOf({ taints: pieceTaints(deepTaints(frame, subject)), chain: pieceOf(subject) });
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
  return constantsValue([...new Set(subject.constants.map((constant) => compute(constant, ...given)))]);
}

/** What is left of a text in which something was replaced. */
function replace(operation: Operation): Value {
  const { frame, values, asked } = operation;
  const [subject, pattern, replacement] = [at(values, 0), at(values, 1), at(values, 2)];
  const text = textOf(replacement);
  const constant = foldReplace(operation, subject, pattern, text);
  if (constant !== null) return constant;
  const isFunction = text === null && replacement.targets.some(({ kind }) => kind === 'function');
  const expression = expressionOf(frame, pattern, dialectOf(operation));
  const put = isFunction ? putBy(frame, replacement, { subject, expression, span: asked.span }) : replacement;
  const puts = putTexts(put);
  const proof = (puts ?? [null]).map((one) => proofOfPut(operation, { pattern, expression, put: one, isFunction })).reduce((all, one) => ({ labels: all.labels & one.labels, removed: all.removed & one.removed }));
  const clean = changed(frame, subject, (taint) => ({ ...taint, labels: taint.labels & ~proof.labels, removed: taint.removed | proof.removed, isCanonical: false }));
  const broken = brokenLiterals(clean.taints);
  const isKept = broken.length === 0 || (puts !== null && (isFunction || text?.includes('$') !== true) && keepsLiterals(expression, textOf(pattern), puts));
  const whole = isKept ? clean : { ...clean, taints: joinTaints(clean.taints, broken) };
  const from = text === null && !(isFunction && puts?.every(isBackslashed) === true) ? deepTaints(frame, put) : [];
  if (from.length === 0) return whole;
  // In a literal that is kept it stands where it does no harm.
  return mixed(frame, [whole, broken.length > 0 && isKept ? valueOf({ taints: from.map((taint) => ({ ...taint, labels: taint.labels & ~bitsOf(['code-raw']) })) }) : valueOf({ taints: from })]);
}

function dialectOf({ options }: Operation): 'php' | 'python' | 'javascript' {
  return options.includes('php') ? 'php' : options.includes('python') ? 'python' : 'javascript';
}

function proofOfPut(operation: Operation, { pattern, expression, put, isFunction }: { pattern: Value; expression: ReturnType<typeof expressionOf>; put: Text | null; isFunction: boolean }): { labels: number; removed: number } {
  const [only, ...rest] = put ?? [];
  if (put === null) return proofOf(operation, pattern, null);
  if (put.length === 0 || (typeof only === 'string' && rest.length === 0)) return proofOf(operation, pattern, typeof only === 'string' ? only : '');
  if (!isFunction || expression === null) return proofOf(operation, pattern, null);
  if (isBackslashed(put) && dialectOf(operation) === 'javascript') return proofOf(operation, pattern, String.raw`\$&`);
  const isGlobal = dialectOf(operation) === 'javascript' ? expression.flags.includes('g') : !operation.options.includes('first');
  const encoded = encodedProof(expression, put, isGlobal);
  return encoded === null ? proofOf(operation, pattern, null) : { labels: encoded.labels, removed: encoded.characters };
}

function foldReplace({ options }: Operation, subject: Value, pattern: Value, replacement: string | null): Value | null {
  const needle = textOf(pattern);
  if (subject.constants === null || replacement === null || needle === null || !subject.constants.every((constant) => typeof constant === 'string')) return null;
  if (!options.includes('literal') && !options.includes('javascript')) return null;
  return constantsValue(subject.constants.map((constant) => (options.includes('javascript') && !options.includes('all') ? constant.replace(needle, () => replacement) : constant.replaceAll(needle, () => replacement))));
}

function proofOf(operation: Operation, pattern: Value, replacement: string | null): { labels: number; removed: number } {
  const { frame, options } = operation;
  const isFirst = options.includes('first');
  const dialect = dialectOf(operation);
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
    const fields = new Map(constant.split(separator).map((part, index): [string, Value] => [String(index), constantsValue([part])]));
    return allocate(frame, asked.span.start, { ...EMPTY, isList: true, fields });
  }
  // A piece lacks what the text was split at.
  const lacking = separator?.length === 1 ? bitsWithout(charactersOf(separator)) : 0;
  const part = changed(frame, subject, (taint) => ({ ...taint, removed: taint.removed | lacking }), id === undefined ? [] : [`${id}[]`]);
  const list = allocate(frame, asked.span.start, { ...EMPTY, isList: true, rest: part });
  return { ...list, chain: subject.chain };
}

function join({ frame, values }: Operation): Value {
  const [list, separator] = [at(values, 0), at(values, 1)];
  const element = elementOf(frame, list);
  const between = separator === UNKNOWN ? constantsValue([',']) : separator;
  // Not the text that the list may have been split from: another separator makes another text.
  return concatenated([element, between, element], frame);
}
