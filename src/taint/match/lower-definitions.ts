import { field, isToken, type Lower, type Lowering, named } from './lowering.ts';
import { type Shape, shapeAt, withRole } from './shape.ts';

const MODIFIERS = new Set(['const', 'let', 'var', 'async', 'static', 'readonly', 'abstract', 'final', 'declare', 'override', 'get', 'set', 'export', 'default']);
const DECORATORS = new Set(['decorator', 'attribute_list']);

/** What may stand before a definition and be left out of a pattern. */
export function modifiersOf(lowering: Lowering, node: number): Shape[] {
  return lowering.childrenOf(node).flatMap((child) => {
    const kind = lowering.kindOf(child);
    if (DECORATORS.has(kind)) return decoratorsOf(lowering, child);
    const isModifier = isToken(lowering, child) ? MODIFIERS.has(kind) : kind.endsWith('_modifier');
    return isModifier ? [shapeAt(lowering.place(child), 'modifier', { value: lowering.textOf(child), role: 'modifier' })] : [];
  });
}

/** `@a` is `@a()`; the list of attributes of PHP is as many decorators. */
export function decoratorsOf(lowering: Lowering, node: number): Shape[] {
  if (lowering.kindOf(node) === 'attribute_list') {
    return named(lowering, node).flatMap((group) => named(lowering, group)).map((attribute) => {
      const [name, list] = named(lowering, attribute);
      const place = lowering.place(attribute);
      const called = name === undefined ? shapeAt(place, 'opaque') : withRole(lowering.shape(name), 'callee');
      const values = list === undefined ? [] : named(lowering, list).map(lowering.shape);
      return shapeAt(place, 'decorator', { role: 'decorator', children: [shapeAt(place, 'call', { children: [called, ...values] })] });
    });
  }
  const [inner] = named(lowering, node);
  if (inner === undefined) return [];
  const shape = lowering.shape(inner);
  const call = shape.type === 'call' ? shape : shapeAt(shape, 'call', { children: [withRole(shape, 'callee')] });
  return [shapeAt(lowering.place(node), 'decorator', { role: 'decorator', children: [call] })];
}

/** A definition with what stands around it: decorators above, `export` before. */
export function decorated(shape: Shape, before: readonly Shape[], start: number): Shape {
  return { ...shape, start: Math.min(start, shape.start), children: [...shape.children, ...before] };
}

/** Target, value, then type and modifiers. */
export const lowerAssign: Lower = (lowering, node) => {
  const children = named(lowering, node);
  const left = field(lowering, node, 'left', 'name', 'property') ?? children.find((child) => lowering.kindOf(child) !== 'decorator' && !lowering.kindOf(child).endsWith('_modifier')) ?? null;
  const type = field(lowering, node, 'type');
  const right = field(lowering, node, 'right', 'value', 'default_value') ?? (children.length > 1 && type === null ? children.at(-1) ?? null : null);
  const parts = [left, right === left ? null : right].filter((part) => part !== null).map(lowering.shape);
  const typed = type === null ? [] : [withRole(lowering.shape(type), 'type')];
  return shapeAt(lowering.place(node), 'assign', { children: [...parts, ...typed, ...modifiersOf(lowering, node)] });
};

/** Name, parameters and body; an arrow's expression is a block that returns it. */
export const lowerFunction: Lower = (lowering, node) => {
  const name = field(lowering, node, 'name');
  const list = field(lowering, node, 'parameters', 'parameter');
  const body = field(lowering, node, 'body');
  const result = field(lowering, node, 'return_type');
  const place = lowering.place(node);
  const parameters = list === null ? [] : lowering.fieldOf(list) === 'parameter' ? [lowering.shape(list)] : named(lowering, list).map((child) => parameterOf(lowering, child));
  const inner = body === null ? null : bodyOf(lowering.shape(body));
  const children = [...modifiersOf(lowering, node), shapeAt(place, 'parameters', { children: parameters }), ...(result === null ? [] : [withRole(lowering.shape(result), 'type')]), ...(inner === null ? [] : [inner])];
  return shapeAt(place, 'function', { children: name === null ? children : [withRole(lowering.shape(name), 'name'), ...children] });
};

function bodyOf(shape: Shape): Shape {
  if (shape.type === 'block') return shape;
  return shapeAt(shape, 'block', { children: [shapeAt(shape, 'return_statement', { value: 'return', children: [shape], role: 'statement' })] });
}

function parameterOf(lowering: Lowering, node: number): Shape {
  const name = field(lowering, node, 'name', 'pattern', 'left');
  if (name === null) {
    const [first, second] = named(lowering, node);
    return lowering.kindOf(node) === 'typed_parameter' && first !== undefined && second !== undefined ? shapeAt(lowering.place(node), 'parameter', { children: [lowering.shape(first), withRole(lowering.shape(second), 'type')] }) : lowering.shape(node);
  }
  const parts = named(lowering, node).filter((child) => child !== name && !DECORATORS.has(lowering.kindOf(child)) && !lowering.kindOf(child).endsWith('_modifier'));
  const rest = [...parts.map((child) => withRole(lowering.shape(child), lowering.fieldOf(child) === 'type' ? 'type' : 'default')), ...modifiersOf(lowering, node)];
  const inner = lowering.shape(name);
  if (lowering.kindOf(node) === 'variadic_parameter') return shapeAt(lowering.place(node), 'variadic_parameter', { value: '...', children: [inner, ...rest] });
  if (rest.length === 0) return inner;
  return shapeAt(lowering.place(node), 'parameter', { children: [inner, ...rest] });
}

const KEYWORDS: Readonly<Record<string, string>> = { interface_declaration: 'interface', trait_declaration: 'trait', enum_declaration: 'enum' };
const HERITAGE = new Set(['class_heritage', 'base_clause', 'class_interface_clause', 'extends_clause', 'implements_clause', 'extends_type_clause', 'argument_list']);

/** Name, parents in any order, members. */
export const lowerClass: Lower = (lowering, node) => {
  const kind = lowering.kindOf(node);
  const place = lowering.place(node);
  const name = field(lowering, node, 'name');
  const parents = named(lowering, node).filter((child) => HERITAGE.has(lowering.kindOf(child))).flatMap((child) => parentsOf(lowering, child));
  const body = field(lowering, node, 'body') ?? named(lowering, node).find((child) => lowering.kindOf(child) === 'declaration_list') ?? null;
  const members = body === null ? [] : [membersOf(lowering, body)];
  const own = name === null ? [] : [withRole(lowering.shape(name), 'name')];
  return shapeAt(place, 'class', { value: KEYWORDS[kind] ?? 'class', children: [...own, ...modifiersOf(lowering, node), ...parents, ...members] });
};

function parentsOf(lowering: Lowering, node: number): Shape[] {
  const kind = lowering.kindOf(node);
  const value = kind === 'class_interface_clause' || kind === 'implements_clause' ? 'implements' : 'extends';
  return named(lowering, node).filter((child) => lowering.kindOf(child) !== 'type_arguments').flatMap((child) => {
    if (HERITAGE.has(lowering.kindOf(child))) return parentsOf(lowering, child);
    const shape = lowering.shape(child);
    return [shapeAt(shape, 'parent', { value, role: 'type', children: [shape] })];
  });
}

/** The decorators of TypeScript stand before their member. Parameters of a constructor that are properties are members too. */
function membersOf(lowering: Lowering, body: number): Shape {
  const members: Shape[] = [];
  let waiting: Shape[] = [];
  for (const child of named(lowering, body)) {
    if (lowering.kindOf(child) === 'decorator') {
      waiting.push(...decoratorsOf(lowering, child));
      continue;
    }
    const [first, ...others] = lowering.statements(child);
    if (first === undefined) continue;
    members.push(waiting.length === 0 ? first : decorated(first, waiting, waiting[0]?.start ?? first.start), ...others);
    waiting = [];
  }
  return shapeAt(lowering.place(body), 'members', { children: [...members, ...members.flatMap(promoted)] });
}

function promoted(member: Shape): Shape[] {
  const parameters = member.type === 'function' && ['__construct', 'constructor'].includes(member.children[0]?.value ?? '') ? (member.children.find(({ type }) => type === 'parameters')?.children ?? []) : [];
  return parameters.filter(({ type, children }) => type === 'parameter' && children.some(({ role }) => role === 'modifier')).map((parameter) => ({ ...parameter, type: 'assign', role: 'statement' }));
}
