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
  readonly place: (node: number) => { start: number; stop: number };
}
