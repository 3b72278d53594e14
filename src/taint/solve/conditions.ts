import type { CompareOperator, Literal } from '../ir/nodes.ts';
import { comparedWith } from './assumptions.ts';
import { ALL_CHARACTERS, ALL_LABELS, bitsOf, characterBits, PATH, UPS } from './labels.ts';
import { contentsOf } from './heap.ts';
import { locationOf } from './memory.ts';
import type { Frame } from './program.ts';
import { includesProves } from './text-facts.ts';
import { bothFacts, eitherFacts, WINDOWS } from './facts.ts';
import { beginsWith, missingStart, ofPath, textFacts } from './beginnings.ts';
import { factsOf } from './value-facts.ts';
import { type Clearing, type Derived, type Facts, NO_FACTS, type Proves, type Search, type Value } from './taint.ts';
import { constantsValue, MAX_CONSTANTS, UNKNOWN, valueOf } from './value.ts';

/** Nothing dangerous is left: it is one of a few known values. */
function harmless(reason: string): Clearing {
  return { labels: ALL_LABELS, removed: ALL_CHARACTERS, rules: [], doubt: null, reason };
}

export function truth(whenTrue: Facts, whenFalse: Facts): Value {
  return whenTrue.size === 0 && whenFalse.size === 0 ? UNKNOWN : valueOf({ proves: { whenTrue, whenFalse } });
}

export function negated(value: Value): Value {
  const constants = value.constants?.map((constant) => !constant) ?? null;
  const proves = value.proves === null ? null : { whenTrue: value.proves.whenFalse, whenFalse: value.proves.whenTrue };
  return { ...(constants === null ? UNKNOWN : constantsValue([...new Set(constants)])), proves };
}

export function logicalProves(operator: 'and' | 'or', left: Value, right: Value): Proves | null {
  const [a, b] = [provesOf(left), provesOf(right)];
  if (a === null && b === null) return null;
  const [x, y] = [a ?? { whenTrue: NO_FACTS, whenFalse: NO_FACTS }, b ?? { whenTrue: NO_FACTS, whenFalse: NO_FACTS }];
  const both = (p: Facts | null, q: Facts | null): Facts | null => (p === null || q === null ? null : bothFacts(p, q));
  if (operator === 'and') return { whenTrue: both(x.whenTrue, y.whenTrue), whenFalse: eitherFacts(x.whenFalse, both(x.whenTrue, y.whenFalse)) };
  return { whenTrue: eitherFacts(x.whenTrue, both(x.whenFalse, y.whenTrue)), whenFalse: both(x.whenFalse, y.whenFalse) };
}

function provesOf(value: Value): Proves | null {
  if (value.proves !== null || value.constants === null || value.constants.length === 0) return value.proves;
  return { whenTrue: value.constants.some(Boolean) ? NO_FACTS : null, whenFalse: value.constants.some((constant) => !constant) ? NO_FACTS : null };
}

/** A comparison: of constants, of a value with constants, of what operations gave with what they give. */
export function compareValues(frame: Frame, operator: CompareOperator, [left, right]: readonly [Value, Value]): Value {
  switch (operator) {
    case '==':
    case '===':
      return equal(frame, left, right, operator === '===');
    case '!=':
    case '!==':
      return negated(equal(frame, left, right, operator === '!=='));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, left, right);
    case 'in':
      return contained(frame, left, right);
    case 'not-in':
      return negated(contained(frame, left, right));
    case 'instanceof':
      return UNKNOWN;
  }
}

/** Python's `in` looks into texts too: `".." in name`. */
function contained(frame: Frame, needle: Value, container: Value): Value {
  const isText = frame.unit.support.name === 'python' && container.targets.every(({ kind }) => kind !== 'object');
  return (isText ? withinText(needle, container) : null) ?? membership(frame, needle, container, 'python');
}

/** A resolved path that is the folder itself. */
function folderEquals(path: Value, folder: Value): Facts | null {
  if (!folder.isFolder || folder.taints.some(({ origin }) => origin.kind === 'source')) return null;
  return factsOf(path, { ...ofPath(path, PATH), reason: 'the folder itself' });
}

/** Two values of which neither is known: it may be that only what is harmless is the same. */
function sameValues(left: Value, right: Value): Value {
  const folder = folderEquals(left, right) ?? folderEquals(right, left);
  if (folder !== null) return truth(folder, NO_FACTS);
  const perhaps: Clearing = { labels: ALL_LABELS, removed: 0, rules: [], doubt: 'it is the same as something that is not known', reason: '' };
  const isUnknown = ({ taints }: Value): boolean => taints.every(({ origin }) => origin.kind === 'input');
  const facts = (one: Value, other: Value): Facts => (one.taints.length > 0 && isUnknown(other) ? factsOf(one, perhaps) : NO_FACTS);
  return truth(bothFacts(facts(left, right), facts(right, left)), NO_FACTS);
}

const UP = bitsOf(['up']);
const TRAVERSAL = bitsOf(['traversal']);
const NOT_UP: Clearing = { labels: UP, removed: 0, rules: [], doubt: null, reason: 'not two dots' };

/** What a part of a text, compared, says of the whole; null: it is no such part. */
function derivedEquals(value: Value, other: Value): Value | null {
  const { derived } = value;
  if (derived === null) return null;
  const text = other.constants?.length === 1 && typeof other.constants[0] === 'string' ? other.constants[0] : null;
  switch (derived.kind) {
    case 'start':
      return truth(beginsWith(derived.of, other), text !== null && derived.length === text.length ? missingStart(derived.of, other) : NO_FACTS);
    case 'first-name':
      return text === '..' ? truth(factsOf(value, harmless('compared with constants')), bothFacts(withoutNames(derived, UPS), factsOf(value, NOT_UP))) : null;
    case 'common':
      return truth(derived.of.filter((one) => one.taints.length > 0).reduce<Facts>((facts, one) => bothFacts(facts, factsOf(one, ofPath(one, PATH))), NO_FACTS), NO_FACTS);
    case 'piece':
      return text === null || !/^[/\\]?$/u.test(text) ? null : truth(besides(derived.of), besides(derived.of));
    case 'length':
      return other.constants === null ? truth(besides(derived.of), besides(derived.of)) : null;
    case 'last-name':
      return other.chain[0] !== undefined && other.chain[0] === derived.of.chain[0] ? truth(factsOf(derived.of, NO_SEPARATORS), NO_FACTS) : null;
    case 'names':
      return null;
  }
}

const NO_SEPARATORS: Clearing = { labels: 0, removed: characterBits('/\\'), rules: [], doubt: null, reason: 'has one name only' };

/** What is asked of a resolved path besides how it begins may be what was missing there. */
export function besides(path: Value): Facts {
  return factsOf(path, { labels: 0, canonical: PATH, removed: 0, rules: [], doubt: 'a character of it is looked at', reason: '' });
}

const BACKSLASH = characterBits('\\');

/** None, or not the first, of the names of a path is two dots. */
export function withoutNames({ of, separators }: Extract<Derived, { readonly separators: number }>, labels: number): Facts {
  const isWhole = (separators & BACKSLASH) !== 0 || of.taints.every(({ isCanonical }) => isCanonical);
  return textFacts(of, { labels, characters: 0 }, 'no name of it is two dots', isWhole ? null : WINDOWS);
}

/** What is proven of each of a list's elements, of the list and of the text that it was split from. */
export function ofEach({ chain, derived }: Value, proof: Clearing): Facts {
  const separators = derived?.kind === 'names' ? derived.separators : 0;
  const all: Facts = new Map(chain.map((id) => [id, { ...proof, removed: proof.removed & ~separators }]));
  return derived?.kind === 'names' && proof.doubt === null && (proof.labels & UP) !== 0 ? bothFacts(all, withoutNames(derived, UPS | TRAVERSAL)) : all;
}

const LOOSE = new Set(['php']);

function equal(frame: Frame, left: Value, right: Value, isStrict: boolean): Value {
  if (left.constants !== null && right.constants !== null) return constantsEqual(left, right, isStrict);
  const derived = derivedEquals(left, right) ?? derivedEquals(right, left);
  if (derived !== null) return derived;
  const [constant, other] = left.constants === null ? [right, left] : [left, right];
  if (constant.constants === null) return sameValues(left, right);
  if (other.search !== null) return searchEquals(other.search, constant);
  // What a regular expression, a search or a predicate gave, compared with a constant.
  if (other.proves !== null && !constant.constants.every((item) => typeof item === 'string')) return comparedTruth(other, constant);
  const isLoose = !isStrict && LOOSE.has(frame.unit.support.name) && !constant.constants.every((item) => typeof item === 'string' && !/^[\s\d.+-]*$/u.test(item));
  const ofType = typeFacts(other, constant.constants);
  if (ofType !== null) return truth(ofType, NO_FACTS);
  const { whenTrue, whenFalse } = comparedWith(frame, other, constant.constants);
  if (whenTrue === null) return valueOf({ proves: { whenTrue, whenFalse } });
  if (isLoose) return truth(whenTrue, whenFalse ?? NO_FACTS);
  const isOther = whenFalse === null || constant.constants.length !== 1 || constant.constants[0] !== '..' ? whenFalse : bothFacts(whenFalse, factsOf(other, NOT_UP));
  return truth(bothFacts(factsOf(other, harmless('compared with constants')), whenTrue), isOther ?? NO_FACTS);
}

/** Begins the ids of what `typeof` gives. */
export const TYPE_OF = 'typeof ';
const OPERATOR = bitsOf(['operator']);

/** A number can begin with a minus, and say nothing else that harms. */
export const A_NUMBER: Clearing = { labels: ALL_LABELS & ~bitsOf(['option']), removed: ALL_CHARACTERS & ~characterBits('-.0e'), rules: [], doubt: null, reason: 'a number' };

/** `typeof x === 'string'`: it is no object with operators; a number or a boolean holds nothing dangerous. */
function typeFacts({ chain }: Value, constants: readonly Literal[]): Facts | null {
  if (chain[0]?.startsWith(TYPE_OF) !== true) return null;
  const isHarmless = constants.every((type) => type === 'number' || type === 'boolean' || type === 'bigint' || type === 'undefined');
  if (!isHarmless && !constants.every((type) => type === 'string')) return NO_FACTS;
  const clearing: Clearing = isHarmless ? A_NUMBER : { labels: OPERATOR, removed: 0, rules: [], doubt: null, reason: 'a text' };
  return new Map(chain.map((id) => [id.slice(TYPE_OF.length), clearing]));
}

/** `indexOf(x) === -1`, `strpos(…) === false`, `indexOf(x) === 0`. */
function searchEquals({ found, missing, atStart, notAtStart }: Search, { constants }: Value): Value {
  if (constants?.length !== 1) return UNKNOWN;
  const [position] = constants;
  return position === 0 ? truth(atStart, notAtStart) : position === -1 || position === false ? truth(missing, found) : UNKNOWN;
}

/** `re.test(x) === true`, `indexOf(x) === -1`, `preg_match(…) == 1`, `m === null`. */
function comparedTruth(value: Value, constant: Value): Value {
  const truths = [...new Set(constant.constants?.map((item) => item !== -1 && Boolean(item)))];
  if (truths.length !== 1) return UNKNOWN;
  return truths[0] === true ? valueOf({ proves: value.proves }) : valueOf({ proves: value.proves === null ? null : { whenTrue: value.proves.whenFalse, whenFalse: value.proves.whenTrue } });
}

function constantsEqual(left: Value, right: Value, isStrict: boolean): Value {
  const results = new Set<boolean>();
  // eslint-disable-next-line eqeqeq -- what the analysed code does
  for (const a of left.constants ?? []) for (const b of right.constants ?? []) results.add(isStrict ? a === b : a == b);
  return results.size === 0 ? UNKNOWN : constantsValue([...results]);
}

function ordered(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): Value {
  if (left.search !== null && right.constants?.length === 1) {
    return searchOrdered(operator, left.search, Number(right.constants[0]));
  }
  if (left.proves !== null && right.constants?.length === 1) {
    const isFound = operator === '>=' || operator === '>';
    return isFound ? valueOf({ proves: left.proves }) : valueOf({ proves: { whenTrue: left.proves.whenFalse, whenFalse: left.proves.whenTrue } });
  }
  const sized = sizedAgainstUnknown(left, right) ?? sizedAgainstUnknown(right, left);
  if (sized !== null) return truth(besides(sized), besides(sized));
  if (left.constants === null || right.constants === null) return UNKNOWN;
  const results = new Set<boolean>();
  for (const a of left.constants) for (const b of right.constants) results.add(comparison(operator, a as number, b as number));
  return results.size === 0 || results.size > MAX_CONSTANTS ? UNKNOWN : constantsValue([...results]);
}

/** What one of two is the length of, where the other is not known. */
function sizedAgainstUnknown(one: Value, other: Value): Value | null {
  return one.derived?.kind === 'length' && other.constants === null ? one.derived.of : null;
}

/** `indexOf(x) >= 0`, `> -1`, `< 0`, `<= -1`; with greater numbers one of the two outcomes says nothing. */
function searchOrdered(operator: '<' | '<=' | '>' | '>=', { found, missing }: Search, position: number): Value {
  const isUp = operator === '>' || operator === '>=';
  // The least position of the upper outcome.
  const least = position + (operator === '>' || operator === '<=' ? 1 : 0);
  if (!Number.isInteger(least) || least < 0) return UNKNOWN;
  const low = least === 0 ? missing : NO_FACTS;
  return isUp ? truth(found, low) : truth(low, found);
}

function comparison(operator: '<' | '<=' | '>' | '>=', a: number, b: number): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

/** Whether a value is one of what a container holds; keys count for maps. A container of constants proves it harmless. */
export function membership(frame: Frame, needle: Value, container: Value, by: 'keys' | 'values' | 'python'): Value {
  const items = constantItems(frame, container, by);
  if (items === null) return UNKNOWN;
  if (needle.constants !== null) {
    const results = [...new Set(needle.constants.map((constant) => items.includes(String(constant))))];
    return results.length === 0 ? UNKNOWN : constantsValue(results);
  }
  // Single characters are parts of texts: of those it counts which there are.
  const removed = ALL_CHARACTERS & ~items.reduce((bits, item) => bits | characterBits(item), 0);
  const one = harmless('one of a fixed list');
  return truth(factsOf(needle, items.every((item) => item.length === 1) ? { ...one, removed } : one), NO_FACTS);
}

/** `a in b` of texts: known texts are looked through, a known needle says of the other text what finding it, or not, says. */
function withinText(needle: Value, container: Value): Value | null {
  const [needles, texts] = [allTexts(needle), allTexts(container)];
  if (needles !== null && texts !== null) return constantsValue([...new Set(texts.flatMap((text) => needles.map((one) => text.includes(one))))]);
  if (texts !== null) return needle.constants === null ? truth(factsOf(needle, { labels: 0, removed: ALL_CHARACTERS & ~texts.reduce((bits, text) => bits | characterBits(text), 0), rules: [], doubt: null, reason: 'a part of a fixed text' }), NO_FACTS) : null;
  const [only, ...others] = needles ?? [];
  if (only === undefined || others.length > 0) return null;
  const facts = ({ characters, labels }: ReturnType<typeof includesProves>): Facts => (characters === 0 && labels === 0 ? NO_FACTS : factsOf(container, { labels, removed: characters, rules: [], doubt: null, reason: `has no ${JSON.stringify(only)}` }));
  return truth(facts(includesProves(only, true)), facts(includesProves(only, false)));
}

function allTexts({ constants }: Value): readonly string[] | null {
  const texts = constants?.filter((constant) => typeof constant === 'string') ?? [];
  return texts.length > 0 && texts.length === constants?.length ? texts : null;
}

/** What a list or map of constants holds; null where it may hold something else. */
function constantItems(frame: Frame, container: Value, by: 'keys' | 'values' | 'python'): readonly string[] | null {
  const items: string[] = [];
  for (const target of container.targets) {
    const location = locationOf(target);
    const contents = location === null ? null : contentsOf(frame, location);
    if (contents === null || target.kind !== 'object') return null;
    if (by === 'keys' || (by === 'python' && !contents.isList)) {
      items.push(...contents.fields.keys());
      if (contents.rest !== null) return null;
      continue;
    }
    for (const value of [...contents.fields.values(), ...(contents.rest === null ? [] : [contents.rest])]) {
      if (value.constants === null) return null;
      items.push(...value.constants.map(String));
    }
  }
  return items.length === 0 ? null : items;
}
