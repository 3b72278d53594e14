import { resolve } from 'node:path';
import type { ProfileName } from '../../contract/results.ts';
import { terminalLeaderboard } from '../../report/terminal-leaderboard.ts';
import { deriveFiles } from '../../run/derive.ts';
import { leaderboardText } from '../../run/run-view.ts';
import { readRunFolder, scoreRun } from '../read-run.ts';
import type { Terminal } from '../terminal.ts';
import { failBelow, parseThresholds } from '../thresholds.ts';

export interface ScoreFlags {
  readonly profile?: ProfileName;
  readonly asPublished?: boolean;
  readonly json?: boolean;
  readonly failUnder: string[];
}

export async function scoreAgain(given: string, { profile, asPublished, json, failUnder }: ScoreFlags, terminal: Terminal): Promise<void> {
  const thresholds = parseThresholds(failUnder);
  const folder = resolve(given);
  const read = await readRunFolder(folder);
  if (profile === undefined && asPublished === undefined) for (const problem of (await deriveFiles(folder)).problems) terminal.note(terminal.safe(problem));
  const leaderboard = scoreRun(read, profile, asPublished);
  if (json === true) terminal.out(leaderboardText(leaderboard));
  else terminal.out(terminalLeaderboard(leaderboard, { width: terminal.width, color: terminal.color, facts: { run: read.run, madeAt: new Date() } }));
  failBelow(leaderboard, thresholds, terminal);
}
