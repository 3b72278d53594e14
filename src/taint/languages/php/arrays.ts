import type { Argument, Entry, Expression } from '../../ir/nodes.ts';
import { read } from './assign.ts';
import { MAX_CHAIN } from './limits.ts';
import { callOf, deeper, type ExpressionHandler, literal, type Lowering, temporary, unknown } from './lowering.ts';
import { bare, childAt, endOf, hasToken, isError, kindAt, namedChildren, spanOf } from './syntax.ts';

interface Element {
  readonly key: Expression | null;
  readonly value: Expression;
  readonly isSpread: boolean;
}

function elementOf(lowering: Lowering, node: number): Element {
  const children = namedChildren(lowering, node);
  const [first, second] = children;
  if (first === undefined) return { key: null, value: unknown(lowering, node, []), isSpread: false };
  if (second !== undefined && hasToken(lowering, node, '=>')) return { key: lowering.expression(first), value: lowering.expression(second), isSpread: false };
  return { key: null, value: lowering.expression(first), isSpread: kindAt(lowering, first) === lowering.kinds.unpacking };
}

function elementsOf(lowering: Lowering, node: number): Element[] {
  const found: Element[] = [];
  const end = endOf(lowering, node);
  for (let child = node + 1; child < end; child = endOf(lowering, child)) {
    if (kindAt(lowering, child) === lowering.kinds.arrayElement) found.push(elementOf(lowering, child));
    else if (isError(lowering, child)) found.push({ key: null, value: unknown(lowering, child, namedChildren(lowering, child).map(lowering.expression)), isSpread: false });
  }
  return found;
}

/** A list where no element has a key, else all elements by key: those without take the next number. */
function array(lowering: Lowering, node: number): Expression {
  const elements = elementsOf(lowering, node);
  const span = spanOf(lowering, node);
  if (elements.every(({ key }) => key === null)) return { kind: 'array', items: elements.map(({ value, isSpread }): Argument => ({ value, isSpread, name: null })), span };
  let next = 0;
  const entries = elements.map(({ key, value, isSpread }): Entry => {
    if (key === null) return { key: isSpread ? null : literal(next++, value.span), value };
    if (key.kind === 'literal' && typeof key.value === 'number' && key.value >= next) next = Math.trunc(key.value) + 1;
    return { key, value };
  });
  return { kind: 'object', entries, span };
}

interface Arm {
  readonly tests: readonly Expression[];
  readonly value: Expression;
}

/** An arm without tests is the default. */
function armsOf(lowering: Lowering, block: number): Arm[] {
  const { fields } = lowering;
  return namedChildren(lowering, block).map((arm, position) => {
    const list = childAt(lowering, arm, fields.conditional_expressions);
    const result = childAt(lowering, arm, fields.return_expression);
    const depth = Math.min(position, MAX_CHAIN);
    const tests = list === -1 ? [] : deeper(lowering, depth, () => namedChildren(lowering, list).map(lowering.expression));
    return { tests, value: result === -1 ? unknown(lowering, arm, []) : deeper(lowering, depth, () => lowering.expression(result)) };
  });
}

function isBoolean(expression: Expression, value: boolean): boolean {
  return expression.kind === 'literal' && expression.value === value;
}

/** `match (true)` has conditions as its tests. */
function testOf(subject: Expression, test: Expression): Expression {
  if (isBoolean(subject, true)) return test;
  if (isBoolean(subject, false)) return { kind: 'not', value: test, span: test.span };
  return { kind: 'compare', operator: '===', left: subject, right: test, span: test.span };
}

function match(lowering: Lowering, node: number): Expression {
  const span = spanOf(lowering, node);
  const condition = childAt(lowering, node, lowering.fields.condition);
  const block = childAt(lowering, node, lowering.fields.body);
  const value = condition === -1 ? unknown(lowering, node, []) : lowering.expression(bare(lowering, condition));
  const arms = block === -1 ? [] : armsOf(lowering, block);
  const tests = arms.reduce((sum, arm) => sum + arm.tests.length, 0);
  if (tests > MAX_CHAIN) return unknown(lowering, node, [value, ...arms.flatMap((arm) => [...arm.tests, arm.value])]);
  const isPlain = value.kind === 'literal' || value.kind === 'variable';
  const held = isPlain ? null : temporary(lowering);
  const subject = held === null ? value : read(held, value.span);
  let result = arms.find((arm) => arm.tests.length === 0)?.value ?? callOf('exit', [], span);
  for (const arm of arms.toReversed()) {
    const [first, ...others] = arm.tests.map((test) => testOf(subject, test));
    if (first === undefined) continue;
    const test = others.reduce<Expression>((left, right) => ({ kind: 'logical', operator: 'or', left, right, span: { start: left.span.start, stop: right.span.stop } }), first);
    result = { kind: 'conditional', test, whenTrue: arm.value, whenFalse: result, span };
  }
  if (held === null) return result;
  return { kind: 'sequence', expressions: [{ kind: 'assign', target: read(held, value.span), value, span: value.span }, result], span };
}

export const ARRAYS: readonly (readonly [string, ExpressionHandler])[] = [
  ['array_creation_expression', array],
  ['match_expression', match],
  // On the left these are taken apart; anywhere else only code that does not compile has them.
  ['list_literal', (lowering, node) => unknown(lowering, node, namedChildren(lowering, node).map(lowering.expression))],
];

