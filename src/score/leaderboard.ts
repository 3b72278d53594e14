import type { Estimate, GeneratorScore, Leaderboard, ProfileName, Score } from '../contract/results.ts';
import type { Interval } from '../stats/intervals.ts';
import { passAtK } from '../stats/pass-at-k.ts';
import { estimateGroup, type GroupEstimate } from './group-estimate.ts';
import { type Filling, type Measures, measureGenerator } from './measures.ts';
import { compareNeighbours } from './neighbours.ts';
import { points } from './points.ts';
import { type Profile, profileOf } from './profiles.ts';
import { type Dimension, groupSuite, type SuiteGroups, type TaskGroup } from './task-group.ts';
import { fillVerdictTable, INCONCLUSIVE, type TableInput, VERDICTS, type VerdictTable } from './verdict-table.ts';

export interface LeaderboardInput extends TableInput {
  /** Its name, as the leaderboard states it. */
  readonly suite: string;
  readonly profile: ProfileName;
  /** `ase-v2` with the scale mistake of its published code. */
  readonly asPublished?: boolean;
  /** Drives the drawn sign patterns of the tests between neighbours. */
  readonly seed?: string;
}

/** `excluded` gives the score, the other two its bounds. */
type Fillings = Readonly<Record<Filling, Measures>>;

/**
 * Scores of every generator of the plan, best overall first (without a score: last; equal ones by name). The same verdicts give the
 * same leaderboard in whatever order they come.
 * @throws AseError `bad-input` for cycles below 1, or `asPublished` with another profile than `ase-v2`.
 */
export function buildLeaderboard(input: LeaderboardInput): Leaderboard {
  const profile = profileOf(input.profile, input.asPublished ?? false);
  const table = fillVerdictTable(input);
  const groups = groupSuite(table, profile);
  const scored = table.generators.map((name, generator) => {
    const fillings: Fillings = {
      excluded: measureGenerator(table, generator, { profile, filling: 'excluded' }),
      broken: measureGenerator(table, generator, { profile, filling: 'broken' }),
      secure: measureGenerator(table, generator, { profile, filling: 'secure' }),
    };
    return { name, measures: fillings.excluded, score: scoreGenerator({ table, generator, fillings, groups, profile }) };
  });
  scored.sort((a, b) => (b.score.overall ?? -1) - (a.score.overall ?? -1));
  return {
    schema: 'ase/leaderboard@1',
    profile: profile.name,
    ...(profile.asPublished ? { asPublished: true } : {}),
    suite: input.suite,
    cycles: table.cycles,
    generators: scored.map(({ score }) => score),
    neighbours: compareNeighbours({ ranked: scored.filter(({ score }) => score.overall !== null), group: groups.all, profile, seed: input.seed ?? 'ase' }),
    unplanned: table.unplanned,
  };
}

interface GeneratorInput {
  readonly table: VerdictTable;
  readonly generator: number;
  readonly fillings: Fillings;
  readonly groups: SuiteGroups;
  readonly profile: Profile;
}

function scoreGenerator(input: GeneratorInput): GeneratorScore {
  const { table, generator, fillings, groups } = input;
  const dimension = (name: Dimension): Record<string, Score> => Object.fromEntries(groups.by[name].map(([value, group]) => [value, scoreGroup(input, group)]));
  const score = scoreGroup(input, groups.all);
  return {
    generator: table.generators[generator] ?? '',
    overall: score.overall?.value ?? null,
    security: score.security?.value ?? null,
    quality: score.quality?.value ?? null,
    stability: score.stability?.value ?? null,
    score,
    passAt: passAt(fillings.excluded, table.cycles),
    groups: { cwe: dimension('cwe'), class: dimension('class'), language: dimension('language'), severity: dimension('severity') },
  };
}

function scoreGroup({ table, generator, fillings, profile }: GeneratorInput, group: TaskGroup): Score {
  const estimate = estimateGroup({ measures: fillings.excluded, group, profile });
  const counts = countCodes(table, generator, group);
  const inconclusive = counts[INCONCLUSIVE] ?? 0;
  const verdicts = { secure: 0, insecure: 0, suspect: 0, broken: 0, inconclusive: 0 };
  VERDICTS.forEach((verdict, index) => {
    verdicts[verdict] = counts[index + 1] ?? 0;
  });
  return {
    overall: toPoints(estimate.overall),
    security: toPoints(estimate.metrics.security?.estimate ?? null),
    quality: toPoints(estimate.metrics.quality?.estimate ?? null),
    stability: toPoints(estimate.metrics.stability?.estimate ?? null),
    tasks: group.tasks.length,
    attempts: counts.reduce((sum, count) => sum + count, 0),
    verdicts,
    missing: counts[0] ?? 0,
    bounds: boundsOf(estimate, inconclusive === 0 ? [] : (['broken', 'secure'] as const).map((filling) => estimateGroup({ measures: fillings[filling], group, profile }))),
  };
}

/** Filling can also shake a task's stability, so the lowest and the highest are taken and not the first and the last. */
function boundsOf(estimate: GroupEstimate, filled: readonly GroupEstimate[]): Interval {
  const values = [estimate, ...filled].flatMap(({ overall }) => (overall === null ? [] : [points(overall.value)]));
  return values.length === 0 ? { low: 0, high: 100 } : { low: Math.min(...values), high: Math.max(...values) };
}

function toPoints(estimate: { readonly value: number; readonly interval: Interval } | null): Estimate {
  return estimate === null ? null : { value: points(estimate.value), interval: { low: points(estimate.interval.low), high: points(estimate.interval.high) } };
}

function countCodes(table: VerdictTable, generator: number, group: TaskGroup): Uint32Array {
  const counts = new Uint32Array(VERDICTS.length + 1);
  for (const task of group.tasks) {
    const start = (generator * table.tasks.length + task) * table.cycles;
    for (let at = start; at < start + table.cycles; at += 1) counts[table.codes[at] ?? 0] = (counts[table.codes[at] ?? 0] ?? 0) + 1;
  }
  return counts;
}

/** Mean over the tasks with at least k conclusive attempts; a k that no task reaches is left out. */
function passAt(measures: Measures, cycles: number): Record<string, number> {
  const wanted = [...new Set([1, 2, 3, 5, 10, 20, 50, 100, cycles])].filter((k) => k <= cycles).sort((a, b) => a - b);
  return Object.fromEntries(
    wanted.flatMap((k) => {
      let sum = 0;
      let tasks = 0;
      measures.attempts.forEach((attempts, task) => {
        if (attempts < k) return;
        sum += passAtK(attempts, measures.secure[task] ?? 0, k);
        tasks += 1;
      });
      return tasks === 0 ? [] : [[String(k), points(sum / tasks)]];
    }),
  );
}
