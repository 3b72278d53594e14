/** A piece of the repository that is shown beside the task, as retrieval found it. Regions are masked in it. */
export interface ContextItem {
  readonly path: string;
  /** First and last line, from 1; null for the whole file. */
  readonly lines: readonly [number, number] | null;
  /** The retrieval's own measure, more is better; null where it has none. */
  readonly score: number | null;
  readonly kind: 'file' | 'definition' | 'caller';
  readonly text: string;
}
