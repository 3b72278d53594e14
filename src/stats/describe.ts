/** Arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0;
  return sum / values.length;
}

/** Standard deviation with divisor `length − ddof`; NaN where that is not positive. */
export function standardDeviation(values: ArrayLike<number>, ddof: 0 | 1): number {
  if (values.length - ddof <= 0) return Number.NaN;
  const centre = mean(values);
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) squares += ((values[index] ?? 0) - centre) ** 2;
  return Math.sqrt(squares / (values.length - ddof));
}

/**
 * Standard deviation (ddof 1) of `count` bits of which `ones` are 1. Written so that `ones` and `count − ones` give the same
 * bits: a difference in the last digit would be blown up to 0 and 1 by a min–max scale.
 */
export function bitDeviation(ones: number, count: number): number {
  return count < 2 ? Number.NaN : Math.sqrt((ones * (count - ones)) / (count * (count - 1)));
}
