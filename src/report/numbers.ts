import type { Estimate } from '../contract/results.ts';

/** Points with one decimal; `-` where nothing could be computed. */
export function pointsText(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : value.toFixed(1);
}

/** Points with their sign, for differences. */
export function signedText(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(1)}`;
}

/** `66.7-83.1`, with the dash that is given; empty where nothing could be computed. */
export function intervalText(estimate: Estimate, dash: string): string {
  return estimate === null ? '' : `${pointsText(estimate.interval.low)}${dash}${pointsText(estimate.interval.high)}`;
}

/** As words.ts says it. */
export function probabilityText(value: number): string {
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}

/** `1 task`, `2 tasks`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
