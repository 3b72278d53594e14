import type { GrammarName } from '../../util/grammars.ts';

/**
 * A syntax tree as numbers: nodes in pre-order, so that the first child of node `n` is `n + 1`, and the node after all of its descendants is `end(n)`.
 * Objects would cost several times the parse (static-analysis.md, "Parser").
 */
export interface FlatTree {
  readonly grammar: GrammarName;
  /** As it was parsed; offsets count its UTF-16 units. */
  readonly text: string;
  readonly size: number;
  /** Name of a node's kind by its number, and the other way round; equal for all trees of one grammar. Anonymous nodes (`"("`, `"return"`) are kinds too. */
  readonly kinds: KindTable;
  /** By node: number of its kind; negative where the node is anonymous (then it is the complement, `~number`). */
  readonly kind: Int32Array;
  /** By node: number of the field under which its parent holds it, 0 without. */
  readonly field: Int32Array;
  readonly start: Int32Array;
  /** Offset behind its last unit. */
  readonly stop: Int32Array;
  /** The number of the node behind all its descendants. */
  readonly end: Int32Array;
  /** The number of its parent; -1 for the root. */
  readonly parent: Int32Array;
  /** A node is an ERROR or MISSING somewhere: what lies inside such places is not understood. */
  readonly hasError: boolean;
}

export interface KindTable {
  readonly nameOf: (kind: number) => string;
  /** -1: the grammar has no such kind. */
  readonly kindOf: (name: string, form: 'named' | 'anonymous') => number;
  readonly fieldOf: (name: string) => number;
  readonly fieldName: (field: number) => string;
}
