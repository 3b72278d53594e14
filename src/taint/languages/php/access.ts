import { CONSTRUCTOR, type Expression, type Variable } from '../../ir/nodes.ts';
import { callOf, type ExpressionHandler, lineOf, literal, type Lowering, nameOfVariable, readName, unknown, variableNamed } from './lowering.ts';
import { className, classReference, constantReference, isName } from './names.ts';
import { bare, childAt, endOf, firstNamed, kindAt, namedChildren, nameOfKind, spanOf, startOf, textOf } from './syntax.ts';

function variable(lowering: Lowering, node: number): Expression {
  return readName(lowering, nameOfVariable(lowering, node), spanOf(lowering, node));
}

/** `$$x` and `${…}`; a constant name within is one after all. */
function dynamicVariable(lowering: Lowering, node: number): Expression {
  const inner = firstNamed(lowering, node);
  if (inner === -1) return unknown(lowering, node, []);
  const span = spanOf(lowering, node);
  if (kindAt(lowering, inner) === lowering.kinds.name) return readName(lowering, textOf(lowering, inner), span);
  if (kindAt(lowering, inner) === lowering.kinds.subscript) {
    const [object, key] = namedChildren(lowering, inner);
    if (object !== undefined && key !== undefined && kindAt(lowering, object) === lowering.kinds.name) {
      return { kind: 'member', object: readName(lowering, textOf(lowering, object), spanOf(lowering, object)), key: lowering.expression(key), span };
    }
  }
  const value = lowering.expression(inner);
  return value.kind === 'literal' && typeof value.value === 'string' ? readName(lowering, value.value, span) : unknown(lowering, node, [value]);
}

/** What a member's name is: a text, or an expression that gives one. */
export function memberKey(lowering: Lowering, node: number, isStaticProperty: boolean): Expression {
  if (node === -1) return { kind: 'unknown', parts: [], span: { start: 0, stop: 0 } };
  const { kinds } = lowering;
  const span = spanOf(lowering, node);
  if (kindAt(lowering, node) === kinds.name) {
    const name = textOf(lowering, node);
    return literal(name.toLowerCase() === '__construct' ? CONSTRUCTOR : name, span);
  }
  if (isStaticProperty && kindAt(lowering, node) === kinds.variableName) return literal(nameOfVariable(lowering, node), span);
  return lowering.expression(node);
}

function objectOf(lowering: Lowering, node: number): Expression {
  const object = childAt(lowering, node, lowering.fields.object);
  return object === -1 ? unknown(lowering, node, []) : lowering.expression(object);
}

function memberAccess(lowering: Lowering, node: number): Expression {
  const object = objectOf(lowering, node);
  return { kind: 'member', object, key: memberKey(lowering, childAt(lowering, node, lowering.fields.name), false), span: spanOf(lowering, node) };
}

function scopedProperty(lowering: Lowering, node: number): Expression {
  const scope = childAt(lowering, node, lowering.fields.scope);
  const object = scope === -1 ? unknown(lowering, node, []) : classReference(lowering, scope);
  return { kind: 'member', object, key: memberKey(lowering, childAt(lowering, node, lowering.fields.name), true), span: spanOf(lowering, node) };
}

/** `A::B`, `A::class`, `A::{…}`. */
function classConstant(lowering: Lowering, node: number): Expression {
  const [scope, name] = namedChildren(lowering, node);
  if (scope === undefined || name === undefined) return unknown(lowering, node, scope === undefined ? [] : [classReference(lowering, scope)]);
  const span = spanOf(lowering, node);
  const inner = firstNamed(lowering, name);
  if (inner !== -1) return { kind: 'member', object: classReference(lowering, scope), key: lowering.expression(inner), span };
  const text = textOf(lowering, name);
  if (text.toLowerCase() !== 'class') return { kind: 'member', object: classReference(lowering, scope), key: literal(text, spanOf(lowering, name)), span };
  const object = classReference(lowering, scope);
  if (object.kind === 'symbol' && isName(lowering, scope)) return literal(className(lowering, scope), span);
  const isSelf = object.kind === 'class' && textOf(lowering, scope).toLowerCase() === 'self';
  return isSelf ? literal(lowering.classPlace?.name ?? '', span) : { kind: 'member', object, key: literal('class', spanOf(lowering, name)), span };
}

const INTERPOLATING: ReadonlySet<string> = new Set(['encapsed_string', 'heredoc_body', 'shell_command_expression']);

/** `"$a[key]"`: within strings and without braces, a bare word is a text. */
function isWord(lowering: Lowering, node: number, key: number): boolean {
  if (kindAt(lowering, key) !== lowering.kinds.name) return false;
  const parent = lowering.tree.parent[node] ?? -1;
  return parent !== -1 && INTERPOLATING.has(nameOfKind(lowering, parent)) && nameOfKind(lowering, node - 1) !== '{';
}

function globalNamed(lowering: Lowering, object: number, key: Expression): Variable | null {
  if (key.kind !== 'literal' || typeof key.value !== 'string') return null;
  if (kindAt(lowering, object) !== lowering.kinds.variableName || nameOfVariable(lowering, object) !== 'GLOBALS') return null;
  return variableNamed(lowering.global, key.value);
}

function subscript(lowering: Lowering, node: number): Expression {
  const [object, index] = namedChildren(lowering, node);
  const span = spanOf(lowering, node);
  if (object === undefined) return unknown(lowering, node, []);
  // `$a[] = …`: the next free number, which nobody knows here.
  if (index === undefined) return { kind: 'member', object: lowering.expression(object), key: { kind: 'arithmetic', operator: '[]', operands: [], span: { start: span.stop, stop: span.stop } }, span };
  const key = isWord(lowering, node, index) ? literal(textOf(lowering, index), spanOf(lowering, index)) : lowering.expression(index);
  const shared = globalNamed(lowering, object, key);
  return shared === null ? { kind: 'member', object: lowering.expression(object), key, span } : { kind: 'variable', variable: shared, span };
}

type Magic = (lowering: Lowering, node: number) => string | number;

function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at === -1 ? '/' : `/${path.slice(0, at)}`;
}

const MAGIC: ReadonlyMap<string, Magic> = new Map<string, Magic>([
  ['__DIR__', ({ path }) => folderOf(path)],
  ['__FILE__', ({ path }) => `/${path}`],
  ['__LINE__', (lowering, node) => lineOf(lowering, startOf(lowering, node))],
  ['__CLASS__', ({ classPlace }) => classPlace?.name ?? ''],
  ['__TRAIT__', ({ classPlace }) => (classPlace?.isTrait === true ? classPlace.name : '')],
  ['__FUNCTION__', ({ scope }) => scope.name],
  ['__METHOD__', ({ classPlace, scope }) => (classPlace === null ? scope.name : `${classPlace.name}::${scope.name}`)],
  ['__NAMESPACE__', ({ names }) => names.namespace],
]);

function constant(lowering: Lowering, node: number): Expression {
  const text = textOf(lowering, node);
  const magic = text.startsWith('__') ? MAGIC.get(text.toUpperCase()) : undefined;
  if (magic !== undefined) return literal(magic(lowering, node), spanOf(lowering, node));
  const lower = text.toLowerCase();
  if (lower === 'exit' || lower === 'die') return callOf('exit', [], spanOf(lowering, node));
  return lower === 'self' || lower === 'static' || lower === 'parent' ? classReference(lowering, node) : constantReference(lowering, node);
}

export const ACCESS: readonly (readonly [string, ExpressionHandler])[] = [
  ['variable_name', variable],
  ['dynamic_variable_name', dynamicVariable],
  ['member_access_expression', memberAccess],
  ['nullsafe_member_access_expression', memberAccess],
  ['scoped_property_access_expression', scopedProperty],
  ['class_constant_access_expression', classConstant],
  ['subscript_expression', subscript],
  ['name', constant],
  ['qualified_name', constantReference],
  ['relative_name', constantReference],
  ['relative_scope', classReference],
  ['parenthesized_expression', (lowering, node) => (bare(lowering, node) === node ? unknown(lowering, node, []) : lowering.expression(bare(lowering, node)))],
  ['by_ref', innerOf],
  ['error_suppression_expression', innerOf],
  ['clone_expression', innerOf],
  ['variadic_unpacking', innerOf],
];

/** What stands for the one expression in it. */
function innerOf(lowering: Lowering, node: number): Expression {
  const value = firstNamed(lowering, node);
  return value === -1 || value >= endOf(lowering, node) ? unknown(lowering, node, []) : lowering.expression(value);
}
