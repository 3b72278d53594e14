import { Z95 } from './student.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval (Wilson 1927; method 3 of Newcombe 1998) of a share in [0, 1] among `count` > 0 trials, which need
 * not be whole: an effective number of trials will do. `z` is the normal quantile, 95 % where not given.
 */
export function wilsonInterval(share: number, count: number, z: number = Z95): Interval {
  const square = z * z;
  const centre = share + square / (2 * count);
  const spread = z * Math.sqrt((share * (1 - share)) / count + square / (4 * count * count));
  const scale = 1 + square / count;
  // At 0 and 1 the formula gives exactly 0 and 1, the arithmetic does not.
  return { low: share <= 0 ? 0 : Math.max(0, (centre - spread) / scale), high: share >= 1 ? 1 : Math.min(1, (centre + spread) / scale) };
}

export interface Part {
  /** Its factor in the sum; may be negative. */
  readonly weight: number;
  readonly value: number;
  readonly interval: Interval;
}

/**
 * Interval of Σ weight·value from the intervals of the parts: the method of variance estimates recovery (Zou and Donner
 * 2008), of which Newcombe's (1998) interval for a paired difference is a case. `correlation(i, j)` is that of the parts' estimates.
 */
export function combineIntervals(parts: readonly Part[], correlation: (i: number, j: number) => number): Interval {
  const below = parts.map(({ weight, value, interval }) => weight * (value - (weight >= 0 ? interval.low : interval.high)));
  const above = parts.map(({ weight, value, interval }) => weight * ((weight >= 0 ? interval.high : interval.low) - value));
  const total = parts.reduce((sum, { weight, value }) => sum + weight * value, 0);
  // The correlations are those of the values; a negative weight turns the sign of its part.
  const signed = (i: number, j: number): number => correlation(i, j) * Math.sign(parts[i]?.weight ?? 0) * Math.sign(parts[j]?.weight ?? 0);
  return { low: total - length(below, signed), high: total + length(above, signed) };
}

function length(distances: readonly number[], correlation: (i: number, j: number) => number): number {
  let square = 0;
  distances.forEach((a, i) => {
    distances.forEach((b, j) => {
      square += i === j ? a * a : correlation(i, j) * a * b;
    });
  });
  return Math.sqrt(Math.max(0, square));
}

/** Correlation of two vectors that are centred on 0; `degenerate` where one of them never varies. */
export function centredCorrelation(a: ArrayLike<number>, b: ArrayLike<number>, degenerate: number): number {
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let index = 0; index < a.length; index += 1) {
    const x = a[index] ?? 0;
    const y = b[index] ?? 0;
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  if (squaresA < 1e-24 || squaresB < 1e-24) return degenerate;
  return Math.min(1, Math.max(-1, product / Math.sqrt(squaresA * squaresB)));
}
