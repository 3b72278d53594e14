import type { Expression, Span, Variable } from '../../ir/nodes.ts';
import { type ExpressionHandler, literal, localVariable, type Lowering, nameOfVariable, TEMPORARY, temporary, unknown } from './lowering.ts';
import { MAX_DEPTH } from './limits.ts';
import { operate } from './operators.ts';
import { childAt, endOf, firstNamed, hasToken, isExtra, kindAt, nameOfKind, spanOf } from './syntax.ts';

export function read(variable: Variable, span: Span): Expression {
  return { kind: 'variable', variable, span };
}

/** To a variable or member; all else that may stand on the left (calls, `$$x`) is not understood. */
function assignment(target: Expression, value: Expression, span: Span): Expression {
  if (target.kind === 'variable' || target.kind === 'member') return { kind: 'assign', target, value, span };
  if (target.kind !== 'symbol' || !target.name.startsWith('$')) return { kind: 'unknown', parts: [target, value], span };
  const object: Expression = { kind: 'symbol', name: '$GLOBALS', fallback: null, span: target.span };
  return { kind: 'assign', target: { kind: 'member', object, key: literal(target.name.slice(1), target.span), span: target.span }, value, span };
}

/** Gives a value to whatever stands on the left. */
export function assignTo(lowering: Lowering, target: number, value: Expression, span: Span): Expression {
  const { kinds } = lowering;
  const kind = kindAt(lowering, target);
  if (kind === kinds.byReference) {
    const inner = firstNamed(lowering, target);
    return inner === -1 ? unknown(lowering, target, [value]) : assignment(lowering.expression(inner), value, span);
  }
  if (kind !== kinds.listLiteral && kind !== kinds.array) return assignment(lowering.expression(target), value, span);
  const isHeld = value.kind === 'variable' && value.variable.name === TEMPORARY;
  const source = isHeld ? value.variable : temporary(lowering);
  const into: Expression[] = isHeld ? [] : [{ kind: 'assign', target: read(source, value.span), value, span: value.span }];
  takeApart(lowering, target, source, into);
  return { kind: 'sequence', expressions: [...into, read(source, value.span)], span };
}

/** `[$a, , 'k' => [$b]] = source`. */
function takeApart(state: Lowering, list: number, source: Variable, into: Expression[]): void {
  if (state.depth >= MAX_DEPTH) {
    into.push(unknown(state, list, []));
    state.errors.push(spanOf(state, list));
    return;
  }
  state.depth += 1;
  const end = endOf(state, list);
  let position = 0;
  let last = -1;
  let key: Expression | null = null;
  const finish = (): void => {
    if (last !== -1) {
      const span = spanOf(state, last);
      const from: Expression = { kind: 'member', object: read(source, span), key: key ?? literal(position, span), span };
      into.push(assignTo(state, last, from, span));
    }
    position += 1;
    [last, key] = [-1, null];
  };
  for (let child = list + 1; child < end; child = endOf(state, child)) {
    if (kindAt(state, child) >= 0) {
      if (!isExtra(state, child)) last = child;
      continue;
    }
    const token = nameOfKind(state, child);
    if (token === ',') finish();
    if (token === '=>' && last !== -1) [key, last] = [state.expression(last), -1];
  }
  finish();
  state.depth -= 1;
}

function assign(lowering: Lowering, node: number): Expression {
  const { fields } = lowering;
  const [left, right] = [childAt(lowering, node, fields.left), childAt(lowering, node, fields.right)];
  const value = right === -1 ? unknown(lowering, node, []) : lowering.expression(right);
  return left === -1 ? unknown(lowering, node, [value]) : assignTo(lowering, left, value, spanOf(lowering, node));
}

/** `$a = &$b`: from here on one variable with two names. */
function assignReference(lowering: Lowering, node: number): Expression {
  const { fields } = lowering;
  const [left, right] = [childAt(lowering, node, fields.left), childAt(lowering, node, fields.right)];
  const shared = left === -1 || right === -1 ? null : localVariable(lowering, right);
  if (shared === null || localVariable(lowering, left) === null) return assign(lowering, node);
  lowering.scope.variables.set(nameOfVariable(lowering, left), shared);
  return read(shared, spanOf(lowering, node));
}

function isPlain(expression: Expression): boolean {
  let at = expression;
  for (;;) {
    if (at.kind === 'variable' || at.kind === 'literal' || at.kind === 'symbol' || at.kind === 'this' || at.kind === 'super' || at.kind === 'class') return true;
    if (at.kind !== 'member') return at.kind === 'arithmetic' && at.operands.length === 0;
    if (at.key.kind === 'member' || !isPlain(at.key)) return false;
    at = at.object;
  }
}

/** A target that can stand twice, on the left and in the value: what its parts do must happen once. */
function stabilise(lowering: Lowering, target: Expression, before: Expression[]): Expression {
  const held = (value: Expression): Expression => {
    if (isPlain(value)) return value;
    const variable = temporary(lowering);
    before.push({ kind: 'assign', target: read(variable, value.span), value, span: value.span });
    return read(variable, value.span);
  };
  const chain: (Expression & { readonly kind: 'member' })[] = [];
  let at = target;
  while (at.kind === 'member') {
    chain.push(at);
    at = at.object;
  }
  let rebuilt = held(at);
  for (const member of chain.reverse()) rebuilt = { ...member, object: rebuilt, key: held(member.key) };
  return rebuilt;
}

function update(lowering: Lowering, node: number, operator: string, value: Expression): Expression {
  const span = spanOf(lowering, node);
  const field = childAt(lowering, node, lowering.fields.left);
  const left = field === -1 ? childAt(lowering, node, lowering.fields.argument) : field;
  if (left === -1) return unknown(lowering, node, [value]);
  const before: Expression[] = [];
  const written = lowering.expression(left);
  const target = isPlain(written) ? written : stabilise(lowering, written, before);
  const result = assignment(target, operate(operator, [target, value], span), span);
  return before.length === 0 ? result : { kind: 'sequence', expressions: [...before, result], span };
}

function augment(lowering: Lowering, node: number): Expression {
  const token = childAt(lowering, node, lowering.fields.operator);
  const right = childAt(lowering, node, lowering.fields.right);
  const value = right === -1 ? unknown(lowering, node, []) : lowering.expression(right);
  return update(lowering, node, token === -1 ? '+' : nameOfKind(lowering, token).slice(0, -1), value);
}

function step(lowering: Lowering, node: number): Expression {
  return update(lowering, node, hasToken(lowering, node, '--') ? '-' : '+', literal(1, spanOf(lowering, node)));
}

export const ASSIGNMENTS: readonly (readonly [string, ExpressionHandler])[] = [
  ['assignment_expression', assign],
  ['reference_assignment_expression', assignReference],
  ['augmented_assignment_expression', augment],
  ['update_expression', step],
];
