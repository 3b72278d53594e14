import type { Comparison, Comparisons, TaskChange } from '../contract/comparison.ts';
import { AseError } from '../contract/errors.ts';
import type { Difference, ProfileName } from '../contract/results.ts';
import { holmAdjust } from '../stats/holm.ts';
import { mcnemarExact } from '../stats/mcnemar.ts';
import { dataNeeded, detectableDifference } from '../stats/power.ts';
import { correctedDifference, differenceOf, type Pair, pairUp, type RawDifference } from './difference.ts';
import { type Measures, measureGenerator } from './measures.ts';
import { points } from './points.ts';
import { profileOf } from './profiles.ts';
import { groupTasks } from './task-group.ts';
import { fillVerdictTable, type TableInput, type VerdictTable } from './verdict-table.ts';
import { summarise } from './words.ts';

export interface CompareInput extends TableInput {
  readonly profile: ProfileName;
  readonly asPublished?: boolean;
  /** Pairs of generators of the plan; every pair where not given. */
  readonly comparisons?: readonly { readonly a: string; readonly b: string }[];
  /** Drives the drawn sign patterns. */
  readonly seed?: string;
}

const SCORES = ['overall', 'security', 'quality'] as const;
type Raw = Readonly<Record<(typeof SCORES)[number], RawDifference | null>>;

/**
 * Pairs of generators over the tasks that both have a conclusive verdict for. P-values are corrected over all pairs of the call, for each of
 * overall, security and quality by itself: more pairs, more correction.
 * @throws AseError `unknown-name` for a generator that is not in the plan; `bad-input` as `buildLeaderboard`.
 */
export function compareGenerators(input: CompareInput): Comparisons {
  const profile = profileOf(input.profile, input.asPublished ?? false);
  const table = fillVerdictTable(input);
  const all = groupTasks(table, [...table.tasks.keys()], profile);
  const measured = new Map<string, Measures>();
  const measuresOf = (name: string): Measures => {
    const known = measured.get(name) ?? measureGenerator(table, positionOf(table, name), { profile, filling: 'excluded' });
    measured.set(name, known);
    return known;
  };
  const compared = (input.comparisons ?? everyPair(table.generators)).map(({ a, b }) => {
    const pair = pairUp({ a: measuresOf(a), b: measuresOf(b), group: all, profile });
    const of = (score: (typeof SCORES)[number]): RawDifference | null => differenceOf(pair, score, input.seed ?? 'ase');
    const raw: Raw = { overall: of('overall'), security: of('security'), quality: of('quality') };
    return { a, b, pair, raw, changes: changesOf(table, pair, { a: measuresOf(a), b: measuresOf(b) }) };
  });
  const corrected = correctAll(compared.map(({ raw }) => raw));
  const comparisons = compared.map(({ a, b, pair, raw, changes }, index) => describePair({ a, b, pair, raw: raw.overall, table, changes, differences: corrected[index] ?? nothing }));
  return { schema: 'ase/comparisons@1', profile: profile.name, comparisons };
}

type Differences = Readonly<Record<(typeof SCORES)[number], Difference | null>>;
const nothing: Differences = { overall: null, security: null, quality: null };

function positionOf(table: VerdictTable, name: string): number {
  const position = table.generators.indexOf(name);
  if (position < 0) throw new AseError('unknown-name', `no generator ${name} in these results`, { remedy: `There are: ${table.generators.join(', ')}` });
  return position;
}

function everyPair(names: readonly string[]): { a: string; b: string }[] {
  return names.flatMap((a, index) => names.slice(index + 1).map((b) => ({ a, b })));
}

function correctAll(raws: readonly Raw[]): Differences[] {
  const adjusted = new Map(SCORES.map((score) => [score, correctOne(raws.map((raw) => raw[score]))]));
  const at = (score: (typeof SCORES)[number], index: number): Difference | null => adjusted.get(score)?.[index] ?? null;
  return raws.map((_, index) => ({ overall: at('overall', index), security: at('security', index), quality: at('quality', index) }));
}

function correctOne(raws: readonly (RawDifference | null)[]): (Difference | null)[] {
  const adjusted = holmAdjust(raws.flatMap((raw) => (raw === null ? [] : [raw.pValue])));
  let next = 0;
  return raws.map((raw) => {
    if (raw === null) return null;
    next += 1;
    return correctedDifference(raw, adjusted[next - 1] ?? 1);
  });
}

interface Changes {
  readonly better: TaskChange[];
  readonly worse: TaskChange[];
}

function changesOf(table: VerdictTable, pair: Pair, { a, b }: { readonly a: Measures; readonly b: Measures }): Changes {
  const share = (measures: Measures, task: number): number => points((measures.secure[task] ?? 0) / (measures.attempts[task] ?? 1));
  const changes = pair.shared
    .map((task) => ({ task: table.tasks[task]?.id ?? '', a: share(a, task), b: share(b, task) }))
    .sort((x, y) => Math.abs(y.a - y.b) - Math.abs(x.a - x.b));
  return { better: changes.filter((change) => change.a > change.b), worse: changes.filter((change) => change.a < change.b) };
}

interface Described {
  readonly a: string;
  readonly b: string;
  readonly pair: Pair;
  readonly raw: RawDifference | null;
  readonly table: VerdictTable;
  readonly changes: Changes;
  readonly differences: Differences;
}

function describePair({ a, b, pair, raw, table, changes, differences }: Described): Comparison {
  const shared = new Set(pair.shared);
  const error = raw?.standardError ?? 0;
  const needed = raw === null || error === 0 ? null : dataNeeded(points(raw.value) / 100, error);
  const facts = {
    a,
    b,
    tasks: pair.shared.length,
    cves: pair.clusters,
    leftOut: table.tasks.filter((_, position) => !shared.has(position)).map(({ id }) => id),
    ...differences,
    ...changes,
    signTest: mcnemarExact(changes.better.length, changes.worse.length),
    // Never fewer than there are: those did not tell.
    tasksNeeded: needed === null ? null : Math.max(pair.shared.length + 1, Math.ceil(needed * pair.shared.length)),
    detectable: error === 0 ? null : points(detectableDifference(error)),
  };
  return { ...facts, summary: summarise(facts) };
}
