import type { FlatTree } from '../tree/flat-tree.ts';
import type { Shape } from './shape.ts';

/** What a lowering of one kind works with. */
export interface Lowering {
  readonly tree: FlatTree;
  readonly kindOf: (node: number) => string;
  readonly textOf: (node: number) => string;
  /** All children, tokens too, without comments. */
  readonly childrenOf: (node: number) => readonly number[];
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
export function named(lowering: Lowering, node: number): number[] {
  return lowering.childrenOf(node).filter((child) => !isToken(lowering, child) && !['php_tag', 'php_end_tag'].includes(lowering.kindOf(child)));
}

/** The first child in one of the fields. */
export function field(lowering: Lowering, node: number, ...names: readonly string[]): number | null {
  return lowering.childrenOf(node).find((child) => names.includes(lowering.fieldOf(child))) ?? null;
}
