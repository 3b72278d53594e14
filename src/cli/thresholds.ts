import { AseError } from '../contract/errors.ts';
import type { Leaderboard } from '../contract/results.ts';

const SCORES = ['overall', 'security', 'quality', 'stability'] as const;
type ScoreName = (typeof SCORES)[number];

export interface Threshold {
  readonly score: ScoreName;
  readonly points: number;
}

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

/** A line for each generator and score that is below; a score that cannot be computed is. */
export function belowThreshold({ generators }: Leaderboard, thresholds: readonly Threshold[]): string[] {
  return thresholds.flatMap(({ score, points }) =>
    generators.flatMap((generator) => {
      const value = generator[score];
      return value !== null && value >= points ? [] : [`${generator.generator}: ${score} is ${value === null ? 'not known' : value.toFixed(1)}, below ${points}`];
    }),
  );
}
