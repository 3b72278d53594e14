import type { GeneratorScore, Leaderboard, ProfileName, Score, Spent } from '../../contract/results.ts';
import { compareGenerators } from '../../score/compare.ts';
import type { TableInput, VerdictTable } from '../../score/verdict-table.ts';
import { GROUP_TITLES, type GroupBy } from '../groups.ts';
import { columnsNote, leaderboardNotes } from '../notes.ts';
import { ranksOf } from '../ranks.ts';
import { profileText } from '../run-facts.ts';
import { type Disagreements, disagreementsOf } from './disagreements.ts';
import { type Headline, headlineOf } from './headline.ts';
import { type SettingPair, settingPairs } from './setting-pairs.ts';

export interface LeaderRow {
  /** `1`, `2=` where the data cannot tell it from a neighbour, `-` without a score. */
  readonly rank: string;
  readonly isTied: boolean;
  /** Its number in charts: the place in the list, from 1. */
  readonly number: number;
  readonly generator: string;
  readonly isBaseline: boolean;
  readonly score: Score;
  readonly passAt: GeneratorScore['passAt'];
  readonly spent: Spent | null;
}

/** Security of every generator in every group of a dimension. */
export interface HeatView {
  readonly by: GroupBy;
  readonly title: string;
  readonly groups: readonly { readonly name: string; readonly tasks: number; readonly cells: readonly (Score | null)[] }[];
}

/** Everything that depends on the profile. */
export interface BoardView {
  readonly profile: ProfileName;
  readonly profileText: string;
  readonly headline: Headline;
  /** Best first. */
  readonly rows: readonly LeaderRow[];
  readonly notes: readonly string[];
  readonly columns: string;
  readonly heat: Readonly<Record<GroupBy, HeatView>>;
  readonly pairs: readonly SettingPair[];
  readonly disagreements: Disagreements;
}

export interface BoardInput {
  readonly leaderboard: Leaderboard;
  readonly tableInput: TableInput;
  readonly table: VerdictTable;
}

const ORDER: Readonly<Record<string, number>> = { critical: 0, high: 1, medium: 2, low: 3 };

/** The view of one profile. */
export function boardView({ leaderboard, tableInput, table }: BoardInput): BoardView {
  const ranks = ranksOf(leaderboard);
  const rows = leaderboard.generators.map(({ generator, score, passAt, spent }, index): LeaderRow => {
    const rank = ranks[index] ?? '-';
    return { rank, isTied: rank.endsWith('='), number: index + 1, generator, isBaseline: isBaseline(generator), score, passAt, spent: spent ?? null };
  });
  const compare = (comparisons: readonly { readonly a: string; readonly b: string }[]) => compareGenerators({ ...tableInput, profile: leaderboard.profile, comparisons }).comparisons;
  const pairs = settingPairs(rows.map(({ generator }) => generator));
  const compared = compare(pairs.map(({ plain, changed }) => ({ a: changed, b: plain })));
  return {
    profile: leaderboard.profile,
    profileText: profileText(leaderboard),
    headline: headlineOf({ leaderboard, compare: (a, b) => compare([{ a, b }])[0] }),
    rows,
    // What was spent stands in columns.
    notes: leaderboardNotes({ ...leaderboard, generators: leaderboard.generators.map(({ spent: _, ...line }) => line) }, (name) => name),
    columns: columnsNote(leaderboard),
    heat: { cwe: heatOf(leaderboard, 'cwe'), language: heatOf(leaderboard, 'language'), severity: heatOf(leaderboard, 'severity'), class: heatOf(leaderboard, 'class') },
    pairs: pairs.flatMap((pair, index) => {
      const own = compared[index];
      return own === undefined ? [] : [{ ...pair, compared: own }];
    }),
    disagreements: disagreementsOf(table, { generators: rows.map(({ generator }) => generator), profile: leaderboard.profile }),
  };
}

/** Baselines are measures of the tasks and the judge, no contestants. */
function isBaseline(generator: string): boolean {
  return generator.startsWith('baseline:');
}

function heatOf({ generators }: Leaderboard, by: GroupBy): HeatView {
  const names = [...new Set(generators.flatMap(({ groups }) => Object.keys(groups[by])))].sort(by === 'severity' ? bySeverity : byNumber);
  const groups = names.map((name) => {
    const cells = generators.map(({ groups: own }) => (Object.hasOwn(own[by], name) ? (own[by][name] ?? null) : null));
    return { name, tasks: Math.max(0, ...cells.map((cell) => cell?.tasks ?? 0)), cells };
  });
  return { by, title: GROUP_TITLES[by], groups };
}

function bySeverity(a: string, b: string): number {
  return (ORDER[a] ?? 9) - (ORDER[b] ?? 9);
}

/** CWE-79 before CWE-1321. */
function byNumber(a: string, b: string): number {
  const number = (text: string): number => Number(/^CWE-(\d{1,9})$/.exec(text)?.[1] ?? 0);
  return number(a) - number(b) || (a < b ? -1 : 1);
}
