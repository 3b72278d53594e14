import type { FlatTree } from '../tree/flat-tree.ts';
import { type Shape, shapeAt, withRole } from './shape.ts';
import { stringParts } from './strings.ts';

/** Deeper code is one opaque leaf: recursion over hostile nesting must end before the stack does. */
const MAX_DEPTH = 400;

/** What a lowering of one kind works with. */
export interface Lowering {
  readonly tree: FlatTree;
  readonly kindOf: (node: number) => string;
  readonly textOf: (node: number) => string;
  /** All children, tokens too, without comments. */
  readonly childrenOf: (node: number) => readonly number[];
  readonly fieldOf: (node: number) => string;
  readonly shape: (node: number) => Shape;
  readonly place: (node: number) => { start: number; stop: number };
}

/** Kinds that all the languages write in their own words, and what they are here. */
const NAMES = new Set(['identifier', 'property_identifier', 'private_property_identifier', 'shorthand_property_identifier', 'shorthand_property_identifier_pattern', 'statement_identifier', 'type_identifier', 'name', 'this', 'self', 'predefined_type', 'primitive_type', 'jsx_identifier', 'qualified_name']);
const TRANSPARENT = new Set(['parenthesized_expression', 'pattern', 'expression', 'type', 'named_type', 'relative_scope', 'non_null_expression', 'argument', 'namespace_name', 'as_pattern_target', 'variadic_placeholder', 'jsx_expression', 'else_clause', 'optional_parameter', 'required_parameter', 'type_annotation']);
const BLOCKS = new Set(['program', 'module', 'statement_block', 'block', 'compound_statement', 'class_body', 'declaration_list', 'colon_block']);
const STRINGS = new Set(['string', 'template_string', 'encapsed_string', 'concatenated_string', 'heredoc', 'nowdoc']);
const CALLS = new Set(['call_expression', 'call', 'new_expression', 'object_creation_expression', 'function_call_expression', 'member_call_expression', 'nullsafe_member_call_expression', 'scoped_call_expression']);
const DOTS = new Set(['member_expression', 'attribute', 'member_access_expression', 'nullsafe_member_access_expression', 'scoped_property_access_expression', 'class_constant_access_expression', 'nested_identifier']);
const ASSIGNS = new Set(['variable_declarator', 'assignment_expression', 'assignment', 'public_field_definition', 'field_definition', 'property_element', 'const_element']);
const FUNCTIONS = new Set(['function_declaration', 'function_expression', 'function_definition', 'arrow_function', 'method_definition', 'method_declaration', 'anonymous_function', 'generator_function_declaration', 'generator_function', 'lambda']);
const ORDERLESS_TOKENS = /^[()[\]{},;:?.]$|^(->|::|=>|\?\.|<\?php|\?>|\?->)$/u;

/** A tree in the words of shapes; linear in its size. */
export function lowerTree(tree: FlatTree): Shape {
  const { kinds } = tree;
  let depth = 0;
  const childrenOf = (node: number): number[] => {
    const found: number[] = [];
    for (let child = node + 1; child < (tree.end[node] ?? 0); child = tree.end[child] ?? tree.size) if (kinds.nameOf(tree.kind[child] ?? 0) !== 'comment') found.push(child);
    return found;
  };
  const lowering: Lowering = {
    tree,
    childrenOf,
    kindOf: (node) => kinds.nameOf(tree.kind[node] ?? 0),
    textOf: (node) => tree.text.slice(tree.start[node], tree.stop[node]),
    fieldOf: (node) => kinds.fieldName(tree.field[node] ?? 0),
    place: (node) => ({ start: tree.start[node] ?? 0, stop: tree.stop[node] ?? 0 }),
    shape: (node) => {
      if (depth >= MAX_DEPTH) return shapeAt(lowering.place(node), 'opaque', { value: String(node) });
      depth += 1;
      try {
        return lowerNode(lowering, node);
      } finally {
        depth -= 1;
      }
    },
  };
  return lowering.shape(0);
}

function named(lowering: Lowering, node: number): number[] {
  return lowering.childrenOf(node).filter((child) => (lowering.tree.kind[child] ?? -1) >= 0 && !['php_tag', 'php_end_tag'].includes(lowering.kindOf(child)));
}

function field(lowering: Lowering, node: number, ...names: readonly string[]): number | null {
  return lowering.childrenOf(node).find((child) => names.includes(lowering.fieldOf(child))) ?? null;
}

function lowerNode(lowering: Lowering, node: number): Shape {
  const kind = lowering.kindOf(node);
  const place = lowering.place(node);
  const children = named(lowering, node);
  const [only] = children;
  if (NAMES.has(kind) || kind === 'variable_name' || kind === 'dotted_name') return shapeAt(place, 'name', { value: lowering.textOf(node).replaceAll(/\s/gu, '').replace(/^\\/u, '') });
  if (TRANSPARENT.has(kind) && children.length === 1 && only !== undefined) return { ...lowering.shape(only), start: place.start, stop: place.stop };
  if (STRINGS.has(kind)) return stringParts(lowering, node);
  if (BLOCKS.has(kind)) return blockOf(lowering, node, children);
  if (kind === 'expression_statement' && children.length === 1 && only !== undefined) return expressionStatement(lowering, node, only);
  if (CALLS.has(kind)) return callOf(lowering, node);
  if (DOTS.has(kind)) return shapeAt(place, 'dot', { children: dotParts(lowering, children) });
  if (kind === 'subscript_expression' || kind === 'subscript') return shapeAt(place, 'index', { children: children.filter((child) => lowering.kindOf(child) !== 'optional_chain').map(lowering.shape) });
  if (ASSIGNS.has(kind)) return assignOf(lowering, node, children);
  if (FUNCTIONS.has(kind)) return functionOf(lowering, node);
  return plainOf(lowering, node, children);
}

function blockOf(lowering: Lowering, node: number, children: readonly number[]): Shape {
  const statements = children.flatMap((child) => statementsOf(lowering, child));
  const isClass = ['class_body', 'declaration_list'].includes(lowering.kindOf(node)) || (node > 0 && lowering.kindOf(lowering.tree.parent[node] ?? 0) === 'class_definition');
  return shapeAt(lowering.place(node), isClass ? 'members' : 'block', { children: statements });
}

const DECLARATIONS = new Set(['lexical_declaration', 'variable_declaration', 'property_declaration', 'const_declaration']);

/** Declarations of several variables are several statements. */
function statementsOf(lowering: Lowering, node: number): Shape[] {
  const kind = lowering.kindOf(node);
  if (kind === 'empty_statement') return [];
  if (!DECLARATIONS.has(kind)) return [withRole(lowering.shape(node), 'statement')];
  const declared = named(lowering, node).filter((child) => ASSIGNS.has(lowering.kindOf(child)));
  return declared.map((child) => {
    const shape = lowering.shape(child);
    return withRole(declared.length === 1 ? { ...shape, ...lowering.place(node) } : shape, 'statement');
  });
}

function expressionStatement(lowering: Lowering, node: number, only: number): Shape {
  const inner = lowering.shape(only);
  const place = lowering.place(node);
  if (inner.type === 'assign') return withRole({ ...inner, ...place }, 'statement');
  return shapeAt(place, 'expression-statement', { children: [inner], role: 'statement' });
}

function dotParts(lowering: Lowering, children: readonly number[]): Shape[] {
  return children.filter((child) => lowering.kindOf(child) !== 'optional_chain').map((child, index) => {
    const shape = lowering.shape(child);
    return index === 0 || shape.type === 'name' ? shape : withRole(shape, 'computed');
  });
}

function callOf(lowering: Lowering, node: number): Shape {
  const list = field(lowering, node, 'arguments') ?? named(lowering, node).find((child) => lowering.kindOf(child) === 'arguments') ?? null;
  const kind = lowering.kindOf(node);
  const heads = named(lowering, node).filter((child) => child !== list && !['type_arguments', 'optional_chain'].includes(lowering.kindOf(child))).map(lowering.shape);
  const [head] = heads;
  const callee = heads.length > 1 && head !== undefined ? shapeAt({ start: head.start, stop: heads.at(-1)?.stop ?? head.stop }, 'dot', { children: heads }) : head;
  const isNew = kind === 'new_expression' || kind === 'object_creation_expression';
  const values = list === null ? [] : lowering.kindOf(list) === 'template_string' || lowering.kindOf(list) === 'generator_expression' ? [lowering.shape(list)] : named(lowering, list).map((child) => argumentOf(lowering, child));
  return shapeAt(lowering.place(node), isNew ? 'new' : 'call', { children: [withRole(callee ?? shapeAt(lowering.place(node), 'opaque'), 'callee'), ...values] });
}

/** `name=value` of Python and `name: value` of PHP. */
function argumentOf(lowering: Lowering, node: number): Shape {
  const children = named(lowering, node);
  const kind = lowering.kindOf(node);
  if (kind === 'keyword_argument' || (kind === 'argument' && field(lowering, node, 'name') !== null)) return shapeAt(lowering.place(node), 'keyword', { children: children.map(lowering.shape), role: 'keyword' });
  return lowering.shape(node);
}

function assignOf(lowering: Lowering, node: number, children: readonly number[]): Shape {
  const left = field(lowering, node, 'left', 'name', 'property') ?? children.find((child) => lowering.kindOf(child) !== 'decorator') ?? null;
  const right = field(lowering, node, 'right', 'value', 'default_value') ?? (children.length > 1 && field(lowering, node, 'type') === null ? children.at(-1) ?? null : null);
  const type = field(lowering, node, 'type');
  const parts = [left, right === left ? null : right].filter((part) => part !== null).map(lowering.shape);
  return shapeAt(lowering.place(node), 'assign', { children: type === null ? parts : [...parts, withRole(lowering.shape(type), 'type')] });
}

const PARAMETER_NAMES = ['parameters', 'parameter'];

/** Name, parameters and body; an arrow's expression is a block that returns it. */
function functionOf(lowering: Lowering, node: number): Shape {
  const name = field(lowering, node, 'name');
  const list = field(lowering, node, ...PARAMETER_NAMES);
  const body = field(lowering, node, 'body');
  const result = field(lowering, node, 'return_type');
  const place = lowering.place(node);
  const parameters = list === null ? [] : lowering.fieldOf(list) === 'parameter' ? [lowering.shape(list)] : named(lowering, list).map((child) => parameterOf(lowering, child));
  const inner = body === null ? null : bodyOf(lowering, body);
  const extra = lowering.childrenOf(node).filter((child) => ['decorator', 'attribute_list'].includes(lowering.kindOf(child))).map((child) => withRole(lowering.shape(child), 'decorator'));
  const children = [...extra, shapeAt(place, 'parameters', { children: parameters }), ...(result === null ? [] : [withRole(lowering.shape(result), 'type')]), ...(inner === null ? [] : [inner])];
  return shapeAt(place, 'function', { children: name === null ? children : [withRole(lowering.shape(name), 'name'), ...children] });
}

function bodyOf(lowering: Lowering, body: number): Shape {
  const shape = lowering.shape(body);
  if (shape.type === 'block') return shape;
  return shapeAt(shape, 'block', { children: [shapeAt(shape, 'return_statement', { value: 'return', children: [shape], role: 'statement' })] });
}

function parameterOf(lowering: Lowering, node: number): Shape {
  const name = field(lowering, node, 'name', 'pattern', 'left');
  if (name === null) {
    const [first, second] = named(lowering, node);
    return lowering.kindOf(node) === 'typed_parameter' && first !== undefined && second !== undefined ? shapeAt(lowering.place(node), 'parameter', { children: [lowering.shape(first), withRole(lowering.shape(second), 'type')] }) : lowering.shape(node);
  }
  const parts = named(lowering, node).filter((child) => child !== name);
  const rest = parts.map((child) => withRole(lowering.shape(child), ['type'].includes(lowering.fieldOf(child)) ? 'type' : lowering.kindOf(child) === 'decorator' ? 'decorator' : lowering.kindOf(child).endsWith('modifier') ? 'modifier' : 'default'));
  if (rest.length === 0) return lowering.shape(name);
  return shapeAt(lowering.place(node), 'parameter', { children: [lowering.shape(name), ...rest] });
}

const BODY_FIELDS = new Set(['body', 'consequence', 'alternative']);
/** Operators whose grouping does not matter: `a && (b && c)` is one chain. */
const CHAINED = new Set(['&&', '||', 'and', 'or', '&', '|']);
const LOOSE = new Set(['type', 'return_type', 'superclasses', 'type_parameters']);

/** What no language says in its own way: the grammar's kind with its children, and the operators between them. */
function plainOf(lowering: Lowering, node: number, children: readonly number[]): Shape {
  const place = lowering.place(node);
  const kind = lowering.kindOf(node);
  if (children.length === 0) return shapeAt(place, kind, { value: lowering.textOf(node) });
  const tokens = lowering.childrenOf(node).filter((child) => (lowering.tree.kind[child] ?? 0) < 0).map(lowering.textOf).filter((token) => !ORDERLESS_TOKENS.test(token));
  const parts = children.flatMap((child) => {
    const shapes = DECLARATIONS.has(lowering.kindOf(child)) ? statementsOf(lowering, child) : [lowering.shape(child)];
    const name = lowering.fieldOf(child);
    return shapes.map((shape) => roleOf(lowering, child, name, shape));
  });
  const value = tokens.filter((token) => !['else', 'const', 'let', 'var'].includes(token)).join(' ');
  if (CHAINED.has(value) && parts.length === 2) return shapeAt(place, 'chain', { value, children: parts.flatMap((part) => (part.type === 'chain' && part.value === value ? part.children : [part])) });
  return shapeAt(place, kind, { value, children: parts });
}

function roleOf(lowering: Lowering, child: number, name: string, shape: Shape): Shape {
  const kind = lowering.kindOf(child);
  // A key is its text whether it is quoted or not.
  if (name === 'key' && ['property_identifier', 'number'].includes(kind)) return { ...shape, type: 'string', role: 'key' };
  if (kind === 'decorator' || kind === 'attribute_list') return withRole(shape, 'decorator');
  if (kind.endsWith('modifier')) return withRole(shape, 'modifier');
  if (LOOSE.has(name) || kind === 'class_heritage' || kind === 'base_clause' || kind === 'class_interface_clause') return withRole(shape, 'type');
  if (BODY_FIELDS.has(name) && shape.type !== 'block' && shape.type !== 'members') return shapeAt(shape, 'block', { children: shape.type === 'empty_statement' ? [] : [withRole(shape, 'statement')] });
  return shape;
}
