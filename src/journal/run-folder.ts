import { join } from 'node:path';
import type { AttemptKey } from '../contract/results.ts';
import { folderNameOf } from './folder-name.ts';

export interface RunPaths {
  readonly folder: string;
  readonly run: string;
  readonly journal: string;
  readonly lock: string;
  readonly attempts: string;
  readonly predictions: string;
  readonly results: string;
  readonly leaderboard: string;
}

/** Where a run keeps what (design.md §7). */
export function runPaths(folder: string): RunPaths {
  return {
    folder,
    run: join(folder, 'run.json'),
    journal: join(folder, 'journal.jsonl'),
    lock: join(folder, 'lock'),
    attempts: join(folder, 'attempts'),
    predictions: join(folder, 'predictions.jsonl'),
    results: join(folder, 'results.jsonl'),
    leaderboard: join(folder, 'leaderboard.json'),
  };
}

export interface AttemptPaths {
  readonly folder: string;
  readonly prediction: string;
  /** Folder of what came of a model, agent or command besides its prediction. */
  readonly generation: string;
  /** The same of the last try that gave no prediction. */
  readonly unanswered: string;
  readonly verdict: string;
  readonly logs: string;
}

export function attemptPaths(runFolder: string, key: AttemptKey): AttemptPaths {
  const folder = join(runFolder, 'attempts', folderNameOf(key.task), folderNameOf(key.generator), String(key.cycle));
  return { folder, prediction: join(folder, 'prediction.json'), generation: join(folder, 'generation'), unanswered: join(folder, 'unanswered'), verdict: join(folder, 'verdict.json'), logs: join(folder, 'logs') };
}
