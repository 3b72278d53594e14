import type { FlatTree } from '../tree/flat-tree.ts';

/** Where a formula holds. Offsets count UTF-16 units of the tree's text. */
export interface Match {
  readonly start: number;
  readonly stop: number;
  /** By metavariable, `$X` with its sign: the code it stands for. */
  readonly bindings: ReadonlyMap<string, Binding>;
}

export interface Binding {
  readonly start: number;
  readonly stop: number;
  /** As it is written, or the constant that it is known to be. */
  readonly text: string;
}

/** What a file needs to be matched: its tree, and what its names stand for. */
export interface MatchedFile {
  /** Relative to the folder that is scanned. */
  readonly path: string;
  readonly tree: FlatTree;
}
