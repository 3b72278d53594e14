import { field, isToken, type Lower, type Lowering, named } from './lowering.ts';
import { DOTS } from './rewrite-pattern.ts';
import { type Shape, shapeAt, withRole } from './shape.ts';
import { stringParts } from './strings.ts';

/** Operators whose grouping does not matter: `a && (b && c)` is one chain. PHP joins strings by `.`. */
const CHAINED = new Set(['&&', '||', 'and', 'or', '&', '|', '^']);

/** A name by its text; PHP's may be qualified. */
export const lowerName: Lower = (lowering, node) => shapeAt(lowering.place(node), 'name', { value: lowering.textOf(node).replaceAll(/\s/gu, '').replace(/^\\/u, '') });

/** Member access; `?.` is said in the value. */
export const lowerDot: Lower = (lowering, node) => {
  const children = named(lowering, node);
  const isOptional = lowering.childrenOf(node).some((child) => lowering.kindOf(child) === 'optional_chain' || lowering.textOf(child) === '?->');
  return shapeAt(lowering.place(node), 'dot', { value: isOptional ? '?.' : '', children: dotParts(lowering, children) });
};

function dotParts(lowering: Lowering, children: readonly number[]): Shape[] {
  return children.filter((child) => lowering.kindOf(child) !== 'optional_chain').map((child, index) => {
    const shape = lowering.shape(child);
    return index === 0 || shape.type === 'name' ? shape : withRole(shape, 'computed');
  });
}

/** `a[b]`; of several keys a tuple. */
export const lowerIndex: Lower = (lowering, node) => {
  const [object, ...keys] = named(lowering, node).filter((child) => lowering.kindOf(child) !== 'optional_chain').map(lowering.shape);
  const place = lowering.place(node);
  const [first] = keys;
  const key = keys.length > 1 && first !== undefined ? [shapeAt({ start: first.start, stop: keys.at(-1)?.stop ?? first.stop }, 'tuple', { children: keys })] : keys;
  return shapeAt(place, 'index', { children: object === undefined ? key : [object, ...key] });
};

/** Callee, then arguments; a template behind a name is a tagged one. */
export const lowerCall: Lower = (lowering, node) => {
  const list = field(lowering, node, 'arguments') ?? named(lowering, node).find((child) => lowering.kindOf(child) === 'arguments') ?? null;
  const kind = lowering.kindOf(node);
  const heads = named(lowering, node).filter((child) => child !== list && !['type_arguments', 'optional_chain'].includes(lowering.kindOf(child))).map(lowering.shape);
  const [head] = heads;
  const callee = heads.length > 1 && head !== undefined ? shapeAt({ start: head.start, stop: heads.at(-1)?.stop ?? head.stop }, 'dot', { children: heads }) : head;
  const type = kind === 'new_expression' || kind === 'object_creation_expression' ? 'new' : list !== null && lowering.kindOf(list) === 'template_string' ? 'tagged' : 'call';
  // `f(...)` of PHP is the function as a value.
  if (list !== null && named(lowering, list).some((child) => lowering.kindOf(child) === 'variadic_placeholder')) return shapeAt(lowering.place(node), 'callable', { children: callee === undefined ? [] : [callee] });
  const values = list === null ? [] : type === 'tagged' || lowering.kindOf(list) === 'generator_expression' ? [lowering.shape(list)] : named(lowering, list).map((child) => argumentOf(lowering, child));
  return shapeAt(lowering.place(node), type, { children: [withRole(callee ?? shapeAt(lowering.place(node), 'opaque'), 'callee'), ...values] });
};

/** `include` and its like are calls. */
export const lowerInclude: Lower = (lowering, node) => {
  const [keyword] = lowering.childrenOf(node);
  const callee = keyword === undefined ? shapeAt(lowering.place(node), 'opaque') : shapeAt(lowering.place(keyword), 'name', { value: lowering.textOf(keyword), role: 'callee' });
  return shapeAt(lowering.place(node), 'call', { children: [callee, ...named(lowering, node).map(lowering.shape)] });
};

/** `name=value` of Python and `name: value` of PHP. */
function argumentOf(lowering: Lowering, node: number): Shape {
  const kind = lowering.kindOf(node);
  if (kind === 'keyword_argument' || (kind === 'argument' && field(lowering, node, 'name') !== null)) return shapeAt(lowering.place(node), 'keyword', { children: named(lowering, node).map(lowering.shape), role: 'keyword' });
  return lowering.shape(node);
}

/** Of two operands; what may be grouped in any way is a chain. */
export const lowerBinary: Lower = (lowering, node) => {
  const parts = named(lowering, node).map(lowering.shape);
  const value = lowering.childrenOf(node).filter((child) => isToken(lowering, child)).map(lowering.textOf).join(' ');
  const place = lowering.place(node);
  const isChain = CHAINED.has(value) || (value === '.' && lowering.tree.grammar === 'php');
  if (!isChain || parts.length !== 2) return shapeAt(place, 'binary', { value, children: parts });
  return shapeAt(place, 'chain', { value, children: parts.flatMap((part) => (part.type === 'chain' && part.value === value ? part.children : [part])) });
};

/** Condition, then both outcomes, whatever their order in the text. */
export const lowerConditional: Lower = (lowering, node) => {
  const parts = named(lowering, node).map(lowering.shape);
  const [first, second, third] = parts;
  const isPython = lowering.tree.grammar === 'python' && first !== undefined && second !== undefined && third !== undefined;
  return shapeAt(lowering.place(node), 'conditional', { children: isPython ? [second, first, third] : parts });
};

/** The expression, then the type. */
export const lowerCast: Lower = (lowering, node) => {
  const kind = lowering.kindOf(node);
  const parts = named(lowering, node);
  const type = kind === 'as_expression' || kind === 'satisfies_expression' ? parts[1] : parts[0];
  const inner = parts.filter((part) => part !== type).map(lowering.shape);
  if (type === undefined) return shapeAt(lowering.place(node), 'cast', { children: inner });
  const shape = lowering.kindOf(type) === 'type_arguments' ? (named(lowering, type).map(lowering.shape)[0] ?? lowering.shape(type)) : lowering.shape(type);
  return shapeAt(lowering.place(node), 'cast', { children: [...inner, withRole(shape, 'cast-type')] });
};

/** By value, as far as a double has it: `0x1` and `1.0` are 1. */
export const lowerNumber: Lower = (lowering, node) => {
  const text = lowering.textOf(node);
  const number = Number(text.replaceAll('_', ''));
  const isDecimal = /^0\d/u.test(text);
  return shapeAt(lowering.place(node), lowering.kindOf(node), { value: Number.isSafeInteger(number) || (Number.isFinite(number) && text.includes('.')) ? (isDecimal ? text : String(number)) : text });
};

/** Words of PHP and Python that are values: in lower case. */
export const lowerWord: Lower = (lowering, node) => {
  const value = lowering.textOf(node).toLowerCase();
  const type = value === 'true' || value === 'false' ? value : lowering.kindOf(node);
  return shapeAt(lowering.place(node), type, { value });
};

/** Flags in the value, the pattern as a string that is not one of the program. */
export const lowerRegex: Lower = (lowering, node) => {
  const [pattern, flags] = [field(lowering, node, 'pattern'), field(lowering, node, 'flags')];
  const place = pattern === null ? lowering.place(node) : lowering.place(pattern);
  const content = shapeAt(place, 'string', { value: pattern === null ? '' : lowering.textOf(pattern), role: 'content' });
  return shapeAt(lowering.place(node), 'regex', { value: flags === null ? '' : lowering.textOf(flags), children: [content] });
};

/** Strings with Python's prefixes: bytes are no text. */
export const lowerString: Lower = (lowering, node) => {
  const shape = stringParts(lowering, node);
  // In a pattern: any text in backquotes.
  if ((shape.value === DOTS || shape.value.startsWith(`${DOTS}_`)) && lowering.textOf(node).startsWith('`')) return shapeAt(shape, 'template', { children: [shape] });
  if (lowering.tree.grammar !== 'python') return shape;
  const prefix = /^[a-z]*/iu.exec(lowering.textOf(node))?.[0].toLowerCase() ?? '';
  if (prefix.includes('b')) return shapeAt(shape, 'bytes', { children: [withRole(shape, 'content')] });
  if (prefix.includes('f')) return shapeAt(shape, 'template', { value: 'f', children: shape.type === 'template' ? shape.children : shape.value === '' ? [] : [withRole(shape, 'piece')] });
  return shape;
};

/** Elements of PHP's arrays: `[…]` and `array(…)` are the same. */
export const lowerElements: Lower = (lowering, node) => shapeAt(lowering.place(node), 'array', { children: named(lowering, node).map((child) => {
  const parts = named(lowering, child);
  const [only] = parts;
  return parts.length === 1 && only !== undefined && lowering.kindOf(child) === 'array_element_initializer' ? lowering.shape(only) : lowering.shape(child);
}) });

const ATTRIBUTES = new Set(['jsx_attribute', 'jsx_expression', 'spread_element']);

/** Tag, attributes in any order, children without the space around them. */
export const lowerJsx: Lower = (lowering, node) => {
  const opening = named(lowering, node).find((child) => lowering.kindOf(child) === 'jsx_opening_element');
  const head = named(lowering, opening ?? node);
  const tag = field(lowering, opening ?? node, 'name');
  const isSingle = opening === undefined;
  const attributes = head.filter((child) => child !== tag && ATTRIBUTES.has(lowering.kindOf(child)));
  const bodies = isSingle ? [] : named(lowering, node).filter((child) => !['jsx_opening_element', 'jsx_closing_element'].includes(lowering.kindOf(child)));
  const children = [
    ...(tag === null ? [] : [withRole(lowering.shape(tag), 'tag')]),
    ...attributes.map((child) => shapeAt(lowering.place(child), 'attribute', { role: 'attribute', children: named(lowering, child).map((part, at) => (at === 0 && lowering.kindOf(child) === 'jsx_attribute' ? withRole(lowering.shape(part), 'key') : lowering.shape(part))) })),
    ...bodies.flatMap((child) => jsxChild(lowering, child)),
  ];
  return shapeAt(lowering.place(node), 'jsx', { children });
};

function jsxChild(lowering: Lowering, node: number): Shape[] {
  if (lowering.kindOf(node) !== 'jsx_text') return [lowering.shape(node)];
  const value = lowering.textOf(node).trim().replaceAll(/\s+/gu, ' ');
  return value === '' ? [] : [shapeAt(lowering.place(node), 'jsx_text', { value })];
}
