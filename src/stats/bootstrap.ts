import type { Interval } from './intervals.ts';
import { createRandom } from './random.ts';

export interface BootstrapInput {
  /** By cluster. */
  readonly numerators: ArrayLike<number>;
  readonly denominators: ArrayLike<number>;
  readonly replicates: number;
  readonly seed: string;
}

/**
 * 95 % percentile interval of Σ numerators / Σ denominators when whole clusters are drawn with replacement (Davison and Hinkley 1997,
 * §3.8). Replicates without a denominator are drawn again. Give sums by cluster: the cost is clusters × replicates, whatever a cluster holds.
 */
export function bootstrapInterval({ numerators, denominators, replicates, seed }: BootstrapInput): Interval {
  const random = createRandom(seed);
  const clusters = numerators.length;
  if (Array.from(denominators).every((denominator) => denominator === 0)) return { low: Number.NaN, high: Number.NaN };
  const ratios = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; ) {
    let numerator = 0;
    let denominator = 0;
    for (let draw = 0; draw < clusters; draw += 1) {
      const cluster = Math.floor((random() / 2 ** 32) * clusters);
      numerator += numerators[cluster] ?? 0;
      denominator += denominators[cluster] ?? 0;
    }
    if (denominator === 0) continue;
    ratios[replicate] = numerator / denominator;
    replicate += 1;
  }
  ratios.sort();
  return { low: quantile(ratios, 0.025), high: quantile(ratios, 0.975) };
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
