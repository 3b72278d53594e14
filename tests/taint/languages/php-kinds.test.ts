import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EXPRESSION_HANDLERS, IGNORED, STATEMENT_HANDLERS } from '../../../src/taint/languages/php/handlers.ts';

interface NodeType {
  readonly type: string;
  readonly named: boolean;
  readonly subtypes?: readonly unknown[];
}

/** Read by what they are a part of. */
const PARTS = [
  'program', 'anonymous_function_use_clause', 'argument', 'arguments', 'array_element_initializer', 'attribute', 'attribute_group', 'attribute_list', 'base_clause', 'case_statement', 'cast_type', 'catch_clause',
  'class_interface_clause', 'const_element', 'declaration_list', 'default_statement', 'else_clause', 'else_if_clause', 'enum_case', 'enum_declaration_list', 'escape_sequence', 'finally_clause', 'formal_parameters',
  'heredoc_body', 'heredoc_end', 'heredoc_start', 'match_block', 'match_condition_list', 'match_conditional_expression', 'match_default_expression', 'namespace_name', 'namespace_use_clause', 'namespace_use_group',
  'nowdoc_body', 'nowdoc_string', 'pair', 'property_declaration', 'property_element', 'property_hook', 'property_hook_list', 'property_promotion_parameter', 'simple_parameter', 'static_variable_declaration',
  'string_content', 'switch_block', 'use_as_clause', 'use_declaration', 'use_instead_of_clause', 'use_list', 'variadic_parameter', 'variadic_placeholder', 'named_type', 'optional_type', 'primitive_type', 'type_list',
  'union_type', 'intersection_type', 'disjunctive_normal_form_type', 'static_modifier',
];
/** They change nothing that data could go through. */
const WITHOUT_MEANING = ['abstract_modifier', 'bottom_type', 'declare_directive', 'final_modifier', 'operation', 'readonly_modifier', 'reference_modifier', 'var_modifier', 'visibility_modifier'];

function namedKinds(): string[] {
  const path = fileURLToPath(import.meta.resolve('tree-sitter-php/php/src/node-types.json'));
  const types = JSON.parse(readFileSync(path, 'utf8')) as readonly NodeType[];
  return types.filter(({ named, subtypes }) => named && subtypes === undefined).map(({ type }) => type);
}

describe("kinds of PHP's grammar", () => {
  it('each is lowered, a part of what is, or without meaning: and only one of these', () => {
    const places = [[...new Set([...EXPRESSION_HANDLERS.keys(), ...STATEMENT_HANDLERS.keys()])], [...IGNORED], PARTS, WITHOUT_MEANING];
    expect(places.flat().toSorted()).toStrictEqual(namedKinds().toSorted());
  });
});
