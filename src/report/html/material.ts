import type { Generation } from '../../contract/generation.ts';
import type { AttemptKey, Change, Verdict } from '../../contract/results.ts';

/** Where a region lies. */
export interface MaterialRegion {
  readonly file: string;
  readonly lines: readonly [number, number];
  readonly symbol: string;
}

/** A file of a task that an answer may change; null: not there, or not on this machine. */
export interface MaterialFile {
  readonly path: string;
  readonly original: string | null;
  readonly reference: string | null;
}

/** What is known of a task besides its verdicts. Every text is foreign. */
export interface TaskMaterial {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly repository: string;
  readonly repairedBy: string;
  readonly language: string;
  readonly regions: readonly MaterialRegion[];
  readonly files: readonly MaterialFile[];
  /** Titles of checks, by id. */
  readonly checks: ReadonlyMap<string, string>;
  /** How many labelled answers prove the task, by label. */
  readonly candidates: readonly { readonly label: string; readonly count: number }[];
  /** What is missing, or differs from what was judged; one line each. */
  readonly gaps: readonly string[];
}

/** What lies in an attempt's folder. Every text is foreign. */
export interface AttemptMaterial {
  readonly key: AttemptKey;
  readonly change: Change | null;
  /** The changed files as they were judged, by path; null where the answer does not integrate, or the repository is not at hand. */
  readonly files: ReadonlyMap<string, string> | null;
  readonly verdict: Verdict | null;
  readonly generation: Generation | null;
  /** Of the generation: prompt.md, answer.md, … */
  readonly prompt: string | null;
  readonly answer: string | null;
  readonly logs: readonly { readonly name: string; readonly text: string }[];
}

export interface TaskPages {
  readonly task: TaskMaterial;
  readonly attempts: readonly AttemptMaterial[];
}
