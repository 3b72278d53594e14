import type { Expression, Span, Statement, Variable } from '../../ir/nodes.ts';
import { assign, evaluate, expressionIn, fieldOf, firstOf, literal, type Lowering, type LowerExpression, member, nameAt, namedOf, sequence, spanOf, symbol, temporary, textOf, unknown, variableAt, withoutParentheses } from './lowering.ts';
import { combine } from './operators.ts';
import { keyOf } from './values.ts';

/** Assigns in the order in which they happen. */
type Assigns = Expression[];

export const lowerAssignment: LowerExpression = (lowering, node) => {
  const { field: fields } = lowering.numbers;
  const span = spanOf(lowering, node);
  const target = fieldOf(lowering, node, fields.left);
  const inner = target < 0 ? -1 : plainTarget(lowering, target);
  if (inner >= 0 && isPattern(lowering, inner)) return destructured(lowering, inner, expressionIn(lowering, node, fields.right), span);
  const place = inner < 0 ? null : targetAt(lowering, inner);
  const value = expressionIn(lowering, node, fields.right);
  return place === null ? unknown(span, [value]) : assign(span, place, value);
};

function destructured(lowering: Lowering, pattern: number, value: Expression, span: Span): Expression {
  const assigns: Assigns = [];
  const whole = once(lowering, value, assigns);
  takeApart(lowering, pattern, whole, assigns);
  return sequence(span, [...assigns, whole]);
}

/** Something that may be read several times: a temporary for what is more than a name. */
function once(lowering: Lowering, value: Expression, assigns: Assigns): Expression {
  if (value.kind === 'variable' || value.kind === 'import' || value.kind === 'symbol' || value.kind === 'this' || value.kind === 'exports') return value;
  const variable = variableAt(value.span, temporary(lowering));
  assigns.push(assign(value.span, variable, value));
  return variable;
}

export function isPattern({ tree, numbers: { kind } }: Lowering, node: number): boolean {
  return tree.kind[node] === kind.object_pattern || tree.kind[node] === kind.array_pattern;
}

/** A target without parentheses and types. */
function plainTarget(lowering: Lowering, node: number): number {
  const { tree, numbers: { kind } } = lowering;
  let at = withoutParentheses(lowering, node);
  while (at >= 0 && tree.kind[at] === kind.non_null_expression) at = withoutParentheses(lowering, firstOf(lowering, at));
  return at;
}

/** Null: nothing can be assigned to it. Names of the world are members of its object. */
function targetAt(lowering: Lowering, node: number): Expression | null {
  const target = lowering.expression(node);
  if (target.kind === 'symbol') return member(target.span, symbol(target.span, 'globalThis'), literal(target.span, target.name));
  return target.kind === 'variable' || target.kind === 'member' || target.kind === 'exports' ? target : null;
}

/** Assigns the value to what the pattern names. `value` is read several times. */
function takeApart(lowering: Lowering, pattern: number, value: Expression, into: Assigns): void {
  const { kind } = lowering.tree;
  const { kind: kinds } = lowering.numbers;
  if (kind[pattern] === kinds.object_pattern) takeObject(lowering, pattern, value, into);
  else if (kind[pattern] === kinds.array_pattern) takeArray(lowering, pattern, value, into);
  else takeOne(lowering, pattern, value, into);
}

/** One element of a pattern: a name, a place, a pattern in the pattern, each perhaps with a default. */
function takeOne(lowering: Lowering, element: number, value: Expression, into: Assigns): void {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  const kind = tree.kind[element];
  const span = spanOf(lowering, element);
  if (kind === kinds.assignment_pattern || kind === kinds.object_assignment_pattern) {
    const left = fieldOf(lowering, element, fields.left);
    const filled: Expression = { kind: 'logical', span, operator: 'nullish', left: value, right: expressionIn(lowering, element, fields.right) };
    if (left >= 0) takeOne(lowering, left, filled, into);
    return;
  }
  const inner = plainTarget(lowering, element);
  if (inner < 0) return;
  if (isPattern(lowering, inner)) {
    takeNested(lowering, inner, value, into);
    return;
  }
  const target = tree.kind[inner] === kinds.shorthand_property_identifier_pattern ? nameAt(lowering, textOf(lowering, inner), span) : targetAt(lowering, inner);
  if (target !== null) into.push(assign(span, target, value));
}

function takeNested(lowering: Lowering, pattern: number, value: Expression, into: Assigns): void {
  lowering.depth += 1;
  if (lowering.depth > DEEPEST_PATTERN) lowering.errors.push(spanOf(lowering, pattern));
  else takeApart(lowering, pattern, once(lowering, value, into), into);
  lowering.depth -= 1;
}

const DEEPEST_PATTERN = 300;

function takeObject(lowering: Lowering, pattern: number, value: Expression, into: Assigns): void {
  const { tree, numbers: { kind: kinds, field: fields } } = lowering;
  for (const child of namedOf(lowering, pattern)) {
    const span = spanOf(lowering, child);
    const kind = tree.kind[child];
    if (kind === kinds.rest_pattern) {
      const rest = firstOf(lowering, child);
      if (rest >= 0) takeOne(lowering, rest, value, into);
    } else if (kind === kinds.pair_pattern) {
      const place = fieldOf(lowering, child, fields.value);
      const key = keyOf(lowering, fieldOf(lowering, child, fields.key));
      if (place >= 0) takeOne(lowering, place, member(span, value, key), into);
    } else {
      const name = kind === kinds.object_assignment_pattern ? fieldOf(lowering, child, fields.left) : child;
      const key = literal(spanOf(lowering, Math.max(name, 0)), name < 0 ? '' : textOf(lowering, name));
      takeOne(lowering, child, member(span, value, key), into);
    }
  }
}

function takeArray(lowering: Lowering, pattern: number, value: Expression, into: Assigns): void {
  const { tree, numbers: { kind: kinds, token } } = lowering;
  const end = tree.end[pattern] ?? 0;
  let index = 0;
  for (let child = pattern + 1; child < end; child = tree.end[child] ?? end) {
    const kind = tree.kind[child] ?? -1;
    if (kind === token.comma) index += 1;
    if (kind < 0 || kind === kinds.comment || kind === kinds.html_comment) continue;
    const span = spanOf(lowering, child);
    if (kind !== kinds.rest_pattern) {
      takeOne(lowering, child, member(span, value, literal(span, index)), into);
      continue;
    }
    const rest = firstOf(lowering, child);
    // A key that no object has: the list of all that follows.
    if (rest >= 0) takeOne(lowering, rest, member(span, value, literal(span, `${index}…`)), into);
  }
}

/** A pattern's statements; what the value is may be more than a name. */
export function takeApartInto(lowering: Lowering, pattern: number, value: Expression, into: Statement[]): void {
  const assigns: Assigns = [];
  takeApart(lowering, pattern, isPattern(lowering, pattern) ? once(lowering, value, assigns) : value, assigns);
  for (const one of assigns) into.push(evaluate(one));
}

/** The variable that a binding names, or a temporary of which the body's first statements take it apart. */
export function bindingOf(lowering: Lowering, pattern: number, into: Statement[]): Variable {
  const inner = plainTarget(lowering, pattern);
  if (inner >= 0 && lowering.tree.kind[inner] === lowering.numbers.kind.identifier) {
    const found = lowering.expression(inner);
    if (found.kind === 'variable') return found.variable;
  }
  const variable = temporary(lowering);
  takeApartInto(lowering, pattern, variableAt(spanOf(lowering, pattern), variable), into);
  return variable;
}

const SHORT: ReadonlyMap<string, 'and' | 'or' | 'nullish'> = new Map([['&&=', 'and'], ['||=', 'or'], ['??=', 'nullish']]);

/** `a += b`: the place is read and written, but its syntax is lowered once. */
export const lowerCompound: LowerExpression = (lowering, node) => {
  const { tree, numbers: { field: fields } } = lowering;
  const span = spanOf(lowering, node);
  const [left, token] = [fieldOf(lowering, node, fields.left), fieldOf(lowering, node, fields.operator)];
  const operator = token < 0 ? '' : tree.kinds.nameOf(tree.kind[token] ?? 0);
  const target = left < 0 ? null : targetAt(lowering, plainTarget(lowering, left));
  const right = expressionIn(lowering, node, fields.right);
  if (target === null) return unknown(span, [right]);
  const short = SHORT.get(operator);
  const value: Expression = short === undefined ? combine(operator.slice(0, -1), [target, right], span) : { kind: 'logical', span, operator: short, left: target, right };
  return assign(span, target, value);
};

export const lowerUpdate: LowerExpression = (lowering, node) => {
  const { field: fields } = lowering.numbers;
  const span = spanOf(lowering, node);
  const argument = fieldOf(lowering, node, fields.argument);
  const target = argument < 0 ? null : targetAt(lowering, plainTarget(lowering, argument));
  const token = fieldOf(lowering, node, fields.operator);
  const operator = token >= 0 && textOf(lowering, token) === '--' ? '-' : '+';
  if (target === null) return unknown(span, argument < 0 ? [] : [lowering.expression(argument)]);
  return assign(span, target, { kind: 'arithmetic', span, operator, operands: [target, literal(span, 1)] });
};
