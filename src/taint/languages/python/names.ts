import type { Expression, Span, Variable } from '../../ir/nodes.ts';
import { BUILTINS } from './builtins.ts';
import { type Binding, type ClassState, type Context, type FunctionState, literal, member, reference, type Scope, spanOf, symbol, textAt } from './context.ts';
import type { Declared } from './scopes.ts';

/** The body of a class is seen from the class alone, not from the functions in it. */
function find(scope: Scope, name: string): Binding | null {
  const own = scope.bindings.get(name);
  if (own !== undefined) return own;
  for (let at = scope.parent; at !== null; at = at.parent) {
    const binding = at.declared.kind === 'class' ? undefined : at.bindings.get(name);
    if (binding !== undefined) return binding;
  }
  return null;
}

/** The scope of what a node opens, with a variable for each of its names. */
export function openScope(context: Context, declared: Declared, owner: number, ofClass: ClassState | null): Scope {
  const bindings = new Map<string, Binding>();
  const scope: Scope = { declared, bindings, parent: context.scope, ofClass };
  for (const name of declared.names.keys()) {
    bindings.set(name, ofClass === null ? { kind: 'variable', variable: { name, owner } } : { kind: 'field', index: ofClass.index });
  }
  for (const name of declared.globals) {
    const global = context.module.bindings.get(name);
    if (global !== undefined) bindings.set(name, global);
  }
  for (const name of declared.nonlocals) {
    bindings.delete(name);
    const around = find(context.scope, name);
    if (around !== null) bindings.set(name, around);
  }
  return scope;
}

export function nameExpression(context: Context, name: string, span: Span): Expression {
  const binding = find(context.scope, name);
  if (binding === null) return context.star === null || BUILTINS.has(name) || name.startsWith('__') ? symbol(span, name) : { kind: 'import', module: context.star, name, span };
  switch (binding.kind) {
    case 'variable':
      return reference(span, binding.variable);
    case 'class':
      return { kind: 'class', index: binding.index, span };
    case 'field':
      return member(span, { kind: 'class', index: binding.index, span }, literal(span, name));
    case 'this':
      return thisOf(context, binding.owner, span);
  }
}

function thisOf(context: Context, owner: FunctionState, span: Span): Expression {
  if (context.state.method === owner) return { kind: 'this', span };
  return reference(span, selfOf(owner));
}

/** The first parameter of a method as a variable. */
export function selfOf(owner: FunctionState): Variable {
  owner.self ??= { name: owner.selfName, owner: owner.index };
  return owner.self;
}

export function identifier(context: Context, node: number): Expression {
  return nameExpression(context, textAt(context, node), spanOf(context, node));
}
