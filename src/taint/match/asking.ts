import type { Formula } from '../rules/rule.ts';
import type { FileIndex } from './file-index.ts';
import type { Bound } from './matching.ts';
import type { PatternPlaces } from './pattern-places.ts';
import type { Range } from './range.ts';
import type { Shape } from './shape.ts';

/** Where a formula is asked: in a file or in one shape of it, with what is bound already. */
export interface Asking {
  readonly index: FileIndex;
  readonly patterns: PatternPlaces;
  readonly within: Shape | null;
  readonly bound: Bound;
  /** Passed along so that conditions need not import this file. */
  readonly rangesOf: (formula: Formula, asking: Asking) => readonly Range[];
}
