import fc from 'fast-check';
import jstat from 'jstat';
import { mean as libraryMean, sampleStandardDeviation, standardDeviation as populationDeviation } from 'simple-statistics';
import { expect, test } from 'vitest';
import { bitDeviation, mean, standardDeviation } from '../../src/stats/describe.ts';
import { holmAdjust } from '../../src/stats/holm.ts';
import { combineIntervals, wilsonInterval } from '../../src/stats/intervals.ts';
import { mcnemarExact } from '../../src/stats/mcnemar.ts';
import { passAtK } from '../../src/stats/pass-at-k.ts';
import { dataNeeded, detectableDifference } from '../../src/stats/power.ts';
import { createRandom, xoshiro128 } from '../../src/stats/random.ts';
import { student95, studentTwoSided, Z80, Z95 } from '../../src/stats/student.ts';

const { jStat } = jstat;
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

// Newcombe, R. G. (1998), Statistics in Medicine 17, 857–872, Table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('Wilson interval of %i of %i as in Newcombe 1998', (successes, trials, low, high) => {
  const interval = wilsonInterval(successes / trials, trials);
  expect([round(interval.low, 4), round(interval.high, 4)]).toEqual([low, high]);
});

test('Wilson limits solve the score equation and mirror each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (trials, share) => {
      const { low, high } = wilsonInterval(share, trials);
      for (const limit of [low, high]) {
        expect(Math.abs(share - limit) / Math.sqrt((limit * (1 - limit)) / trials)).toBeCloseTo(Z95, 5);
      }
      const mirror = wilsonInterval(1 - share, trials);
      expect(mirror.low).toBeCloseTo(1 - high, 9);
    }),
  );
});

// Newcombe, R. G. (1998), Statistics in Medicine 17, 873–890, Table II, method 10 (Wilson limits, squared and added): 56/70 − 48/80 is 0.0524 to 0.3339.
test('the difference of two independent shares as in Newcombe 1998', () => {
  const interval = combineIntervals(
    [
      { weight: 1, value: 56 / 70, interval: wilsonInterval(56 / 70, 70) },
      { weight: -1, value: 48 / 80, interval: wilsonInterval(48 / 80, 80) },
    ],
    () => 0,
  );
  expect([round(interval.low, 4), round(interval.high, 4)]).toEqual([0.0524, 0.3339]);
});

test('a correlation narrows a difference and widens a sum', () => {
  const part = { value: 0.5, interval: { low: 0.4, high: 0.6 } };
  const width = (weight: 1 | -1): number => {
    const { low, high } = combineIntervals([{ weight: 1, ...part }, { weight, ...part }], () => 0.5);
    return (high - low) / 2;
  };
  // |x|² + |y|² ± 2·½·|x|·|y| with |x| = |y| = 0.1.
  expect([width(-1), width(1)]).toEqual([expect.closeTo(0.1, 12), expect.closeTo(Math.sqrt(0.03), 12)]);
});

// Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13:91: airway hyper-responsiveness, 1 against 7 changes, exact conditional p = 0.070.
test('McNemar exact as in Fagerland et al. 2013', () => {
  expect(round(mcnemarExact(1, 7), 4)).toBe(0.0703);
  expect(mcnemarExact(0, 0)).toBe(1);
});

test('McNemar exact agrees with jstat', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(60), (first, second) => {
      const expected = Math.min(1, 2 * jStat.binomial.cdf(Math.min(first, second), first + second, 0.5));
      expect(mcnemarExact(first, second)).toBeCloseTo(first + second === 0 ? 1 : expected, 9);
    }),
  );
});

test('Holm: four hypotheses at 0.05, of which the first and the last are rejected', () => {
  // The worked example of Wikipedia, "Holm–Bonferroni method"; adjusted values by hand from Holm (1979), Scand. J. Statist. 6, 65–70.
  expect(holmAdjust([0.01, 0.04, 0.03, 0.005]).map((value) => round(value, 10))).toEqual([0.03, 0.06, 0.06, 0.02]);
});

test('Holm never lowers a p-value, keeps their order and is at most Bonferroni', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (pValues) => {
      const adjusted = holmAdjust(pValues);
      pValues.forEach((value, i) => {
        expect(adjusted[i]).toBeGreaterThanOrEqual(value);
        expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, value * pValues.length));
        pValues.forEach((other, j) => {
          if (value < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0);
        });
      });
    }),
  );
});

test('pass@k is the share of the k-subsets with a success (Chen et al. 2021)', () => {
  const subsets = (n: number, k: number): number[][] => (k === 0 ? [[]] : n < k ? [] : [...subsets(n - 1, k), ...subsets(n - 1, k - 1).map((rest) => [...rest, n - 1])]);
  for (let n = 1; n <= 7; n += 1) {
    for (let c = 0; c <= n; c += 1) {
      for (let k = 1; k <= n; k += 1) {
        const all = subsets(n, k);
        expect(passAtK(n, c, k)).toBeCloseTo(all.filter((chosen) => chosen.some((member) => member < c)).length / all.length, 12);
      }
    }
  }
  // The formula by binomial coefficients with HumanEval's n = 200.
  expect(passAtK(200, 30, 10)).toBeCloseTo(1 - jStat.combination(170, 10) / jStat.combination(200, 10), 9);
  expect(passAtK(200, 30, 1)).toBeCloseTo(0.15, 12);
});

test('mean and standard deviation agree with simple-statistics', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 }), (values) => {
      expect(mean(values)).toBeCloseTo(libraryMean(values), 6);
      expect(standardDeviation(values, 1)).toBeCloseTo(sampleStandardDeviation(values), 6);
      expect(standardDeviation(values, 0)).toBeCloseTo(populationDeviation(values), 6);
    }),
  );
  expect(standardDeviation([1], 1)).toBeNaN();
  expect(mean([])).toBeNaN();
});

test('the deviation of bits is the sample standard deviation, to the bit the same for its mirror', () => {
  for (let count = 2; count < 30; count += 1) {
    for (let ones = 0; ones <= count; ones += 1) {
      const bits = Array.from({ length: count }, (_, index) => (index < ones ? 1 : 0));
      expect(bitDeviation(ones, count)).toBeCloseTo(sampleStandardDeviation(bits), 12);
      expect(bitDeviation(ones, count)).toBe(bitDeviation(count - ones, count));
    }
  }
  expect(bitDeviation(1, 1)).toBeNaN();
});

// Percentage points that every table of Student's t prints, such as Fisher and Yates (1938), Table III.
test.each([
  [1, 12.706],
  [2, 4.303],
  [5, 2.571],
  [10, 2.228],
  [30, 2.042],
  [120, 1.98],
])("Student's t with %i degrees of freedom", (degrees, expected) => {
  expect(round(student95(degrees), 3)).toBe(expected);
});

test("Student's t and normal points agree with jstat", () => {
  for (const degrees of [1, 2, 3, 7, 20, 99, 1000]) {
    expect(student95(degrees)).toBeCloseTo(jStat.studentt.inv(0.975, degrees), 6);
    for (const t of [0, 0.01, 0.5, 1, 2, 4, 9]) expect(studentTwoSided(t, degrees)).toBeCloseTo(2 * (1 - jStat.studentt.cdf(t, degrees)), 6);
  }
  expect(Z95).toBeCloseTo(jStat.normal.inv(0.975, 0, 1), 8);
  expect(Z80).toBeCloseTo(jStat.normal.inv(0.8, 0, 1), 8);
});

test('power: the data for a difference is (2.80 standard errors / difference)²', () => {
  expect(round(detectableDifference(1), 3)).toBe(2.802);
  expect(dataNeeded(2 * detectableDifference(3), 3)).toBeCloseTo(0.25, 12);
  expect(dataNeeded(0, 3)).toBeNull();
});

test('xoshiro128** gives the reference sequence of its authors for the state 1, 2, 3, 4', () => {
  const random = xoshiro128([1, 2, 3, 4]);
  expect(Array.from({ length: 10 }, random)).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804]);
});

test('a seed repeats its numbers, another seed does not', () => {
  const draw = (seed: string): number[] => Array.from({ length: 8 }, createRandom(seed));
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
  expect(draw('')).not.toEqual(draw('\0'));
});
