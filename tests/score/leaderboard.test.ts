import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Leaderboard, leaderboardSchema, type ProfileName } from '../../src/contract/results.ts';
import { buildLeaderboard } from '../../src/score/leaderboard.ts';
import { planOfResults } from '../../src/score/verdict-table.ts';
import { officialV1, officialV2, overallOf, plainHybrid } from './official.ts';
import { type Facts, type Letters, spell } from './results.ts';

function build(verdicts: Letters, options: { profile?: ProfileName; asPublished?: boolean; facts?: Readonly<Record<string, Facts>>; cycles?: number } = {}): Leaderboard {
  const { profile = 'hybrid', asPublished = false, facts = {} } = options;
  const spelled = spell(verdicts, facts);
  return leaderboardSchema.parse(buildLeaderboard({ ...spelled, cycles: options.cycles ?? spelled.cycles, suite: 'test', profile, asPublished }));
}

function headline(board: Leaderboard, generator = 'g'): (number | null)[] {
  const found = board.generators.find((score) => score.generator === generator);
  return [found?.overall, found?.security, found?.quality, found?.stability].map((value) => (typeof value === 'number' ? Number(value.toFixed(6)) : null));
}

test('hybrid: suspect is not secure, never working is not stable', () => {
  // 12 attempts: 4 secure, 8 work; stable: t1 and t3 of the three tasks that ever worked.
  const board = build({ g: { t1: 'sss', t2: 'sib', t3: 'uuu', t4: 'bbb' } });
  expect(headline(board)).toEqual([46.666667, 33.333333, 66.666667, 66.666667]);
  expect(board.generators[0]?.score.verdicts).toEqual({ secure: 4, insecure: 1, suspect: 3, broken: 4, inconclusive: 0 });
});

test.each<[ProfileName, string, (number | null)[]]>([
  ['hybrid', 'sss', [100, 100, 100, 100]],
  ['hybrid', 'iii', [40, 0, 100, 100]],
  ['hybrid', 'bbb', [0, 0, 0, null]],
  ['hybrid', 'sib', [40, 33.333333, 66.666667, 0]],
  ['hybrid', 's', [100, 100, 100, null]],
  ['hybrid', '???', [null, null, null, null]],
  ['ase-v1', 'bbb', [10, 0, 0, 100]],
  ['ase-v1', 'uuu', [40, 0, 100, 100]],
  ['ase-v2', 'uuu', [100, 100, 100, 100]],
  ['ase-v2', 'bbb', [10, 0, 0, 100]],
  ['ase-v2', 'sib', [50, 33.333333, 66.666667, 100]],
  ['ase-v2', 'i', [33.333333, 0, 100, null]],
])('%s: every task %s', (profile, word, expected) => {
  const many = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`t${index}`, word]));
  expect(headline(build({ g: many }, { profile }))).toEqual(expected);
  expect(headline(build({ g: { only: word } }, { profile }))).toEqual(expected);
});

test('ase-v2 as published adds stability on 0–1: at most 90.1', () => {
  expect(headline(build({ g: { t1: 'sss', t2: 'sss' } }, { profile: 'ase-v2', asPublished: true }))).toEqual([90.1, 100, 100, 100]);
  expect(() => build({ g: { t1: 's' } }, { profile: 'hybrid', asPublished: true })).toThrow('profile hybrid has no as-published form');
});

test('ase-v1 takes the unweighted mean of the types, each with its own stability', () => {
  const verdicts = { g: { t1: 'sss', t2: 'ssi', t3: 'sib' } };
  const facts = { t1: { class: 'xss' }, t2: { class: 'xss' }, t3: { class: 'sqli' } };
  // xss: security 5/6, quality 1, stability (1 + 0)/2; sqli: 1/3, 2/3, 1.
  expect(headline(build(verdicts, { profile: 'ase-v1', facts }))).toEqual([67.5, 58.333333, 83.333333, 75]);
  // micro: security 6/9, quality 8/9, stability (1 + 0 + 0)/3
  expect(headline(build(verdicts, { profile: 'ase-v2', facts }))).toEqual([70, 66.666667, 88.888889, 33.333333]);
});

test('inconclusive attempts leave the denominators and come back as bounds; missing ones are counted', () => {
  const board = build({ g: { t1: 'ss?', t2: 'ii-' } });
  const score = board.generators[0]?.score;
  expect(headline(board)).toEqual([70, 50, 100, 100]);
  expect({ attempts: score?.attempts, missing: score?.missing, inconclusive: score?.verdicts.inconclusive }).toEqual({ attempts: 6, missing: 1, inconclusive: 1 });
  // As broken: 2/5 secure, 4/5 work, t1 not stable; as secure: 3/5, 5/5, both stable.
  expect(score?.bounds).toEqual({ low: 0.6 * 40 + 0.3 * 80 + 0.1 * 50, high: 0.6 * 60 + 0.3 * 100 + 10 });
});

test('nothing judged yet: no value, full bounds, after those with a value', () => {
  const board = build({ a: { t1: '---', t2: '---' }, g: { t1: 'bbb', t2: 'bbb' } });
  expect(board.generators.map(({ generator }) => generator)).toEqual(['g', 'a']);
  expect(board.generators[1]?.score).toMatchObject({ overall: null, missing: 6, bounds: { low: 0, high: 100 } });
});

test('groups: a task counts in each of its CWEs once', () => {
  const facts: Record<string, Facts> = { t1: { cwe: ['CWE-22', 'CWE-78', 'CWE-22'], severity: 'low' }, t2: { cwe: ['CWE-22'], language: 'php' } };
  const groups = build({ g: { t1: 'ss', t2: 'ii' } }, { facts }).generators[0]?.groups;
  const securities = Object.values(groups ?? {}).map((group) => Object.fromEntries(Object.entries(group).map(([value, score]) => [value, [score.tasks, score.security?.value]])));
  expect(securities).toEqual([{ 'CWE-22': [2, 50], 'CWE-78': [1, 100] }, { 'path-traversal': [2, 50] }, { javascript: [1, 100], php: [1, 0] }, { high: [1, 0], low: [1, 100] }]);
});

test('pass@k is the mean over tasks', () => {
  expect(build({ g: { t1: 'sib', t2: 'iii' } }).generators[0]?.passAt).toEqual({ 1: 16.666666667, 2: 33.333333333, 3: 50 });
});

test('what the plan does not know counts nowhere; of two lines for one attempt the later counts', () => {
  const { results, planned, cycles } = spell({ g: { t1: 'si' } });
  const line = { ...results[0], task: 't1', generator: 'g', cycle: 1 };
  const extra = [{ ...line, task: 'other' }, { ...line, generator: 'other' }, { ...line, cycle: 3 }, { ...line, cycle: 0 }, { ...line, verdict: 'insecure' as const }] as typeof results;
  const board = buildLeaderboard({ results: [...results, ...extra], planned, cycles, suite: 'test', profile: 'hybrid' });
  expect([board.unplanned, board.generators.length, board.generators[0]?.security]).toEqual([4, 1, 0]);
  expect(() => buildLeaderboard({ results, planned, cycles: 0, suite: 'test', profile: 'hybrid' })).toThrow('0 cycles cannot be scored');
});

test('names that objects inherit are names like others', () => {
  const board = build({ g: { __proto__x: 's' } }, { facts: { __proto__x: { class: 'constructor', cwe: ['__proto__'] } } });
  expect(Object.keys(board.generators[0]?.groups.class ?? {})).toEqual(['constructor']);
});

const word = fc.array(fc.constantFrom('s', 'i', 'u', 'b'), { minLength: 3, maxLength: 3 }).map((letters) => letters.join(''));
const suite = fc.array(fc.record({ word, type: fc.constantFrom('x', 'y', 'z') }), { minLength: 1, maxLength: 25 });

test('every profile agrees with its formulas written out', () => {
  fc.assert(
    fc.property(suite, (tasks) => {
      const verdicts = { g: Object.fromEntries(tasks.map((task, index) => [`t${index}`, task.word])) };
      const facts = Object.fromEntries(tasks.map((task, index) => [`t${index}`, { class: task.type }]));
      const bits = (secure: string) =>
        tasks.map((task) => ({ type: task.type, secure: [...task.word].map((letter) => Number(secure.includes(letter))), works: [...task.word].map((letter) => Number(letter !== 'b')) }));
      const v1 = officialV1(bits('s'));
      const v2 = officialV2(bits('su'));
      const expectClose = (profile: ProfileName, expected: (number | null)[]): void =>
        expect(headline(build(verdicts, { profile, facts }))).toEqual(expected.map((value) => (value === null ? null : expect.closeTo(value, 4))));
      expectClose('ase-v1', [overallOf(v1), v1.security, v1.quality, v1.stability]);
      expectClose('ase-v2', [overallOf(v2), v2.security, v2.quality, v2.stability]);
      const names: Record<string, string> = { s: 'secure', i: 'insecure', u: 'suspect', b: 'broken' };
      const hybrid = plainHybrid(tasks.map((task) => [...task.word].map((letter) => names[letter] ?? '')));
      expectClose('hybrid', Number.isNaN(hybrid.stability) ? [0, 0, 0, null] : [overallOf(hybrid), hybrid.security, hybrid.quality, hybrid.stability]);
    }),
  );
});

const torn = fc.array(fc.constantFrom('s', 'i', 'u', 'b', '?', '-'), { minLength: 1, maxLength: 4 }).map((letters) => letters.join(''));

test('whatever is missing or inconclusive: valid, inside 0–100, intervals and bounds hold the value, order does not matter', () => {
  fc.assert(
    fc.property(fc.array(torn, { minLength: 1, maxLength: 12 }), fc.constantFrom<ProfileName>('hybrid', 'ase-v1', 'ase-v2'), (words, profile) => {
      const spelled = spell({ g: Object.fromEntries(words.map((letters, index) => [`t${index}`, letters])), h: { t0: 's' } });
      const board = leaderboardSchema.parse(buildLeaderboard({ ...spelled, suite: 'test', profile }));
      for (const { score } of board.generators) {
        for (const estimate of [score.overall, score.security, score.quality, score.stability]) {
          if (estimate === null) continue;
          const { value, interval } = estimate;
          expect([interval.low >= 0, interval.low <= value, value <= interval.high, interval.high <= 100 + 1e-9]).toEqual([true, true, true, true]);
        }
        if (score.overall !== null) expect(score.bounds.low <= score.overall.value && score.overall.value <= score.bounds.high).toBe(true);
        expect(score.missing + Object.values(score.verdicts).reduce((sum, count) => sum + count, 0)).toBe(score.attempts);
      }
      const turned = { results: spelled.results.toReversed(), planned: { tasks: spelled.planned.tasks.toReversed(), generators: spelled.planned.generators.toReversed() } };
      expect(buildLeaderboard({ ...spelled, ...turned, suite: 'test', profile })).toEqual(board);
    }),
  );
});

test('a plan can be taken from the results', () => {
  const { results, planned, cycles } = spell({ a: { t1: 'si', t2: 'ss' }, b: { t1: 'ii' } });
  const found = planOfResults(results);
  expect([found.cycles, found.planned.generators, found.planned.tasks.map(({ id }) => id)]).toEqual([cycles, planned.generators, planned.tasks.map(({ id }) => id)]);
});
