import type { Argument, CompareOperator, Expression, Span } from '../../ir/nodes.ts';
import { assign, childIn, childrenOf, type Context, compare, expressionIn, kindAt, literal, logical, plain, reference, spanOf, temporary, textAt, unknown } from './context.ts';

/** Operators that change along a chain nest; deeper than this they are not told apart any more. */
const MAX_GROUPS = 200;

function isText(value: Expression): boolean {
  if (value.kind === 'literal') return typeof value.value === 'string';
  return value.kind === 'concat' || value.kind === 'format' || (value.kind === 'cast' && value.to === 'string');
}

function isNumber(value: Expression): boolean {
  if (value.kind === 'literal') return typeof value.value === 'number';
  return value.kind === 'arithmetic' || (value.kind === 'cast' && (value.to === 'int' || value.to === 'float'));
}

function spread(value: Expression): readonly Argument[] {
  return value.kind === 'array' ? value.items : [{ value, isSpread: true, name: null }];
}

/** Texts, numbers and lists share their `+`. */
function add(span: Span, operands: readonly Expression[]): Expression {
  if (operands.some(isText)) return { kind: 'concat', parts: operands, span };
  if (operands.some((operand) => operand.kind === 'array')) return { kind: 'array', items: operands.flatMap(spread), span };
  return operands.some(isNumber) ? { kind: 'arithmetic', operator: '+', operands, span } : { kind: 'concat', parts: operands, span };
}

/** `%` formats a text; of numbers it is what remains. */
function modulo(span: Span, left: Expression, right: Expression): Expression {
  if (isNumber(left) || (isNumber(right) && !isText(left))) return { kind: 'arithmetic', operator: '%', operands: [left, right], span };
  const values = right.kind === 'array' ? right.items.map((item) => item.value) : [right];
  return { kind: 'format', template: left, values, span };
}

/** A text or list many times over holds what it held. */
function multiply(span: Span, operands: readonly Expression[]): Expression {
  const repeated = operands.find((operand) => isText(operand) || operand.kind === 'array');
  if (repeated === undefined) return { kind: 'arithmetic', operator: '*', operands, span };
  const value: Expression = repeated.kind === 'array' ? repeated : { kind: 'concat', parts: [repeated], span };
  return { kind: 'sequence', expressions: [...operands.filter((operand) => operand !== repeated), value], span };
}

export function operate(operator: string, operands: readonly Expression[], span: Span): Expression {
  const [left, right] = operands;
  if (left === undefined || right === undefined) return unknown(span, operands);
  if (operator === '+') return add(span, operands);
  if (operator === '*') return multiply(span, operands);
  return operator === '%' ? modulo(span, left, right) : { kind: 'arithmetic', operator, operands, span };
}

/** Operands of chains stand to the left: thousands are read in a loop. */
function spineOf(context: Context, node: number, wanted: number): number[] {
  const spine: number[] = [];
  for (let at = node; at !== -1 && kindAt(context, at) === wanted; at = childIn(context, at, 'left')) spine.push(at);
  return spine.reverse();
}

function operatorOf(context: Context, node: number): string {
  const operator = childIn(context, node, 'operator');
  return operator === -1 ? '' : textAt(context, operator);
}

export function binary(context: Context, node: number): Expression {
  const spine = spineOf(context, node, context.kinds.binary_operator);
  let operands = [expressionIn(context, spine[0] ?? node, 'left')];
  let groups = 0;
  for (const [at, one] of spine.entries()) {
    const operator = operatorOf(context, one);
    operands.push(expressionIn(context, one, 'right'));
    const next = spine[at + 1];
    if (groups > MAX_GROUPS) continue;
    if (next !== undefined && operator !== '%' && operatorOf(context, next) === operator) continue;
    operands = [operate(operator, operands, spanOf(context, one))];
    groups += 1;
  }
  const [only] = operands;
  return operands.length === 1 && only !== undefined ? only : unknown(spanOf(context, node), operands);
}

export function boolean(context: Context, node: number): Expression {
  const operator = operatorOf(context, node);
  const operands: Expression[] = [];
  const spine: number[] = [];
  let at = node;
  while (at !== -1 && kindAt(context, at) === context.kinds.boolean_operator && operatorOf(context, at) === operator) {
    spine.push(at);
    at = childIn(context, at, 'left');
  }
  operands.push(at === -1 ? unknown(spanOf(context, node), []) : context.expression(at));
  for (const one of spine.reverse()) operands.push(expressionIn(context, one, 'right'));
  return logical(operator === 'and' ? 'and' : 'or', operands, spanOf(context, node));
}

export function not(context: Context, node: number): Expression {
  return { kind: 'not', value: expressionIn(context, node, 'argument'), span: spanOf(context, node) };
}

export function unary(context: Context, node: number): Expression {
  const value = expressionIn(context, node, 'argument');
  const operator = operatorOf(context, node);
  const span = spanOf(context, node);
  if (operator === '-' && value.kind === 'literal' && typeof value.value === 'number') return literal(span, -value.value);
  return { kind: 'arithmetic', operator, operands: [value], span };
}

const COMPARISONS = new Map<string, CompareOperator>([
  ['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>='], ['==', '=='], ['!=', '!='], ['<>', '!='],
  ['in', 'in'], ['not in', 'not-in'], ['is', '==='], ['is not', '!=='],
]);

/** `a < f() < b`: the middle is read once. */
export function comparison(context: Context, node: number): Expression {
  const { tree, fields } = context;
  const operators: CompareOperator[] = [];
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) {
    if (tree.field[child] === fields.operators && kindAt(context, child) < 0) operators.push(COMPARISONS.get(tree.kinds.nameOf(kindAt(context, child))) ?? '==');
  }
  const operands = childrenOf(context, node).map((child) => context.expression(child));
  const parts: Expression[] = [];
  let [left] = operands;
  for (const [at, right] of operands.slice(1).entries()) {
    if (left === undefined) break;
    const isLast = at === operands.length - 2;
    const once = isLast || right.kind === 'variable' || right.kind === 'literal' || right.kind === 'symbol' ? right : keep(context, right);
    parts.push(compare(operands.length === 2 ? spanOf(context, node) : { start: left.span.start, stop: right.span.stop }, operators[at] ?? '==', left, once));
    left = once.kind === 'assign' ? { ...once.target, span: right.span } : right;
  }
  return logical('and', parts, spanOf(context, node));
}

function keep(context: Context, value: Expression): Expression & { kind: 'assign' } {
  const kept = assign(value.span, reference(value.span, temporary(context)), value);
  if (kept.kind !== 'assign') throw new Error('an assignment is one');
  return kept;
}

export function conditional(context: Context, node: number): Expression {
  const [whenTrue, test, whenFalse, ...rest] = childrenOf(context, node).map((child) => context.expression(child));
  const span = spanOf(context, node);
  if (whenTrue === undefined || test === undefined || whenFalse === undefined || rest.length > 0) return unknown(span, [whenTrue, test, whenFalse, ...rest].filter((part) => part !== undefined));
  return { kind: 'conditional', test, whenTrue, whenFalse, span };
}

/** Several values with commas are a tuple. */
export function tuple(context: Context, node: number): Expression {
  return { kind: 'array', items: itemsOf(context, node), span: spanOf(context, node) };
}

function itemsOf(context: Context, node: number): Argument[] {
  return childrenOf(context, node).map((child) => {
    const inner = unwrap(context, child);
    const isSplat = kindAt(context, inner) === context.kinds.list_splat || kindAt(context, inner) === context.kinds.list_splat_pattern;
    const [starred] = isSplat ? childrenOf(context, inner) : [];
    return starred === undefined ? plain(context.expression(child)) : { value: context.expression(starred), isSpread: true, name: null };
  });
}

/** What parentheses stand around. */
export function unwrap(context: Context, node: number): number {
  let at = node;
  for (;;) {
    const kind = kindAt(context, at);
    if (kind !== context.kinds.parenthesized_expression && kind !== context.kinds.parenthesized_list_splat) return at;
    const inside = childrenOf(context, at);
    const [only] = inside;
    if (only === undefined || inside.length > 1) return at;
    at = only;
  }
}
