import { bitsWithout, charactersOf, isAbsent, NOTHING } from './character-set.ts';
import { at, changed, mixed, type Operate, type Operation, textOf } from './operation.ts';
import { deepTaints } from './deep-taints.ts';
import { allocate, readMember } from './memory.ts';
import { ONE_CASE, URL_PARTS } from './value-facts.ts';
import { lengthOf } from './lengths.ts';
import { joinedLists, sliceOf } from './operations-lists.ts';
import { elementOf } from './parts.ts';
import { settled } from './settled.ts';
import { shapeOf } from './regex-shape.ts';
import { expressionOf } from './regex-values.ts';
import { literalReplaceProves, type Proof, replaceProves } from './regex-facts.ts';
import { EMPTY } from './state.ts';
import { concatenated, formatted } from './texts.ts';
import type { Literal } from '../ir/nodes.ts';
import { bitsOf, characterBits } from './labels.ts';
import { brokenLiterals, encodedProof, isBackslashed, keepsLiterals, pieceTaints, putBy, putTexts } from './replacements.ts';
import { joinTaints, perhapsGone, type Text, type Value, withLabels } from './taint.ts';
import { asText, constantsValue, UNKNOWN, valueOf } from './value.ts';

/** Operations on texts. */
export const TEXT_OPERATIONS: readonly [string, Operate][] = [
  ['replace', replace],
  ['split', split],
  ['join', join],
  ['concat', (operation) => {
    const { frame, values, asked, parts } = operation;
    const given = asked.arguments.map(({ value }) => value);
    return parts[0] === 'receiver' ? (joinedLists(operation, [at(values, 0), ...given]) ?? concatenated([at(values, 0), ...given], frame)) : concatenated(given, frame);
  }],
  ['url-parts', ({ frame, values }) => changed(frame, at(values, 0), (taint) => taint, at(values, 0).chain.map((id) => `${id}${URL_PARTS}`))],
  ['slice', ({ frame, values, asked }) => sliceOf(frame, at(values, 0), [values[1], values[2]], asked.span.start) ?? (asked.arguments.length > 2 ? changed(frame, at(values, 0), (taint) => taint) : null) ?? (folded(values, (subject, start, stop) => subject.slice(Number(start ?? 0), stop === undefined ? undefined : Number(stop))) ?? pieceFrom(frame, at(values, 0), [values[1], values[2]]))],
  ['char-at', ({ frame, values }) => pieceFrom(frame, at(values, 0), [values[1] ?? UNKNOWN, ONE])],
  ['format', format],
  ['identity', ({ values, options }) => (options.includes('text') ? asText(at(values, 0)) : at(values, 0))],
  ['lower', ({ values }) => folded(values, (subject) => subject.toLowerCase()) ?? ofOneCase(at(values, 0))],
  ['upper', ({ values }) => folded(values, (subject) => subject.toUpperCase()) ?? ofOneCase(at(values, 0))],
  ['length', ({ frame, values }) => lengthOf(frame, at(values, 0))],
];

/** What is proven of it is proven of the text, but for where a path leads: folders may differ in the case of their letters alone. */
function ofOneCase(value: Value): Value {
  return { ...value, isFolder: false, input: null, chain: value.chain.map((id) => `${id}${ONE_CASE}`) };
}

function format({ frame, asked, values, parts, options }: Operation): Value {
  const given = parts[1] === 'all' ? asked.arguments : parts[1] === 'rest' ? asked.arguments.slice(1) : [];
  const plain = given.filter(({ name }) => name === null).map(({ value, isSpread }) => settled(frame, isSpread ? elementOf(frame, value) : value));
  const named = (name: string): Value | null => {
    const own = given.find((argument) => argument.name === name)?.value;
    return own === undefined ? null : settled(frame, own);
  };
  const isNumbered = given.every(({ isSpread }) => !isSpread);
  return formatted(frame, at(values, 0), { values: given.length === 0 ? values.slice(1) : isNumbered ? plain : [mixed(frame, plain)], named, isLonger: frame.unit.support.name === 'javascript' }, options.includes('braces') ? 'braces' : 'printf');
}

function piece(frame: Operation['frame'], subject: Value): Value {
  return valueOf({ taints: pieceTaints(deepTaints(frame, subject)), chain: pieceOf(subject) });
}

const ONE = constantsValue([1]);

/** A piece from the start says, compared with something, how the whole begins. */
function pieceFrom(frame: Operation['frame'], subject: Value, [start, stop]: readonly [Value | undefined, Value | undefined]): Value {
  const own: Value = { ...piece(frame, subject), derived: { kind: 'piece', of: subject } };
  if (stop === undefined || stop === UNKNOWN || !isStart(start)) return own;
  const [length, ...others] = stop.constants ?? [];
  return { ...own, derived: { kind: 'start', of: subject, length: others.length === 0 && typeof length === 'number' && length >= 0 ? length : null } };
}

/** 0; or what is left out, in Python. */
function isStart(start: Value | undefined): boolean {
  return start?.constants?.length === 1 && (start.constants[0] === 0 || start.constants[0] === null);
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
  if (cannotMatch(operation, subject, pattern)) return subject;
  const isFunction = text === null && replacement.targets.some(({ kind }) => kind === 'function');
  const expression = expressionOf(frame, pattern, dialectOf(operation));
  const put = isFunction ? putBy(frame, replacement, { subject, expression, span: asked.span }) : replacement;
  const puts = putTexts(put);
  const proof = (puts ?? [null]).map((one) => proofOfPut(operation, { pattern, expression, put: one, isFunction })).reduce((all, one) => ({ labels: all.labels & one.labels, removed: all.removed & one.removed }));
  const made = madeBy(puts);
  // Only there has a resolved path that is relative two dots.
  const isStripping = expression !== null && /^\^[^|]{0,20}\\\./u.test(expression.source);
  const clean = changed(frame, subject, (taint) => {
    const removed = (taint.removed & ~made) | proof.removed;
    const steps = (taint.labels & TRAVERSAL) === 0 && canMakeSteps(made, puts, removed) ? TRAVERSAL : 0;
    const whole = steps === 0 ? taint : withLabels(taint, steps);
    const perhaps = taint.isCanonical && isStripping ? perhapsGone(TRAVERSAL | (whole.perhaps?.labels ?? 0), whole.perhaps?.doubt ?? STRIPPED) : whole.perhaps;
    return { ...whole, labels: whole.labels & ~proof.labels, adds: whole.adds & ~proof.labels, removed, perhaps, within: 0, isCanonical: false };
  });
  const broken = brokenLiterals(clean.taints);
  const isKept = broken.length === 0 || (puts !== null && (isFunction || text?.includes('$') !== true) && keepsLiterals(expression, textOf(pattern), puts));
  const whole = isKept ? clean : { ...clean, taints: joinTaints(clean.taints, broken) };
  const from = text === null && !(isFunction && puts?.every(isBackslashed) === true) ? deepTaints(frame, put) : [];
  if (from.length === 0) return whole;
  // In a literal that is kept it stands where it does no harm.
  return mixed(frame, [whole, broken.length > 0 && isKept ? valueOf({ taints: from.map((taint) => ({ ...taint, labels: taint.labels & ~bitsOf(['code-raw']) })) }) : valueOf({ taints: from })]);
}

const STRIPPED = 'dots are taken off its start';

/** What is looked for is a character that the text surely lacks. */
function cannotMatch(operation: Operation, { taints, constants }: Value, pattern: Value): boolean {
  if (constants !== null || taints.length === 0) return false;
  const needle = textOf(pattern);
  const expression = needle === null ? expressionOf(operation.frame, pattern, dialectOf(operation)) : null;
  const shape = expression === null ? null : shapeOf(expression);
  const characters = needle !== null ? (needle.length === 1 ? charactersOf(needle) : NOTHING) : shape?.type === 'set' ? shape.may : NOTHING;
  return characters !== NOTHING && taints.every(({ removed }) => isAbsent(characters, removed));
}

const TRAVERSAL = bitsOf(['traversal']);
const DOT = characterBits('.');
const SEPARATORS = characterBits('/\\');

/** The characters that a replacement puts in, as far as they are known. */
function madeBy(puts: readonly Text[] | null): number {
  return (puts ?? []).flat().reduce((bits, part) => bits | (typeof part === 'string' ? characterBits(part) : 0), 0);
}

/** Whether two dots between separators can come of it: of a dot, of a separator, or where something is taken out between them. */
function canMakeSteps(made: number, puts: readonly Text[] | null, removed: number): boolean {
  if ((removed & DOT) !== 0) return false;
  return puts === null || (made & (DOT | SEPARATORS)) !== 0 || puts.some((put) => put.every((part) => part === ''));
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

function split(operation: Operation): Value {
  const { frame, values, asked, options } = operation;
  const subject = at(values, 0);
  const [id] = subject.chain;
  const separator = textOf(at(values, 1));
  const constant = textOf(subject);
  if (constant !== null && separator !== null) {
    const fields = new Map(constant.split(separator).map((part, index): [string, Value] => [String(index), constantsValue([part])]));
    return allocate(frame, asked.span.start, { ...EMPTY, isList: true, fields });
  }
  // A piece lacks what the text was split at.
  const isWhole = !options.includes('pieces') && asked.arguments.length <= (frame.unit.support.name === 'python' ? 1 : 2);
  const lacking = separator?.length === 1 && isWhole ? bitsWithout(charactersOf(separator)) : 0;
  const part = changed(frame, subject, (taint) => ({ ...taint, removed: taint.removed | lacking }), id === undefined ? [] : [`${id}[]`]);
  const separators = isWhole ? separatorsOf(operation, separator) : 0;
  const list = allocate(frame, asked.span.start, { ...EMPTY, isList: true, rest: part });
  return { ...list, chain: subject.chain, derived: separators === 0 ? null : { kind: 'names', of: subject, separators, item: part } };
}

/** The separators of paths at each of which a text was split. */
function separatorsOf(operation: Operation, separator: string | null): number {
  if (separator !== null) return separator.length === 1 ? characterBits(separator) & SEPARATORS : 0;
  const expression = expressionOf(operation.frame, at(operation.values, 1), dialectOf(operation));
  return expression === null ? 0 : replaceProves(expression, '', true).characters & SEPARATORS;
}

function join({ frame, values }: Operation): Value {
  const [list, separator] = [at(values, 0), at(values, 1)];
  const element = elementOf(frame, list);
  const between = separator === UNKNOWN ? constantsValue([',']) : separator;
  // Not the text that the list may have been split from: another separator makes another text.
  return concatenated([element, between, element], frame);
}
