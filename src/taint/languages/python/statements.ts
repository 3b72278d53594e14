import type { Statement } from '../../ir/nodes.ts';
import { defineClass } from './classes.ts';
import { childIn, childrenOf, type Context, evaluate, kindAt, spanOf, unknown } from './context.ts';
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
  into.push(evaluate(unknown(spanOf(context, node), childrenOf(context, node).map((child) => context.expression(child)))));
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

