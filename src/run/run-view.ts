import type { JudgedEvent, PlannedEvent } from '../contract/journal.ts';
import { AseError } from '../contract/errors.ts';
import type { AttemptKey, GeneratorScore, Leaderboard, Result, Spent } from '../contract/results.ts';
import { compareKeys, keyText } from '../journal/attempt-key.ts';
import type { FoldedJournal } from '../journal/fold.ts';
import { buildLeaderboard } from '../score/leaderboard.ts';
import { decide } from './decide.ts';
import { changeOf, loadPrediction } from './evidence.ts';
import { NO_PREDICTION, predictionDigest } from './inputs.ts';
import { spentBy } from './spent.ts';

/** What counts of a run: everything that derived files are made from. */
export interface RunView {
  readonly folder: string;
  readonly plan: PlannedEvent;
  /** Verdicts that count under the plan, sorted by task, generator, cycle. */
  readonly judged: readonly JudgedEvent[];
  /** Attempts whose prediction counts, sorted alike, with its digest. */
  readonly predicted: readonly { readonly key: AttemptKey; readonly digest: string }[];
  /** By generator. */
  readonly spent: ReadonlyMap<string, Spent>;
}

/** @throws AseError `damaged` where the journal has no plan */
export function viewRun(folder: string, { state }: FoldedJournal): RunView {
  const plan = state.plan?.event;
  if (plan === undefined) throw new AseError('damaged', `${folder}: its journal has no plan`, { remedy: 'Run the same `ase run` command again; it goes on in this folder.' });
  const { kept, open } = decide({ state, plan, retryInconclusive: false });
  const judged = kept.flatMap((key) => state.attempts.get(keyText(key))?.judged ?? []).sort(compareKeys);
  const predicted = [
    ...judged.filter(({ prediction }) => prediction !== NO_PREDICTION).map(({ task, generator, cycle, prediction }) => ({ key: { task, generator, cycle }, digest: prediction })),
    ...open.flatMap(({ key, prediction }) => (prediction === null ? [] : [{ key, digest: prediction }])),
  ].sort((a, b) => compareKeys(a.key, b.key));
  const spent = spentBy(predicted.flatMap(({ key }) => {
    const generation = state.attempts.get(keyText(key))?.prediction?.generation;
    return generation === undefined ? [] : [{ generator: key.generator, generation }];
  }));
  return { folder, plan, judged, predicted, spent };
}

/** Lines of results.jsonl. */
export function* resultsOf({ judged, plan }: RunView): Generator<Result> {
  const facts = new Map(plan.tasks.map(({ id, shown: _, ...rest }) => [id, rest]));
  for (const { task, generator, cycle, verdict, reason, checks, durationMs } of judged) {
    const taskFacts = facts.get(task);
    if (taskFacts === undefined) continue;
    yield { task, generator, cycle, verdict, reason, checks, ...taskFacts, durationMs };
  }
}

export function* resultLines(view: RunView): Generator<string> {
  for (const result of resultsOf(view)) yield `${JSON.stringify(result)}\n`;
}

/** Lines of predictions.jsonl; predictions that are missing or not what the journal says are told of and left out. */
export async function* predictionLines({ folder, predicted }: RunView, onProblem: (message: string) => void): AsyncGenerator<string> {
  for (const { key, digest } of predicted) {
    const stored = await loadPrediction(folder, key);
    if (stored === null || predictionDigest(stored) !== digest) {
      onProblem(`the prediction of ${key.task}, ${key.generator}, cycle ${key.cycle} is ${stored === null ? 'missing' : 'not what was stored'}`);
      continue;
    }
    yield `${JSON.stringify({ ...key, ...changeOf(stored) })}\n`;
  }
}

export function leaderboardOf(view: RunView): Leaderboard {
  const { run, tasks } = view.plan;
  const leaderboard = buildLeaderboard({
    results: resultsOf(view),
    planned: { tasks, generators: run.generators.map(({ name }) => name) },
    suite: run.suite.name,
    cycles: run.cycles,
    profile: run.profile,
  });
  return { ...leaderboard, generators: leaderboard.generators.map((line) => withSpent(line, view.spent.get(line.generator))) };
}

function withSpent(line: GeneratorScore, spent: Spent | undefined): GeneratorScore {
  return spent === undefined ? line : { ...line, spent };
}

/** The bytes of leaderboard.json. */
export function leaderboardText(leaderboard: Leaderboard): string {
  return `${JSON.stringify(leaderboard, null, 2)}\n`;
}
