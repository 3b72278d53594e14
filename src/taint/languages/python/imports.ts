import type { Expression, Span, Statement } from '../../ir/nodes.ts';
import { childIn, childrenIn, childrenOf, type Context, evaluate, kindAt, spanOf, textAt, unknown } from './context.ts';
import { assignTo } from './targets.ts';

function imported(span: Span, module: string, name: string | null): Expression {
  return { kind: 'import', module, name, span };
}

/** A module's name without the blanks that may stand in it. */
function nameAt(context: Context, node: number): string {
  return textAt(context, node).replaceAll(/\s|\\/g, '');
}

interface Item {
  readonly node: number;
  readonly named: number;
  readonly alias: number;
}

function itemOf(context: Context, node: number): Item {
  if (kindAt(context, node) !== context.kinds.aliased_import) return { node, named: node, alias: -1 };
  const named = childIn(context, node, 'name');
  return { node, named: named === -1 ? node : named, alias: childIn(context, node, 'alias') };
}

export function importModules(context: Context, node: number, into: Statement[]): void {
  for (const { node: item, named, alias } of childrenIn(context, node, 'name').map((child) => itemOf(context, child))) {
    const [first = named] = childrenOf(context, named);
    const [target, source] = alias === -1 ? [first, first] : [alias, named];
    into.push(evaluate(assignTo(context, target, imported(spanOf(context, named), nameAt(context, source), null), spanOf(context, item))));
  }
}

export function importNames(context: Context, node: number, into: Statement[]): void {
  const source = childIn(context, node, 'module_name');
  const module = source === -1 ? '' : nameAt(context, source);
  for (const { node: item, named, alias } of childrenIn(context, node, 'name').map((child) => itemOf(context, child))) {
    const [first = named] = childrenOf(context, named);
    into.push(evaluate(assignTo(context, alias === -1 ? first : alias, imported(spanOf(context, named), module, nameAt(context, named)), spanOf(context, item))));
  }
  if (childrenOf(context, node).some((child) => kindAt(context, child) === context.kinds.wildcard_import)) {
    const span = spanOf(context, node);
    into.push(evaluate(unknown(span, [imported(span, module, null)])));
  }
}
