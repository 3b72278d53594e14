import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootstrapInterval } from '../../src/stats/bootstrap.ts';
import { wilsonInterval } from '../../src/stats/intervals.ts';
import { mcnemarExact } from '../../src/stats/mcnemar.ts';
import { createRandom, type Random } from '../../src/stats/random.ts';
import { signFlipTest } from '../../src/stats/sign-flip.ts';
import { type Layout, stratifiedRatio } from '../../src/stats/stratified-ratio.ts';

const oneStratum = (clusters: readonly number[]): Layout => ({
  cluster: Int32Array.from(clusters),
  clusters: Math.max(...clusters) + 1,
  stratum: new Int32Array(clusters.length),
  strata: 1,
});
const ratio = (numerators: readonly number[], denominators: readonly number[]) => ({ numerators: Float64Array.from(numerators), denominators: Float64Array.from(denominators) });

test('units that are alike inside their cluster count as one: Wilson for the number of clusters', () => {
  const estimate = stratifiedRatio(ratio([3, 3, 0, 0, 3], [3, 3, 3, 3, 3]), oneStratum([0, 1, 2, 3, 4]));
  expect(estimate?.value).toBeCloseTo(0.6, 12);
  expect(estimate?.interval.low).toBeCloseTo(wilsonInterval(0.6, 5).low, 12);
  expect(estimate?.interval.high).toBeCloseTo(wilsonInterval(0.6, 5).high, 12);
});

test('all secure is not certain: the lower limit is that of as many clusters', () => {
  const estimate = stratifiedRatio(ratio(Array(12).fill(3), Array(12).fill(3)), oneStratum([...Array(12).keys()]));
  expect(estimate?.interval).toEqual({ low: wilsonInterval(1, 12).low, high: 1 });
});

test('one cluster, no unit, and strata that are empty', () => {
  expect(stratifiedRatio(ratio([1], [2]), oneStratum([0]))?.interval).toEqual(wilsonInterval(0.5, 1));
  expect(stratifiedRatio(ratio([0], [0]), oneStratum([0]))).toBeNull();
  const strata = { cluster: Int32Array.of(0, 1, 2), clusters: 3, stratum: Int32Array.of(0, 1, 2), strata: 3 };
  expect(stratifiedRatio(ratio([1, 1, 0], [1, 4, 0]), strata)?.value).toBeCloseTo((1 + 1 / 4) / 2, 12);
});

test('the influence sums to 0 and the interval holds the value', () => {
  const unit = fc.record({ cluster: fc.nat(6), stratum: fc.nat(2), size: fc.nat(5), share: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 40 }), (units) => {
      const layout = { cluster: Int32Array.from(units, (u) => u.cluster), clusters: 7, stratum: Int32Array.from(units, (u) => u.stratum), strata: 3 };
      const sizes = units.map((u) => u.size);
      const estimate = stratifiedRatio(ratio(units.map((u) => u.size * u.share), sizes), layout);
      expect(estimate === null).toBe(sizes.every((size) => size === 0));
      if (estimate === null) return;
      expect(estimate.influence.reduce((sum, part) => sum + part, 0)).toBeCloseTo(0, 9);
      expect(estimate.interval.low).toBeGreaterThanOrEqual(0);
      expect(estimate.interval.low).toBeLessThanOrEqual(estimate.value + 1e-12);
      expect(estimate.interval.high).toBeGreaterThanOrEqual(estimate.value - 1e-12);
      expect(estimate.interval.high).toBeLessThanOrEqual(1);
    }),
  );
});

const uniform = (random: Random): number => random() / 2 ** 32;

/** Clusters of 3 attempts that are all alike with the given chance, independent otherwise. */
function drawClusters(random: Random, { clusters, share, alike }: { clusters: number; share: number; alike: number }): number[] {
  return Array.from({ length: clusters }, () => {
    if (uniform(random) < alike) return uniform(random) < share ? 3 : 0;
    return [0, 1, 2].filter(() => uniform(random) < share).length;
  });
}

test('with many clusters it agrees with the clustered bootstrap', () => {
  const successes = drawClusters(createRandom('many'), { clusters: 400, share: 0.4, alike: 0.5 });
  const sizes = successes.map(() => 3);
  const ours = stratifiedRatio(ratio(successes, sizes), oneStratum([...successes.keys()]));
  const bootstrap = bootstrapInterval({ numerators: successes, denominators: sizes, replicates: 4000, seed: 'x' });
  expect(ours?.interval.low).toBeCloseTo(bootstrap.low, 2);
  expect(ours?.interval.high).toBeCloseTo(bootstrap.high, 2);
});

test.each([
  { clusters: 12, share: 0.4, alike: 0.8 },
  { clusters: 12, share: 0.9, alike: 0.8 },
  { clusters: 40, share: 0.15, alike: 0.5 },
])('the interval holds the truth about 95 times in 100: $clusters clusters, share $share', (setting) => {
  const random = createRandom('coverage');
  const draws = 2000;
  let held = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const successes = drawClusters(random, setting);
    const estimate = stratifiedRatio(ratio(successes, successes.map(() => 3)), oneStratum([...successes.keys()]));
    if (estimate !== null && estimate.interval.low <= setting.share && setting.share <= estimate.interval.high) held += 1;
  }
  expect(held / draws).toBeGreaterThan(0.93);
  expect(held / draws).toBeLessThan(0.995);
});

test('the bootstrap repeats by seed, and takes the exact distribution of two clusters', () => {
  const input = { numerators: [0, 1, 1, 3], denominators: [3, 3, 2, 3], replicates: 500, seed: 's' };
  expect(bootstrapInterval(input)).toEqual(bootstrapInterval(input));
  expect(bootstrapInterval({ numerators: [0, 1], denominators: [1, 1], replicates: 2000, seed: 's' })).toEqual({ low: 0, high: 1 });
  expect(bootstrapInterval({ ...input, denominators: [0, 0, 0, 0] })).toEqual({ low: Number.NaN, high: Number.NaN });
});

test('sign flips of equal differences are the exact McNemar test', () => {
  for (let first = 0; first <= 7; first += 1) {
    for (let second = 0; second <= 7; second += 1) {
      const differences = [...Array(first).fill(1 / 3), ...Array(second).fill(-1 / 3), 0, 0];
      expect(signFlipTest(differences, { clusters: differences.length, seed: 's' })).toBeCloseTo(mcnemarExact(first, second), 12);
    }
  }
});

// Darwin's maize (Fisher 1935, The Design of Experiments, §21): 15 pairs, eighths of an inch; 1,726 of 32,768 patterns are as far out.
test("Fisher's randomisation test of Darwin's maize", () => {
  const darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
  const drawn = signFlipTest(darwin, { clusters: 15, seed: 's' });
  expect(Math.abs(drawn - 1726 / 32_768)).toBeLessThan(0.01);
  expect(signFlipTest(darwin, { clusters: 15, seed: 's' })).toBe(drawn);
  expect(signFlipTest(darwin.map((difference) => -difference), { clusters: 15, seed: 's' })).toBe(drawn);
});

test('drawn patterns give what adding one difference after the other gives', () => {
  const differences = createRandom('differences');
  for (let count = 15; count <= 100; count += 17) {
    const values = Array.from({ length: count }, () => (1 + (differences() % 4)) * (differences() % 2 === 0 ? 1 : -1) / (3 * count));
    const threshold = Math.abs(values.reduce((sum, value) => sum + value, 0)) - Math.max(...values.map(Math.abs)) * 1e-9;
    const random = createRandom('s');
    let extreme = 0;
    for (let draw = 0; draw < 10_000; draw += 1) {
      let [sum, bits] = [0, 0];
      values.forEach((value, index) => {
        if (index % 32 === 0) bits = random();
        sum += (bits >>> (index % 32)) & 1 ? -value : value;
      });
      if (Math.abs(sum) >= threshold) extreme += 1;
    }
    expect(signFlipTest(values, { clusters: count, seed: 's' })).toBe((extreme + 1) / 10_001);
  }
});

test("exact, drawn and Student's p-values agree where they meet", () => {
  const random = createRandom('meet');
  const many = Array.from({ length: 100 }, () => uniform(random) - 0.44);
  const drawn = signFlipTest(many, { clusters: 100, seed: 's' });
  const student = signFlipTest([...many, 1e-9], { clusters: 101, seed: 's' });
  expect(Math.abs(drawn - student)).toBeLessThan(0.02);
  expect(drawn).toBeLessThan(0.5);
});
