import { createRandom } from './random.ts';
import { studentTwoSided } from './student.ts';

const EXACT_UP_TO = 14;
const DRAWN_UP_TO = 100;
const DRAWS = 10_000;

/**
 * Two-sided p-value that paired differences, one a cluster, sum to zero: the two sides of a pair are exchangeable, so every
 * difference may turn its sign (Fisher 1935). Up to 14 differences that are not 0 all sign patterns are counted, up to 100 they are
 * drawn (10,000, by `seed`), beyond that Student's t takes over. `clusters` counts those without a difference, too.
 */
export function signFlipTest(differences: ArrayLike<number>, options: { readonly clusters: number; readonly seed: string }): number {
  const largest = Array.from(differences).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const values = Float64Array.from(Array.from(differences).filter((value) => Math.abs(value) > largest * 1e-12));
  if (values.length === 0) return 1;
  const observed = Math.abs(values.reduce((sum, value) => sum + value, 0));
  // Patterns that tie with the observed one count; rounding must not decide.
  const threshold = observed - largest * 1e-9;
  if (values.length <= EXACT_UP_TO) return countPatterns(values, threshold);
  if (values.length <= DRAWN_UP_TO) return drawPatterns(values, threshold, options.seed);
  return studentTest(values, observed, options.clusters);
}

/** All patterns; the first sign stays, because turning all of them changes nothing. */
function countPatterns(values: Float64Array, threshold: number): number {
  const patterns = 2 ** (values.length - 1);
  let extreme = 0;
  for (let pattern = 0; pattern < patterns; pattern += 1) {
    let sum = values[0] ?? 0;
    for (let index = 1; index < values.length; index += 1) sum += (pattern >>> (index - 1)) & 1 ? -(values[index] ?? 0) : (values[index] ?? 0);
    if (Math.abs(sum) >= threshold) extreme += 1;
  }
  return extreme / patterns;
}

/** Differences whose signed sums are tabulated together: a draw then adds a sum for each eight of them. */
const GROUP_BITS = 8;

function drawPatterns(values: Float64Array, threshold: number, seed: string): number {
  const words = Math.ceil(values.length / 32);
  const groups = Math.ceil(values.length / GROUP_BITS);
  const patterns = patternsOf(seed, words);
  const sums = groupSums(values, groups);
  let extreme = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    let sum = 0;
    for (let group = 0; group < groups; group += 1) {
      const bits = patterns[draw * words + (group >>> 2)] ?? 0;
      sum += sums[(group << GROUP_BITS) | ((bits >>> ((group & 3) * GROUP_BITS)) & 255)] ?? 0;
    }
    if (sum >= threshold || -sum >= threshold) extreme += 1;
  }
  // The observed pattern is one of those drawn (Phipson and Smyth 2010): p is never 0.
  return (extreme + 1) / (DRAWS + 1);
}

/** By group of eight differences and pattern of their signs: the sum; a set bit turns a sign. */
function groupSums(values: Float64Array, groups: number): Float64Array {
  const sums = new Float64Array(groups << GROUP_BITS);
  for (let at = 0; at < sums.length; at += 1) {
    let sum = 0;
    for (let bit = 0; bit < GROUP_BITS; bit += 1) {
      const value = values[(at >>> GROUP_BITS) * GROUP_BITS + bit] ?? 0;
      sum += (at >>> bit) & 1 ? -value : value;
    }
    sums[at] = sum;
  }
  return sums;
}

/** Those of the latest seed, by their number of words a draw: a leaderboard tests hundreds of pairs with one seed. */
const drawn = { seed: '', patterns: new Map<number, Uint32Array>() };

function patternsOf(seed: string, words: number): Uint32Array {
  if (drawn.seed !== seed) Object.assign(drawn, { seed, patterns: new Map() });
  const known = drawn.patterns.get(words);
  if (known !== undefined) return known;
  const random = createRandom(seed);
  const patterns = Uint32Array.from({ length: DRAWS * words }, random);
  drawn.patterns.set(words, patterns);
  return patterns;
}

function studentTest(values: Float64Array, observed: number, clusters: number): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / clusters;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) + (clusters - values.length) * centre ** 2;
  const variance = (squares * clusters) / (clusters - 1);
  return variance === 0 ? 0 : studentTwoSided(observed / Math.sqrt(variance), clusters - 1);
}
