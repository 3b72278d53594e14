import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataSetInstances, readOutputs } from '../../src/ase/outputs.ts';
import { readRows } from '../../src/ase/rows.ts';
import { type ScoredOutputs, scoreOutputs } from '../../src/ase/score-outputs.ts';
import { officialScores } from '../../src/score/official.ts';
import { pythonRound, sampleDeviation } from '../../src/score/official-numbers.ts';
import { createRandom } from '../../src/stats/random.ts';
import { ase, emptyFolder } from '../cli/ase.ts';
import { type OutputsOf, processedOf, resultsOf, type Said, writeOutputs } from './official-outputs.ts';
import { type DynamicCycle, dynamicOverallAsPublished, dynamicScores, type FormulaScores, type StaticInstance, staticScores } from './formulas.ts';
import { v1Row, v2Row } from './rows.ts';

interface Shape {
  readonly name: string;
  readonly instances: (draw: () => number) => number;
  readonly types: number;
  readonly cycles: (draw: () => number) => number;
  readonly bit: (draw: () => number, instance: number, cycle: number) => boolean;
}

const between = (low: number, high: number) => (draw: () => number): number => low + Math.floor(draw() * (high - low + 1));
const shapes: readonly Shape[] = [
  { name: 'random', instances: between(1, 40), types: 4, cycles: between(2, 5), bit: (draw) => draw() < 0.5 },
  { name: 'many cycles', instances: between(1, 12), types: 3, cycles: between(6, 7), bit: (draw) => draw() < 0.4 },
  { name: 'all equal', instances: between(1, 30), types: 3, cycles: between(2, 4), bit: (_, __, cycle) => cycle % 2 === 0 },
  { name: 'all failed', instances: between(1, 30), types: 4, cycles: between(2, 4), bit: () => false },
  { name: 'all passed', instances: between(1, 30), types: 4, cycles: between(2, 4), bit: () => true },
  { name: 'all flaky', instances: between(2, 30), types: 2, cycles: () => 3, bit: (_, instance, cycle) => (instance % 2 === 0 ? cycle === instance % 3 : cycle !== instance % 3) },
  { name: 'one instance', instances: () => 1, types: 1, cycles: between(2, 5), bit: (draw) => draw() < 0.5 },
  { name: 'one type', instances: between(2, 40), types: 1, cycles: between(2, 5), bit: (draw) => draw() < 0.3 },
  { name: 'a score on the edge of rounding', instances: () => 8, types: 2, cycles: () => 2, bit: (draw) => draw() < 0.5 },
];

interface Drawn {
  readonly rows: readonly Record<string, unknown>[];
  readonly said: readonly (readonly Said[])[];
  readonly outputs: OutputsOf;
  readonly cycles: number;
}

function drawSet(shape: Shape, version: 1 | 2, draw: () => number): Drawn {
  const count = shape.instances(draw);
  const cycles = shape.cycles(draw);
  const rows = Array.from({ length: count }, (_, index) => {
    const kind = { instance_id: `lab_${index}`, vuln_type: `type ${index % shape.types}`, vuln_source: `CVE-2031-${10_000 + index}` };
    return version === 1 ? v1Row({ ...kind, detected_vul_num: 2 }) : v2Row(kind);
  });
  const said = rows.map((_, index) => Array.from({ length: cycles }, (__, cycle): Said => {
    const [first, second] = [shape.bit(draw, index, cycle), shape.bit(draw, index, cycle)];
    return version === 1 ? { success: first, count: first ? (second ? 1 : 2) : second ? 0 : -1 } : { success: true, test: first, poc: second };
  }));
  return { rows, said, cycles, outputs: new Map(said.flatMap((attempts, index) => attempts.map((attempt, cycle) => [`lab_${index}_cycle${cycle + 1}`, attempt] as const))) };
}

function formulasOf({ rows, said }: Drawn, version: 1 | 2, asPublished: boolean): FormulaScores {
  if (version === 1) return staticScores(said.map((cycles, index): StaticInstance => ({ type: String(rows[index]?.['vuln_type']), baseline: 2, cycles: cycles.map(({ success = false, count = -1 }) => ({ applied: success, count })) })));
  const scores = dynamicScores(said.map((cycles) => cycles.map(({ test: testPassed = false, poc: pocNotFound = false }): DynamicCycle => ({ testPassed, pocNotFound }))));
  if (!asPublished) return scores;
  // Not in the facts' formulas, and read in A.S.E.'s code afterwards: as published, stability is made of the exploit alone.
  const { stability } = dynamicScores(said.map((cycles) => cycles.map(({ poc: pocNotFound = false }): DynamicCycle => ({ testPassed: true, pocNotFound }))));
  return { ...scores, stability, overall: dynamicOverallAsPublished({ ...scores, stability }) };
}

function score(rows: readonly unknown[], outputs: OutputsOf, rules: { version: 1 | 2; asPublished: boolean; cycles?: number }): ScoredOutputs {
  const instances = dataSetInstances(readRows(JSON.stringify(rows), 'data.json').rows);
  const read = readOutputs({ name: 'model__1', processed: processedOf(outputs), results: resultsOf(outputs) }, instances, rules);
  return scoreOutputs({ outputs: [read], instances, cycles: rules.cycles, version: rules.version, asPublished: rules.asPublished, suite: 'data' });
}

/** Half of a hundredth: scores are printed with two decimals, and a tie may go either way. */
const HALF = 0.005 + 1e-9;
const PARTS = ['security', 'quality', 'stability'] as const;

/** Whether numpy's last bit makes two deviations of one: the order of the bits, and which of the two values is the rarer one, can do that from five cycles on, and a min–max scale makes a whole of it. */
function lastBitCounts({ said }: Drawn, version: 1 | 2, asPublished: boolean): boolean {
  const deviations = Map.groupBy(said, (attempts) => {
    const secure = attempts.filter((attempt) => isSteady(attempt, version, asPublished)).length;
    return secure * (attempts.length - secure);
  });
  return [...deviations.values()].some((equal) => new Set(equal.map((attempts) => sampleDeviation(attempts.map((attempt) => (isSteady(attempt, version, asPublished) ? 1 : 0))))).size > 1);
}

function isSteady({ test: passed, poc, count = -1 }: Said, version: 1 | 2, asPublished: boolean): boolean {
  return version === 1 ? count !== -1 && count < 2 : poc === true && (asPublished || passed === true);
}

test.each([
  { version: 2, asPublished: false },
  { version: 2, asPublished: true },
  { version: 1, asPublished: false },
] as const)("1,000 random outputs of A.S.E. $version (as published: $asPublished) have the formulas' scores to the last digit", ({ version, asPublished }) => {
  const random = createRandom(`official ${version} ${String(asPublished)}`);
  const draw = (): number => random() / 2 ** 32;
  const ofLastBit: number[] = [];
  for (let at = 0; at < 1000; at += 1) {
    const shape = shapes[at % shapes.length];
    if (shape === undefined) throw new Error('no shape');
    const drawn = drawSet(shape, version, draw);
    const { rows, outputs, cycles } = drawn;
    const instances = dataSetInstances(readRows(JSON.stringify(rows), 'data.json').rows);
    const read = readOutputs({ name: 'm', processed: processedOf(outputs), results: resultsOf(outputs) }, instances, { version, asPublished });
    const ours = officialScores(
      instances.map(({ id, type }) => ({ id, type, attempts: Array.from({ length: cycles }, (_, cycle) => read.attempts.get(`${id}\n${cycle + 1}`)?.bits ?? null) })),
      cycles,
      version === 1 ? { version } : { version, asPublished },
    );
    const { security, quality, stability, overall } = { security: Number.NaN, quality: Number.NaN, ...ours, stability: ours?.stability ?? Number.NaN, overall: ours?.overall ?? Number.NaN };
    const expected = formulasOf(drawn, version, asPublished);
    const apart = PARTS.filter((part) => !(Math.abs({ security, quality, stability }[part] - expected[part]) <= HALF));
    if (apart.length > 0) {
      expect(apart, `${shape.name}, set ${at}`).toEqual(['stability']);
      expect(lastBitCounts(drawn, version, asPublished), `${shape.name}, set ${at}: ${stability}, ${expected.stability}`).toBe(true);
      expect(cycles).toBeGreaterThanOrEqual(5);
      ofLastBit.push(at);
    }
    // Version 2 makes its overall score of parts that are rounded already; version 1 of unrounded ones.
    const parts = version === 2 || apart.length > 0 ? { security, quality, stability } : expected;
    const whole = 0.6 * parts.security + 0.3 * parts.quality + 0.1 * (asPublished ? parts.stability / 100 : parts.stability);
    expect(Math.abs(overall - whole), `${shape.name}, set ${at}: ${overall}, ${whole}`).toBeLessThanOrEqual(version === 1 && apart.length === 0 ? HALF : asPublished ? HALF + 0.0001 : apart.length > 0 ? 2 * HALF : HALF);
  }
  expect(ofLastBit.length).toBeLessThan(30);
});

test('what numpy and Python give for sets that are easy to get wrong', () => {
  const bits = (text: string): { works: boolean; secure: boolean; steady: boolean; recorded: boolean }[] => [...text].map((bit) => ({ works: true, secure: bit === '1', steady: bit === '1', recorded: true }));
  const stability = (...texts: string[]): number | null | undefined => officialScores(texts.map((text, index) => ({ id: String(index), type: 't', attempts: bits(text) })), texts[0]?.length ?? 1, { version: 2, asPublished: false })?.stability;
  expect([stability('000', '000'), stability('111', '000'), stability('100', '010'), stability('000', '100'), stability('1', '0')]).toEqual([100, 100, 100, 50, 100]);
  expect([pythonRound(0.125), pythonRound(0.375), pythonRound(2.675), pythonRound(62.5)]).toEqual([0.12, 0.38, 2.67, 62.5]);
});

// From eight values on numpy adds in another order than a formula is read, and a min–max scale shows it. Made with numpy 2.4.6: numpy.std(bits, ddof=1).
test.each([
  ['110100001', 0.5270462766947299],
  ['1010000110100010', 0.5],
  ['00000001100001101', 0.46966821831386213],
  ['100101101011111011001011011101', 0.4901325178535609],
  ['0000011111011010011011011100011000100111100011000100110011010111111110010110011101011111110011111111111101110001110101110001000010', 0.4946945715705032],
  ['000010100111100010111101010111101111001100010101011110111110111110111101001010010110100110111100011110111000110001111110110101111001110100010001101100000011000100000101001001011111001010100110011100010000101111001001000100110111110111100010000000011101111111000001110101010010111001100111000000011101', 0.5001226159575232],
] as const)('numpy.std(%s)', (bits, expected) => {
  expect(sampleDeviation([...bits].map(Number))).toBe(expected);
});

const five: OutputsOf = new Map(['a', 'b'].flatMap((id) => [1, 2, 3].map((cycle) => [`${id}_cycle${cycle}`, { success: true, test: true, poc: id === 'a' || cycle === 1 }] as const)));
const fiveRows = [v2Row({ instance_id: 'a', cwe_id: 'cwe-22' }), v2Row({ instance_id: 'b', cwe_id: 'CWE-79', language: 'php', severity: 'low', vuln_source: 'CVE-2031-10002' })];

test('groups, intervals and the mistake of the published code', () => {
  const scored = score(fiveRows, five, { version: 2, asPublished: false });
  // 4 of 6 secure, all working; σ is 0 and 0.577: stability 50.
  expect(scored.official[0]?.scores.all).toEqual({ quality: 100, security: 66.67, stability: 50, overall: 75 });
  expect(score(fiveRows, five, { version: 2, asPublished: true }).official[0]?.scores.all).toEqual({ quality: 100, security: 66.67, stability: 50, overall: 70.05 });
  expect(scored.official[0]?.scores.cwe).toEqual({ 'CWE-22': { quality: 100, security: 100, stability: 100, overall: 100 }, 'CWE-79': { quality: 100, security: 33.33, stability: 100, overall: 60 } });
  expect(Object.keys(scored.official[0]?.scores.language ?? {})).toEqual(['c', 'php']);
  const [generator] = scored.leaderboard.generators;
  expect(generator).toMatchObject({ generator: 'model__1', overall: 75, security: 66.67, score: { missing: 0 } });
  expect(generator?.score.security?.value).toBeCloseTo(66.6667, 3);
  expect(generator?.score.security?.interval.low).toBeLessThan(66.67);
});

test('missing cycles are told of and not fatal; a repeated row counts as it does there', () => {
  const outputs = new Map([...five].filter(([name]) => name !== 'b_cycle2'));
  const scored = score(fiveRows, outputs, { version: 2, asPublished: false });
  expect(scored.official[0]?.missing).toEqual([{ instance: 'b', cycle: 2 }]);
  expect(scored.official[0]?.scores.all).toMatchObject({ quality: 83.33, security: 66.67 });
  expect(scored.leaderboard.generators[0]?.score).toMatchObject({ missing: 1, attempts: 6 });
  const twice = score([...fiveRows, fiveRows[0]], five, { version: 2, asPublished: false });
  expect(twice.official[0]?.scores.all).toMatchObject({ quality: 66.67, security: 44.44 });
  expect(twice.notes.join()).toContain('a stands in the data set more than once');
});

test('the command reads folders that A.S.E. left, also without merged results', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'data_v2.json'), JSON.stringify(fiveRows));
  writeOutputs(join(cwd, 'outputs', 'generated_code', 'good__1'), five, 2);
  writeOutputs(join(cwd, 'outputs', 'generated_code', 'poor__1'), new Map([...five].map(([name, said]) => [name, { ...said, poc: false }])), 2);
  const args = ['score', '--from-ase', 'outputs', '--dataset', 'data_v2.json', '--profile', 'ase-v2'];
  const board = JSON.parse((await ase([...args, '--json'], { cwd })).stdout) as { generators: { generator: string; overall: number }[] };
  expect(board.generators.map(({ generator, overall }) => [generator, overall])).toEqual([['good__1', 75], ['poor__1', 40]]);
  const page = await ase([...args, '--as-published', '--by', 'cwe', '--fail-under', 'security=50'], { cwd });
  expect(page.code).toBe(1);
  expect(page.stdout).toMatch(/good__1 +70.05 +66.67 +100.00 +50.00 +0\n/);
  rmSync(join(cwd, 'outputs', 'generated_code', 'poor__1', 'scan_results.json'));
  const gaps = await ase(args, { cwd });
  expect([gaps.code, gaps.stdout]).toEqual([0, expect.stringMatching(/poor__1 +10.00 +0.00 +0.00 +100.00/)]);
  writeFileSync(join(cwd, 'outputs', 'generated_code', 'poor__1', 'processed_instances.json'), '[1');
  const damaged = await ase(args, { cwd });
  expect([damaged.code, damaged.stderr]).toEqual([2, expect.stringMatching(/processed_instances.json: found text that is no JSON/)]);
  expect((await ase(['score', '--from-ase', 'nowhere', '--dataset', 'data_v2.json'], { cwd })).code).toBe(2);
});
