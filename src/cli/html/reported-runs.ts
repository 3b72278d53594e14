import { AseError } from '../../contract/errors.ts';
import type { PlannedTaskFacts } from '../../contract/journal.ts';
import type { AttemptKey, Leaderboard, ProfileName, Result, Spent } from '../../contract/results.ts';
import type { Run } from '../../contract/run.ts';
import { count } from '../../report/numbers.ts';
import { buildLeaderboard } from '../../score/leaderboard.ts';
import { generatorNames } from '../merge-runs.ts';
import { type ReadRun, scoreRun } from '../read-run.ts';

/** What one report shows: a run, or several as if they were one. */
export interface ReportedRuns {
  readonly run: Run;
  /** One by one, as they were planned. */
  readonly runs: readonly Run[];
  readonly tasks: readonly PlannedTaskFacts[];
  readonly leaderboard: Leaderboard;
  readonly results: readonly Result[];
  /** Attempts of the table that no run plans. */
  readonly unplanned: number;
  /** Attempts that have an answer, by the names of the report. */
  readonly answered: readonly ReportedAttempt[];
  /** What a reader must know before holding one run against another. */
  readonly remarks: readonly string[];
}

export interface ReportedAttempt {
  readonly key: AttemptKey;
  readonly folder: string;
  /** What it is called in its run. */
  readonly own: AttemptKey;
}

const MAX_NAMED = 8;

/** @throws AseError `bad-input` for runs that have no task in common */
export function reportedRuns(reads: readonly [ReadRun, ...ReadRun[]], profile?: ProfileName): ReportedRuns {
  const [first, ...others] = reads;
  if (others.length > 0) return mergedRuns(reads, profile ?? first.run.profile);
  const { run, folder, view } = first;
  const answered = view.predicted.map(({ key }) => ({ key, folder, own: key }));
  return { run, runs: [run], tasks: view.plan.tasks, leaderboard: scoreRun(first, profile), results: [...first.results()], unplanned: 0, answered, remarks: [] };
}

/** Over the tasks that all of them plan: scores over different tasks say nothing of who is better. */
function mergedRuns(reads: readonly [ReadRun, ...ReadRun[]], profile: ProfileName): ReportedRuns {
  const [{ run: first, view }] = reads;
  const shared = new Set(view.plan.tasks.map(({ id }) => id).filter((id) => reads.every(({ run }) => run.tasks.some((task) => task.id === id))));
  if (shared.size === 0) throw new AseError('bad-input', 'these runs have no task in common, so they cannot stand in one report', { remedy: 'Make a report of each: ase report RUN --format html --out FILE' });
  const tasks = view.plan.tasks.filter(({ id }) => shared.has(id));
  const names = generatorNames(reads);
  const cycles = Math.max(...reads.map(({ run }) => run.cycles));
  const planned = reads.flatMap((read) => read.run.generators.map(({ name, digest }) => ({ name: names(read, name), digest, cycles: read.run.cycles, spent: read.view.spent.get(name) })));
  const results = reads.flatMap((read) => [...read.results()].filter(({ task }) => shared.has(task)).map((result): Result => ({ ...result, generator: names(read, result.generator) })));
  const answered = reads.flatMap((read) =>
    read.view.predicted.filter(({ key }) => shared.has(key.task)).map(({ key }): ReportedAttempt => ({ key: { ...key, generator: names(read, key.generator) }, folder: read.folder, own: key })),
  );
  const board = buildLeaderboard({ results, planned: { tasks, generators: planned.map(({ name }) => name) }, cycles, suite: first.suite.name, profile });
  const spent = new Map(planned.flatMap((each): [string, Spent][] => (each.spent === undefined ? [] : [[each.name, each.spent]])));
  return {
    run: { ...first, name: reads.map(({ run }) => run.name).join(' and '), tasks: first.tasks.filter(({ id }) => shared.has(id)), generators: planned.map(({ name, digest }) => ({ name, digest })), cycles, profile },
    runs: reads.map(({ run }) => run),
    tasks,
    leaderboard: { ...board, generators: board.generators.map((line) => ({ ...line, ...(spent.has(line.generator) ? { spent: spent.get(line.generator) } : {}) })) },
    results,
    unplanned: planned.reduce((sum, own) => sum + (cycles - own.cycles) * shared.size, 0),
    answered,
    remarks: remarksOn(reads.map(({ run }) => run), { shared, isRenamed: planned.length > new Set(reads.flatMap(({ run }) => run.generators.map(({ name }) => name))).size }),
  };
}

function remarksOn(runs: readonly Run[], { shared, isRenamed }: { readonly shared: ReadonlySet<string>; readonly isRenamed: boolean }): string[] {
  const left = new Set(runs.flatMap(({ tasks }) => tasks.map(({ id }) => id)).filter((id) => !shared.has(id)));
  const changed = [...shared].filter((id) => new Set(runs.map(({ tasks }) => tasks.find((task) => task.id === id)?.digest)).size > 1);
  const cycles = [...new Set(runs.map((run) => run.cycles))];
  const differs = (name: string, of: (run: Run) => string): string[] => (new Set(runs.map(of)).size > 1 ? [name] : []);
  const differences = [
    ...differs('suite', ({ suite }) => `${suite.name} ${suite.version}`),
    ...differs('judge', ({ judgeDigest }) => judgeDigest),
    ...differs('sandbox', ({ sandbox }) => sandbox),
    ...differs('limits', ({ limits }) => JSON.stringify(limits)),
    ...differs('what models were shown', ({ shown }) => JSON.stringify(shown ?? null)),
  ];
  const named = changed.slice(0, MAX_NAMED).join(', ');
  return [
    ...(differences.length === 0 ? [] : [`The runs are not alike in: ${differences.join(', ')}. A difference between generators of different runs may come from that.`]),
    ...(left.size === 0 ? [] : [`${count(left.size, 'task')} that not every run has ${left.size === 1 ? 'is' : 'are'} left out; scores are over the ${shared.size} that all have.`]),
    ...(changed.length === 0 ? [] : [`${count(changed.length, 'task')} changed between the runs: ${named}${changed.length > MAX_NAMED ? ' …' : ''}.`]),
    ...(cycles.length === 1 ? [] : [`The runs have ${cycles.join(' and ')} cycles; squares of cycles that a run does not plan are empty.`]),
    ...(isRenamed ? ['A generator that is in more than one run is called NAME@RUN.'] : []),
  ];
}
