import { setTimeout as timeout } from 'node:timers/promises';

/** Time, so that tests need none. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    signal.throwIfAborted();
    try {
      await timeout(ms, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};

/** Of a timer; longer ones fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits any time, in slices; `note` is told what is left before each. */
export async function sleepInSlices(clock: Clock, { untilMs, sliceMs, signal, note }: { readonly untilMs: number; readonly sliceMs: number; readonly signal: AbortSignal; readonly note: (remainingMs: number) => void }): Promise<void> {
  for (let remaining = untilMs - clock.now(); remaining > 0; remaining = untilMs - clock.now()) {
    note(remaining);
    await clock.sleep(Math.min(remaining, sliceMs, LONGEST_MS), signal);
  }
}
