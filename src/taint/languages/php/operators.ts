import type { CastType, CompareOperator, Expression, Span } from '../../ir/nodes.ts';
import { MAX_CHAIN } from './limits.ts';
import { callOf, deeper, type ExpressionHandler, literal, type Lowering, lowerText, unknown } from './lowering.ts';
import { classReference } from './names.ts';
import { childAt, firstNamed, kindAt, nameOfKind, namedChildren, spanOf, startOf } from './syntax.ts';

const COMPARISONS: ReadonlyMap<string, CompareOperator> = new Map<string, CompareOperator>([
  ['==', '=='],
  ['===', '==='],
  ['!=', '!='],
  ['<>', '!='],
  ['!==', '!=='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['instanceof', 'instanceof'],
]);
const LOGICAL: ReadonlyMap<string, 'and' | 'or' | 'nullish'> = new Map<string, 'and' | 'or' | 'nullish'>([
  ['&&', 'and'],
  ['and', 'and'],
  ['||', 'or'],
  ['or', 'or'],
  ['??', 'nullish'],
]);
/** `a - b - c` is one operation of three. */
const FLAT: ReadonlySet<string> = new Set(['.', '+', '-', '*', '|', '&', '^']);

export function operate(operator: string, operands: readonly Expression[], span: Span): Expression {
  const [left, right] = operands;
  if (left === undefined || right === undefined) return left ?? { kind: 'unknown', parts: [], span };
  if (operator === '.') return { kind: 'concat', parts: operands, span };
  const compare = COMPARISONS.get(operator);
  if (compare !== undefined) return { kind: 'compare', operator: compare, left, right, span };
  const logical = LOGICAL.get(operator);
  if (logical !== undefined) return { kind: 'logical', operator: logical, left, right, span };
  if (operator === '|>') return { kind: 'call', callee: right, arguments: [{ value: left, isSpread: false, name: null }], isNew: false, span };
  return { kind: 'arithmetic', operator, operands, span };
}

interface Operation {
  readonly operator: string;
  readonly right: Expression;
  readonly span: Span;
}

function operatorOf(lowering: Lowering, node: number): string {
  const token = childAt(lowering, node, lowering.fields.operator);
  return token === -1 ? '' : nameOfKind(lowering, token);
}

/** The operations along the left edge, innermost first: chains of thousands are one level deep for us. */
function chainOf(lowering: Lowering, node: number): { readonly first: Expression; readonly operations: Operation[] } {
  const { fields, kinds } = lowering;
  const nodes: number[] = [];
  let at = node;
  while (at !== -1 && kindAt(lowering, at) === kinds.binary) {
    nodes.push(at);
    at = childAt(lowering, at, fields.left);
  }
  // The first operand stands within all operations that are kept apart.
  const innermost = at;
  const depth = nodes.length > MAX_CHAIN || FLAT.has(operatorOf(lowering, node)) ? 1 : nodes.length;
  const first = innermost === -1 ? unknown(lowering, node, []) : deeper(lowering, depth, () => lowering.expression(innermost));
  const operations: Operation[] = [];
  for (const operation of nodes.reverse()) {
    const operator = operatorOf(lowering, operation);
    const right = childAt(lowering, operation, fields.right);
    const isClass = operator === 'instanceof';
    const value = right === -1 ? unknown(lowering, operation, []) : isClass ? classReference(lowering, right) : lowering.expression(right);
    operations.push({ operator, right: value, span: spanOf(lowering, operation) });
  }
  return { first, operations };
}

/** `a or b or c` in halves: it means the same, and is not deep. */
function inHalves(operator: string, operands: readonly Expression[], span: Span): Expression {
  let level = operands;
  while (level.length > 1) {
    const next: Expression[] = [];
    for (let at = 0; at < level.length; at += 2) next.push(operate(operator, level.slice(at, at + 2), span));
    level = next;
  }
  return level[0] ?? { kind: 'unknown', parts: [], span };
}

function binary(lowering: Lowering, node: number): Expression {
  const { first, operations } = chainOf(lowering, node);
  let value = first;
  let depth = 0;
  for (let at = 0; at < operations.length; ) {
    const operation = operations[at];
    if (operation === undefined) break;
    const { operator } = operation;
    let end = at + 1;
    while (end < operations.length && operations[end]?.operator === operator) end += 1;
    const run = operations.slice(at, end);
    const span = run.at(-1)?.span ?? operation.span;
    const operands = [value, ...run.map(({ right }) => right)];
    at = end;
    if (FLAT.has(operator)) value = operate(operator, operands, span);
    else if (LOGICAL.has(operator) && run.length > MAX_CHAIN) value = inHalves(operator, operands, span);
    else if (run.length > MAX_CHAIN) value = { kind: 'unknown', parts: operands, span };
    else {
      for (const { right, span: own } of run) value = operate(operator, [value, right], own);
      depth += run.length;
    }
    depth += 1;
    if (depth > MAX_CHAIN) return { kind: 'unknown', parts: [value, ...operations.slice(end).map(({ right }) => right)], span: spanOf(lowering, node) };
  }
  return value;
}

function unary(lowering: Lowering, node: number): Expression {
  const span = spanOf(lowering, node);
  const field = childAt(lowering, node, lowering.fields.argument);
  const argument = field === -1 ? firstNamed(lowering, node) : field;
  if (argument === -1) return unknown(lowering, node, []);
  const operator = lowering.tree.text[startOf(lowering, node)] ?? '-';
  const value = lowering.expression(argument);
  if (operator === '!') return { kind: 'not', value, span };
  if (operator === '-' && value.kind === 'literal' && typeof value.value === 'number') return literal(-value.value, span);
  return { kind: 'arithmetic', operator, operands: [value], span };
}

const CASTS: ReadonlyMap<string, CastType> = new Map<string, CastType>([
  ['int', 'int'],
  ['integer', 'int'],
  ['bool', 'bool'],
  ['boolean', 'bool'],
  ['float', 'float'],
  ['double', 'float'],
  ['real', 'float'],
  ['string', 'string'],
  ['binary', 'string'],
  ['array', 'array'],
  ['object', 'object'],
]);

function cast(lowering: Lowering, node: number): Expression {
  const type = childAt(lowering, node, lowering.fields.type);
  const inner = childAt(lowering, node, lowering.fields.value);
  const value = inner === -1 ? unknown(lowering, node, []) : lowering.expression(inner);
  const span = spanOf(lowering, node);
  const to = type === -1 ? undefined : CASTS.get(lowerText(lowering, type));
  return to === undefined ? { kind: 'sequence', expressions: [value, literal(null, span)], span } : { kind: 'cast', to, value, span };
}

function conditional(lowering: Lowering, node: number): Expression {
  const { fields } = lowering;
  const [test, body, alternative] = [fields.condition, fields.body, fields.alternative].map((field) => childAt(lowering, node, field));
  const span = spanOf(lowering, node);
  const read = (child: number | undefined): Expression => (child === undefined || child === -1 ? unknown(lowering, node, []) : lowering.expression(child));
  if (body === undefined || body === -1) return { kind: 'logical', operator: 'or', left: read(test), right: read(alternative), span };
  return { kind: 'conditional', test: read(test), whenTrue: read(body), whenFalse: read(alternative), span };
}

/** A throw where a value is wanted: nothing goes on from there. */
function thrown(lowering: Lowering, node: number): Expression {
  const value = firstNamed(lowering, node);
  const span = spanOf(lowering, node);
  return { kind: 'sequence', expressions: [...(value === -1 ? [] : [lowering.expression(value)]), callOf('exit', [], span)], span };
}

function include(lowering: Lowering, node: number): Expression {
  const path = firstNamed(lowering, node);
  return path === -1 ? unknown(lowering, node, []) : { kind: 'include', path: lowering.expression(path), span: spanOf(lowering, node) };
}

function yielded(lowering: Lowering, node: number): Expression {
  lowering.scope.isGenerator = true;
  const span = spanOf(lowering, node);
  const child = firstNamed(lowering, node);
  if (child === -1) return { kind: 'yield', value: null, span };
  const parts = kindAt(lowering, child) === lowering.kinds.arrayElement ? namedChildren(lowering, child) : [child];
  const values = parts.map(lowering.expression);
  const last = values.at(-1) ?? null;
  const value: Expression = { kind: 'yield', value: last, span };
  return values.length < 2 ? value : { kind: 'sequence', expressions: [...values.slice(0, -1), value], span };
}

/** Several expressions between commas, which the grammar nests to the right. */
export function listed(lowering: Lowering, node: number): Expression[] {
  const found: Expression[] = [];
  let at = node;
  while (at !== -1) {
    if (kindAt(lowering, at) !== lowering.kinds.sequence) return [...found, lowering.expression(at)];
    const children = namedChildren(lowering, at);
    const last = children.at(-1);
    const isNested = last !== undefined && kindAt(lowering, last) === lowering.kinds.sequence;
    for (const child of isNested ? children.slice(0, -1) : children) found.push(lowering.expression(child));
    at = isNested ? last : -1;
  }
  return found;
}

export const OPERATORS: readonly (readonly [string, ExpressionHandler])[] = [
  ['binary_expression', binary],
  ['unary_op_expression', unary],
  ['cast_expression', cast],
  ['conditional_expression', conditional],
  ['throw_expression', thrown],
  ['include_expression', include],
  ['include_once_expression', include],
  ['require_expression', include],
  ['require_once_expression', include],
  ['yield_expression', yielded],
  ['sequence_expression', (lowering, node) => ({ kind: 'sequence', expressions: listed(lowering, node), span: spanOf(lowering, node) })],
];
