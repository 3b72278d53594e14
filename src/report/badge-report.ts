import { makeBadge } from 'badge-maker';
import type { GeneratorScore, Leaderboard } from '../contract/results.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { intervalText, pointsText } from './numbers.ts';

export type BadgeScore = 'overall' | 'security' | 'quality' | 'stability';

/** Points from which a badge is green, and yellow. */
const GREEN = 80;
const YELLOW = 50;
const MAX_NAME = 40;

/** A score of one generator with its interval as an SVG picture of one line, in Shields' look. */
export function badgeReport(leaderboard: Pick<Leaderboard, 'suite'>, { generator, score }: Pick<GeneratorScore, 'generator' | 'score'>, measure: BadgeScore): string {
  const estimate = score[measure];
  const name = (text: string): string => escapeTerminal(text, { ascii: false, width: MAX_NAME });
  const message = estimate === null ? 'unknown' : `${pointsText(estimate.value)} (${intervalText(estimate, '–')})`;
  const label = `${measure}: ${name(generator)} on ${name(leaderboard.suite)}`;
  return `${makeBadge({ label, message, color: colorOf(estimate?.value) })}\n`;
}

function colorOf(value: number | undefined): string {
  if (value === undefined) return 'lightgrey';
  return value >= GREEN ? 'green' : value >= YELLOW ? 'yellow' : 'red';
}
