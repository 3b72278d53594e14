import { type Interval, wilsonInterval } from './intervals.ts';
import { student95, Z95 } from './student.ts';

/** How units (by position) belong together: every unit lies in one cluster and one stratum, both numbered from 0. */
export interface Layout {
  readonly cluster: Int32Array;
  readonly clusters: number;
  readonly stratum: Int32Array;
  readonly strata: number;
}

/** Σ numerator / Σ denominator; a unit with denominator 0 takes no part. */
export interface Ratio {
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
}

export interface RatioEstimate {
  /** The unweighted mean of the strata's ratios; in [0, 1] where numerators lie between 0 and their denominators. */
  readonly value: number;
  readonly interval: Interval;
  /** By cluster: what it adds to the error of `value`, to first order; the sum is 0. */
  readonly influence: Float64Array;
  /** Clusters that take part. */
  readonly clusters: number;
  /** By stratum: what a unit of its numerator adds to `value`; 0 where the stratum is empty. */
  readonly scale: Float64Array;
}

interface Strata {
  readonly ratio: Float64Array;
  readonly scale: Float64Array;
  readonly value: number;
  /** How many independent units of denominator 1 would have the same weight. */
  readonly units: number;
}

function strataOf({ numerators, denominators }: Ratio, layout: Layout): Strata | null {
  const ratio = new Float64Array(layout.strata);
  const weight = new Float64Array(layout.strata);
  for (let unit = 0; unit < numerators.length; unit += 1) {
    const stratum = layout.stratum[unit] ?? 0;
    ratio[stratum] = (ratio[stratum] ?? 0) + (numerators[unit] ?? 0);
    weight[stratum] = (weight[stratum] ?? 0) + (denominators[unit] ?? 0);
  }
  const filled = weight.reduce((count, sum) => count + (sum > 0 ? 1 : 0), 0);
  if (filled === 0) return null;
  const scale = weight.map((sum) => (sum > 0 ? 1 / (sum * filled) : 0));
  const ratios = ratio.map((sum, stratum) => ((weight[stratum] ?? 0) > 0 ? sum / (weight[stratum] ?? 1) : 0));
  const squares = weight.reduce((sum, size) => sum + (size > 0 ? 1 / size : 0), 0);
  return { ratio: ratios, scale, value: ratios.reduce((sum, part) => sum + part, 0) / filled, units: (filled * filled) / squares };
}

/**
 * A share, or the unweighted mean of the strata's shares, with a 95 % interval that holds when units of a cluster resemble
 * one another: Wilson's interval for the effective number of trials p(1−p)/V, where V is the linearised (Taylor) variance
 * between clusters, degrees of freedom corrected as by Korn and Graubard (1998). The effective number is kept between Kish's number of
 * clusters (units of a cluster all alike) and the number of units (all independent), and V is drawn towards the former, because V of
 * a few clusters, or near 0 and 1, is no estimate (docs/decisions/score-intervals.md). `null` where no unit takes part.
 */
export function stratifiedRatio(ratio: Ratio, layout: Layout): RatioEstimate | null {
  const strata = strataOf(ratio, layout);
  if (strata === null) return null;
  const influence = new Float64Array(layout.clusters);
  const weight = new Float64Array(layout.clusters);
  for (let unit = 0; unit < ratio.numerators.length; unit += 1) {
    const denominator = ratio.denominators[unit] ?? 0;
    if (denominator === 0) continue;
    const cluster = layout.cluster[unit] ?? 0;
    const stratum = layout.stratum[unit] ?? 0;
    const scale = strata.scale[stratum] ?? 0;
    influence[cluster] = (influence[cluster] ?? 0) + scale * ((ratio.numerators[unit] ?? 0) - (strata.ratio[stratum] ?? 0) * denominator);
    weight[cluster] = (weight[cluster] ?? 0) + scale * denominator;
  }
  const clusters = weight.reduce((count, part) => count + (part > 0 ? 1 : 0), 0);
  const kish = 1 / weight.reduce((sum, part) => sum + part * part, 0);
  const trials = effectiveTrials({ value: strata.value, influence, clusters, least: kish, most: strata.units });
  return { value: strata.value, interval: wilsonInterval(strata.value, trials), influence, clusters, scale: strata.scale };
}

/** Variance of a sum of `clusters` centred contributions; `NaN` for fewer than two. */
export function clusterVariance(influence: ArrayLike<number>, clusters: number): number {
  let squares = 0;
  for (let index = 0; index < influence.length; index += 1) squares += (influence[index] ?? 0) ** 2;
  return clusters < 2 ? Number.NaN : (squares * clusters) / (clusters - 1);
}

interface Trials {
  readonly value: number;
  readonly influence: Float64Array;
  readonly clusters: number;
  readonly least: number;
  readonly most: number;
}

/** How many informative clusters the assumption that units of a cluster are all alike weighs as much as. */
const PRIOR_CLUSTERS = 2;

function effectiveTrials({ value, influence, clusters, least, most }: Trials): number {
  const spread = value * (1 - value);
  if (clusters < 2 || spread < 1e-12) return least;
  const worst = spread / least;
  // Clusters near 0 or 1 hardly vary, so they tell little about how alike their units are.
  const evidence = 4 * spread * clusters;
  const variance = (clusterVariance(influence, clusters) * evidence + worst * PRIOR_CLUSTERS) / (evidence + PRIOR_CLUSTERS);
  const trials = (spread / variance) * (Z95 / student95(clusters - 1)) ** 2;
  return Math.max(least, Math.min(most, trials));
}
