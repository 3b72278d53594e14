/**
 * Unbiased estimate of the chance that at least one of `k` attempts succeeds, from `successes` of `attempts` (k ≤ attempts):
 * 1 − C(n−c, k)/C(n, k) (Chen et al. 2021, arXiv 2107.03374, equation 1), as a product that does not overflow.
 */
export function passAtK(attempts: number, successes: number, k: number): number {
  if (attempts - successes < k) return 1;
  let allFail = 1;
  for (let size = attempts - successes + 1; size <= attempts; size += 1) allFail *= 1 - k / size;
  return 1 - allFail;
}
