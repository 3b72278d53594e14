import { centredCorrelation, combineIntervals, type Interval, type Part } from '../stats/intervals.ts';
import { type Layout, type Ratio, type RatioEstimate, stratifiedRatio } from '../stats/stratified-ratio.ts';
import type { Measures } from './measures.ts';
import { type Profile, type Weights, weightsOf } from './profiles.ts';
import type { TaskGroup } from './task-group.ts';

export type Metric = 'security' | 'quality' | 'stability';
export const METRICS: readonly Metric[] = ['security', 'quality', 'stability'];

export interface MetricEstimate {
  readonly ratio: Ratio;
  readonly estimate: RatioEstimate;
}

/** Scores of one generator on one group, all on 0–1. */
export interface GroupEstimate {
  readonly metrics: Readonly<Record<Metric, MetricEstimate | null>>;
  readonly weights: Weights;
  readonly overall: { readonly value: number; readonly interval: Interval } | null;
}

export interface GroupInput {
  readonly measures: Measures;
  readonly group: TaskGroup;
  readonly profile: Profile;
  /** By task of the table: 0 leaves the task out. */
  readonly mask?: Uint8Array;
}

/** The mean of the strata in which it can be computed (`hybrid` and `ase-v2` have one); `null` where it cannot be at all. */
export function estimateGroup({ measures, group, profile, mask }: GroupInput): GroupEstimate {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(group.tasks, (task) => (mask === undefined || mask[task] ? (values[task] ?? 0) : 0));
  const attempts = pick(measures.attempts);
  const steadiness = Float64Array.from(group.tasks, (task) => (mask === undefined || mask[task] ? (measures.steadiness[task] ?? Number.NaN) : Number.NaN));
  const estimate = (ratio: Ratio): MetricEstimate | null => {
    const found = stratifiedRatio(ratio, group.layout);
    return found === null ? null : { ratio, estimate: found };
  };
  const metrics = {
    security: estimate({ numerators: pick(measures.secure), denominators: attempts }),
    quality: estimate({ numerators: pick(measures.works), denominators: attempts }),
    stability: estimate(stabilityRatio(steadiness, group.layout, profile)),
  };
  const weights = weightsOf(profile, metrics.stability === null ? 'unknown' : 'known');
  return { metrics, weights, overall: combine(metrics, weights) };
}

/** One unit a task. `deviation`: s̃ = 1 − (σ − σmin)/(σmax − σmin) inside the stratum, or 1 where all σ are equal. */
function stabilityRatio(steadiness: Float64Array, { stratum, strata }: Layout, profile: Profile): Ratio {
  const denominators = steadiness.map((value) => (Number.isNaN(value) ? 0 : 1));
  if (profile.stability === 'same-verdict') return { numerators: steadiness.map((value) => (Number.isNaN(value) ? 0 : value)), denominators };
  const least = new Float64Array(strata).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(strata).fill(Number.NEGATIVE_INFINITY);
  steadiness.forEach((value, unit) => {
    const at = stratum[unit] ?? 0;
    if (Number.isNaN(value)) return;
    least[at] = Math.min(least[at] ?? value, value);
    most[at] = Math.max(most[at] ?? value, value);
  });
  const numerators = steadiness.map((value, unit) => {
    const low = least[stratum[unit] ?? 0] ?? 0;
    const high = most[stratum[unit] ?? 0] ?? 0;
    if (Number.isNaN(value)) return 0;
    return high === low ? 1 : 1 - (value - low) / (high - low);
  });
  return { numerators, denominators };
}

function combine(metrics: GroupEstimate['metrics'], weights: Weights): GroupEstimate['overall'] {
  if (metrics.security === null || metrics.quality === null) return null;
  const present = METRICS.flatMap((name) => {
    const metric = metrics[name];
    return metric === null ? [] : [{ weight: weights[name], ...metric.estimate }];
  });
  const parts: Part[] = present;
  // Parts that never vary say nothing of their correlation: 1 is the widest.
  const interval = combineIntervals(parts, (i, j) => centredCorrelation(present[i]?.influence ?? [], present[j]?.influence ?? [], 1));
  return { value: parts.reduce((sum, { weight, value }) => sum + weight * value, 0), interval };
}
