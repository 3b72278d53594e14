import { AseError } from '../contract/errors.ts';
import type { Leaderboard } from '../contract/results.ts';
import { terminalLeaderboard } from '../report/terminal-leaderboard.ts';
import { readRun } from '../run/open-run.ts';
import { shownPath } from './shown-path.ts';
import { writeReport } from './write-report.ts';
import type { Terminal } from './terminal.ts';

/** The end of a run: the leaderboard, and where the whole of it lies. */
export async function showLeaderboard(folder: string, leaderboard: Leaderboard, terminal: Terminal): Promise<void> {
  const run = await readRun(folder);
  if (run === null) throw new AseError('damaged', `${folder} has no run.json`, { remedy: 'The same `ase run` command makes it again.' });
  terminal.out(terminalLeaderboard(leaderboard, { width: terminal.width, color: terminal.color, facts: { run, madeAt: new Date() } }));
  terminal.out(`Report:   ${terminal.safe(shownPath(await writeReport(folder)))}`);
  terminal.out(`Evidence: ${terminal.safe(shownPath(folder))}`);
}
