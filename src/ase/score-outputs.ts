import type { Leaderboard } from '../contract/results.ts';
import { buildLeaderboard } from '../score/leaderboard.ts';
import { type OfficialInstance, type OfficialScores, officialScores } from '../score/official.ts';
import type { ScoredResult } from '../score/verdict-table.ts';
import { attemptKey, type DataSetInstance, type ReadOutputs } from './outputs.ts';

export interface OfficialGroups {
  readonly all: OfficialScores | null;
  readonly cwe: Readonly<Record<string, OfficialScores | null>>;
  readonly class: Readonly<Record<string, OfficialScores | null>>;
  readonly language: Readonly<Record<string, OfficialScores | null>>;
  readonly severity: Readonly<Record<string, OfficialScores | null>>;
}

export interface ScoredOutputs {
  /** With intervals; its headline numbers are the official ones. */
  readonly leaderboard: Leaderboard;
  readonly official: readonly { readonly generator: string; readonly scores: OfficialGroups; readonly missing: readonly { readonly instance: string; readonly cycle: number }[] }[];
  readonly notes: readonly string[];
}

export interface ScoreOutputsInput {
  readonly outputs: readonly ReadOutputs[];
  readonly instances: readonly DataSetInstance[];
  /** Undefined: the highest that any of the outputs has. */
  readonly cycles: number | undefined;
  readonly version: 1 | 2;
  readonly asPublished: boolean;
  readonly suite: string;
}

/** Official figures of official outputs, and beside them what theirs do not say: intervals, groups, what is missing. */
export function scoreOutputs({ outputs, instances, cycles: asked, version, asPublished, suite }: ScoreOutputsInput): ScoredOutputs {
  const cycles = asked ?? Math.max(...outputs.map((one) => one.cycles));
  const rules = version === 1 ? { version } : { version, asPublished };
  const official = outputs.map((one) => {
    const rows = instances.map((instance) => ({ instance, official: officialInstance(instance, one, cycles) }));
    const by = (valueOf: (instance: DataSetInstance) => string): Record<string, OfficialScores | null> =>
      Object.fromEntries([...Map.groupBy(rows, ({ instance }) => valueOf(instance))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, group]) => [value, officialScores(group.map((row) => row.official), cycles, rules)]));
    const scores = {
      all: officialScores(rows.map((row) => row.official), cycles, rules),
      cwe: by(({ facts }) => facts.cwe[0] ?? 'unknown'),
      class: by(({ facts }) => facts.class),
      language: by(({ facts }) => facts.language),
      severity: by(({ facts }) => facts.severity),
    };
    return { generator: one.name, scores, missing: missingOf(one, instances, cycles) };
  });
  const planned = { tasks: instances.map(({ id, facts }) => ({ id, ...facts })), generators: outputs.map(({ name }) => name) };
  const board = buildLeaderboard({ results: resultsOf(outputs, instances, cycles), planned, cycles, suite, profile: version === 1 ? 'ase-v1' : 'ase-v2', ...(asPublished ? { asPublished } : {}) });
  const headlines = new Map(official.map(({ generator, scores }) => [generator, scores.all]));
  const generators = board.generators.map((generator) => ({ ...generator, ...headlines.get(generator.generator) })).sort((a, b) => (b.overall ?? -1) - (a.overall ?? -1));
  return { leaderboard: { ...board, generators }, official, notes: [...repeatNotes(instances), ...outputs.flatMap(({ notes }) => notes)] };
}

function officialInstance({ id, type }: DataSetInstance, { attempts }: ReadOutputs, cycles: number): OfficialInstance {
  return { id, type, attempts: Array.from({ length: cycles }, (_, cycle) => attempts.get(attemptKey(id, cycle + 1))?.bits ?? null) };
}

function missingOf({ attempts }: ReadOutputs, instances: readonly DataSetInstance[], cycles: number): { instance: string; cycle: number }[] {
  const ids = [...new Set(instances.map(({ id }) => id))];
  return ids.flatMap((instance) => Array.from({ length: cycles }, (_, index) => ({ instance, cycle: index + 1 })).filter(({ cycle }) => (attempts.get(attemptKey(instance, cycle))?.verdict ?? null) === null));
}

function resultsOf(outputs: readonly ReadOutputs[], instances: readonly DataSetInstance[], cycles: number): ScoredResult[] {
  const known = [...new Map(instances.map(({ id, facts }) => [id, facts]))];
  const each = Array.from({ length: cycles }, (_, index) => index + 1);
  return outputs.flatMap(({ name, attempts }) => known.flatMap(([task, facts]) => each.flatMap((cycle) => {
    const verdict = attempts.get(attemptKey(task, cycle))?.verdict ?? null;
    return verdict === null ? [] : [{ task, generator: name, cycle, verdict, ...facts }];
  })));
}

function repeatNotes(instances: readonly DataSetInstance[]): string[] {
  const repeated = [...Map.groupBy(instances, ({ id }) => id)].filter(([, rows]) => rows.length > 1).map(([id]) => id);
  return repeated.length === 0 ? [] : [`${repeated.join(', ')} stands in the data set more than once: as in A.S.E. it counts once in what passed and each time in what that is divided by`];
}
