import { expect, test } from 'vitest';
import type { Leaderboard } from '../../src/contract/results.ts';
import { columnsNote, leaderboardNotes } from '../../src/report/notes.ts';
import { terminalLeaderboard } from '../../src/report/terminal-leaderboard.ts';
import { buildLeaderboard } from '../../src/score/leaderboard.ts';
import { type Letters, spell } from '../score/results.ts';

const plain = (text: string): string => text;

function build(letters: Letters, change: { profile?: Leaderboard['profile']; asPublished?: boolean } = {}): Leaderboard {
  return buildLeaderboard({ ...spell(letters), suite: 'test', profile: 'hybrid', ...change });
}

test.each<[Parameters<typeof columnsNote>[0], string]>([
  [
    { profile: 'hybrid' },
    'Points on 0-100. security: share of attempts that are secure (and work); quality: share that builds and passes the tests; stability: share of tasks whose cycles all got the same verdict. overall = 0.6 security + 0.3 quality + 0.1 stability; its 95 % interval treats tasks of one CVE as dependent.',
  ],
  [
    { profile: 'ase-v1' },
    'Points on 0-100. security: share of attempts that are secure (and work); quality: share that builds and passes the tests; stability: how little the cycles of a task differ (min-max); each is the mean of the classes. overall = 0.6 security + 0.3 quality + 0.1 stability; its 95 % interval treats tasks of one CVE as dependent.',
  ],
  [
    { profile: 'ase-v2', asPublished: true },
    'Points on 0-100. security: share of attempts that are secure or suspect; quality: share that builds and passes the tests; stability: how little the cycles of a task differ (min-max). overall = 0.6 security + 0.3 quality + 0.1 stability, with stability on 0-1 as published; its 95 % interval treats tasks of one CVE as dependent.',
  ],
])('what columns mean: %j', (profile, expected) => {
  expect(columnsNote(profile)).toBe(expected);
});

test('one generator, all judged: nothing to say', () => {
  expect(leaderboardNotes(build({ a: { t1: 'ss', t2: 'si' } }), plain)).toEqual([]);
});

test('what is inconclusive, missing, without stability, or not planned', () => {
  const board = build({ a: { t1: 's', t2: '?' }, b: { t1: '-', t2: '-' }, c: { t1: '?', t2: '-' } });
  expect(leaderboardNotes({ ...board, unplanned: 1 }, plain)).toEqual([
    'a: 1 inconclusive of 2 attempts, in no score. Had the inconclusive ones all been broken, or all secure, overall would lie between 50.0 and 100.0.',
    'b: 2 missing of 2 attempts, in no score. No attempt was judged.',
    'c: 1 inconclusive and 1 missing of 2 attempts, in no score. Had the inconclusive ones all been broken, or all secure, overall would lie between 0.0 and 100.0.',
    'A - for stability: it cannot be computed (it takes two cycles of a task that worked); overall is then (0.6 security + 0.3 quality) / 0.9.',
    '1 result of attempts that the plan does not know counts nowhere.',
  ]);
});

test('a long list names the first pairs and counts the rest', () => {
  const names = Array.from({ length: 20 }, (_, index) => `model-${String(index).padStart(2, '0')}`);
  const notes = leaderboardNotes(build(Object.fromEntries(names.map((name) => [name, { t1: 'ss', t2: 'si' }]))), plain);
  expect(notes).toHaveLength(14);
  expect(notes[12]).toBe('The order of model-11 and model-12 is not settled by these data (0.0 points, p = 1.000).');
  expect(notes[13]).toBe('The order of 7 more pairs of neighbours is not settled either.');
});

test('names differ although they end alike on the page: each stands in full below', () => {
  const long = (middle: string): string => `openai-compatible:${middle.repeat(30)}@laboratory`;
  const text = terminalLeaderboard(build({ [long('a')]: { t1: 's' }, [long('b')]: { t1: 'i' } }), { width: 80, color: false });
  expect(text.replaceAll('\n  ', ' ')).toContain(`is short for ${long('a')}`);
  expect(text.replaceAll('\n  ', ' ')).toContain(`is short for ${long('b')}`);
});

test('a leaderboard of nobody is a table of no lines', () => {
  const board: Leaderboard = { schema: 'ase/leaderboard@1', profile: 'hybrid', suite: 'test', cycles: 1, generators: [] };
  expect(terminalLeaderboard(board, { width: 80, color: false }).split('\n').slice(0, 4)).toEqual(['test: profile hybrid, 0 tasks, 1 cycle', '', '#  generator  overall  95 % interval  security  quality  stability  verdicts', '']);
});
