import type { FlatTree, KindTable } from '../../tree/flat-tree.ts';

/** Kinds that are asked for by number; a grammar without one of them has -1 there, which no node has. */
const NAMED = [
  'arguments', 'array_pattern', 'arrow_function', 'assignment_expression', 'assignment_pattern', 'asserts', 'augmented_assignment_expression', 'binary_expression', 'call_expression', 'catch_clause', 'class', 'class_body',
  'class_heritage', 'class_static_block', 'comment', 'computed_property_name', 'decorator', 'else_clause', 'enum_assignment', 'export_clause', 'export_statement', 'extends_clause', 'extends_type_clause', 'field_definition', 'for_in_statement',
  'formal_parameters', 'function_declaration', 'function_expression', 'generator_function', 'generator_function_declaration', 'html_comment', 'identifier', 'implements_clause', 'import', 'import_alias', 'import_clause',
  'import_require_clause', 'import_specifier', 'interface_declaration', 'internal_module', 'jsx_expression', 'jsx_text', 'lexical_declaration', 'member_expression', 'method_definition', 'module', 'named_imports', 'namespace_export', 'namespace_import',
  'nested_identifier', 'non_null_expression', 'number', 'object_assignment_pattern', 'object_pattern', 'optional_parameter', 'pair', 'pair_pattern', 'parenthesized_expression', 'private_property_identifier', 'property_identifier', 'property_signature',
  'public_field_definition', 'required_parameter', 'rest_pattern', 'sequence_expression', 'shorthand_property_identifier', 'shorthand_property_identifier_pattern', 'spread_element', 'statement_block', 'string', 'subscript_expression',
  'switch_default', 'template_string', 'template_substitution', 'this', 'type_annotation', 'type_identifier', 'undefined', 'using_declaration', 'variable_declaration', 'variable_declarator',
] as const;

const TOKENS = { comma: ',', star: '*', equals: '=', static: 'static', get: 'get', set: 'set', var: 'var', default: 'default', in: 'in', as: 'as' } as const;

const FIELDS = [
  'alias', 'alternative', 'argument', 'arguments', 'attribute', 'body', 'close_tag', 'condition', 'consequence', 'constructor', 'declaration', 'decorator', 'finalizer', 'flags', 'function', 'handler', 'increment', 'index',
  'initializer', 'key', 'kind', 'label', 'left', 'module', 'name', 'object', 'open_tag', 'operator', 'parameter', 'parameters', 'pattern', 'property', 'return_type', 'right', 'source', 'type', 'value',
] as const;

/** Numbers of one grammar; anonymous tokens are negative, as in the tree. */
export interface Numbers {
  readonly kind: Readonly<Record<(typeof NAMED)[number], number>>;
  readonly token: Readonly<Record<keyof typeof TOKENS, number>>;
  readonly field: Readonly<Record<(typeof FIELDS)[number], number>>;
}

/** What tree-sitter gives nodes that it did not understand. */
export const ERROR_KIND = 0xffff;

const known = new WeakMap<KindTable, Numbers>();

/** The numbers of a tree's grammar. */
export function numbersOf(tree: FlatTree): Numbers {
  const found = known.get(tree.kinds);
  if (found !== undefined) return found;
  const { kindOf, fieldOf } = tree.kinds;
  const numbers = {
    kind: Object.fromEntries(NAMED.map((name) => [name, kindOf(name, 'named')])),
    token: Object.fromEntries(Object.entries(TOKENS).map(([name, text]) => [name, ~kindOf(text, 'anonymous')])),
    field: Object.fromEntries(FIELDS.map((name) => [name, fieldOf(name) === 0 ? -1 : fieldOf(name)])),
  } as Numbers;
  known.set(tree.kinds, numbers);
  return numbers;
}
