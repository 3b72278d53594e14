import type { KindTable } from '../../tree/flat-tree.ts';

const NAMED = [
  'identifier', 'comment', 'line_continuation', 'module', 'block', 'ERROR',
  'function_definition', 'lambda', 'class_definition', 'decorated_definition', 'decorator',
  'list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression', 'for_in_clause', 'if_clause',
  'parameters', 'lambda_parameters', 'typed_parameter', 'default_parameter', 'typed_default_parameter', 'list_splat_pattern', 'dictionary_splat_pattern',
  'keyword_separator', 'positional_separator', 'tuple_pattern', 'list_pattern', 'pattern_list', 'as_pattern', 'as_pattern_target',
  'assignment', 'augmented_assignment', 'named_expression', 'for_statement', 'with_item',
  'import_statement', 'import_from_statement', 'aliased_import', 'dotted_name', 'wildcard_import', 'relative_import',
  'global_statement', 'nonlocal_statement', 'except_clause', 'case_pattern', 'case_clause', 'keyword_pattern', 'splat_pattern', 'class_pattern', 'dict_pattern', 'union_pattern', 'complex_pattern',
  'attribute', 'subscript', 'slice', 'call', 'argument_list', 'keyword_argument', 'list_splat', 'dictionary_splat', 'pair',
  'tuple', 'list', 'parenthesized_expression', 'parenthesized_list_splat', 'binary_operator', 'boolean_operator',
  'string', 'concatenated_string', 'string_start', 'string_content', 'string_end', 'interpolation', 'format_expression', 'format_specifier', 'type_conversion', 'escape_sequence', 'escape_interpolation',
  'integer', 'float', 'none', 'true', 'false', 'expression_statement', 'expression_list', 'pass_statement', 'type_alias_statement',
  'type', 'generic_type', 'union_type', 'member_type', 'type_parameter', 'elif_clause', 'else_clause', 'finally_clause', 'with_clause', 'chevron',
] as const;

const FIELDS = [
  'name', 'left', 'right', 'value', 'alias', 'module_name', 'parameters', 'body', 'return_type', 'type', 'superclasses', 'definition', 'function', 'arguments', 'object', 'attribute',
  'subscript', 'condition', 'consequence', 'alternative', 'operator', 'operators', 'argument', 'cause', 'expression', 'type_conversion', 'format_specifier', 'key', 'guard', 'subject', 'code',
] as const;

export type KindName = (typeof NAMED)[number];
export type FieldName = (typeof FIELDS)[number];

/** The numbers of kinds and fields in the grammar: comparing numbers is what the hot places can afford. */
export interface Numbers {
  readonly kinds: Readonly<Record<KindName, number>>;
  readonly fields: Readonly<Record<FieldName, number>>;
}

/** What there is for a kind, by its number; ERROR, whose number is far beyond the others, takes the place of the kind 0, which no node has. */
export type ByKind<T> = readonly (T | undefined)[];

export function placeOf(kind: number): number {
  return kind === 0xff_ff ? 0 : kind;
}

export function byKind<T>(table: KindTable, entries: Iterable<readonly [name: string, value: T]>): ByKind<T> {
  const numbered = [...entries].map(([name, value]) => [placeOf(table.kindOf(name, 'named')), value] as const);
  const places = Array.from<T | undefined>({ length: Math.max(...numbered.map(([place]) => place)) + 1 });
  for (const [place, value] of numbered) if (place >= 0) places[place] = value;
  return places;
}

const known = new WeakMap<KindTable, Numbers>();

export function numbersOf(table: KindTable): Numbers {
  const before = known.get(table);
  if (before !== undefined) return before;
  const kinds = Object.fromEntries(NAMED.map((name) => [name, table.kindOf(name, 'named')])) as Record<KindName, number>;
  const fields = Object.fromEntries(FIELDS.map((name) => [name, table.fieldOf(name)])) as Record<FieldName, number>;
  const numbers = { kinds, fields };
  known.set(table, numbers);
  return numbers;
}
