import type { FlatTree } from '../tree/flat-tree.ts';
import { constantsOf, type Values } from './constants.ts';
import { type Flat, flatten } from './flatten.ts';
import { fold } from './fold.ts';
import { type Imports, importsIn } from './imports.ts';
import { lowerTree } from './lower.ts';
import type { Shape } from './shape.ts';
import { type Variable, type Variables, variablesOf } from './variables.ts';

/** The shapes in one, in pre-order. */
export interface ShapeTable {
  readonly byType: ReadonlyMap<string, readonly Shape[]>;
  /** Those that stand where an expression or a statement does, no names of definitions, types or keys. */
  readonly places: readonly Shape[];
}

/** What a file's names stand for. */
export interface FileIndex extends ShapeTable {
  readonly tree: FlatTree;
  readonly root: Shape;
  readonly imports: Imports;
  /** The literal that an expression is known to be where it stands. */
  readonly constantOf: (shape: Shape) => Shape | null;
  /** Of a name, the variable that it is. */
  readonly variableOf: (shape: Shape) => Variable | undefined;
  /** A list of statements with those below them. */
  readonly flattened: (codes: readonly Shape[]) => Flat;
}

const indexes = new WeakMap<FlatTree, FileIndex>();

/** Made once a tree. */
export function indexOf(tree: FlatTree): FileIndex {
  const known = indexes.get(tree);
  if (known !== undefined) return known;
  const index = indexShapes(tree, lowerTree(tree));
  indexes.set(tree, index);
  return index;
}

const ASIDE = new Set(['type', 'name', 'key', 'tag', 'content', 'modifier', 'cast-type', 'module']);
const NO_PLACES = new Set(['parameters', 'import', 'exceptions', 'wildcard']);

/** All shapes in one, itself too. */
export function shapesIn(root: Shape): ShapeTable {
  const places: Shape[] = [];
  const byType = new Map<string, Shape[]>();
  const visit = (shape: Shape, isPlace: boolean): void => {
    const here = isPlace && !ASIDE.has(shape.role);
    if (here && shape.type !== 'exceptions') places.push(shape);
    const others = byType.get(shape.type);
    if (others === undefined) byType.set(shape.type, [shape]);
    else others.push(shape);
    const isOpen = here && !NO_PLACES.has(shape.type);
    const word = shape.type === 'dot' ? 1 : shape.type === 'keyword' ? 0 : -1;
    shape.children.forEach((child, at) => visit(child, child.role === 'default' || (isOpen && !(at === word && child.type === 'name' && child.role !== 'computed'))));
  };
  visit(root, true);
  return { byType, places };
}

function indexShapes(tree: FlatTree, root: Shape): FileIndex {
  const { byType, places } = shapesIn(root);
  let variables: Variables | null = null;
  let values: Values | null = null;
  const variablesHere = (): Variables => (variables ??= variablesOf(root, tree.grammar));
  const valueOf = (shape: Shape): Shape | null => (values ??= constantsOf(root, tree.grammar, variablesHere())).get(shape) ?? null;
  const folded = new Map<Shape, Shape | null>();
  const constantOf = (shape: Shape): Shape | null => {
    const known = folded.get(shape);
    if (known !== undefined) return known;
    const constant = fold(shape, { grammar: tree.grammar, valueOf });
    folded.set(shape, constant);
    return constant;
  };
  const flats = new Map<readonly Shape[], Flat>();
  const flattened = (codes: readonly Shape[]): Flat => {
    const flat = flats.get(codes) ?? flatten(codes);
    flats.set(codes, flat);
    return flat;
  };
  return { tree, root, byType, places, imports: importsIn(root, byType), constantOf, variableOf: (shape) => variablesHere().of.get(shape), flattened };
}
