import type { ProfileName } from '../../contract/results.ts';
import { profileOf } from '../../score/profiles.ts';
import { VERDICTS, type VerdictTable } from '../../score/verdict-table.ts';

export interface Disagreement {
  readonly task: string;
  /** Share of secure attempts on 0–100, by generator as in `Disagreements.generators`; null without a conclusive one. */
  readonly shares: readonly (number | null)[];
  /** Most secure minus least. */
  readonly spread: number;
}

export interface Disagreements {
  readonly generators: readonly string[];
  /** At [a][b]: on how many tasks a is secure more often than b. */
  readonly wins: readonly (readonly number[])[];
  /** Tasks on which generators differ most, at most `MAX_TASKS`. */
  readonly tasks: readonly Disagreement[];
  readonly more: number;
}

const MAX_TASKS = 12;
/** A table of pairs of more cannot be read. */
const MAX_GENERATORS = 12;

/** Where generators disagree. Baselines are left out: the original and the reference disagree on every task. */
export function disagreementsOf(table: VerdictTable, { generators: all, profile }: { readonly generators: readonly string[]; readonly profile: ProfileName }): Disagreements {
  const generators = all.filter((name) => !name.startsWith('baseline:')).slice(0, MAX_GENERATORS);
  const secure = profileOf(profile, false).secure;
  const rows = generators.map((name) => table.tasks.map((_, task) => shareOf(table, { generator: table.generators.indexOf(name), task, secure })));
  const wins = rows.map((a) => rows.map((b) => a.filter((share, task) => share !== null && b[task] !== null && share > (b[task] ?? 0)).length));
  const tasks = table.tasks
    .map(({ id }, task) => {
      const shares = rows.map((row) => row[task] ?? null);
      const known = shares.filter((share) => share !== null);
      return { task: id, shares, spread: known.length < 2 ? 0 : Math.max(...known) - Math.min(...known) };
    })
    .filter(({ spread }) => spread > 0)
    .sort((a, b) => b.spread - a.spread);
  return { generators, wins, tasks: tasks.slice(0, MAX_TASKS), more: Math.max(0, tasks.length - MAX_TASKS) };
}

function shareOf(table: VerdictTable, { generator, task, secure }: { readonly generator: number; readonly task: number; readonly secure: ReadonlySet<string> }): number | null {
  const start = (generator * table.tasks.length + task) * table.cycles;
  const verdicts = Array.from(table.codes.subarray(start, start + table.cycles), (code) => VERDICTS[code - 1]).filter((verdict) => verdict !== undefined && verdict !== 'inconclusive');
  return verdicts.length === 0 ? null : (100 * verdicts.filter((verdict) => verdict !== undefined && secure.has(verdict)).length) / verdicts.length;
}
