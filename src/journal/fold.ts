import type { GenerationSummary, Usage } from '../contract/generation.ts';
import type { JournalRecord, JudgedEvent, PlannedEvent } from '../contract/journal.ts';
import { keyText } from './attempt-key.ts';
import { type JournalFault, type JournalTail, readJournal } from './read-journal.ts';

export interface AttemptState {
  /** The last prediction that was stored: digests of what it was made from, and of itself. */
  readonly prediction: { readonly inputs: string; readonly digest: string; readonly generation?: GenerationSummary | undefined } | null;
  readonly judged: JudgedEvent | null;
  /** Why the last try gave nothing; null after a later success. */
  readonly failure: string | null;
}

/** What the events of a journal amount to. */
export interface RunState {
  /** By seq of their events. */
  readonly plans: Map<number, PlannedEvent>;
  /** By keyText. */
  readonly attempts: Map<string, AttemptState>;
  /** Of every answer that was ever asked for here, also of those that count no longer or never came. */
  readonly paid: Usage[];
  /** The last plan; null before the first. */
  plan: { readonly seq: number; readonly event: PlannedEvent } | null;
}

export interface FoldedJournal {
  readonly state: RunState;
  readonly faults: readonly JournalFault[];
  readonly tail: JournalTail;
}

const NOTHING: AttemptState = { prediction: null, judged: null, failure: null };

export function emptyState(): RunState {
  return { plans: new Map(), attempts: new Map(), paid: [], plan: null };
}

/**
 * Reads a journal once, in memory that grows with the attempts and not with the events.
 * @throws AseError `not-found` or `permission`
 */
export async function foldJournal(path: string): Promise<FoldedJournal> {
  const state = emptyState();
  const faults: JournalFault[] = [];
  const entries = readJournal(path);
  for (;;) {
    const next = await entries.next();
    if (next.done === true) return { state, faults, tail: next.value };
    if (next.value.kind === 'fault') faults.push(next.value.fault);
    else applyRecord(state, next.value.record);
  }
}

/** Takes an event into the state. Lines count in their order, whatever their times say. */
export function applyRecord(state: RunState, { seq, event }: JournalRecord): void {
  switch (event.type) {
    case 'planned':
      state.plans.set(seq, event);
      state.plan = { seq, event };
      return;
    case 'started':
    case 'ended':
      return;
    default: {
      const key = keyText(event);
      const before = state.attempts.get(key) ?? NOTHING;
      if (event.type === 'unanswered') {
        state.paid.push(event.usage);
        return;
      }
      if (event.type === 'predicted' && event.generation !== undefined) state.paid.push(event.generation.usage);
      state.attempts.set(key, applyAttemptEvent(before, event));
    }
  }
}

type AttemptEvent = Exclude<Extract<JournalRecord['event'], { task: string }>, { type: 'unanswered' }>;

function applyAttemptEvent(before: AttemptState, event: AttemptEvent): AttemptState {
  switch (event.type) {
    case 'predicted':
      return { ...before, prediction: { inputs: event.inputs, digest: event.prediction, generation: event.generation }, failure: null };
    case 'dropped':
      return { ...before, judged: null };
    case 'judged':
      return { ...before, judged: event, failure: null };
    case 'failed':
      return { ...before, failure: event.message };
  }
}
