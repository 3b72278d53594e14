import process from 'node:process';
import { AseError } from '../contract/errors.ts';
import type { Leaderboard } from '../contract/results.ts';
import { missedText, missedThresholds, type Threshold } from '../report/report-input.ts';
import type { Terminal } from './terminal.ts';

const SCORES = ['overall', 'security', 'quality', 'stability'] as const satisfies readonly Threshold['score'][];

/** `security=50`, points from 0 to 100. @throws AseError `bad-input` */
export function parseThresholds(texts: readonly string[]): Threshold[] {
  return texts.map((text) => {
    const [name, value, ...rest] = text.split('=');
    const score = SCORES.find((each) => each === name);
    const points = Number(value);
    if (score !== undefined && rest.length === 0 && value !== undefined && value.trim() !== '' && points >= 0 && points <= 100) return { score, points };
    throw new AseError('bad-input', `--fail-under is ${JSON.stringify(text)}`, { remedy: `Give ${SCORES.join(', ')}, =, and points from 0 to 100, such as security=50.` });
  });
}

/** Tells of each generator and score that is below – one that cannot be computed is – and sets the exit code to 1 for it. */
export function failBelow(leaderboard: Leaderboard, thresholds: readonly Threshold[], terminal: Terminal): void {
  const missed = missedThresholds(leaderboard, thresholds);
  for (const each of missed) terminal.note(missedText(each, terminal.safe));
  if (missed.length > 0) process.exitCode = 1;
}
