/**
 * Holm's (1979) step-down correction: p-values adjusted for all tests of the list, in its order. Rejecting those ≤ α keeps the chance
 * of one false rejection or more at α, however the tests depend on one another.
 */
export function holmAdjust(pValues: readonly number[]): number[] {
  const order = pValues.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const adjusted = pValues.slice();
  let least = 0;
  order.forEach(({ value, index }, position) => {
    least = Math.max(least, Math.min(1, value * (pValues.length - position)));
    adjusted[index] = least;
  });
  return adjusted;
}
