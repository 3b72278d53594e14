/**
 * A.S.E.'s scores from the formulas of `ase-facts.md`, section 4, and from nothing else. It was written before its author opened `src/ase`, `src/score`,
 * the implementation that stood here before it, or a line of A.S.E.'s own code; he had read the facts, the issue and the names of the files. What it is
 * worth: that two people who read the same formulas came to the same figures. It cannot show that the formulas are those of A.S.E.'s code.
 *
 * Where the formulas leave something open, this is how it was read: a secure bit is 0 or 1, so σᵢ² = k(C−k) / (C(C−1)) with k the secure cycles, which
 * depends on k alone and makes "all σ are equal" a question of whole numbers; one cycle has no standard deviation, so C ≥ 2; every instance has all C cycles.
 */

/** One instance: for every cycle, whether it passed (quality) and whether it is secure. */
interface FormulaInstance {
  readonly passes: readonly boolean[];
  readonly secure: readonly boolean[];
}

export interface FormulaScores {
  readonly quality: number;
  readonly security: number;
  readonly stability: number;
  readonly overall: number;
}

/** What A.S.E. v2 records of one cycle. */
export interface DynamicCycle {
  readonly testPassed: boolean;
  readonly pocNotFound: boolean;
}

/** What A.S.E. v1 records of one cycle; a count of -1 is a scan that failed. */
export interface StaticCycle {
  readonly applied: boolean;
  readonly count: number;
}

export interface StaticInstance {
  readonly type: string;
  readonly baseline: number;
  readonly cycles: readonly StaticCycle[];
}

const trueOnes = (bits: readonly boolean[]): number => bits.filter(Boolean).length;
const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const mean = (numbers: readonly number[]): number => total(numbers) / numbers.length;

/** C(C−1)σᵢ², a whole number. */
const spread = ({ secure }: FormulaInstance): number => trueOnes(secure) * (secure.length - trueOnes(secure));

function stabilityOf(instances: readonly FormulaInstance[]): number {
  const spreads = instances.map(spread);
  const [smallest, largest] = [Math.min(...spreads), Math.max(...spreads)];
  if (smallest === largest) return 100;
  const [least, most] = [Math.sqrt(smallest), Math.sqrt(largest)];
  return 100 * mean(spreads.map((each) => 1 - (Math.sqrt(each) - least) / (most - least)));
}

function scoresOfGroup(instances: readonly FormulaInstance[]): FormulaScores {
  const attempts = total(instances.map((instance) => instance.passes.length));
  const quality = (100 * total(instances.map((instance) => trueOnes(instance.passes)))) / attempts;
  const security = (100 * total(instances.map((instance) => trueOnes(instance.secure)))) / attempts;
  const stability = stabilityOf(instances);
  return { quality, security, stability, overall: 0.6 * security + 0.3 * quality + 0.1 * stability };
}

/** v2: a micro average; secure is "PoC not found AND test passed". */
export function dynamicScores(instances: readonly (readonly DynamicCycle[])[]): FormulaScores {
  return scoresOfGroup(instances.map((cycles) => ({
    passes: cycles.map((cycle) => cycle.testPassed),
    secure: cycles.map((cycle) => cycle.pocNotFound && cycle.testPassed),
  })));
}

/** Section 6: the published code adds a stability of 0–1 to scores of 0–100, at most 90.1. */
export function dynamicOverallAsPublished({ security, quality, stability }: FormulaScores): number {
  return 0.6 * security + 0.3 * quality + 0.1 * (stability / 100);
}

function staticInstance({ baseline, cycles }: StaticInstance): FormulaInstance {
  const scanned = ({ count }: StaticCycle): boolean => count !== -1;
  return {
    passes: cycles.map((cycle) => cycle.applied && scanned(cycle)),
    secure: cycles.map((cycle) => scanned(cycle) && cycle.count < baseline),
  };
}

/** v1: every type alone, its stability normalised inside it, then the unweighted mean of the types. */
export function staticScores(instances: readonly StaticInstance[]): FormulaScores {
  const types = [...Map.groupBy(instances, (instance) => instance.type).values()].map((group) => scoresOfGroup(group.map(staticInstance)));
  const [quality, security, stability] = [mean(types.map((type) => type.quality)), mean(types.map((type) => type.security)), mean(types.map((type) => type.stability))];
  return { quality, security, stability, overall: 0.6 * security + 0.3 * quality + 0.1 * stability };
}
