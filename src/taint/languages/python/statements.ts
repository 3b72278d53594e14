import type { Expression, Statement } from '../../ir/nodes.ts';
import { defineClass } from './classes.ts';
import { call, childIn, childrenOf, type Context, evaluate, kindAt, literal, member, spanOf, unknown } from './context.ts';
import { defineFunction } from './functions.ts';
import { assignTo } from './targets.ts';
import { typeOf } from './types.ts';

export function block(context: Context, node: number, into: Statement[]): void {
  for (const child of childrenOf(context, node)) context.statement(child, into);
}

/** What stands alone; documentation and declarations of types do nothing. */
export function expressionStatement(context: Context, node: number, into: Statement[]): void {
  const { kinds } = context;
  for (const child of childrenOf(context, node)) {
    const kind = kindAt(context, child);
    const isDeclaration = kind === kinds.assignment && childIn(context, child, 'right') === -1;
    const isText = kind === kinds.string && !childrenOf(context, child).some((part) => kindAt(context, part) === kinds.interpolation);
    if (!isDeclaration && !isText) into.push(evaluate(context.expression(child)));
  }
}

export function returnOf(context: Context, node: number, into: Statement[]): void {
  const [value] = childrenOf(context, node);
  into.push({ kind: 'return', value: value === undefined ? null : context.expression(value), span: spanOf(context, node) });
}

export function deleteOf(context: Context, node: number, into: Statement[]): void {
  for (const child of childrenOf(context, node)) {
    const targets = kindAt(context, child) === context.kinds.expression_list ? childrenOf(context, child) : [child];
    for (const target of targets) into.push(evaluate(deletion(context, target)));
  }
}

/** `del items[0]` is a call, as Python has it. */
function deletion(context: Context, target: number): Expression {
  const span = spanOf(context, target);
  const value = context.expression(target);
  if (kindAt(context, target) !== context.kinds.subscript) return unknown(span, [value]);
  const [object, key] = value.kind === 'member' ? [value.object, value.key] : value.kind === 'call' && value.callee.kind === 'member' ? [value.callee.object, unknown(span, [])] : [null, null];
  return object === null ? unknown(span, [value]) : call(span, member(span, object, literal(span, '__delitem__')), [key]);
}

export function typeAlias(context: Context, node: number, into: Statement[]): void {
  const [left] = childrenOf(context, childIn(context, node, 'left'));
  const right = childIn(context, node, 'right');
  const type = typeOf(context, right) ?? unknown(spanOf(context, right === -1 ? node : right), []);
  if (left !== undefined && kindAt(context, left) === context.kinds.identifier) into.push(evaluate(assignTo(context, left, type, spanOf(context, node))));
}

export function functionOf(context: Context, node: number, into: Statement[]): void {
  const value = defineFunction(context, node, []);
  if (value !== null) into.push(evaluate(value));
}

export function classOf(context: Context, node: number, into: Statement[]): void {
  defineClass(context, node, [], into);
}

export function decorated(context: Context, node: number, into: Statement[]): void {
  const { kinds } = context;
  const decorators = childrenOf(context, node).filter((child) => kindAt(context, child) === kinds.decorator).map((child) => childrenOf(context, child)[0] ?? child);
  const definition = childIn(context, node, 'definition');
  if (definition === -1) return;
  if (kindAt(context, definition) === kinds.class_definition) return defineClass(context, definition, decorators, into);
  const value = defineFunction(context, definition, decorators);
  if (value !== null) into.push(evaluate(value));
}

export const ignore = (): void => undefined;

