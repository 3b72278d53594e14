import type { FlatTree } from '../tree/flat-tree.ts';
import { lowerTree } from './lower.ts';
import { type Shape, shapeAt } from './shape.ts';

/** What a file's names stand for. */
export interface FileIndex {
  readonly tree: FlatTree;
  readonly root: Shape;
  /** All shapes in pre-order. */
  readonly shapes: readonly Shape[];
  readonly byType: ReadonlyMap<string, readonly Shape[]>;
  /** By local name: the module path it was imported as, such as `child_process.exec`. */
  readonly imports: ReadonlyMap<string, string>;
  /** By local name: the one literal that is ever assigned to it. */
  readonly constants: ReadonlyMap<string, Shape>;
}

const indexes = new WeakMap<FlatTree, FileIndex>();

/** Made once a tree. */
export function indexOf(tree: FlatTree): FileIndex {
  const known = indexes.get(tree);
  if (known !== undefined) return known;
  const root = lowerTree(tree);
  const shapes: Shape[] = [];
  const byType = new Map<string, Shape[]>();
  const visit = (shape: Shape): void => {
    shapes.push(shape);
    const others = byType.get(shape.type);
    if (others === undefined) byType.set(shape.type, [shape]);
    else others.push(shape);
    shape.children.forEach(visit);
  };
  visit(root);
  const index: FileIndex = { tree, root, shapes, byType, imports: importsOf(byType), constants: constantsOf(shapes) };
  indexes.set(tree, index);
  return index;
}

/** What gives a name a value that is not written beside it. */
const CHANGING = new Set(['augmented_assignment_expression', 'augmented_assignment', 'update_expression', 'parameter', 'parameters', 'for_statement', 'for_in_statement', 'foreach_statement', 'unary_op_expression']);

function constantsOf(shapes: readonly Shape[]): Map<string, Shape> {
  const found = new Map<string, Shape | null>();
  for (const shape of shapes) {
    const [target, value] = shape.children;
    if (shape.type === 'assign' && target?.type === 'name') found.set(target.value, value === undefined || found.has(target.value) ? null : value);
    else if (CHANGING.has(shape.type)) shape.children.filter(({ type }) => type === 'name').forEach(({ value: name }) => found.set(name, null));
  }
  const constants = new Map<string, Shape>();
  for (const [name, value] of found) {
    const folded = value === null ? null : foldConstant(value, constants);
    if (folded !== null) constants.set(name, folded);
  }
  return constants;
}

const LITERALS = new Set(['string', 'number', 'integer', 'float', 'true', 'false', 'boolean']);

/** The literal that an expression is known to be. */
export function foldConstant(shape: Shape, constants: ReadonlyMap<string, Shape>): Shape | null {
  if (LITERALS.has(shape.type)) return shape;
  if (shape.type === 'name') return constants.get(shape.value) ?? null;
  const joins = shape.type === 'template' || ((shape.type === 'binary_expression' || shape.type === 'binary_operator') && (shape.value === '+' || shape.value === '' || shape.value === '.'));
  if (!joins) return null;
  const parts = shape.children.map((child) => foldConstant(child, constants));
  if (!parts.every((part) => part?.type === 'string')) return null;
  return shapeAt(shape, 'string', { value: parts.map((part) => part?.value ?? '').join('') });
}

const withoutScheme = (name: string): string => name.replace(/^node:/u, '');

function importsOf(byType: ReadonlyMap<string, readonly Shape[]>): Map<string, string> {
  const imports = new Map<string, string>();
  for (const shape of byType.get('import_statement') ?? []) importShape(shape, imports);
  for (const shape of byType.get('import_from_statement') ?? []) fromImport(shape, imports);
  for (const shape of byType.get('namespace_use_clause') ?? []) {
    const [path, alias] = shape.children.length === 0 ? [shape] : [shape.children[0] ?? shape, shape.children[1]];
    imports.set(alias?.value ?? path.value.split('\\').at(-1) ?? path.value, path.value.replace(/^\\/u, ''));
  }
  for (const shape of byType.get('assign') ?? []) requireShape(shape, imports);
  return imports;
}

function importShape(shape: Shape, imports: Map<string, string>): void {
  const from = shape.children.find(({ type }) => type === 'string');
  if (from === undefined) {
    for (const part of shape.children) {
      const [path, alias] = part.type === 'aliased_import' ? part.children : [part, part];
      if (path !== undefined && alias !== undefined && path !== alias) imports.set(alias.value, path.value);
    }
    return;
  }
  const path = withoutScheme(from.value);
  const add = (part: Shape): void => {
    if (part.type === 'name') imports.set(part.value, path);
    else if (part.type === 'namespace_import') imports.set(part.children[0]?.value ?? '', path);
    else if (part.type === 'import_specifier') imports.set(part.children.at(-1)?.value ?? '', `${path}.${part.children[0]?.value ?? ''}`);
    else if (part.type !== 'string') part.children.forEach(add);
  };
  shape.children.forEach(add);
}

function fromImport(shape: Shape, imports: Map<string, string>): void {
  const [module, ...parts] = shape.children;
  for (const part of parts) {
    const [name, alias] = part.type === 'aliased_import' ? part.children : [part, part];
    if (name !== undefined && module !== undefined) imports.set(alias?.value ?? name.value, `${module.value}.${name.value}`);
  }
}

function requireShape(shape: Shape, imports: Map<string, string>): void {
  const [target, value] = shape.children;
  if (target === undefined || value === undefined) return;
  const path = pathOf(value, imports);
  if (path === null || !(value.type === 'call' || (value.type === 'dot' && [...imports.values()].some((known) => path.startsWith(`${known}.`))))) return;
  if (target.type === 'name') imports.set(target.value, path);
  if (target.type !== 'object_pattern') return;
  for (const part of target.children) {
    const [name, alias] = part.type === 'pair_pattern' ? part.children : [part, part];
    if (name !== undefined && alias !== undefined) imports.set(alias.value, `${path}.${name.value}`);
  }
}

/** The dotted path that a name or member is known by; null where it is computed. */
export function pathOf(shape: Shape, imports: ReadonlyMap<string, string>): string | null {
  if (shape.type === 'name') return imports.get(shape.value) ?? shape.value;
  const [first, second] = shape.children;
  if (shape.type === 'call' && first?.value === 'require' && second?.type === 'string') return withoutScheme(second.value);
  if (shape.type !== 'dot' || first === undefined || second?.type !== 'name') return null;
  const before = pathOf(first, imports);
  return before === null ? null : `${before}.${second.value}`;
}
