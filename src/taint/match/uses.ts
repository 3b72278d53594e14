import type { Shape } from './shape.ts';

/** What a part of a shape is to the names in it. */
export type Use = 'read' | 'write' | 'update';
type Parts = readonly (readonly [Shape, Use])[];

const NO_CODE = new Set(['type', 'modifier', 'tag', 'key', 'content', 'cast-type', 'name']);
const UPDATES = new Set(['augmented_assignment_expression', 'augmented_assignment', 'update_expression', 'delete_statement', 'unary_expression']);
const LOOPS = new Set(['for_in_statement', 'for_statement', 'foreach_statement', 'for_in_clause']);
const SHARED = new Set(['global_statement', 'nonlocal_statement', 'global_declaration']);

const readsOf = (shapes: readonly Shape[]): Parts => shapes.filter(({ role }) => !NO_CODE.has(role)).map((child) => [child, 'read']);
const writesOf = (shapes: readonly Shape[]): Parts => shapes.map((child) => [child, 'write']);

/** The parts that hold code, in the order in which they are run, with what they do to the names that they are. */
export function usesIn(shape: Shape): Parts {
  const { type, children } = shape;
  const [first, ...rest] = children;
  if (first === undefined || SHARED.has(type)) return [];
  if (type === 'dot') return [[first, 'read'], ...readsOf(rest.filter(({ role }) => role === 'computed'))];
  if (type === 'keyword') return readsOf(rest);
  if (type === 'assign') return [...readsOf(rest), [first, 'write']];
  if (UPDATES.has(type) && (type !== 'unary_expression' || shape.value === 'delete')) return [...readsOf(rest), [first, 'update']];
  if (LOOPS.has(type)) return loopUses(shape, first, rest);
  if (type === 'catch') return children.map((child) => [child, child.type === 'name' ? 'write' : 'read']);
  if (type === 'as_pattern') return [[first, 'read'], ...writesOf(rest)];
  if (type === 'import-item') return writesOf(children.slice(-1));
  if (type === 'static_variable_declaration') return [...readsOf(rest), [first, 'write']];
  if (type === 'parameters') return writesOf(children);
  if (type === 'parameter') return [[first, 'write'], ...readsOf(rest)];
  return readsOf(children);
}

function loopUses({ type, value }: Shape, first: Shape, rest: readonly Shape[]): Parts {
  if (type === 'foreach_statement') return [[first, 'read'], ...writesOf(rest.slice(0, 1)), ...readsOf(rest.slice(1))];
  if (type === 'for_statement' && !value.includes(' in')) return readsOf([first, ...rest]);
  return [...readsOf(rest.slice(0, 1)), [first, 'write'], ...readsOf(rest.slice(1))];
}

/** The names that a target gives a value, and the members that it changes. */
export function targetsIn(target: Shape): readonly Shape[] {
  if (target.type === 'name' || target.type === 'dot' || target.type === 'index') return [target];
  if (target.type === 'parameter') return target.children.slice(0, 1).flatMap(targetsIn);
  return target.children.filter(({ role }) => !NO_CODE.has(role)).flatMap(targetsIn);
}
