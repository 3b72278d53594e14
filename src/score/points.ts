/** A share as points on 0–100, without the noise of the last bits. */
export function points(share: number): number {
  return Math.round(share * 1e11) / 1e9;
}
