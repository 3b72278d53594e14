/**
 * McNemar's exact conditional test, two-sided: `first` pairs changed one way and `second` the other (whole numbers). Under the null
 * hypothesis `first` is binomial with n = first + second, p = ½; the same number as the sign test's.
 */
export function mcnemarExact(first: number, second: number): number {
  const total = first + second;
  const fewer = Math.min(first, second);
  let logTerm = -total * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let count = 1; count <= fewer; count += 1) {
    logTerm += Math.log((total - count + 1) / count);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}
