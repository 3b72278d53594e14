import type { FlatTree } from '../tree/flat-tree.ts';
import type { Shape } from './shape.ts';

/** What a lowering of one kind works with. */
export interface Lowering {
  readonly tree: FlatTree;
  readonly kindOf: (node: number) => string;
  readonly textOf: (node: number) => string;
  /** All children, tokens too, without comments. */
  readonly childrenOf: (node: number) => readonly number[];
  /** The same without tokens. */
  readonly namedOf: (node: number) => readonly number[];
  readonly fieldOf: (node: number) => string;
  readonly shape: (node: number) => Shape;
  /** The statements that a node of a block stands for: several declarations are several. */
  readonly statements: (node: number) => readonly Shape[];
  /** One level deeper, where the text nests less than the shapes do. */
  readonly deeper: (node: number, lower: () => Shape) => Shape;
  readonly place: (node: number) => { start: number; stop: number };
}

/** Lowers the nodes of some kinds. */
export type Lower = (lowering: Lowering, node: number) => Shape;

/** Tokens have no name in the grammar. */
export function isToken({ tree }: Lowering, node: number): boolean {
  return (tree.kind[node] ?? 0) < 0;
}

/** The children without tokens. */
export function named(lowering: Lowering, node: number): readonly number[] {
  return lowering.namedOf(node);
}

/** The first child in one of the fields. */
export function field(lowering: Lowering, node: number, ...names: readonly string[]): number | null {
  for (const child of lowering.childrenOf(node)) if ((lowering.tree.field[child] ?? 0) !== 0 && names.includes(lowering.fieldOf(child))) return child;
  return null;
}
