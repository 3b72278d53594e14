import { RegExpParser, type AST, visitRegExpAST } from '@eslint-community/regexpp';
import { EVERY, NOTHING, OTHERS, FOLDING, charactersOf, complement, exactly, ignoringCase, intersect, rangeOf, unite, unsureOfLetters, type CharacterSet } from './character-set.ts';
import { readableExpression, type Written } from './regex-dialects.ts';

/** What an expression matches, without what does not matter to proofs. */
export type Shape =
  | ({ readonly type: 'set' } & CharacterSet)
  /** `isStrict`: of the whole text, not of a line. */
  | { readonly type: 'start' | 'end'; readonly isStrict: boolean }
  | { readonly type: 'sequence' | 'choice'; readonly of: readonly Shape[] }
  | { readonly type: 'repeat'; readonly of: Shape; readonly min: number; readonly max: number }
  /** Matches no character, and nobody knows when; `not`: and only where this does not follow. */
  | { readonly type: 'empty'; readonly not: Shape | null };

const MAX_NODES = 2000;

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}
interface Reading {
  readonly dialect: Written['dialect'];
  readonly unicode: boolean;
  nodes: number;
  /** Of the groups that capture, by their numbers. */
  readonly groups: Map<number, Shape>;
  entered: number;
}

class Unprovable extends Error {}

/** Null for expressions that do not parse, are too large, or say what is not understood. */
export function shapeOf(expression: Written): Shape | null {
  return read(expression)?.shape ?? null;
}

/** What each group can capture; null where not all are known. */
export function groupsOf(expression: Written): readonly Shape[] | null {
  const found = read(expression);
  return found === null || found.groups.size !== found.count ? null : [...found.groups].sort(([a], [b]) => a - b).map(([, shape]) => shape);
}

function read(expression: Written): { readonly shape: Shape; readonly groups: ReadonlyMap<number, Shape>; readonly count: number } | null {
  const readable = readableExpression(expression);
  if (readable === null) return null;
  const { source, unicode, unicodeSets } = readable;
  try {
    let captures = 0;
    const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, { unicode, unicodeSets });
    visitRegExpAST(pattern, { onCapturingGroupEnter: () => void (captures += 1) });
    const reading: Reading = { dialect: expression.dialect, unicode: unicode || unicodeSets, nodes: 0, groups: new Map(), entered: 0 };
    const shape = ofAlternatives(pattern.alternatives, readable, reading);
    return { shape: readable.isAnchored ? { type: 'sequence', of: [{ type: 'start', isStrict: true }, shape] } : shape, groups: reading.groups, count: captures };
  } catch (error) {
    if (error instanceof Unprovable || error instanceof SyntaxError) return null;
    throw error;
  }
}

function count(reading: Reading, nodes: number): void {
  reading.nodes += nodes;
  if (reading.nodes > MAX_NODES) throw new Unprovable();
}

function ofAlternatives(alternatives: readonly AST.Alternative[], flags: Flags, reading: Reading): Shape {
  const of = alternatives.map((alternative): Shape => {
    count(reading, 1);
    const parts = alternative.elements.map((element) => ofElement(element, flags, reading));
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { type: 'sequence', of: parts };
  });
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { type: 'choice', of };
}

function ofElement(element: AST.Element, flags: Flags, reading: Reading): Shape {
  count(reading, 1);
  switch (element.type) {
    case 'Assertion': return ofAssertion(element, flags, reading);
    case 'CapturingGroup': {
      reading.entered += 1;
      const number = reading.entered;
      const shape = ofAlternatives(element.alternatives, flags, reading);
      reading.groups.set(number, shape);
      return shape;
    }
    case 'Group': return ofAlternatives(element.alternatives, modified(flags, element.modifiers), reading);
    case 'Quantifier': return { type: 'repeat', of: ofElement(element.element, flags, reading), min: element.min, max: element.max };
    case 'Backreference': throw new Unprovable();
    case 'Character': case 'CharacterSet': case 'CharacterClass': case 'ExpressionCharacterClass': return { type: 'set', ...ofSet(element, flags, reading) };
  }
}

function ofAssertion(assertion: AST.Assertion, flags: Flags, reading: Reading): Shape {
  switch (assertion.kind) {
    case 'start': case 'end': return { type: assertion.kind, isStrict: !flags.multiline };
    case 'word': return { type: 'empty', not: null };
    case 'lookbehind': return { type: 'empty', not: null };
    case 'lookahead': return { type: 'empty', not: assertion.negate ? ofAlternatives(assertion.alternatives, flags, reading) : null };
  }
}

function modified(flags: Flags, modifiers: AST.Modifiers | null): Flags {
  if (modifiers === null) return flags;
  const { add, remove } = modifiers;
  // V8 13 takes `(?i:$|[^A-Z\W]$)` for a text that `(?i:[^A-Z\W]$)` refuses.
  if (add.ignoreCase && !flags.ignoreCase) throw new Unprovable();
  const flag = (name: keyof Flags): boolean => add[name] || (flags[name] && remove?.[name] !== true);
  return { ignoreCase: flag('ignoreCase'), multiline: flag('multiline'), dotAll: flag('dotAll') };
}

type SetNode = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass | AST.CharacterClassElement | AST.ClassIntersection | AST.ClassSubtraction;

function ofSet(node: SetNode, flags: Flags, reading: Reading): CharacterSet {
  // A property is asked for each of 128 characters.
  count(reading, node.type === 'CharacterSet' && node.kind === 'property' ? 20 : 1);
  switch (node.type) {
    case 'Character': return folded(rangeOf(node.value, node.value), flags, reading);
    case 'CharacterClassRange': return folded(rangeOf(node.min.value, node.max.value), flags, reading);
    case 'CharacterSet': return ofCharacterSet(node, flags, reading);
    case 'CharacterClass': {
      let all: CharacterSet = exactly(NOTHING);
      for (const element of node.elements) all = unite(all, ofSet(element, flags, reading));
      return node.negate ? complement(all) : all;
    }
    case 'ExpressionCharacterClass': {
      const set = ofSet(node.expression, flags, reading);
      return node.negate ? complement(set) : set;
    }
    case 'ClassIntersection': return intersect(ofSet(node.left, flags, reading), ofSet(node.right, flags, reading));
    case 'ClassSubtraction': return intersect(ofSet(node.left, flags, reading), complement(ofSet(node.right, flags, reading)));
    case 'ClassStringDisjunction': throw new Unprovable();
  }
}

function folded(set: CharacterSet, { ignoreCase }: Flags, { dialect, unicode }: Reading): CharacterSet {
  if (!ignoreCase) return set;
  if (dialect === 'javascript') return ignoringCase(set, unicode ? 'unicode' : 'ascii');
  return ignoringCase(set, dialect === 'python' ? 'python' : 'unicode');
}

const DIGIT = charactersOf('0123456789');
const WORD = DIGIT | rangeOf(0x41, 0x5a).may | rangeOf(0x61, 0x7a).may | charactersOf('_');
const SPACE = charactersOf('\t\n\v\f\r ');
// Python's str.isspace takes these as well.
const SEPARATORS = charactersOf('\u001C\u001D\u001E\u001F');

function ofCharacterSet(node: AST.CharacterSet, flags: Flags, reading: Reading): CharacterSet {
  switch (node.kind) {
    case 'any': return anyOf(flags, reading);
    case 'property': return ofProperty(node, flags);
    case 'digit': case 'space': case 'word': {
      const set = ESCAPES[node.kind](reading, flags);
      return node.negate ? complement(set) : set;
    }
  }
}

const ESCAPES = {
  digit: ({ dialect }: Reading): CharacterSet => ({ must: DIGIT, may: dialect === 'javascript' ? DIGIT : DIGIT | OTHERS }),
  space: ({ dialect }: Reading): CharacterSet => ({ must: SPACE, may: SPACE | OTHERS | (dialect === 'python' ? SEPARATORS : NOTHING) }),
  word: ({ dialect, unicode }: Reading, { ignoreCase }: Flags): CharacterSet => {
    if (dialect === 'javascript') return exactly(unicode && ignoreCase ? WORD | FOLDING : WORD);
    return { must: WORD, may: WORD | FOLDING | OTHERS };
  },
};

function anyOf({ dotAll }: Flags, { dialect }: Reading): CharacterSet {
  if (dotAll) return exactly(EVERY);
  if (dialect !== 'javascript') return exactly(EVERY & ~charactersOf('\n'));
  return { must: EVERY & ~charactersOf('\n\r') & ~OTHERS, may: EVERY & ~charactersOf('\n\r') };
}

function ofProperty(node: AST.UnicodePropertyCharacterSet, flags: Flags): CharacterSet {
  if (node.strings) throw new Unprovable();
  // The parser has checked the name against its own list.
  const test = new RegExp(node.raw, 'u');
  let ascii = NOTHING;
  for (let code = 0; code < 128; code++) if (test.test(String.fromCodePoint(code))) ascii |= 1n << BigInt(code);
  const set = { must: ascii, may: ascii | FOLDING | OTHERS };
  return flags.ignoreCase ? unsureOfLetters(set) : set;
}
