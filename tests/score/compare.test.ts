import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonsSchema } from '../../src/contract/comparison.ts';
import { compareGenerators } from '../../src/score/compare.ts';
import { buildLeaderboard } from '../../src/score/leaderboard.ts';
import { describeNeighbours } from '../../src/score/words.ts';
import { wilsonInterval } from '../../src/stats/intervals.ts';
import { mcnemarExact } from '../../src/stats/mcnemar.ts';
import { type Facts, type Letters, spell } from './results.ts';

const tasks = (...words: readonly string[]): Record<string, string> => Object.fromEntries(words.map((word, index) => [`t${String(index).padStart(2, '0')}`, word]));
const times = (count: number, word: string): string[] => Array<string>(count).fill(word);

function compare(verdicts: Letters, facts: Readonly<Record<string, Facts>> = {}) {
  return comparisonsSchema.parse(compareGenerators({ ...spell(verdicts, facts), profile: 'hybrid' })).comparisons;
}

test('a clear difference: tasks, points, words', () => {
  const [found] = compare({ a: tasks(...times(12, 'sss')), b: tasks(...times(2, 'sss'), ...times(10, 'iii')) });
  expect(found).toMatchObject({ tasks: 12, cves: 12, leftOut: [], worse: [] });
  expect(found?.security).toMatchObject({ value: 83.333333333, pValue: 2 / 2 ** 10, adjustedPValue: 2 / 2 ** 10, apart: true });
  expect(found?.overall).toMatchObject({ value: 50, apart: true });
  expect(found?.better).toHaveLength(10);
  expect(found?.better[0]).toEqual({ task: 't02', a: 100, b: 0 });
  expect(found?.signTest).toBeCloseTo(2 / 2 ** 10, 12);
  expect(found?.security?.interval.low).toBeGreaterThan(30);
  expect(found?.summary).toBe(`a scores higher than b: +50.0 points overall, 95 % interval ${found?.overall?.interval.low.toFixed(1)} to ${found?.overall?.interval.high.toFixed(1)}, p = 0.002, 12 tasks.`);
});

test('what cannot be told apart says so, and how many tasks would do', () => {
  const [found] = compare({ a: tasks('sss', 'sss', 'iii', 'sss', 'iii', 'bbb'), b: tasks('sss', 'iii', 'sss', 'iii', 'iii', 'bbb') });
  expect(found?.overall?.apart).toBe(false);
  expect(found?.tasksNeeded).toBeGreaterThan(6);
  expect(found?.summary).toMatch(/^The data cannot tell a and b apart: \+10\.0 points overall, 95 % interval -[\d.]+ to [\d.]+, p = 1\.000, 6 tasks\. About [\d,]+ tasks would be needed to tell a difference of this size\.$/);
});

test('alike on every task, one CVE only, nothing shared', () => {
  expect(compare({ a: tasks('sss', 'iii'), b: tasks('sss', 'iii') })[0]?.summary).toContain('They score alike on every CVE of these 2 tasks.');
  expect(compare({ a: tasks('sss', 'sss'), b: tasks('iii', 'iii') }, { t00: { cve: 'CVE-1' }, t01: { cve: 'CVE-1' } })[0]?.summary).toContain('All tasks share one CVE');
  const [nothing] = compare({ a: { t1: 's' }, b: { t2: 's' } });
  expect(nothing).toMatchObject({ overall: null, security: null, tasks: 0, leftOut: ['t1', 't2'], summary: 'a and b cannot be compared: no task has a conclusive verdict of both.' });
});

test('a dozen CVEs without a difference do not prove that there is none', () => {
  const half = tasks(...times(6, 'sss'), ...times(6, 'iii'));
  const [found] = compare({ a: half, b: half });
  const own = wilsonInterval(0.5, 12);
  // Equal limits, correlation 1 shrunk to 12/14.
  expect(found?.security?.interval.high).toBeCloseTo(100 * (own.high - 0.5) * Math.sqrt(2 * (1 - 12 / 14)), 6);
  expect(found?.security).toMatchObject({ value: 0, pValue: 1, apart: false });
});

test('only tasks that both have a conclusive verdict for are compared', () => {
  const [found] = compare({ a: tasks('sss', 'iii', '???'), b: tasks('iii', '---', 'sss') });
  expect([found?.tasks, found?.leftOut, found?.security?.value]).toEqual([1, ['t01', 't02'], 100]);
});

test('one cycle, a CVE each: the p-value of security is the exact McNemar test', () => {
  const bit = fc.constantFrom('s', 'i');
  fc.assert(
    fc.property(fc.array(fc.tuple(bit, bit), { minLength: 1, maxLength: 13 }), (pairs) => {
      const [found] = compare({ a: tasks(...pairs.map(([a]) => a)), b: tasks(...pairs.map(([, b]) => b)) });
      const better = pairs.filter(([a, b]) => a > b).length;
      const worse = pairs.filter(([a, b]) => a < b).length;
      expect(found?.security?.pValue).toBeCloseTo(mcnemarExact(better, worse), 12);
    }),
  );
});

test('tasks of one CVE weigh as one: doubling the mutants does not make the evidence', () => {
  const single = compare({ a: tasks(...times(5, 'sss')), b: tasks(...times(5, 'iii')) })[0];
  const facts = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`t${String(index).padStart(2, '0')}`, { cve: `CVE-${index % 5}` }]));
  const mutants = compare({ a: tasks(...times(20, 'sss')), b: tasks(...times(20, 'iii')) }, facts)[0];
  expect([mutants?.security?.pValue, mutants?.cves]).toEqual([single?.security?.pValue, 5]);
  expect(mutants?.security?.interval).toEqual(single?.security?.interval);
});

test('turning the pair turns the signs', () => {
  const word = fc.array(fc.constantFrom('s', 'i', 'u', 'b', '?'), { minLength: 3, maxLength: 3 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 30 }), fc.constantFrom('hybrid' as const, 'ase-v1' as const, 'ase-v2' as const), (pairs, profile) => {
      const spelled = spell({ a: tasks(...pairs.map(([a]) => a)), b: tasks(...pairs.map(([, b]) => b)) });
      const of = (a: string, b: string) => compareGenerators({ ...spelled, profile, comparisons: [{ a, b }] }).comparisons[0];
      const [ab, ba] = [of('a', 'b'), of('b', 'a')];
      expect(ab?.better.map(({ task }) => task)).toEqual(ba?.worse.map(({ task }) => task));
      for (const score of ['overall', 'security', 'quality'] as const) {
        const [x, y] = [ab?.[score], ba?.[score]];
        if (!x || !y) continue;
        expect(x.value).toBeCloseTo(-y.value, 6);
        expect(x.interval.low).toBeCloseTo(-y.interval.high, 6);
        expect(x.pValue).toBeCloseTo(y.pValue, 9);
        expect(x.interval.low - 1e-9 <= x.value && x.value <= x.interval.high + 1e-9).toBe(true);
      }
    }),
  );
});

test('more comparisons, more correction (Holm); an unknown generator is named', () => {
  const verdicts = { a: tasks(...times(8, 'sss')), b: tasks(...times(8, 'iii')), c: tasks(...times(8, 'iii')) };
  expect(compare(verdicts).map(({ a, b, security }) => [a, b, security?.pValue, security?.adjustedPValue])).toEqual([
    ['a', 'b', 2 / 256, 6 / 256],
    ['a', 'c', 2 / 256, 6 / 256],
    ['b', 'c', 1, 1],
  ]);
  expect(() => compareGenerators({ ...spell(verdicts), profile: 'hybrid', comparisons: [{ a: 'a', b: 'd' }] })).toThrow('no generator d in these results');
});

test('neighbours of the leaderboard: which places mean something', () => {
  const spelled = spell({ top: tasks(...times(12, 'sss')), middle: tasks(...times(3, 'sss'), ...times(9, 'iii')), low: tasks(...times(2, 'sss'), ...times(10, 'iii')) });
  const board = buildLeaderboard({ ...spelled, suite: 'test', profile: 'hybrid' });
  expect(board.neighbours?.map(describeNeighbours)).toEqual(['top is ahead of middle (45.0 points, p = 0.008).', 'The order of middle and low is not settled by these data (5.0 points, p = 1.000).']);
  expect(board.neighbours?.[0]?.overall.value).toBe(45);
});
