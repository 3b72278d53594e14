import type { Difference } from '../contract/results.ts';
import { centredCorrelation, combineIntervals, type Interval } from '../stats/intervals.ts';
import { signFlipTest } from '../stats/sign-flip.ts';
import { clusterVariance, type Layout } from '../stats/stratified-ratio.ts';
import { estimateGroup, type GroupEstimate, type MetricEstimate, METRICS } from './group-estimate.ts';
import type { Measures } from './measures.ts';
import { points } from './points.ts';
import type { Profile, Weights } from './profiles.ts';
import type { TaskGroup } from './task-group.ts';

/** First minus second, on 0–1; p-values are still uncorrected. */
export interface RawDifference {
  readonly value: number;
  readonly interval: Interval;
  readonly pValue: number;
  /** Of the value, from the spread between clusters. */
  readonly standardError: number;
}

export interface Pair {
  readonly a: GroupEstimate;
  readonly b: GroupEstimate;
  readonly group: TaskGroup;
  /** Tasks with a conclusive verdict of both, as positions in the table. */
  readonly shared: readonly number[];
  /** Clusters among them. */
  readonly clusters: number;
}

/** Both generators scored over the tasks that both have a conclusive verdict for. */
export function pairUp(input: { readonly a: Measures; readonly b: Measures; readonly group: TaskGroup; readonly profile: Profile }): Pair {
  const { a, b, group, profile } = input;
  const mask = Uint8Array.from(a.attempts, (attempts, task) => Number(attempts > 0 && (b.attempts[task] ?? 0) > 0));
  const clusters = new Set<number>();
  const shared: number[] = [];
  group.tasks.forEach((task, unit) => {
    if (!mask[task]) return;
    shared.push(task);
    clusters.add(group.layout.cluster[unit] ?? 0);
  });
  return { a: estimateGroup({ measures: a, group, profile, mask }), b: estimateGroup({ measures: b, group, profile, mask }), group, shared, clusters: clusters.size };
}

/** `null` where one of the two has no value. */
export function differenceOf(pair: Pair, score: 'overall' | 'security' | 'quality', seed: string): RawDifference | null {
  const sides = [pair.a, pair.b].map((side) => sideOf(side, score, pair.group.layout.clusters));
  const [a, b] = sides;
  if (a === undefined || b === undefined || a === null || b === null) return null;
  const errors = a.influence.map((error, cluster) => error - (b.influence[cluster] ?? 0));
  // As if two more clusters had varied independently: a handful of clusters that agree do not prove that all would.
  const correlation = centredCorrelation(a.influence, b.influence, 0) * (pair.clusters / (pair.clusters + 2));
  const interval = combineIntervals([{ weight: 1, ...a }, { weight: -1, ...b }], () => correlation);
  return {
    value: a.value - b.value,
    interval: { low: Math.max(-1, interval.low), high: Math.min(1, interval.high) },
    pValue: signFlipTest(clusterDifferences(pair, a.weights, b.weights), { clusters: pair.clusters, seed }),
    standardError: pair.clusters < 2 ? 0 : Math.sqrt(clusterVariance(errors, pair.clusters)),
  };
}

interface Side {
  readonly value: number;
  readonly interval: Interval;
  readonly influence: Float64Array;
  readonly weights: Weights;
}

function sideOf(estimate: GroupEstimate, score: 'overall' | 'security' | 'quality', clusters: number): Side | null {
  if (score !== 'overall') {
    const metric = estimate.metrics[score];
    return metric === null ? null : { ...metric.estimate, weights: { security: 0, quality: 0, stability: 0, [score]: 1 } };
  }
  if (estimate.overall === null) return null;
  const influence = new Float64Array(clusters);
  for (const name of METRICS) estimate.metrics[name]?.estimate.influence.forEach((error, cluster) => {
    influence[cluster] = (influence[cluster] ?? 0) + estimate.weights[name] * error;
  });
  return { ...estimate.overall, influence, weights: estimate.weights };
}

/**
 * By cluster, what it adds to the difference; the sum is the difference. Centred on the pooled ratio, so that a cluster in which the
 * two have different denominators (stability) adds only what differs from it.
 */
function clusterDifferences(pair: Pair, weightsA: Weights, weightsB: Weights): Float64Array {
  const { layout } = pair.group;
  const differences = new Float64Array(layout.clusters);
  for (const name of METRICS) {
    const [a, b] = [pair.a.metrics[name], pair.b.metrics[name]];
    // Only with equal weights and the same strata do the two centres cancel in the sum.
    const pooled = weightsA[name] === weightsB[name] && a !== null && b !== null && sameStrata(a, b) ? pooledRatios(a, b, layout) : new Float64Array(layout.strata);
    addMetric(differences, a, { layout, pooled, factor: weightsA[name] });
    addMetric(differences, b, { layout, pooled, factor: -weightsB[name] });
  }
  return differences;
}

function sameStrata(a: MetricEstimate, b: MetricEstimate): boolean {
  return a.estimate.scale.every((scale, stratum) => scale > 0 === (b.estimate.scale[stratum] ?? 0) > 0);
}

function pooledRatios(a: MetricEstimate, b: MetricEstimate, layout: Layout): Float64Array {
  const numerators = new Float64Array(layout.strata);
  const denominators = new Float64Array(layout.strata);
  for (const { ratio } of [a, b]) {
    layout.stratum.forEach((stratum, unit) => {
      numerators[stratum] = (numerators[stratum] ?? 0) + (ratio.numerators[unit] ?? 0);
      denominators[stratum] = (denominators[stratum] ?? 0) + (ratio.denominators[unit] ?? 0);
    });
  }
  return numerators.map((sum, stratum) => ((denominators[stratum] ?? 0) > 0 ? sum / (denominators[stratum] ?? 1) : 0));
}

function addMetric(sums: Float64Array, metric: MetricEstimate | null, { layout, pooled, factor }: { layout: Layout; pooled: Float64Array; factor: number }): void {
  if (metric === null || factor === 0) return;
  const { ratio, estimate } = metric;
  layout.cluster.forEach((cluster, unit) => {
    const stratum = layout.stratum[unit] ?? 0;
    const score = (ratio.numerators[unit] ?? 0) - (pooled[stratum] ?? 0) * (ratio.denominators[unit] ?? 0);
    sums[cluster] = (sums[cluster] ?? 0) + factor * (estimate.scale[stratum] ?? 0) * score;
  });
}

/** On 0–100, with the p-value as Holm corrected it. */
export function correctedDifference(raw: RawDifference, adjustedPValue: number): Difference {
  return {
    value: points(raw.value),
    interval: { low: points(raw.interval.low), high: points(raw.interval.high) },
    pValue: raw.pValue,
    adjustedPValue,
    apart: adjustedPValue <= 0.05,
  };
}
