import type { Shape } from './shape.ts';

/** A pattern, ready to be held against shapes. */
export interface Pattern {
  /** One expression or statement, or the statements of a sequence. */
  readonly shapes: readonly Shape[];
  readonly sequence: boolean;
  /** Option `symbolic_propagation`. */
  readonly isSymbolic?: boolean;
  /** Words that the text of every file with a match holds, in lower case. */
  readonly words: readonly string[];
  /** Kinds of nodes of which the tree of every file with a match has each. */
  readonly kinds: readonly string[];
}
