import type { FlatTree } from '../tree/flat-tree.ts';
import { lowerAssign, lowerClass, lowerFunction } from './lower-definitions.ts';
import { lowerBinary, lowerCall, lowerCast, lowerConditional, lowerDot, lowerElements, lowerInclude, lowerIndex, lowerJsx, lowerName, lowerNumber, lowerRegex, lowerString, lowerWord } from './lower-expressions.ts';
import { ASSIGNS, lowerBlock, lowerCase, lowerCatch, lowerDecorated, lowerExpressionStatement, lowerIf, lowerPlain, lowerTry, statementsOf } from './lower-statements.ts';
import { type Lower, type Lowering, named } from './lowering.ts';
import { type Shape, shapeAt } from './shape.ts';

/** Deeper code is one opaque leaf: recursion over hostile nesting must end before the stack does. */
const MAX_DEPTH = 400;

const TRANSPARENT = new Set(['parenthesized_expression', 'pattern', 'expression', 'type', 'named_type', 'relative_scope', 'non_null_expression', 'argument', 'namespace_name', 'as_pattern_target', 'variadic_placeholder', 'jsx_expression', 'else_clause', 'optional_parameter', 'required_parameter', 'type_annotation', 'case_pattern', 'parenthesized_list_splat', 'arguments', 'primary_expression']);

const LOWERS: readonly (readonly [Lower, readonly string[]])[] = [
  [lowerName, ['identifier', 'property_identifier', 'private_property_identifier', 'shorthand_property_identifier', 'shorthand_property_identifier_pattern', 'statement_identifier', 'type_identifier', 'name', 'this', 'self', 'predefined_type', 'primitive_type', 'jsx_identifier', 'qualified_name', 'variable_name', 'dotted_name', 'relative_name']],
  [lowerBlock, ['program', 'module', 'statement_block', 'block', 'compound_statement', 'colon_block', 'switch_body', 'switch_block']],
  [lowerString, ['string', 'template_string', 'encapsed_string', 'concatenated_string', 'heredoc', 'nowdoc']],
  [lowerCall, ['call_expression', 'call', 'new_expression', 'object_creation_expression', 'function_call_expression', 'member_call_expression', 'nullsafe_member_call_expression', 'scoped_call_expression']],
  [lowerDot, ['member_expression', 'attribute', 'member_access_expression', 'nullsafe_member_access_expression', 'scoped_property_access_expression', 'class_constant_access_expression', 'nested_identifier', 'nested_type_identifier']],
  [lowerIndex, ['subscript_expression', 'subscript']],
  [lowerAssign, [...ASSIGNS]],
  [lowerFunction, ['function_declaration', 'function_expression', 'function_definition', 'arrow_function', 'method_definition', 'method_declaration', 'anonymous_function', 'generator_function_declaration', 'generator_function', 'lambda', 'function_signature', 'method_signature', 'abstract_method_signature']],
  [lowerClass, ['class_declaration', 'class', 'class_definition', 'abstract_class_declaration', 'interface_declaration', 'trait_declaration']],
  [lowerBinary, ['binary_expression', 'binary_operator', 'boolean_operator']],
  [lowerConditional, ['ternary_expression', 'conditional_expression']],
  [lowerCast, ['as_expression', 'type_assertion', 'satisfies_expression', 'cast_expression']],
  [lowerNumber, ['number', 'integer', 'float']],
  [lowerWord, ['boolean', 'null', 'true', 'false', 'none']],
  [lowerRegex, ['regex']],
  [lowerInclude, ['include_expression', 'include_once_expression', 'require_expression', 'require_once_expression']],
  [lowerElements, ['array_creation_expression']],
  [lowerJsx, ['jsx_element', 'jsx_self_closing_element']],
  [lowerExpressionStatement, ['expression_statement']],
  [lowerIf, ['if_statement', 'elif_clause', 'else_if_clause']],
  [lowerCase, ['switch_case', 'switch_default', 'case_statement', 'default_statement']],
  [lowerTry, ['try_statement']],
  [lowerCatch, ['except_clause', 'except_group_clause', 'catch_clause']],
  [lowerDecorated, ['decorated_definition']],
];
const LOWER_BY_KIND = new Map(LOWERS.flatMap(([lower, kinds]) => kinds.map((kind) => [kind, lower] as const)));
/** Other names of the grammars for the same. */
const SAME: Readonly<Record<string, string>> = { expression_list: 'tuple', pattern_list: 'tuple', tuple_pattern: 'tuple', list_pattern: 'list', array_pattern: 'array', undefined: 'name' };

const NOTHING: readonly number[] = [];

/** A tree in the words of shapes; linear in its size. */
export function lowerTree(tree: FlatTree): Shape {
  const { kinds } = tree;
  let depth = 0;
  const comment = kinds.kindOf('comment', 'named');
  const tags = ['php_tag', 'php_end_tag'].map((name) => kinds.kindOf(name, 'named'));
  // Each node is asked for its children several times, by each of its fields.
  const children = new Map<number, readonly number[]>();
  const childrenOf = (node: number): readonly number[] => {
    const known = children.get(node);
    if (known !== undefined) return known;
    const stop = tree.end[node] ?? 0;
    if (stop === node + 1) return NOTHING;
    const found: number[] = [];
    for (let child = node + 1; child < stop; child = tree.end[child] ?? tree.size) if (tree.kind[child] !== comment) found.push(child);
    children.set(node, found);
    return found;
  };
  const namedChildren = new Map<number, readonly number[]>();
  const namedOf = (node: number): readonly number[] => {
    const known = namedChildren.get(node);
    if (known !== undefined) return known;
    const all = childrenOf(node);
    const found = all.every(isNamed) ? all : all.filter(isNamed);
    if (all.length > 0) namedChildren.set(node, found);
    return found;
  };
  const isNamed = (node: number): boolean => (tree.kind[node] ?? 0) >= 0 && !tags.includes(tree.kind[node] ?? 0);
  const within = <Result>(node: number, lower: () => Result, opaque: (leaf: Shape) => Result): Result => {
    if (depth >= MAX_DEPTH) return opaque(shapeAt(lowering.place(node), 'opaque', { value: String(node) }));
    depth += 1;
    try {
      return lower();
    } finally {
      depth -= 1;
    }
  };
  const lowering: Lowering = {
    tree,
    childrenOf,
    namedOf,
    kindOf: (node) => kinds.nameOf(tree.kind[node] ?? 0),
    textOf: (node) => tree.text.slice(tree.start[node], tree.stop[node]),
    fieldOf: (node) => kinds.fieldName(tree.field[node] ?? 0),
    place: (node) => ({ start: tree.start[node] ?? 0, stop: tree.stop[node] ?? 0 }),
    shape: (node) => within(node, () => lowerNode(lowering, node), (leaf) => leaf),
    statements: (node) => within(node, () => statementsOf(lowering, node), (leaf) => [leaf]),
    deeper: (node, lower) => within(node, lower, (leaf) => leaf),
  };
  return lowering.shape(0);
}

function lowerNode(lowering: Lowering, node: number): Shape {
  const kind = lowering.kindOf(node);
  const lower = LOWER_BY_KIND.get(kind);
  if (lower !== undefined) return lower(lowering, node);
  if (TRANSPARENT.has(kind)) {
    const children = named(lowering, node);
    const [only] = children;
    const place = lowering.place(node);
    if (children.length === 1 && only !== undefined) return { ...lowering.shape(only), ...place };
    if (children.length === 0) return shapeAt(place, 'name', { value: lowering.textOf(node) });
  }
  const shape = lowerPlain(lowering, node);
  const same = SAME[kind];
  return same === undefined ? shape : { ...shape, type: same };
}
