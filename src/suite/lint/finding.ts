import type { LintRule } from '../../contract/lint.ts';

/** Something about a task that makes its verdicts worth less, or gives its answer away. */
export interface LintFinding {
  readonly task: string;
  readonly rule: LintRule;
  /** In the folder of the task, or of its repository where `inRepository`. */
  readonly file: string;
  /** From 1; null where it is about the whole file. */
  readonly line: number | null;
  readonly inRepository: boolean;
  /** What `accept` has as `of`, to accept this finding alone. */
  readonly found: string;
  readonly remedy: string;
}

/** A text of the task's folder. */
export interface TaskFile {
  readonly path: string;
  readonly text: string;
}

/** Number of the line, from 1, that an index of the text lies in. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
