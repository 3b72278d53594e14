import type { LineRange } from './leak-guard.ts';

/** A piece of the repository that is shown beside the masked file. */
export interface ContextItem {
  readonly path: string;
  /** Null: the whole file. */
  readonly lines: LineRange | null;
  /** Of BM25; null where nothing was scored. */
  readonly score: number | null;
  readonly kind: 'file' | 'definition' | 'caller';
  readonly text: string;
}

export interface FoundContext {
  /** Most useful first. */
  readonly items: readonly ContextItem[];
  /** For people: what was cut, dropped or not looked at. They may name what is hidden from a generator. */
  readonly notes: readonly string[];
}
