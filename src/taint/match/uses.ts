import type { Shape } from './shape.ts';

/** What a part of a shape is to the names in it. */
export type Use = 'read' | 'write' | 'update';
type Visit = (part: Shape, how: Use) => void;

const NO_CODE = new Set(['type', 'modifier', 'tag', 'key', 'content', 'cast-type', 'name']);
const UPDATES = new Set(['augmented_assignment_expression', 'augmented_assignment', 'update_expression', 'delete_statement']);
/** Statements that say which names of the scopes around are meant. */
export const SHARED = new Set(['global_statement', 'nonlocal_statement', 'global_declaration']);

/** Positions of the parts of a kind that are given a value, `rest`: all but the first; and the order in which they are run, where it is not the text's. */
const WRITES: Readonly<Record<string, 'first' | 'second' | 'rest' | 'all' | 'last'>> = {
  assign: 'first',
  static_variable_declaration: 'first',
  parameter: 'first',
  for_in_statement: 'first',
  for_in_clause: 'first',
  foreach_statement: 'second',
  as_pattern: 'rest',
  parameters: 'all',
  'import-item': 'last',
};

/** Visits the parts that hold code, in the order in which they are run, with what they do to the names that they are. */
export function eachUse(shape: Shape, visit: Visit): void {
  const { type, children } = shape;
  const [first, second] = children;
  if (first === undefined || SHARED.has(type)) return;
  if (type === 'dot') {
    visit(first, 'read');
    if (second?.role === 'computed') visit(second, 'read');
    return;
  }
  const writes = WRITES[type] ?? (type === 'for_statement' && shape.value.includes(' in') ? 'first' : undefined);
  if (writes === 'first') {
    const isLoop = type.startsWith('for_');
    readAll(children, visit, 1, isLoop ? 2 : children.length);
    visit(first, 'write');
    if (isLoop) readAll(children, visit, 2, children.length);
  } else if (UPDATES.has(type) || (type === 'unary_expression' && shape.value === 'delete')) {
    readAll(children, visit, 1, children.length);
    visit(first, 'update');
  } else if (type === 'catch') children.forEach((child) => visit(child, child.type === 'name' ? 'write' : 'read'));
  else if (type === 'keyword') readAll(children, visit, 1, children.length);
  else if (writes === undefined) readAll(children, visit, 0, children.length);
  else children.forEach((child, at) => visit(child, isWritten(writes, at, children.length) ? 'write' : 'read'));
}

function isWritten(writes: 'second' | 'rest' | 'all' | 'last', at: number, length: number): boolean {
  if (writes === 'second') return at === 1;
  if (writes === 'last') return at === length - 1;
  return writes === 'all' || at > 0;
}

function readAll(children: readonly Shape[], visit: Visit, from: number, until: number): void {
  for (let at = from; at < until; at += 1) {
    const child = children[at];
    if (child !== undefined && !NO_CODE.has(child.role)) visit(child, 'read');
  }
}

/** The names that a target gives a value, and the members that it changes. */
export function targetsIn(target: Shape): readonly Shape[] {
  if (target.type === 'name' || target.type === 'dot' || target.type === 'index') return [target];
  if (target.type === 'parameter') return target.children.slice(0, 1).flatMap(targetsIn);
  return target.children.filter(({ role }) => !NO_CODE.has(role)).flatMap(targetsIn);
}
