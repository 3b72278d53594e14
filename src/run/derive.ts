import type { Leaderboard } from '../contract/results.ts';
import { runPaths } from '../journal/run-folder.ts';
import { writeFileAtomic } from '../util/files.ts';
import { foldRun } from './open-run.ts';
import { leaderboardOf, leaderboardText, predictionLines, resultLines, viewRun } from './run-view.ts';

export interface Derived {
  readonly leaderboard: Leaderboard;
  /** Predictions that could not be told; one line for people each. */
  readonly problems: readonly string[];
}

/**
 * Makes predictions.jsonl, results.jsonl and leaderboard.json again, from the journal and the attempts' folders. The same evidence gives the same bytes.
 * @throws AseError `not-found`, `damaged`, `disk`, `permission`
 */
export async function deriveFiles(folder: string): Promise<Derived> {
  const paths = runPaths(folder);
  const view = viewRun(folder, await foldRun(folder));
  const problems: string[] = [];
  await writeFileAtomic(paths.predictions, joinLines(predictionLines(view, (problem) => problems.push(problem))));
  await writeFileAtomic(paths.results, joinLines(resultLines(view)));
  const leaderboard = leaderboardOf(view);
  await writeFileAtomic(paths.leaderboard, leaderboardText(leaderboard));
  return { leaderboard, problems };
}

const PIECE_LENGTH = 1 << 18;

/** One write a line would take a system call each. */
async function* joinLines(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
