import type { Expression, Span, Variable } from '../../ir/nodes.ts';
import type { Context } from './context.ts';
import { assign, call, childIn, childrenIn, childrenOf, deeper, expressionIn, kindAt, literal, member, reference, spanOf, temporary, textAt, unknown } from './context.ts';
import { identifier } from './names.ts';
import { operate, unwrap } from './operators.ts';

function store(span: Span, target: Expression, value: Expression): Expression {
  return target.kind === 'variable' || target.kind === 'member' ? assign(span, target, value) : unknown(span, [target, value]);
}

/** Gives a value to a target of any form. */
export function assignTo(context: Context, node: number, value: Expression, span: Span): Expression {
  const { kinds } = context;
  const target = unwrap(context, node);
  const kind = kindAt(context, target);
  if (kind === kinds.identifier) return store(span, identifier(context, target), value);
  if (kind === kinds.attribute) return store(span, context.expression(target), value);
  if (kind === kinds.subscript) return store(span, subscriptTarget(context, target), value);
  return deeper(context, target, () => {
    if (kind === kinds.list_splat || kind === kinds.list_splat_pattern || kind === kinds.as_pattern_target) {
      const [inner] = childrenOf(context, target);
      return inner === undefined ? unknown(span, [value]) : assignTo(context, inner, value, span);
    }
    const isList = kind === kinds.pattern_list || kind === kinds.tuple_pattern || kind === kinds.list_pattern || kind === kinds.tuple || kind === kinds.list || kind === kinds.expression_list;
    return isList ? destructure(context, target, value, span) : unknown(span, [context.expression(target), value]);
  });
}

/** `a[1:2] = …` changes some elements of `a`. */
function subscriptTarget(context: Context, node: number): Expression {
  const value = context.expression(node);
  if (value.kind !== 'call' || value.callee.kind !== 'member') return value;
  return member(value.span, value.callee.object, unknown(value.span, value.arguments.map((argument) => argument.value)));
}

function destructure(context: Context, node: number, value: Expression, span: Span): Expression {
  const { kinds } = context;
  const isKept = value.kind === 'variable' && value.variable.name === '';
  const kept = isKept ? value.variable : temporary(context);
  const targets = childrenOf(context, node);
  const star = targets.findIndex((target) => kindAt(context, target) === kinds.list_splat_pattern || kindAt(context, target) === kinds.list_splat);
  const assigns = targets.map((target, at) => {
    const place = spanOf(context, target);
    const from = reference(place, kept);
    if (at === star) return assignTo(context, target, call(place, member(place, from, literal(place, 'slice')), [literal(place, at)]), place);
    return assignTo(context, target, member(place, from, literal(place, star !== -1 && at > star ? at - targets.length : at)), place);
  });
  const first = isKept ? [] : [assign(value.span, reference(value.span, kept), value)];
  return { kind: 'sequence', expressions: [...first, ...assigns, reference(value.span, kept)], span };
}

export function assignment(context: Context, node: number): Expression {
  const right = childIn(context, node, 'right');
  const left = childIn(context, node, 'left');
  if (right === -1 || left === -1) return unknown(spanOf(context, node), []);
  return assignTo(context, left, context.expression(right), spanOf(context, node));
}

export function augmented(context: Context, node: number): Expression {
  const span = spanOf(context, node);
  const left = childIn(context, node, 'left');
  if (left === -1) return unknown(span, [expressionIn(context, node, 'right')]);
  const target = kindAt(context, left) === context.kinds.subscript ? subscriptTarget(context, left) : context.expression(left);
  const operator = childIn(context, node, 'operator');
  const value = operate(operator === -1 ? '' : textAt(context, operator).slice(0, -1), [target, expressionIn(context, node, 'right')], span);
  return store(span, target, value);
}

export function named(context: Context, node: number): Expression {
  const name = childIn(context, node, 'name');
  const value = expressionIn(context, node, 'value');
  return name === -1 ? unknown(spanOf(context, node), [value]) : assignTo(context, name, value, spanOf(context, node));
}

/** `a as b` outside of `with` (within parentheses). */
export function asPattern(context: Context, node: number): Expression {
  const [value] = childrenOf(context, node);
  const [alias] = childrenIn(context, node, 'alias');
  const span = spanOf(context, node);
  if (value === undefined) return unknown(span, []);
  const lowered = context.expression(value);
  return alias === undefined || alias === value ? lowered : assignTo(context, alias, lowered, span);
}

/** A variable for what a loop or a function brings, and what takes it apart. */
export function bring(context: Context, node: number): { variable: Variable; taken: Expression | null } {
  const target = unwrap(context, node);
  if (kindAt(context, target) === context.kinds.identifier) {
    const name = identifier(context, target);
    if (name.kind === 'variable') return { variable: name.variable, taken: null };
  }
  const variable = temporary(context);
  const span = spanOf(context, target);
  return { variable, taken: assignTo(context, target, reference(span, variable), span) };
}
