import type { Argument, Expression } from '../../ir/nodes.ts';
import { memberKey } from './access.ts';
import { callOf, type ExpressionHandler, type Lowering, readName, temporary, unknown } from './lowering.ts';
import { classReference, functionReference, isName } from './names.ts';
import { bare, childAt, childOfKind, endOf, firstNamed, isError, kindAt, namedChildren, spanOf, textOf } from './syntax.ts';

function argument(lowering: Lowering, node: number): Argument {
  const { kinds, fields } = lowering;
  const label = childAt(lowering, node, fields.name);
  const name = label === -1 ? null : textOf(lowering, label);
  const value = namedChildren(lowering, node).find((child) => child !== label && lowering.tree.field[child] !== fields.reference_modifier);
  if (value === undefined) return { value: unknown(lowering, node, []), isSpread: false, name };
  return { value: lowering.expression(value), isSpread: kindAt(lowering, value) === kinds.unpacking, name };
}

/** Null: `f(...)`, which names the function and does not call it. */
export function argumentsOf(lowering: Lowering, node: number): readonly Argument[] | null {
  if (node === -1) return [];
  const found: Argument[] = [];
  const end = endOf(lowering, node);
  for (let child = node + 1; child < end; child = endOf(lowering, child)) {
    const kind = kindAt(lowering, child);
    if (kind === lowering.kinds.argument) found.push(argument(lowering, child));
    else if (kind === lowering.kinds.variadicPlaceholder) return null;
    else if (isError(lowering, child)) found.push({ value: unknown(lowering, child, namedChildren(lowering, child).map(lowering.expression)), isSpread: false, name: null });
  }
  return found;
}

function called(lowering: Lowering, node: number, callee: Expression): Expression {
  const given = argumentsOf(lowering, childAt(lowering, node, lowering.fields.arguments));
  return given === null ? { ...callee, span: spanOf(lowering, node) } : { kind: 'call', callee, arguments: given, isNew: false, span: spanOf(lowering, node) };
}

type Construct = (lowering: Lowering, node: number, given: readonly Argument[]) => Expression;

/** The names that `compact` is given, where all are constants. */
function constantNames(values: readonly Expression[]): readonly (Expression & { readonly kind: 'literal' })[] | null {
  const found: (Expression & { readonly kind: 'literal' })[] = [];
  for (const value of values.flatMap((item) => (item.kind === 'array' ? item.items.map((entry) => entry.value) : [item]))) {
    if (value.kind !== 'literal' || typeof value.value !== 'string') return null;
    found.push(value);
  }
  return found;
}

function compact(lowering: Lowering, node: number, given: readonly Argument[]): Expression {
  const values = given.map(({ value }) => value);
  const names = constantNames(values);
  if (names === null) return unknown(lowering, node, values);
  return { kind: 'object', entries: names.map((key) => ({ key, value: readName(lowering, String(key.value), key.span) })), span: spanOf(lowering, node) };
}

/** Each variable of the function may come from the array afterwards: which ones there are is known when the function ends. */
function extract(lowering: Lowering, node: number, given: readonly Argument[]): Expression {
  const [first] = given;
  const span = spanOf(lowering, node);
  if (first === undefined) return unknown(lowering, node, []);
  const source = temporary(lowering);
  const into: Expression[] = [{ kind: 'assign', target: { kind: 'variable', variable: source, span: first.value.span }, value: first.value, span }];
  lowering.scope.extractions.push({ source, span, into });
  return { kind: 'sequence', expressions: into, span };
}

/** `func_get_args`: the parameters, and what callers give beyond them. */
function allArguments(lowering: Lowering, node: number): Expression {
  const { scope } = lowering;
  const span = spanOf(lowering, node);
  if (scope.index === 0) return { kind: 'array', items: [], span };
  scope.rest ??= temporary(lowering);
  const variables = [...scope.parameters, scope.rest];
  return { kind: 'array', items: variables.map((variable) => ({ value: { kind: 'variable', variable, span }, isSpread: variable === scope.rest, name: null })), span };
}

function oneArgument(lowering: Lowering, node: number, given: readonly Argument[]): Expression {
  const key = given[0]?.value ?? unknown(lowering, node, []);
  return { kind: 'member', object: allArguments(lowering, node), key, span: spanOf(lowering, node) };
}

const CONSTRUCTS: ReadonlyMap<string, Construct> = new Map<string, Construct>([
  ['compact', compact],
  ['extract', extract],
  ['exit', (lowering, node, given) => callOf('exit', given.map(({ value }) => value), spanOf(lowering, node))],
  ['die', (lowering, node, given) => callOf('exit', given.map(({ value }) => value), spanOf(lowering, node))],
  ['func_get_args', allArguments],
  ['func_get_arg', oneArgument],
  ['clone', (lowering, node, given) => given[0]?.value ?? unknown(lowering, node, [])],
]);

/** `'f'()` and `[$o, 'm']()` name what they call. */
function calleeOf(lowering: Lowering, node: number): Expression {
  const value = lowering.expression(bare(lowering, node));
  if (value.kind === 'literal' && typeof value.value === 'string' && /^\\?[\w\\]+$/u.test(value.value)) return { kind: 'symbol', name: value.value.replace(/^\\/u, '').toLowerCase(), fallback: null, span: value.span };
  if (value.kind !== 'array' || value.items.length !== 2) return value;
  const [object, key] = value.items;
  if (object === undefined || key === undefined || object.isSpread || key.isSpread) return value;
  const holder = object.value;
  const named: Expression = holder.kind === 'literal' && typeof holder.value === 'string' ? { kind: 'symbol', name: holder.value.replace(/^\\/u, ''), fallback: null, span: holder.span } : holder;
  return { kind: 'member', object: named, key: key.value, span: value.span };
}

function functionCall(lowering: Lowering, node: number): Expression {
  const target = childAt(lowering, node, lowering.fields.function);
  if (target === -1) return unknown(lowering, node, []);
  if (!isName(lowering, target)) return called(lowering, node, calleeOf(lowering, target));
  const callee = functionReference(lowering, target);
  const construct = CONSTRUCTS.get(callee.fallback ?? callee.name);
  const given = construct === undefined ? null : argumentsOf(lowering, childAt(lowering, node, lowering.fields.arguments));
  return construct === undefined || given === null ? called(lowering, node, callee) : construct(lowering, node, given);
}

function memberSpan(lowering: Lowering, from: number, to: number): { readonly start: number; readonly stop: number } {
  return { start: spanOf(lowering, from).start, stop: spanOf(lowering, to === -1 ? from : to).stop };
}

function memberCall(lowering: Lowering, node: number): Expression {
  const object = childAt(lowering, node, lowering.fields.object);
  const name = childAt(lowering, node, lowering.fields.name);
  if (object === -1) return unknown(lowering, node, []);
  return called(lowering, node, { kind: 'member', object: lowering.expression(object), key: memberKey(lowering, name, false), span: memberSpan(lowering, object, name) });
}

function scopedCall(lowering: Lowering, node: number): Expression {
  const scope = childAt(lowering, node, lowering.fields.scope);
  const name = childAt(lowering, node, lowering.fields.name);
  if (scope === -1) return unknown(lowering, node, []);
  const object = classReference(lowering, scope);
  const key = memberKey(lowering, name, false);
  const isBaseConstructor = object.kind === 'super' && name !== -1 && textOf(lowering, name).toLowerCase() === '__construct';
  const span = memberSpan(lowering, scope, name);
  return called(lowering, node, isBaseConstructor ? { kind: 'super', span } : { kind: 'member', object, key, span });
}

/** `new A(…)`; classes without a name are lowered by their own handler. */
function creation(lowering: Lowering, node: number): Expression {
  const target = firstNamed(lowering, node);
  if (target === -1) return unknown(lowering, node, []);
  const inner = childOfKind(lowering, target, lowering.kinds.arguments);
  const own = childOfKind(lowering, node, lowering.kinds.arguments);
  const isAnonymous = lowering.tree.kinds.nameOf(kindAt(lowering, target)) === 'anonymous_class';
  const callee = classReference(lowering, bare(lowering, target));
  return { kind: 'call', callee, arguments: argumentsOf(lowering, isAnonymous ? inner : own) ?? [], isNew: true, span: spanOf(lowering, node) };
}

export const CALLS: readonly (readonly [string, ExpressionHandler])[] = [
  ['function_call_expression', functionCall],
  ['member_call_expression', memberCall],
  ['nullsafe_member_call_expression', memberCall],
  ['scoped_call_expression', scopedCall],
  ['object_creation_expression', creation],
  ['print_intrinsic', (lowering, node) => callOf('print', namedChildren(lowering, node).map(lowering.expression), spanOf(lowering, node))],
];
