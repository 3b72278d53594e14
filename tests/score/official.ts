/** The official arithmetic (ase-facts.md §4) written straight from its formulas, bit by bit, to compare with: slow, and without intervals. */
export interface Bits {
  readonly type: string;
  /** By cycle. */
  readonly secure: readonly number[];
  readonly works: readonly number[];
}

export interface OfficialScores {
  readonly security: number;
  readonly quality: number;
  readonly stability: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const average = (values: readonly number[]): number => sum(values) / values.length;

function sigma(bits: readonly number[]): number {
  const centre = average(bits);
  return Math.sqrt(sum(bits.map((bit) => (bit - centre) ** 2)) / (bits.length - 1));
}

/** v2: micro average; stability min–max over all instances. */
export function officialV2(instances: readonly Bits[]): OfficialScores {
  const sigmas = instances.map(({ secure }) => sigma(secure));
  const [least, most] = [Math.min(...sigmas), Math.max(...sigmas)];
  return {
    security: 100 * average(instances.flatMap(({ secure }) => secure)),
    quality: 100 * average(instances.flatMap(({ works }) => works)),
    stability: 100 * average(sigmas.map((value) => (most - least < 1e-12 ? 1 : 1 - (value - least) / (most - least)))),
  };
}

/** v1: every type by itself, then the unweighted mean of the types. */
export function officialV1(instances: readonly Bits[]): OfficialScores {
  const types = [...new Set(instances.map(({ type }) => type))].map((type) => officialV2(instances.filter((instance) => instance.type === type)));
  return { security: average(types.map((type) => type.security)), quality: average(types.map((type) => type.quality)), stability: average(types.map((type) => type.stability)) };
}

/** Ours: a task is steady when its cycles all got one verdict; of the tasks that worked at least once. */
export function plainHybrid(tasks: readonly (readonly string[])[]): OfficialScores {
  const all = tasks.flat();
  const worked = tasks.filter((verdicts) => verdicts.some((verdict) => verdict !== 'broken'));
  return {
    security: (100 * all.filter((verdict) => verdict === 'secure').length) / all.length,
    quality: (100 * all.filter((verdict) => verdict !== 'broken').length) / all.length,
    stability: (100 * worked.filter((verdicts) => new Set(verdicts).size === 1).length) / worked.length,
  };
}

export const overallOf = ({ security, quality, stability }: OfficialScores): number => 0.6 * security + 0.3 * quality + 0.1 * stability;
