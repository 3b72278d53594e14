import type { GrammarName } from '../../util/grammars.ts';

/**
 * How a language's symbols are found. The query's captures: `@definition` with its `@name`, `@call` on the name that is called, `@module` on what names another file;
 * and in `references` `@reference` on any name that may have a definition elsewhere.
 */
export interface SymbolLanguage {
  readonly grammar: GrammarName;
  readonly query: string;
  readonly references: string;
}

const JAVASCRIPT = `
  (function_declaration name: (_) @name) @definition
  (generator_function_declaration name: (_) @name) @definition
  (class_declaration name: (_) @name) @definition
  (method_definition name: (_) @name) @definition
  (program (lexical_declaration (variable_declarator name: (identifier) @name)) @definition)
  (program (variable_declaration (variable_declarator name: (identifier) @name)) @definition)
  (program (export_statement (lexical_declaration (variable_declarator name: (identifier) @name)) @definition))
  (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)]) @definition
  (assignment_expression left: (member_expression property: (_) @name) right: [(arrow_function) (function_expression) (class)]) @definition
  (pair key: (property_identifier) @name value: [(arrow_function) (function_expression)]) @definition
  (call_expression function: (identifier) @call)
  (call_expression function: (member_expression property: (property_identifier) @call))
  (new_expression constructor: (identifier) @call)
  (import_statement source: (string (string_fragment) @module))
  (export_statement source: (string (string_fragment) @module))
  (call_expression function: (identifier) @require arguments: (arguments (string (string_fragment) @module)) (#eq? @require "require"))
`;

const TYPESCRIPT = `${JAVASCRIPT}
  (abstract_class_declaration name: (_) @name) @definition
  (interface_declaration name: (_) @name) @definition
  (type_alias_declaration name: (_) @name) @definition
  (enum_declaration name: (_) @name) @definition
  (function_signature name: (_) @name) @definition
`;

const PHP = `
  (function_definition name: (name) @name) @definition
  (class_declaration name: (name) @name) @definition
  (interface_declaration name: (name) @name) @definition
  (trait_declaration name: (name) @name) @definition
  (enum_declaration name: (name) @name) @definition
  (method_declaration name: (name) @name) @definition
  (const_declaration (const_element (name) @name)) @definition
  (function_call_expression function: [(name) @call (qualified_name (name) @call)])
  (member_call_expression name: (name) @call)
  (nullsafe_member_call_expression name: (name) @call)
  (scoped_call_expression name: (name) @call)
  (object_creation_expression [(name) @call (qualified_name (name) @call)])
  (namespace_use_clause [(name) @module (qualified_name) @module])
  (include_expression (_) @module)
  (include_once_expression (_) @module)
  (require_expression (_) @module)
  (require_once_expression (_) @module)
`;

const PYTHON = `
  (function_definition name: (identifier) @name) @definition
  (class_definition name: (identifier) @name) @definition
  (module (expression_statement (assignment left: (identifier) @name)) @definition)
  (call function: (identifier) @call)
  (call function: (attribute attribute: (identifier) @call))
  (import_statement name: (dotted_name) @module)
  (import_from_statement module_name: (_) @module)
`;

const JAVASCRIPT_NAMES = '[(identifier) (shorthand_property_identifier_pattern)] @reference';

const javascript: SymbolLanguage = { grammar: 'javascript', query: JAVASCRIPT, references: JAVASCRIPT_NAMES };
const typescript: SymbolLanguage = { grammar: 'typescript', query: TYPESCRIPT, references: `${JAVASCRIPT_NAMES} (type_identifier) @reference` };
const php: SymbolLanguage = { grammar: 'php', query: PHP, references: '(name) @reference' };
const python: SymbolLanguage = { grammar: 'python', query: PYTHON, references: '(identifier) @reference' };

/** By extension. Another language needs its grammar in src/util/grammars.ts and a query here. */
const languages: ReadonlyMap<string, SymbolLanguage> = new Map([
  ...['js', 'mjs', 'cjs', 'jsx'].map((extension) => [extension, javascript] as const),
  ...['ts', 'mts', 'cts'].map((extension) => [extension, typescript] as const),
  ['tsx', { ...typescript, grammar: 'tsx' }],
  ...['php', 'phtml', 'inc'].map((extension) => [extension, php] as const),
  ...['py', 'pyi'].map((extension) => [extension, python] as const),
]);

/** Null for a file whose language has no grammar here. */
export function symbolLanguageOf(path: string): SymbolLanguage | null {
  return languages.get(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '') ?? null;
}

/** The language with a query that also finds every name; of use only for the file around a mask. */
export function withReferences({ grammar, query, references }: SymbolLanguage): SymbolLanguage {
  return { grammar, query: `${query}${references}`, references };
}
