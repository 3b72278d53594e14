import type { Condition } from '../rules/rule.ts';
import type { Asking } from './asking.ts';
import { readComparison, type Value } from './comparison.ts';
import type { FileIndex } from './file-index.ts';
import type { Bound } from './matching.ts';
import { captures, type Range } from './range.ts';
import type { Shape } from './shape.ts';

/** More bindings than these for one range differ in what the conditions bind only. */
const MAX_BINDINGS = 32;

/** The range with what the conditions bind besides; none where one does not hold. */
export function conditionally(conditions: readonly Condition[], range: Range, asking: Asking): readonly Range[] {
  let bindings: readonly Bound[] = [range.bound];
  for (const condition of conditions) {
    bindings = bindings.flatMap((bound) => bindingsOf(condition, { range, bound }, asking)).slice(0, MAX_BINDINGS);
    if (bindings.length === 0) return [];
  }
  return bindings.map((bound) => ({ ...range, bound }));
}

interface Held {
  readonly range: Range;
  /** With what conditions before this one have bound. */
  readonly bound: Bound;
}

function bindingsOf(condition: Condition, { range, bound }: Held, asking: Asking): readonly Bound[] {
  if (condition.type === 'metavariable-comparison') return compare(condition.comparison, { ...range, bound }, asking.index) ? [bound] : [];
  const shape = bound.get(condition.metavariable);
  if (shape === undefined) return [];
  if (condition.type === 'metavariable-regex') {
    const found = matchRegex(condition.regex, shape, asking.index);
    return found === null ? [] : [new Map([...captures(found, shape), ...bound])];
  }
  // What conditions before this one have bound is not asked of its pattern.
  const within = condition.isText ? contentOf(shape, asking.index) : shape;
  const inner = asking.rangesOf(condition.formula, { ...asking, within, bound: range.bound });
  return inner.filter(({ start, stop }) => start >= shape.start && stop <= shape.stop).map((other) => new Map([...other.bound, ...bound]));
}

/** What stands between the quotes of a text. */
function contentOf(shape: Shape, { tree }: FileIndex): Shape {
  const [opening = '', quotes = ''] = /^[a-zA-Z]{0,3}("""|'''|["'`])/u.exec(tree.text.slice(shape.start, shape.stop)) ?? [];
  const isClosed = quotes !== '' && shape.stop - shape.start >= opening.length + quotes.length;
  return isClosed ? { ...shape, start: shape.start + opening.length, stop: shape.stop - quotes.length } : shape;
}

const anchoredOf = new WeakMap<RegExp, RegExp>();

/** As re.match does: from the beginning. A regular expression that asks for quotes sees them. */
function matchRegex(regex: RegExp, shape: Shape, index: FileIndex): RegExpExecArray | null {
  const anchored = anchoredOf.get(regex) ?? new RegExp(`^(?:${regex.source})`, regex.flags.replace('m', ''));
  anchoredOf.set(regex, anchored);
  const asksForQuotes = shape.type === 'string' && /["']/u.test(regex.source);
  return anchored.exec(asksForQuotes ? index.tree.text.slice(shape.start, shape.stop) : textOf(shape, index));
}

const PYTHON_WORDS = new Set(['true', 'false', 'none']);

function textOf(shape: Shape, index: FileIndex): string {
  if (shape.type === 'text') return shape.value;
  const constant = index.constantOf(shape);
  if (constant === null || constant.type === 'some-string' || constant.type === 'regex') return index.tree.text.slice(shape.start, shape.stop);
  // Words of the language are kept in lower case.
  return index.tree.grammar === 'python' && PYTHON_WORDS.has(constant.type) ? `${constant.value.slice(0, 1).toUpperCase()}${constant.value.slice(1)}` : constant.value;
}

/** Whether a comparison is one that we can decide. */
export function isComparison(text: string): boolean {
  return readComparison(text) !== null;
}

function compare(text: string, range: Range, index: FileIndex): boolean {
  return readComparison(text)?.((name) => valueOf(name, range, index)) === true;
}

const NUMBER = /^-?(?:0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|\d+(?:\.\d+)?)$/u;

function valueOf(name: string, range: Range, index: FileIndex): Value {
  const shape = range.bound.get(name);
  if (shape === undefined) return null;
  const text = textOf(shape, index).trim();
  if (/^(?:true|false)$/iu.test(text)) return text.toLowerCase() === 'true';
  const digits = text.replaceAll('_', '');
  // Octal numbers begin with 0 in PHP, and did in JavaScript and Python.
  return NUMBER.test(digits) ? Number(digits.replace(/^(-?)0(?=\d+$)/u, '$10o')) : text;
}
