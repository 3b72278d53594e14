import type { Span } from '../ir/nodes.ts';

/** What the patterns of rules say of places in one file. */
export type Mark =
  | { readonly kind: 'source'; readonly rule: number; readonly label: string | null; readonly requires: string | null; readonly bySideEffect: boolean }
  | { readonly kind: 'sink'; readonly rule: number; readonly requires: string | null; /** A whole pattern, not what it looks at within it: of a call all data counts that goes into it. */ readonly isWhole: boolean }
  | { readonly kind: 'sanitizer'; readonly rule: number; /** Bits; null: all. */ readonly clears: number | null; readonly bySideEffect: boolean; /** To a source or a sink of the rule at the same place. */ readonly givesWay: boolean }
  | { readonly kind: 'propagator'; readonly rule: number; readonly from: Span; readonly to: Span }
  /** A resolved path. */
  | { readonly kind: 'resolved' }
  | { readonly kind: 'guard'; readonly rule: number; readonly checks: Span; readonly when: boolean; readonly clears: number | null };

export interface Marks {
  readonly at: (span: Span) => readonly Mark[];
  readonly add: (span: Span, mark: Mark) => void;
  readonly size: () => number;
}

const NO_MARKS: readonly Mark[] = [];

export function createMarks(): Marks {
  const marks = new Map<number, Mark[]>();
  const keyOf = ({ start, stop }: Span): number => start * 0x4000000 + stop;
  return {
    at: (span) => marks.get(keyOf(span)) ?? NO_MARKS,
    add(span, mark) {
      const known = marks.get(keyOf(span));
      if (known === undefined) marks.set(keyOf(span), [mark]);
      else known.push(mark);
    },
    size: () => marks.size,
  };
}
