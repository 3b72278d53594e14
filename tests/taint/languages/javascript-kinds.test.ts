import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { EXPRESSIONS, STATEMENTS } from '../../../src/taint/languages/javascript/lower.ts';

/** Lowered by what they stand in. */
const PARTS = [
  'arguments', 'array_pattern', 'assignment_pattern', 'catch_clause', 'class_body', 'class_heritage', 'class_static_block', 'computed_property_name', 'decorator', 'else_clause', 'enum_assignment', 'enum_body', 'escape_sequence', 'export_clause',
  'export_specifier', 'extends_clause', 'extends_type_clause', 'field_definition', 'finally_clause', 'formal_parameters', 'html_character_reference', 'implements_clause', 'import_clause', 'import_require_clause', 'import_specifier', 'interface_body',
  'jsx_attribute', 'jsx_expression', 'jsx_namespace_name', 'jsx_opening_element', 'jsx_text', 'method_definition', 'named_imports', 'namespace_export', 'namespace_import', 'nested_identifier', 'object_assignment_pattern', 'object_pattern',
  'optional_parameter', 'pair', 'pair_pattern', 'program', 'property_identifier', 'property_signature', 'public_field_definition', 'regex_flags', 'regex_pattern', 'required_parameter', 'rest_pattern', 'shorthand_property_identifier_pattern',
  'spread_element', 'statement_identifier', 'string_fragment', 'switch_body', 'switch_case', 'switch_default', 'template_substitution', 'variable_declarator',
];

/** Types of which a class is taken. */
const TYPES = ['adding_type_annotation', 'generic_type', 'nested_type_identifier', 'omitting_type_annotation', 'opting_type_annotation', 'parenthesized_type', 'predefined_type', 'readonly_type', 'type_annotation', 'type_arguments', 'type_identifier', 'union_type'];

/** Of no meaning when the code runs. */
const IGNORED = [
  'abstract_method_signature', 'accessibility_modifier', 'array_type', 'asserts', 'asserts_annotation', 'call_signature', 'comment', 'conditional_type', 'constraint', 'construct_signature', 'constructor_type', 'default_type', 'existential_type',
  'flow_maybe_type', 'function_type', 'html_comment', 'import_attribute', 'index_signature', 'index_type_query', 'infer_type', 'intersection_type', 'jsx_closing_element', 'literal_type', 'lookup_type', 'mapped_type_clause', 'method_signature',
  'object_type', 'optional_chain', 'optional_type', 'override_modifier', 'rest_type', 'template_literal_type', 'template_type', 'this_type', 'tuple_type', 'type_parameter', 'type_parameters', 'type_predicate', 'type_predicate_annotation', 'type_query',
];

it.each(['tree-sitter-javascript', 'tree-sitter-typescript/typescript', 'tree-sitter-typescript/tsx'])('knows every kind of %s', async (folder) => {
  const path = new URL(`../../../node_modules/${folder}/src/node-types.json`, import.meta.url);
  const types = JSON.parse(await readFile(path, 'utf8')) as { readonly type: string; readonly named: boolean; readonly subtypes?: unknown }[];
  const named = types.filter((type) => type.named && type.subtypes === undefined).map((type) => type.type);
  const known = new Set([...EXPRESSIONS.keys(), ...STATEMENTS.keys(), ...PARTS, ...TYPES, ...IGNORED]);
  expect(named.length).toBeGreaterThan(90);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

it('names no kind twice', () => {
  const all = [...EXPRESSIONS.keys(), ...STATEMENTS.keys(), ...PARTS, ...TYPES, ...IGNORED];
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});
