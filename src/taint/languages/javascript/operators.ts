import type { CompareOperator, Expression, Span } from '../../ir/nodes.ts';
import { expressionIn, fieldOf, literal, type Lowering, type LowerExpression, sequence, spanOf, unknown, withoutParentheses } from './lowering.ts';

const COMPARES: ReadonlyMap<string, CompareOperator> = new Map(['==', '===', '!=', '!==', '<', '<=', '>', '>=', 'in', 'instanceof'].map((operator) => [operator, operator as CompareOperator]));
const LOGICALS: ReadonlyMap<string, 'and' | 'or' | 'nullish'> = new Map([['&&', 'and'], ['||', 'or'], ['??', 'nullish']]);

/** Longer chains are balanced, so that no chain is deep; `a && (b && c)` means `(a && b) && c`. */
const LONGEST_LEFT_CHAIN = 32;

function operatorOf(lowering: Lowering, node: number): string {
  const operator = fieldOf(lowering, node, lowering.numbers.field.operator);
  return operator < 0 ? '' : lowering.tree.kinds.nameOf(lowering.tree.kind[operator] ?? 0);
}

/** Chains of one operator are taken apart by a loop: there are some of thousands of operands. */
export const lowerBinary: LowerExpression = (lowering, node) => {
  const operator = operatorOf(lowering, node);
  const compare = COMPARES.get(operator);
  const { field: fields, kind: kinds } = lowering.numbers;
  if (compare !== undefined) return { kind: 'compare', span: spanOf(lowering, node), operator: compare, left: expressionIn(lowering, node, fields.left), right: expressionIn(lowering, node, fields.right) };
  const chain: number[] = [node];
  for (;;) {
    const left = fieldOf(lowering, chain.at(-1) ?? node, fields.left);
    if (left < 0 || lowering.tree.kind[left] !== kinds.binary_expression || operatorOf(lowering, left) !== operator) break;
    chain.push(left);
  }
  chain.reverse();
  const logical = LOGICALS.get(operator);
  // A chain that nests to the left is as deep as it is long.
  const below = logical === undefined ? 0 : Math.min(chain.length, LONGEST_LEFT_CHAIN) - 1;
  lowering.depth += below;
  const operands = [expressionIn(lowering, chain[0] ?? node, fields.left), ...chain.map((at) => expressionIn(lowering, at, fields.right))];
  lowering.depth -= below;
  if (logical !== undefined) return joinLogical(logical, operands, chain.map((at) => spanOf(lowering, at)));
  return combine(operator, operands, spanOf(lowering, node));
};

function joinLogical(operator: 'and' | 'or' | 'nullish', operands: readonly Expression[], spans: readonly Span[]): Expression {
  const [first] = operands;
  if (first === undefined) return unknown({ start: 0, stop: 0 }, []);
  if (operands.length > LONGEST_LEFT_CHAIN) return balance(operator, operands);
  return operands.slice(1).reduce((left, right, index) => ({ kind: 'logical', span: spans[index] ?? right.span, operator, left, right }), first);
}

function balance(operator: 'and' | 'or' | 'nullish', operands: readonly Expression[]): Expression {
  let level = operands;
  while (level.length > 1) {
    const above: Expression[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index], level[index + 1]];
      if (left !== undefined) above.push(right === undefined ? left : { kind: 'logical', span: { start: left.span.start, stop: right.span.stop }, operator, left, right });
    }
    level = above;
  }
  return level[0] ?? unknown({ start: 0, stop: 0 }, []);
}

const isText = (part: Expression): boolean => part.kind === 'concat' || (part.kind === 'literal' && typeof part.value === 'string');
const isNumber = (part: Expression): boolean => part.kind === 'literal' && typeof part.value === 'number';

/** What an operator makes of values: `+` joins texts unless a number stands among what is no text. */
export function combine(operator: string, operands: readonly Expression[], span: Span): Expression {
  if (operator !== '+') return { kind: 'arithmetic', span, operator, operands };
  const isSum = !operands.some(isText) && (operands.some(isNumber) || operands.every((part) => part.kind === 'arithmetic'));
  return isSum ? { kind: 'arithmetic', span, operator, operands } : { kind: 'concat', span, parts: operands };
}

export const lowerUnary: LowerExpression = (lowering, node) => {
  const span = spanOf(lowering, node);
  const operator = operatorOf(lowering, node);
  const value = expressionIn(lowering, node, lowering.numbers.field.argument);
  if (operator === '!') return { kind: 'not', span, value };
  if (operator === 'typeof') return { kind: 'typeof', span, value };
  if (operator === 'void') return value.kind === 'literal' ? literal(span, undefined) : sequence(span, [value, literal(span, undefined)]);
  if (operator === '+') return { kind: 'cast', span, to: 'float', value };
  if (operator === '-' && value.kind === 'literal' && typeof value.value === 'number') return literal(span, -value.value);
  return operator === '-' || operator === '~' ? { kind: 'arithmetic', span, operator, operands: [value] } : unknown(span, [value]);
};

export const lowerTernary: LowerExpression = (lowering, node) => {
  const { field: fields } = lowering.numbers;
  const test = expressionIn(lowering, node, fields.condition);
  const whenTrue = expressionIn(lowering, node, fields.consequence);
  return { kind: 'conditional', span: spanOf(lowering, node), test, whenTrue, whenFalse: expressionIn(lowering, node, fields.alternative) };
};

/** `(a)`: the range of a's own. */
export const lowerParenthesized: LowerExpression = (lowering, node) => {
  const inner = withoutParentheses(lowering, node);
  return inner < 0 ? unknown(spanOf(lowering, node), []) : lowering.expression(inner);
};
