import type { GrammarName } from '../../util/grammars.ts';
import { isEqual, type Shape, shapeAt } from './shape.ts';

/** Longer texts are known to be texts, not which: a program could double one without end. */
const MAX_TEXT = 10_000;

const LITERALS = new Set(['string', 'number', 'integer', 'float', 'true', 'false', 'none', 'null', 'regex', 'some-string']);
const NUMBERS = new Set(['number', 'integer', 'float']);
/** Functions of PHP whose result is fixed where their arguments are. */
const PURE = new Set(['escapeshellarg', 'htmlspecialchars_decode']);

export interface Known {
  readonly grammar: GrammarName;
  /** What a name or member is known to be where it stands. */
  readonly valueOf: (shape: Shape) => Shape | null;
}

/** Some text that is fixed in the program. */
const someString = (shape: Shape): Shape => shapeAt(shape, 'some-string');

const isText = (shape: Shape | null | undefined): boolean => shape?.type === 'string' || shape?.type === 'some-string';

/** The literal that an expression is known to be; `some-string` where it is one of several or too long. */
export function fold(shape: Shape, known: Known): Shape | null {
  if (LITERALS.has(shape.type)) return shape;
  if (shape.type === 'name' || shape.type === 'dot') return known.valueOf(shape);
  if (shape.type === 'template') return shape.children.length === 0 ? shapeAt(shape, 'string') : joined(shape, known, known.grammar === 'php');
  if (shape.type === 'bytes') return someString(shape);
  if (shape.type === 'chain') return shape.value === '.' ? joined(shape, known, true) : chosen(shape, known);
  if (shape.type === 'conditional' && shape.children.length === 3) return either(shape.children.slice(1).map((child) => fold(child, known)));
  if (shape.type === 'binary') return calculated(shape, known);
  if (shape.type === 'call' && known.grammar === 'php') {
    const [callee, ...values] = shape.children;
    return callee !== undefined && PURE.has(callee.value) && values.length > 0 && values.every((value) => isText(fold(value, known))) ? someString(shape) : null;
  }
  return null;
}

/** What two ways agree on. */
export function either(values: readonly (Shape | null | undefined)[]): Shape | null {
  const [first] = values;
  if (first === undefined || first === null) return null;
  if (values.every((value) => value !== null && value !== undefined && isEqual(value, first))) return first;
  return values.every((value) => isText(value)) ? someString(first) : null;
}

/** `a and "b" or "c"`: one of the texts. */
function chosen({ value, children }: Shape, known: Known): Shape | null {
  if (value !== 'or' && value !== '||') return null;
  const texts = children.map((child) => fold(child.type === 'chain' && (child.value === 'and' || child.value === '&&') ? (child.children.at(-1) ?? child) : child, known));
  return texts.every((text) => isText(text)) ? either(texts) : null;
}

function joined(shape: Shape, known: Known, withNumbers: boolean): Shape | null {
  let text = '';
  let isKnown = true;
  for (const child of shape.children) {
    const part = fold(child, known);
    if (part === null || !(isText(part) || (withNumbers && NUMBERS.has(part.type)))) return null;
    if (part.type === 'some-string') isKnown = false;
    text += part.value;
    if (text.length > MAX_TEXT) isKnown = false;
    if (!isKnown) text = '';
  }
  return isKnown ? shapeAt(shape, 'string', { value: text }) : someString(shape);
}

function calculated(shape: Shape, known: Known): Shape | null {
  const [left = null, right = null] = shape.children.map((child) => fold(child, known));
  const isRepeated = known.grammar === 'python' && shape.value === '*' && (isText(left) || isText(right));
  if (isRepeated) return someString(shape);
  if (left === null || right === null) return null;
  const isPython = known.grammar === 'python';
  if (shape.value === '+' && (isText(left) || isText(right)) && known.grammar !== 'php') return joined({ ...shape, children: [left, right] }, known, !isPython);
  if (!NUMBERS.has(left.type) || left.type !== right.type) return null;
  const [a, b] = [Number(left.value), Number(right.value)];
  const result = shape.value === '+' ? a + b : shape.value === '-' ? a - b : shape.value === '*' ? a * b : Number.NaN;
  return Number.isSafeInteger(result) ? shapeAt(shape, left.type, { value: String(result) }) : null;
}
