import { Z80, Z95 } from './student.ts';

/** The smallest true difference that a two-sided 5 % test sees with 80 % power, in the unit of the standard error. */
export function detectableDifference(standardError: number): number {
  return (Z95 + Z80) * standardError;
}

/** How many times as much data would see `difference` with 80 % power (standard errors shrink with the root); `null` for no difference. */
export function dataNeeded(difference: number, standardError: number): number | null {
  return difference === 0 ? null : (detectableDifference(standardError) / difference) ** 2;
}
