import { expect, test } from 'vitest';
import type { GeneratorScore, Leaderboard } from '../../src/contract/results.ts';
import { ranksOf } from '../../src/report/ranks.ts';
import { boardOf } from './board.ts';

/** A leaderboard of these intervals; neighbours are never told apart, but for the pairs that are named by their first. */
function boardWith(intervals: readonly (readonly [number, number] | null)[], apart: readonly number[] = []): Leaderboard {
  const { leaderboard } = boardOf();
  const [line] = leaderboard.generators;
  const [pair] = leaderboard.neighbours ?? [];
  if (line === undefined || pair === undefined) throw new Error('the made leaderboard is empty');
  const generators = intervals.map((interval, index): GeneratorScore => {
    const overall = interval === null ? null : { value: (interval[0] + interval[1]) / 2, interval: { low: interval[0], high: interval[1] } };
    return { ...line, generator: String(index), overall: overall?.value ?? null, score: { ...line.score, overall } };
  });
  return { ...leaderboard, generators, neighbours: generators.slice(1).map((_, index) => ({ first: String(index), second: String(index + 1), overall: { ...pair.overall, apart: apart.includes(index) } })) };
}

test('a rank is shared until a neighbour is told apart, or an interval lies wholly below that of its first', () => {
  expect(ranksOf(boardWith([[80, 100], [70, 95], [60, 81], [50, 79], [40, 60], [30, 49], null]))).toEqual(['1=', '1=', '1=', '4=', '4=', '6', '-']);
  expect(ranksOf(boardWith([[80, 100], [70, 95], [60, 81]], [0]))).toEqual(['1', '2=', '2=']);
  expect(ranksOf({ ...boardWith([[80, 100], [70, 95]]), neighbours: [] })).toEqual(['1=', '1=']);
});
