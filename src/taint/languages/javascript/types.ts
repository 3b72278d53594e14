import type { Expression } from '../../ir/nodes.ts';
import { fieldOf, firstOf, literal, type Lowering, member, nameAt, namedOf, pushAll, spanOf, symbol, textOf } from './lowering.ts';

/** Types that say nothing of a value's class. */
const VAGUE: ReadonlySet<string> = new Set(['any', 'unknown', 'void', 'never', 'object', 'null', 'undefined', 'this']);

/** Generic types that stand for what is in them. */
const WRAPPERS: ReadonlySet<string> = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Mutable']);

type LowerType = (lowering: Lowering, node: number, depth: number) => Expression | null;

const DEEPEST_TYPE = 20;

/** The class that a type names; null for types that name none. */
export function typeAt(lowering: Lowering, node: number): Expression | null {
  return node < 0 ? null : lowerType(lowering, node, 0);
}

const lowerType: LowerType = (lowering, node, depth) => {
  if (depth > DEEPEST_TYPE) return null;
  const name = lowering.tree.kinds.nameOf(lowering.tree.kind[node] ?? 0);
  return TYPES.get(name)?.(lowering, node, depth + 1) ?? null;
};

const lowerInner: LowerType = (lowering, node, depth) => {
  const inner = firstOf(lowering, node);
  return inner < 0 ? null : lowerType(lowering, inner, depth);
};

const lowerName: LowerType = (lowering, node) => nameAt(lowering, textOf(lowering, node), spanOf(lowering, node));

const lowerScalar: LowerType = (lowering, node) => {
  const name = textOf(lowering, node);
  return VAGUE.has(name) ? null : symbol(spanOf(lowering, node), name);
};

const lowerQualified: LowerType = (lowering, node, depth) => {
  const { field: fields } = lowering.numbers;
  const names: number[] = [];
  let at = node;
  while (at >= 0 && names.length < DEEPEST_TYPE && fieldOf(lowering, at, fields.name) + fieldOf(lowering, at, fields.property) > 0) {
    names.push(Math.max(fieldOf(lowering, at, fields.name), fieldOf(lowering, at, fields.property)));
    at = Math.max(fieldOf(lowering, at, fields.module), fieldOf(lowering, at, fields.object));
  }
  const first = at < 0 || depth > DEEPEST_TYPE ? null : lowerName(lowering, at, depth);
  if (first === null) return null;
  return names.reverse().reduce((object, name) => member({ start: object.span.start, stop: spanOf(lowering, name).stop }, object, literal(spanOf(lowering, name), textOf(lowering, name))), first);
};

const lowerGeneric: LowerType = (lowering, node, depth) => {
  const { field: fields } = lowering.numbers;
  const name = fieldOf(lowering, node, fields.name);
  if (name < 0) return null;
  if (!WRAPPERS.has(textOf(lowering, name))) return lowerType(lowering, name, depth);
  const list = namedOf(lowering, node).find((child) => child !== name);
  return list === undefined ? null : lowerInner(lowering, list, depth);
};

/** `A | null`: the one class among its parts. */
const lowerUnion: LowerType = (lowering, node, depth) => {
  const { tree } = lowering;
  const parts: number[] = [];
  const pending = [node];
  while (pending.length > 0) {
    const at = pending.pop() ?? node;
    if (tree.kind[at] === tree.kind[node]) pushAll(pending, namedOf(lowering, at));
    else if (tree.kinds.nameOf(tree.kind[at] ?? 0) !== 'literal_type' && !VAGUE.has(textOf(lowering, at))) parts.push(at);
  }
  const [only] = parts;
  return only === undefined || parts.length > 1 ? null : lowerType(lowering, only, depth);
};

const TYPES: ReadonlyMap<string, LowerType> = new Map<string, LowerType>([
  ['type_annotation', lowerInner],
  ['parenthesized_type', lowerInner],
  ['readonly_type', lowerInner],
  ['adding_type_annotation', lowerInner],
  ['omitting_type_annotation', lowerInner],
  ['opting_type_annotation', lowerInner],
  ['type_identifier', lowerName],
  ['identifier', lowerName],
  ['predefined_type', lowerScalar],
  ['nested_type_identifier', lowerQualified],
  ['nested_identifier', lowerQualified],
  ['generic_type', lowerGeneric],
  ['union_type', lowerUnion],
]);
