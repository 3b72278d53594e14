import { EVERY, NOTHING, bitsWithout, charactersOf, isWithin, type Characters } from './character-set.ts';
import { bitsOf, characterBits } from './labels.ts';
import { canBeEmpty, canHaveDots, isAnchoredAt, labelsWithout, possibleCharacters, prefixesOf } from './regex-match.ts';
import { areDots, encodedFound, foundCharacters, foundLabels, needlesOf } from './regex-search.ts';
import { shapeOf, type Shape } from './regex-shape.ts';

/** PHP: without delimiters. Flags are letters, as each language writes them; Python's are those of `(?…)`. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly dialect: 'javascript' | 'php' | 'python';
}

/** Characters that the text surely lacks, and labels that are surely gone: bits of labels.ts. */
export interface Proof {
  readonly characters: number;
  readonly labels: number;
}

interface Anchors {
  readonly start: boolean;
  readonly end: boolean;
}

const NO_PROOF: Proof = { characters: 0, labels: 0 };
const FREE: Anchors = { start: false, end: false };

/** Of a text in which the expression is found; `anchors`: what the call adds (`fullmatch`: both, `re.match`: the start). */
export function matchProves(expression: Expression, anchors: Anchors): Proof {
  const shape = shapeOf(expression);
  return shape === null ? NO_PROOF : matchedProof(shape, anchors);
}

function matchedProof(shape: Shape, anchors: Anchors): Proof {
  const [only] = shape.type === 'choice' || shape.type === 'sequence' ? shape.of : [];
  if (shape.type === 'choice') return shape.of.map((one) => matchedProof(one, anchors)).reduce(both);
  if (shape.type === 'sequence' && shape.of.length === 1 && only !== undefined) return matchedProof(only, anchors);
  const isStart = anchors.start || isAnchoredAt('start', shape);
  if (!isStart) return NO_PROOF;
  const isEnd = anchors.end || isAnchoredAt('end', shape);
  const possible = isEnd ? possibleCharacters(shape) : EVERY;
  const denied = deniedProof(shape, possible);
  const labels = labelsWithout(prefixesOf(shape), isEnd) | (isEnd && !canHaveDots(shape) ? bitsOf(['traversal']) : 0);
  return { characters: bitsWithout(EVERY & ~possible) | denied.characters, labels: labels | denied.labels };
}

const QUOTES = charactersOf(`'"<\`\\;`);

/** Whether a matched text is told to be of a form that its characters alone do not tell: from end to end, of few characters, and more than any of them in any order. */
export function limitsForm(expression: Expression, anchors: Anchors): boolean {
  const shape = shapeOf(expression);
  if (shape === null || shape.type !== 'sequence' || !(anchors.start || isAnchoredAt('start', shape)) || !(anchors.end || isAnchoredAt('end', shape))) return false;
  const inner = shape.of.filter(({ type }) => type !== 'start' && type !== 'end');
  const [only] = inner;
  const isAnyOrder = inner.length === 1 && only?.type === 'repeat' && only.of.type === 'set';
  return !isAnyOrder && (possibleCharacters(shape) & QUOTES) === NOTHING;
}

function both(left: Proof, right: Proof): Proof {
  return { characters: left.characters & right.characters, labels: left.labels & right.labels };
}

/** Of the negative look-aheads at the text's start: `^(?!.*\.\.)`. */
function deniedProof(shape: Shape, possible: Characters): Proof {
  let proof = NO_PROOF;
  for (const part of shape.type === 'sequence' ? shape.of : []) {
    if (part.type !== 'empty' && part.type !== 'start') break;
    if (part.type !== 'empty' || part.not === null) continue;
    const found = notFoundProof({ type: 'sequence', of: [edge('start'), part.not] }, possible);
    proof = { characters: proof.characters | found.characters, labels: proof.labels | found.labels };
  }
  return proof;
}

/** Of a text in which the expression is not found; `anchors` as above: with one, it was looked for at one place only. */
export function noMatchProves(expression: Expression, anchors: Anchors = FREE): Proof {
  const { dialect, flags } = expression;
  const shape = shapeOf(expression);
  if (shape === null) return NO_PROOF;
  // `test` begins where the last one of the same object ended.
  if (dialect === 'javascript' && /[gy]/u.test(flags)) return NO_PROOF;
  // preg_match gives false, not 0, for a text that is not UTF-8, or that takes too long.
  if (dialect === 'php' && (flags.includes('u') || canGiveUp(shape))) return NO_PROOF;
  const of: Shape[] = [...(anchors.start ? [edge('start')] : []), shape, ...(anchors.end ? [edge('end')] : [])];
  return notFoundProof({ type: 'sequence', of }, EVERY);
}

function edge(type: 'start' | 'end'): Shape {
  return { type, isStrict: true };
}

function notFoundProof(shape: Shape, universe: Characters): Proof {
  const needles = needlesOf(shape, universe);
  return { characters: bitsWithout(foundCharacters(needles)), labels: foundLabels(needles) };
}

/** Whether it can be tried in more ways than PHP allows: anything but a last repetition of one set. */
function canGiveUp(shape: Shape): boolean {
  switch (shape.type) {
    case 'set': case 'start': case 'end': return false;
    case 'empty': return true;
    case 'choice': return shape.of.some(canGiveUp);
    case 'sequence': return shape.of.some((part, at) => (at === shape.of.length - 1 ? canGiveUp(part) : canTakeLong(part)));
    case 'repeat': return shape.of.type !== 'set' && (shape.max > 4 || canTakeLong(shape.of));
  }
}

function canTakeLong(shape: Shape): boolean {
  switch (shape.type) {
    case 'set': case 'start': case 'end': return false;
    case 'empty': return true;
    case 'choice': case 'sequence': return shape.of.some(canTakeLong);
    case 'repeat': return shape.max > 4 || canTakeLong(shape.of);
  }
}

const BACKSLASH = charactersOf('\\');
const QUOTE = charactersOf("'");
const DOT = charactersOf('.');
/** What ends or changes a text in a shell's double quotes. */
const SHELL_DOUBLE = charactersOf('"$`\\');
/** Beyond all that can match: so no element is taken for one that runs over the whole text. */
const BEYOND = EVERY << 1n;
/** The match itself behind a backslash. */
const ESCAPED = { javascript: String.raw`\$&`, php: String.raw`\\$0`, python: String.raw`\\\g<0>` } as const;

/** Of the result; `replacement` as the engine gets it, null for an unknown one or a function. PHP and Python: `isGlobal` unless there is a limit. */
export function replaceProves(expression: Expression, replacement: string | null, isGlobal: boolean): Proof {
  const { dialect, flags } = expression;
  const shape = replacement === null || !isGlobal || (dialect === 'javascript' && flags.includes('y')) ? null : shapeOf(expression);
  // A match of nothing makes the engine step over the next character.
  if (shape === null || replacement === null || canBeEmpty(shape)) return NO_PROOF;
  // What is matched alone wherever it stands cannot stay: earlier matches can only take it with them.
  const needles = needlesOf(shape, BEYOND);
  const gone = foundCharacters(needles);
  if (replacement === ESCAPED[dialect]) return { characters: 0, labels: escapedLabels(gone) };
  if (dialect === 'javascript' ? replacement.includes('$') : /[$\\]/u.test(replacement)) return NO_PROOF;
  const possible = possibleCharacters(shape);
  return goneProof({ gone, isQuote: isWithin(possible, QUOTE), isDots: isWithin(possible, DOT) && needles.some(areDots), encoded: encodedFound(needles) }, replacement);
}

function escapedLabels(escaped: Characters): number {
  if (!isWithin(BACKSLASH, escaped)) return 0;
  return (isWithin(QUOTE, escaped) ? bitsOf(['sql-quoted']) : 0) | (isWithin(SHELL_DOUBLE, escaped) ? bitsOf(['shell-double']) : 0);
}

interface Gone {
  readonly gone: Characters;
  /** Nothing but single quotes; nothing but dots, and two of them always. */
  readonly isQuote: boolean;
  readonly isDots: boolean;
  /** Labels of what is encoded and was found. */
  readonly encoded: number;
}

function goneProof({ gone, isQuote, isDots, encoded }: Gone, replacement: string): Proof {
  const isEveryQuote = isQuote && isWithin(QUOTE, gone);
  const labels =
    (isEveryQuote && replacement === "''" ? bitsOf(['sql-quoted']) : 0) |
    (isEveryQuote && (replacement === String.raw`'\''` || replacement === `'"'"'`) ? bitsOf(['shell-single']) : 0) |
    // Of a run of dots at most one is left, and its neighbours are none.
    (isDots && !replacement.includes('.') ? bitsOf(['traversal']) : 0) |
    // What is put in keeps apart what would become an escape without it.
    (replacement === '' || /[%0-9a-f]/iu.test(replacement) ? 0 : encoded);
  return { characters: bitsWithout(gone) & ~characterBits(replacement), labels };
}

/** The same for a text (`str_replace`, `replaceAll`); a `$` in the replacement may be a reference. */
export function literalReplaceProves(needle: string, replacement: string | null, isAll: boolean): Proof {
  if (!isAll || replacement === null || needle === '' || replacement.includes('$')) return NO_PROOF;
  const gone = needle.length === 1 ? charactersOf(needle) : NOTHING;
  return goneProof({ gone, isQuote: needle === "'", isDots: needle === '.' || needle === '..', encoded: 0 }, replacement);
}
