import { decorated, decoratorsOf, modifiersOf } from './lower-definitions.ts';
import { ecmascriptOf, IMPORTS, importsOf } from './lower-imports.ts';
import { field, type Lower, type Lowering, named } from './lowering.ts';
import { type Shape, shapeAt, withRole } from './shape.ts';

const DECLARATIONS = new Set(['lexical_declaration', 'variable_declaration', 'property_declaration', 'const_declaration']);
export const ASSIGNS = new Set(['variable_declarator', 'assignment_expression', 'assignment', 'public_field_definition', 'field_definition', 'property_element', 'const_element', 'static_variable_declaration', 'property_signature']);

/** The statements that a node of a block stands for: declarations and imports of several things are several. */
export function statementsOf(lowering: Lowering, node: number): Shape[] {
  const kind = lowering.kindOf(node);
  if (kind === 'empty_statement') return [];
  const shapes = DECLARATIONS.has(kind) ? declarationsOf(lowering, node) : IMPORTS.has(kind) ? importsOf(lowering, node) : kind === 'export_statement' ? exportsOf(lowering, node) : [lowering.shape(node)];
  return shapes.map((shape) => withRole(shape, 'statement'));
}

function declarationsOf(lowering: Lowering, node: number): Shape[] {
  const declared = named(lowering, node).filter((child) => ASSIGNS.has(lowering.kindOf(child)));
  const modifiers = modifiersOf(lowering, node);
  const type = field(lowering, node, 'type');
  const before = type === null ? modifiers : [...modifiers, withRole(lowering.shape(type), 'type')];
  return declared.map((child) => {
    const shape = lowering.shape(child);
    const whole = declared.length === 1 ? { ...shape, ...lowering.place(node) } : shape;
    return before.length === 0 ? whole : { ...whole, children: [...whole.children, ...before] };
  });
}

/** What is exported is a declaration with `export` before it, or an import of another module. */
function exportsOf(lowering: Lowering, node: number): Shape[] {
  if (field(lowering, node, 'source') !== null) return [ecmascriptOf(lowering, node)];
  const declaration = field(lowering, node, 'declaration');
  const { start, stop } = lowering.place(node);
  if (declaration === null) return [lowerPlain(lowering, node)];
  const before = modifiersOf(lowering, node);
  const inner = statementsOf(lowering, declaration);
  return inner.map((shape) => decorated(inner.length === 1 ? { ...shape, stop } : shape, before, inner.length === 1 ? start : shape.start));
}

/** Statements in their order. */
export const lowerBlock: Lower = (lowering, node) => shapeAt(lowering.place(node), 'block', { children: named(lowering, node).flatMap((child) => lowering.statements(child)) });

/** Python's expressions in a row are a tuple. */
export const lowerExpressionStatement: Lower = (lowering, node) => {
  const children = named(lowering, node);
  const [only] = children;
  const place = lowering.place(node);
  if (only === undefined) return shapeAt(place, 'expression-statement', { role: 'statement' });
  if (children.length > 1) return shapeAt(place, 'expression-statement', { role: 'statement', children: [shapeAt(place, 'tuple', { children: children.map(lowering.shape) })] });
  const inner = lowering.shape(only);
  if (inner.type === 'assign') return withRole({ ...inner, ...place }, 'statement');
  return shapeAt(place, 'expression-statement', { children: [inner], role: 'statement' });
};

/** `elif` is an `if` in the `else`. */
export const lowerIf: Lower = (lowering, node) => {
  const place = lowering.place(node);
  const condition = field(lowering, node, 'condition');
  const then = field(lowering, node, 'consequence', 'body');
  const others = lowering.childrenOf(node).filter((child) => lowering.fieldOf(child) === 'alternative');
  const parts = [condition === null ? null : lowering.shape(condition), then === null ? shapeAt({ start: place.stop, stop: place.stop }, 'block') : blockOf(lowering.shape(then)), elseOf(lowering, others, { at: 0, stop: place.stop })];
  return shapeAt(place, 'if_statement', { value: 'if', children: parts.filter((part) => part !== null) });
};

function elseOf(lowering: Lowering, others: readonly number[], { at, stop }: { at: number; stop: number }): Shape | null {
  const other = others[at];
  if (other === undefined) return null;
  return lowering.deeper(other, () => {
    const shape = lowering.shape(other);
    if (shape.type !== 'if_statement') return blockOf(shape);
    const rest = elseOf(lowering, others, { at: at + 1, stop });
    return shapeAt({ start: shape.start, stop }, 'block', { children: [withRole(rest === null ? shape : { ...shape, stop, children: [...shape.children, rest] }, 'statement')] });
  });
}

/** A statement alone is a block of it. */
function blockOf(shape: Shape): Shape {
  if (shape.type === 'block' || shape.type === 'members') return shape;
  return shapeAt(shape, 'block', { children: shape.type === 'empty_statement' ? [] : [withRole(shape, 'statement')] });
}

/** Its value, if any, and its statements as one block. */
export const lowerCase: Lower = (lowering, node) => {
  const value = field(lowering, node, 'value');
  const statements = named(lowering, node).filter((child) => child !== value).flatMap((child) => lowering.statements(child));
  const place = lowering.place(node);
  const { stop } = place;
  const block = shapeAt({ start: statements[0]?.start ?? stop, stop }, 'block', { children: statements });
  return shapeAt(place, 'switch_case', { value: value === null ? 'default' : 'case', role: 'statement', children: value === null ? [block] : [lowering.shape(value), block] });
};

const CATCHES = new Set(['except_clause', 'except_group_clause', 'catch_clause']);

/** Body, catches in any order, `else`, `finally`. */
export const lowerTry: Lower = (lowering, node) => {
  const parts = named(lowering, node).map((child) => {
    const shape = lowering.shape(child);
    return CATCHES.has(lowering.kindOf(child)) ? withRole(shape, 'catch') : shape;
  });
  return shapeAt(lowering.place(node), 'try_statement', { value: 'try', children: parts });
};

/** What it catches, each alone; the name that it gets; its block. */
export const lowerCatch: Lower = (lowering, node) => {
  const parts = named(lowering, node);
  const body = field(lowering, node, 'body') ?? parts.at(-1) ?? null;
  const place = lowering.place(node);
  const block = body === null ? shapeAt(place, 'block') : blockOf(lowering.shape(body));
  const heads = parts.filter((part) => part !== body);
  const [head] = heads;
  if (lowering.tree.grammar !== 'python') {
    const types = heads.filter((part) => lowering.fieldOf(part) === 'type').map((part) => withRole(lowering.shape(part), 'type'));
    const names = heads.filter((part) => lowering.fieldOf(part) !== 'type').map(lowering.shape);
    return shapeAt(place, 'catch', { children: [...(names.length === 0 ? [shapeAt({ start: block.start, stop: block.start }, 'wildcard')] : names), ...types, block] });
  }
  if (head === undefined) return shapeAt(place, 'catch', { children: [block] });
  const [caught, ...aliases] = lowering.kindOf(head) === 'as_pattern' ? named(lowering, head) : heads;
  const exception = lowering.shape(caught ?? head);
  const kinds = shapeAt(exception, 'exceptions', { children: exception.type === 'tuple' ? exception.children : [exception] });
  return shapeAt(place, 'catch', { children: [kinds, ...aliases.map(lowering.shape), block] });
};

/** A definition below its decorators. */
export const lowerDecorated: Lower = (lowering, node) => {
  const definition = field(lowering, node, 'definition');
  const before = named(lowering, node).filter((child) => child !== definition).flatMap((child) => decoratorsOf(lowering, child));
  const { start } = lowering.place(node);
  return definition === null ? (before[0] ?? shapeAt(lowering.place(node), 'opaque')) : decorated(lowering.shape(definition), before, start);
};

const BODY_FIELDS = new Set(['body', 'consequence', 'alternative']);
const ORDERLESS_TOKENS = /^[()[\]{},;:?.]$|^(->|::|=>|\?\.|<\?php|\?>|\?->|else|const|let|var)$/u;
const LOOSE = new Set(['type', 'return_type', 'type_parameters']);

/** What no language says in its own way: the grammar's kind with its children, and the operators between them. */
export const lowerPlain: Lower = (lowering, node) => {
  const place = lowering.place(node);
  const kind = lowering.kindOf(node);
  const children = named(lowering, node);
  const tokens = lowering.childrenOf(node);
  if (tokens.length === 0) return shapeAt(place, kind, { value: lowering.textOf(node) });
  const value = tokens.filter((child) => (lowering.tree.kind[child] ?? 0) < 0).map(lowering.textOf).filter((token) => !ORDERLESS_TOKENS.test(token)).join(' ');
  const isStatement = kind.endsWith('_statement') || kind.endsWith('_clause') || kind.endsWith('_definition');
  const parts = children.flatMap((child) => {
    const name = lowering.fieldOf(child);
    const shapes = DECLARATIONS.has(lowering.kindOf(child)) ? lowering.statements(child) : [lowering.shape(child)];
    return shapes.map((shape) => {
      // A key is its text whether it is quoted or not.
      if (name === 'key' && ['property_identifier', 'private_property_identifier'].includes(lowering.kindOf(child))) return { ...shape, type: 'string', role: 'key' };
      if (name === 'key' && shape.type === 'string' && lowering.tree.grammar !== 'python') return withRole(shape, 'key');
      if (name === 'key' && shape.type === 'number') return { ...shape, type: 'string', role: 'key' };
      if (LOOSE.has(name)) return withRole(shape, 'type');
      return isStatement && BODY_FIELDS.has(name) ? blockOf(shape) : shape;
    });
  });
  return shapeAt(place, kind, { value, children: parts });
};
