import type { Span } from '../../ir/nodes.ts';
import type { FlatTree, KindTable } from '../../tree/flat-tree.ts';

const KINDS = {
  arguments: 'arguments',
  argument: 'argument',
  array: 'array_creation_expression',
  arrayElement: 'array_element_initializer',
  assignment: 'assignment_expression',
  attribute: 'attribute',
  attributeList: 'attribute_list',
  baseClause: 'base_clause',
  binary: 'binary_expression',
  byReference: 'by_ref',
  colonBlock: 'colon_block',
  comment: 'comment',
  compound: 'compound_statement',
  dynamicVariable: 'dynamic_variable_name',
  elseClause: 'else_clause',
  expressionStatement: 'expression_statement',
  functionCall: 'function_call_expression',
  heredocBody: 'heredoc_body',
  if: 'if_statement',
  interfaceClause: 'class_interface_clause',
  integer: 'integer',
  listLiteral: 'list_literal',
  memberAccess: 'member_access_expression',
  methodDeclaration: 'method_declaration',
  name: 'name',
  namedType: 'named_type',
  nullsafeMemberAccess: 'nullsafe_member_access_expression',
  pair: 'pair',
  parenthesized: 'parenthesized_expression',
  phpTag: 'php_tag',
  primitiveType: 'primitive_type',
  qualifiedName: 'qualified_name',
  relativeName: 'relative_name',
  relativeScope: 'relative_scope',
  scopedProperty: 'scoped_property_access_expression',
  sequence: 'sequence_expression',
  staticModifier: 'static_modifier',
  string: 'string',
  subscript: 'subscript_expression',
  text: 'text',
  textInterpolation: 'text_interpolation',
  throw: 'throw_expression',
  unpacking: 'variadic_unpacking',
  variableName: 'variable_name',
  variadicPlaceholder: 'variadic_placeholder',
} as const;

const FIELDS = ['alias', 'alternative', 'argument', 'arguments', 'attributes', 'body', 'condition', 'conditional_expressions', 'default_value', 'function', 'initialize', 'left', 'name', 'object', 'operator', 'parameters', 'reference_modifier', 'return_expression', 'return_type', 'right', 'scope', 'type', 'update', 'value'] as const;

export type Kinds = Readonly<Record<keyof typeof KINDS, number>>;
export type Fields = Readonly<Record<(typeof FIELDS)[number], number>>;

/** The tree with the numbers of its grammar's kinds. */
export interface Syntax {
  readonly tree: FlatTree;
  readonly kinds: Kinds;
  readonly fields: Fields;
}

const numbered = new WeakMap<KindTable, Omit<Syntax, 'tree'>>();

export function syntaxOf(tree: FlatTree): Syntax {
  const known = numbered.get(tree.kinds);
  if (known !== undefined) return { tree, ...known };
  const kinds = Object.fromEntries(Object.entries(KINDS).map(([key, name]) => [key, tree.kinds.kindOf(name, 'named')])) as Kinds;
  const fields = Object.fromEntries(FIELDS.map((name) => [name, tree.kinds.fieldOf(name)])) as Fields;
  numbered.set(tree.kinds, { kinds, fields });
  return { tree, kinds, fields };
}

export function kindAt(syntax: Syntax, node: number): number {
  return syntax.tree.kind[node] ?? 0;
}

export function nameOfKind(syntax: Syntax, node: number): string {
  return syntax.tree.kinds.nameOf(kindAt(syntax, node));
}

export function startOf(syntax: Syntax, node: number): number {
  return syntax.tree.start[node] ?? 0;
}

export function stopOf(syntax: Syntax, node: number): number {
  return syntax.tree.stop[node] ?? 0;
}

export function spanOf(syntax: Syntax, node: number): Span {
  return { start: startOf(syntax, node), stop: stopOf(syntax, node) };
}

export function textOf(syntax: Syntax, node: number): string {
  return syntax.tree.text.slice(startOf(syntax, node), stopOf(syntax, node));
}

export function endOf(syntax: Syntax, node: number): number {
  return syntax.tree.end[node] ?? node + 1;
}

/** The first child under a field; -1 without. */
export function childAt(syntax: Syntax, node: number, field: number): number {
  const { tree, kinds } = syntax;
  const end = endOf(syntax, node);
  for (let child = node + 1; child < end; child = endOf(syntax, child)) if (tree.field[child] === field && tree.kind[child] !== kinds.comment) return child;
  return -1;
}

/** Comments, HTML and errors may stand between any two tokens. */
export function isExtra(syntax: Syntax, node: number): boolean {
  const kind = kindAt(syntax, node);
  return kind === syntax.kinds.comment || kind === syntax.kinds.textInterpolation || isError(syntax, node);
}

const ERROR_KIND = 65_535;

export function isError(syntax: Syntax, node: number): boolean {
  return kindAt(syntax, node) === ERROR_KIND;
}

/** Named children without extras. */
export function namedChildren(syntax: Syntax, node: number): number[] {
  const found: number[] = [];
  const end = endOf(syntax, node);
  for (let child = node + 1; child < end; child = endOf(syntax, child)) if (kindAt(syntax, child) >= 0 && !isExtra(syntax, child)) found.push(child);
  return found;
}

/** -1 without. */
export function firstNamed(syntax: Syntax, node: number): number {
  const end = endOf(syntax, node);
  for (let child = node + 1; child < end; child = endOf(syntax, child)) if (kindAt(syntax, child) >= 0 && !isExtra(syntax, child)) return child;
  return -1;
}

export function childOfKind(syntax: Syntax, node: number, kind: number): number {
  const end = endOf(syntax, node);
  for (let child = node + 1; child < end; child = endOf(syntax, child)) if (kindAt(syntax, child) === kind) return child;
  return -1;
}

/** Whether an anonymous child is that keyword or token. */
export function hasToken(syntax: Syntax, node: number, token: string): boolean {
  const end = endOf(syntax, node);
  for (let child = node + 1; child < end; child = endOf(syntax, child)) if (kindAt(syntax, child) < 0 && nameOfKind(syntax, child) === token) return true;
  return false;
}

/** The node without the parentheses around it. */
export function bare(syntax: Syntax, node: number): number {
  let inner = node;
  while (kindAt(syntax, inner) === syntax.kinds.parenthesized) {
    const next = firstNamed(syntax, inner);
    if (next === -1) return inner;
    inner = next;
  }
  return inner;
}
