import { resolve } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import { terminalLeaderboard } from '../../report/terminal-leaderboard.ts';
import { deriveFiles } from '../../run/derive.ts';
import { leaderboardText } from '../../run/run-view.ts';
import { readRunFolder, scoreRun } from '../read-run.ts';
import type { ScoreFlags } from '../score-flags.ts';
import type { Terminal } from '../terminal.ts';
import { failBelow, parseThresholds } from '../thresholds.ts';

export async function scoreAgain(given: string | undefined, flags: ScoreFlags, terminal: Terminal): Promise<void> {
  if (given === undefined) throw new AseError('bad-input', 'nothing to score', { remedy: 'Give the folder of a run, or --from-ase DIR --dataset FILE.' });
  const { profile, asPublished, json, failUnder } = flags;
  const thresholds = parseThresholds(failUnder);
  const folder = resolve(given);
  const read = await readRunFolder(folder);
  if (profile === undefined && asPublished === undefined) for (const problem of (await deriveFiles(folder)).problems) terminal.note(terminal.safe(problem));
  const leaderboard = scoreRun(read, profile, asPublished);
  if (json === true) terminal.out(leaderboardText(leaderboard));
  else terminal.out(terminalLeaderboard(leaderboard, { width: terminal.width, color: terminal.color, facts: { run: read.run, madeAt: new Date() } }));
  failBelow(leaderboard, thresholds, terminal);
}
