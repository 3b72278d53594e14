import type { Condition, Formula } from '../rules/rule.ts';
import type { FileIndex } from './file-index.ts';
import { merged, type Range } from './range.ts';
import type { Shape } from './shape.ts';

/** The file, and how its formulas are looked up. */
export interface Lookup {
  readonly index: FileIndex;
  readonly rangesOf: (formula: Formula, index: FileIndex) => readonly Range[];
}

/** The range with what the condition binds besides; none where it does not hold. */
export function holdsCondition(condition: Condition, range: Range, lookup: Lookup): readonly Range[] {
  const { index } = lookup;
  const shape = condition.metavariable === null ? undefined : range.bound.get(condition.metavariable);
  if (condition.type === 'metavariable-comparison') return compare(condition.comparison, range, index) ? [range] : [];
  if (shape === undefined) return [];
  // As re.match does: from the beginning.
  if (condition.type === 'metavariable-regex') return new RegExp(`^(?:${condition.regex.source})`, condition.regex.flags.replace('m', '')).test(textOf(shape, index)) ? [range] : [];
  return patternHolds(condition.formula, shape, range, lookup);
}

function textOf(shape: Shape, index: FileIndex): string {
  const constant = index.constantOf(shape);
  return constant === null || constant.type === 'some-string' || constant.type === 'regex' ? index.tree.text.slice(shape.start, shape.stop) : constant.value;
}

function patternHolds(formula: Formula, shape: Shape, range: Range, { index, rangesOf }: Lookup): readonly Range[] {
  return rangesOf(formula, index).flatMap((other) => {
    if (other.start < shape.start || other.stop > shape.stop) return [];
    const bound = merged(range.bound, other.bound);
    return bound === null ? [] : [{ ...range, bound }];
  });
}

const COMPARISON = /^\s*(?:int\()?(\$[A-Z_][A-Z0-9_]*|len\(\$[A-Z_][A-Z0-9_]*\)|-?[\d.]+|"[^"]*"|'[^']*')\)?\s*(==|!=|<=|>=|<|>)\s*(?:int\()?(\$[A-Z_][A-Z0-9_]*|-?[\d.]+|"[^"]*"|'[^']*')\)?\s*$/u;

/** Whether a comparison is one that we can decide: two values with one operator, joined by `and` and `or`. */
export function isComparison(text: string): boolean {
  return text.split(/\b(?:and|or)\b/u).every((part) => COMPARISON.test(part));
}

function compare(text: string, range: Range, index: FileIndex): boolean {
  return text.split(/\bor\b/u).some((any) => any.split(/\band\b/u).every((part) => {
    const [, left, operator, right] = COMPARISON.exec(part) ?? [];
    const [a, b] = [left ?? '', right ?? ''].map((value) => valueOf(value, range, index));
    return a !== undefined && b !== undefined && a !== null && b !== null && typeof a === typeof b && decide(a, operator ?? '', b);
  }));
}

function valueOf(text: string, range: Range, index: FileIndex): string | number | null {
  const name = /\$[A-Z_][A-Z0-9_]*/u.exec(text)?.[0];
  if (name === undefined) return /^["']/u.test(text) ? text.slice(1, -1) : Number(text);
  const shape = range.bound.get(name);
  if (shape === undefined) return null;
  const value = textOf(shape, index);
  if (text.startsWith('len(')) return value.length;
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}

function decide(a: string | number, operator: string, b: string | number): boolean {
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}
