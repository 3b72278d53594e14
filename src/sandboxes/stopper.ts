import type { SandboxEnd, SandboxResult, SandboxSpec } from '../contract/sandbox.ts';
import { folderSize } from '../util/folder-size.ts';

const DISK_LOOK_MS = 200;

/** Ends a run before its time. */
export interface Stopper {
  /** The first reason counts; the kill waits until there is something to kill. */
  readonly stop: (end: SandboxEnd) => void;
  /** Replaces whatever reason there is: a kill did not work. */
  readonly fail: (error: unknown) => void;
  readonly started: () => void;
  readonly end: () => SandboxEnd | null;
}

export function createStopper(kill: () => void): Stopper {
  let end: SandboxEnd | null = null;
  let running = false;
  return {
    stop(reason) {
      if (end !== null) return;
      end = reason;
      if (running) kill();
    },
    fail(error) {
      end = lost(error).end;
    },
    started() {
      running = true;
      if (end !== null) kill();
    },
    end: () => end,
  };
}

export function stopOnAbort(signal: AbortSignal | undefined, stopper: Stopper): Disposable {
  const onAbort = (): void => stopper.stop({ kind: 'lost', reason: 'cancelled' });
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted === true) onAbort();
  return { [Symbol.dispose]: () => signal?.removeEventListener('abort', onAbort) };
}

/** Time from the start of the command, and, where the repository can be written, the size of what was written. */
export function watchLimits(spec: Pick<SandboxSpec, 'limits' | 'repository'>, stopper: Stopper): Disposable {
  const { timeoutMs, diskBytes } = spec.limits;
  const timer = setTimeout(() => stopper.stop({ kind: 'limit', limit: 'time' }), timeoutMs);
  const upper = spec.repository.upper;
  let look: NodeJS.Timeout | null = null;
  let over = false;
  const lookAgain = (folder: string): void => {
    look = setTimeout(() => {
      folderSize(folder, diskBytes).then(
        (bytes) => {
          if (bytes > diskBytes) stopper.stop({ kind: 'limit', limit: 'disk' });
          else if (!over) lookAgain(folder);
        },
        (error: unknown) => stopper.stop(lost(error).end),
      );
    }, DISK_LOOK_MS);
  };
  if (upper !== undefined) lookAgain(upper);
  return {
    [Symbol.dispose]() {
      over = true;
      clearTimeout(timer);
      if (look !== null) clearTimeout(look);
    },
  };
}

/** A result without its duration, which only the whole run knows. */
export type Ending = Omit<SandboxResult, 'durationMs'>;

export function lost(error: unknown): Ending {
  const reason = error instanceof Error ? error.message : String(error);
  return { end: { kind: 'lost', reason }, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), outOfMemory: null };
}
