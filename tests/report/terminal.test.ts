import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Neighbours } from '../../src/contract/results.ts';
import { displayWidth } from '../../src/report/escape-terminal.ts';
import { ranksOf } from '../../src/report/ranks.ts';
import { terminalComparison } from '../../src/report/terminal-comparison.ts';
import { terminalGroups } from '../../src/report/terminal-groups.ts';
import { terminalLeaderboard } from '../../src/report/terminal-leaderboard.ts';
import { lookOf, wrapText } from '../../src/report/terminal-look.ts';
import { shareOut } from '../../src/report/verdict-bar.ts';
import { type Board, boardOf, hostileBoard } from './board.ts';
import { hostileText, UNSHOWN } from './hostile.ts';

const board = boardOf();

test.each([
  [80, false, 'plain'],
  [80, true, 'color'],
  [140, false, 'plain'],
  [140, true, 'color'],
  [60, false, 'plain'],
])('leaderboard at %d columns, colour %s', async (width, color, kind) => {
  await expect(terminalLeaderboard(board.leaderboard, { width, color, facts: board })).toMatchFileSnapshot(`golden/leaderboard-${width}-${kind}.txt`);
});

test('leaderboard without facts says nothing of them', () => {
  const text = terminalLeaderboard(board.leaderboard, { width: 120, color: false });
  expect(text).toContain('javascript: profile hybrid, 12 tasks, 3 cycles\n');
  expect(text).not.toMatch(/sandbox|To repeat|UTC/);
});

test('groups of one generator, least secure first', async () => {
  const generator = board.leaderboard.generators[3];
  if (generator === undefined) throw new Error('no fourth generator');
  const both = (['class', 'cwe'] as const).map((by) => terminalGroups(board.leaderboard, generator, { width: 100, color: false, by }));
  await expect(both.join('\n')).toMatchFileSnapshot('golden/groups-100-plain.txt');
});

test('comparisons: differences, words, tasks', async () => {
  await expect(terminalComparison(board.comparisons, { width: 80, color: false })).toMatchFileSnapshot('golden/comparison-80-plain.txt');
});

/** Every text that a terminal could be given, under the name of what it is. */
function everyText(board: Board, options: { readonly width: number; readonly color: boolean }): Record<string, string> {
  const first = board.leaderboard.generators[0];
  return {
    leaderboard: terminalLeaderboard(board.leaderboard, options),
    facts: terminalLeaderboard(board.leaderboard, { ...options, facts: board }),
    classes: first === undefined ? '' : terminalGroups(board.leaderboard, first, { ...options, by: 'class' }),
    comparison: terminalComparison(board.comparisons, options),
  };
}

const OWN_COLOURS = new RegExp(`${String.fromCharCode(0x1b)}\\[(?:1|2|22|31|32|33|35|39|90)m`, 'g');

test('whatever others wrote: only our own colours and line feeds reach the terminal, and no line is too wide', () => {
  fc.assert(
    fc.property(hostileText, hostileText, fc.integer({ min: 20, max: 160 }), fc.boolean(), (before, after, width, color) => {
      const spoiled = hostileBoard(before, after);
      for (const [name, text] of Object.entries(everyText(spoiled, { width, color }))) {
        const bare = color ? text.replace(OWN_COLOURS, '') : text;
        expect(bare.replaceAll('\n', '')).not.toMatch(UNSHOWN);
        if (!color) expect(bare).toMatch(/^[\n -~]*$/);
        expect(text.endsWith('\n')).toBe(true);
        if (name !== 'facts') for (const line of bare.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(50, width));
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('whatever others wrote: the rows of a table stay in their columns', () => {
  fc.assert(
    fc.property(hostileText, hostileText, fc.integer({ min: 50, max: 160 }), fc.boolean(), (before, after, width, color) => {
      const text = stripVTControlCharacters(terminalLeaderboard(hostileBoard(before, after).leaderboard, { width, color }));
      const scores = text.split('\n').flatMap((line) => /^1= .* (?:83\.0|6\.0)  (?=(?:30\.2.97\.5|0\.7.64\.5)(?:  |$))/.exec(line)?.[0] ?? []);
      expect(scores).toHaveLength(2);
      expect(displayWidth(scores[0] ?? '')).toBe(displayWidth(scores[1] ?? ''));
    }),
    { numRuns: 100 },
  );
}, 60_000);

function pair(first: string, second: string, apart: boolean): Neighbours {
  return { first, second, overall: { value: 1, interval: { low: 0, high: 2 }, pValue: 0.5, adjustedPValue: 0.5, apart } };
}

test.each<[string, Neighbours[] | undefined, string[]]>([
  ['all apart', [pair('a', 'b', true), pair('b', 'c', true)], ['1', '2', '3', '-']],
  ['the last two untold', [pair('a', 'b', true), pair('b', 'c', false)], ['1', '2=', '2=', '-']],
  ['the first two untold', [pair('a', 'b', false), pair('b', 'c', true)], ['1=', '1=', '3', '-']],
  ['a row of untold neighbours', [pair('a', 'b', false), pair('b', 'c', false)], ['1=', '1=', '1=', '-']],
  ['a pair that shares no task', [pair('a', 'b', true)], ['1', '2=', '2=', '-']],
  ['not compared', undefined, ['1=', '1=', '1=', '-']],
])('ranks: %s', (_, neighbours, expected) => {
  const { leaderboard } = boardOf({ a: { 'deep-merge': 's' }, b: { 'deep-merge': 'i' }, c: { 'deep-merge': 'b' }, d: { 'deep-merge': '-' } });
  const { neighbours: __, ...rest } = leaderboard;
  const own = { ...rest, ...(neighbours === undefined ? {} : { neighbours }) };
  expect(ranksOf(own)).toEqual(expected);
  const text = terminalLeaderboard(own, { width: 100, color: false });
  expect(text.includes('The data tell each generator apart from the next one on the list.')).toBe(expected[1] === '2' && expected[2] === '3');
  expect(text.includes('b and c share no task')).toBe(neighbours?.length === 1);
  expect(text.includes('Neighbours were not compared')).toBe(neighbours === undefined);
});

test('a bar shows whatever was counted, in proportion', () => {
  expect(shareOut([50, 25, 25], 12)).toEqual([6, 3, 3]);
  expect(shareOut([999, 1, 0], 12)).toEqual([11, 1, 0]);
  expect(shareOut([1, 1, 1], 8)).toEqual([3, 3, 2]);
  expect(shareOut([0, 0], 8)).toEqual([0, 0]);
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 6, max: 40 }), (counts, pieces) => {
      const shares = shareOut(counts, pieces);
      const total = counts.reduce((sum, count) => sum + count, 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total === 0 ? 0 : pieces);
      shares.forEach((share, index) => expect(share > 0).toBe((counts[index] ?? 0) > 0));
    }),
  );
});

test('text is broken at spaces, never between p and its value, and long words are cut', () => {
  const look = lookOf({ width: 50, color: false });
  expect(wrapText(`${'a'.repeat(44)} p = 0.5 b`, look, '  ')).toEqual(['a'.repeat(44), '  p = 0.5 b']);
  expect(wrapText(`x ${'b'.repeat(60)} y`, look, '  ')).toEqual([`x ${'b'.repeat(48)}`, `  ${'b'.repeat(12)} y`]);
});
