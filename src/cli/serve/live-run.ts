import type { JournalRecord } from '../../contract/journal.ts';
import type { AttemptKey, Leaderboard } from '../../contract/results.ts';
import { keyOf } from '../../journal/attempt-key.ts';
import { followJournal } from '../../journal/follow.ts';
import { lockHolder } from '../../journal/lock.ts';
import { runPaths } from '../../journal/run-folder.ts';
import type { LiveView, Notable, RunStateName } from '../../report/live/live-view.ts';
import { leaderboardOf, type RunView, viewRun } from '../../run/run-view.ts';

/** A run that may be going on, read as far as its journal is written. */
export interface LiveRun {
  readonly name: string;
  readonly folder: string;
  /** Reads on; null before the run has a plan. The same view while nothing has changed. */
  look(): Promise<Looked | null>;
}

export interface Looked {
  /** Another number for every other view. */
  readonly version: number;
  readonly run: RunView;
  readonly live: LiveView;
}

const MAX_NOTABLE = 100;
/** Making a view again takes at most this share of the time. */
const SHARE = 5;

/** What one execution has done so far, by the times in its events. */
interface Pace {
  started: number;
  last: number;
  judged: number;
  answered: number;
  ended: RunStateName | null;
}

export function openLiveRun(name: string, folder: string): LiveRun {
  const paths = runPaths(folder);
  const journal = followJournal(paths.journal);
  const pace: Pace = { started: 0, last: 0, judged: 0, answered: 0, ended: null };
  let notable: Notable[] = [];
  let epoch = 0;
  let looked: Looked | null = null;
  let seen: string | null = null;
  let changed = false;
  let restUntil = 0;

  const readOn = async (): Promise<void> => {
    const records = await journal.refresh();
    if (journal.epoch !== epoch) {
      epoch = journal.epoch;
      notable = [];
      Object.assign(pace, { started: 0, last: 0, judged: 0, answered: 0, ended: null });
    }
    for (const record of records) {
      keepPace(pace, record);
      const found = notableOf(record);
      if (found !== null) notable.push(found);
    }
    if (notable.length > MAX_NOTABLE) notable = notable.slice(-MAX_NOTABLE);
    changed ||= records.length > 0;
  };
  const makeView = (isRunning: boolean): Looked => {
    const began = performance.now();
    const run = viewRun(folder, { state: journal.state, faults: [], tail: { end: 0, unterminated: false, lastSeq: 0 } });
    const state: RunStateName = isRunning ? 'running' : (pace.ended ?? 'interrupted');
    const live = liveViewOf({ name, run, pace, state, notable, paid: journal.state.paid, leaderboard: leaderboardOf(run) });
    restUntil = performance.now() + SHARE * (performance.now() - began);
    return { version: (looked?.version ?? 0) + 1, run, live };
  };
  const look = async (): Promise<Looked | null> => {
    await readOn();
    if (journal.state.plan === null) return null;
    const holder = await lockHolder(paths.lock);
    const now = holder === null ? '' : holder.text;
    const isDue = changed && (performance.now() >= restUntil || now !== seen);
    if (looked !== null && !isDue && now === seen) return looked;
    looked = makeView(holder !== null);
    seen = now;
    changed = false;
    return looked;
  };
  let looking: Promise<Looked | null> | null = null;
  return {
    name,
    folder,
    // Two readers at once would both take in the same lines.
    look: () => (looking ??= look().finally(() => (looking = null))),
  };
}

function keepPace(pace: Pace, { time, event }: JournalRecord): void {
  const at = Date.parse(time);
  if (event.type === 'started') Object.assign(pace, { started: at, judged: 0, answered: 0, ended: null });
  if (event.type === 'ended') pace.ended = event.how;
  if (event.type === 'judged') pace.judged += 1;
  if (event.type === 'predicted') pace.answered += 1;
  pace.last = at;
}

/** What people want to hear of at once. */
function notableOf({ seq, time, event }: JournalRecord): Notable | null {
  if (event.type === 'judged' && event.verdict !== 'secure') return { seq, time, kind: event.verdict, key: keyOf(event), text: event.reason };
  if (event.type === 'failed') return { seq, time, kind: 'failed', key: keyOf(event), text: event.message };
  return null;
}

interface LiveParts {
  readonly name: string;
  readonly run: RunView;
  readonly pace: Pace;
  readonly state: RunStateName;
  readonly notable: readonly Notable[];
  readonly paid: readonly { readonly costUsd: number | null; readonly inputTokens: number | null; readonly outputTokens: number | null }[];
  readonly leaderboard: Leaderboard;
}

function liveViewOf({ name, run, pace, state, notable, paid, leaderboard }: LiveParts): LiveView {
  const { run: plan } = run.plan;
  const planned = plan.tasks.length * plan.generators.length * plan.cycles;
  const verdicts = new Map<string, number>();
  for (const { verdict } of run.judged) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  const elapsedMs = Math.max(0, (state === 'running' ? Date.now() : pace.last) - pace.started);
  // Answers are all there is where nothing is judged.
  const done = pace.judged > 0 ? pace.judged : pace.answered;
  const finished = pace.judged > 0 || run.judged.length > 0 ? run.judged.length : run.predicted.length;
  const perMinute = done === 0 || elapsedMs === 0 ? null : (done / elapsedMs) * 60_000;
  return {
    name,
    suite: `${plan.suite.name} ${plan.suite.version}`,
    state,
    planned,
    answered: run.predicted.length,
    judged: run.judged.length,
    verdicts,
    elapsedMs,
    perMinute,
    leftMs: state !== 'running' || perMinute === null ? null : ((planned - finished) / perMinute) * 60_000,
    paid: { answers: paid.length, unknown: paid.filter(({ costUsd }) => costUsd === null).length, costUsd: sum(paid.map(({ costUsd }) => costUsd)), tokens: sum(paid.flatMap(({ inputTokens, outputTokens }) => [inputTokens, outputTokens])) },
    leaderboard,
    notable: notable.toReversed(),
  };
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/** The attempt that a name stands for, if the run plans it. */
export function plannedKey({ plan: { run } }: RunView, { task, generator, cycle }: AttemptKey): AttemptKey | null {
  const isPlanned = run.tasks.some(({ id }) => id === task) && run.generators.some(({ name }) => name === generator) && Number.isInteger(cycle) && cycle >= 1 && cycle <= run.cycles;
  return isPlanned ? { task, generator, cycle } : null;
}
