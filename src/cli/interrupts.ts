import process from 'node:process';
import type { Terminal } from './terminal.ts';

export interface Interrupts extends Disposable {
  /** Ctrl-C once: what runs is finished. */
  readonly stop: AbortSignal;
  /** Ctrl-C twice, or SIGTERM: everything is given up. */
  readonly abort: AbortSignal;
}

export function listenForInterrupts(terminal: Terminal): Interrupts {
  const stop = new AbortController();
  const abort = new AbortController();
  const onInterrupt = (): void => {
    if (stop.signal.aborted) {
      terminal.note('stopping now');
      abort.abort();
      return;
    }
    terminal.note('finishing what runs; Ctrl-C again stops now; the same command goes on later');
    stop.abort();
  };
  const onTerminate = (): void => {
    stop.abort();
    abort.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  process.on('SIGHUP', onTerminate);
  return {
    stop: stop.signal,
    abort: abort.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      process.off('SIGHUP', onTerminate);
    },
  };
}
