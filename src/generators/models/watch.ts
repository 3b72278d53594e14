/** Ends a request that takes too long or says nothing, or that nobody waits for any more. */
export interface Watch {
  readonly signal: AbortSignal;
  /** Something arrived. */
  touch(): void;
  /** Null while it was not ended. */
  ended(): 'silent' | 'time' | 'cancelled' | null;
  stop(): void;
}

export function watchRequest({ silentMs, totalMs, signal }: { readonly silentMs: number; readonly totalMs: number; readonly signal: AbortSignal }): Watch {
  const controller = new AbortController();
  let ended: ReturnType<Watch['ended']> = null;
  const end = (how: NonNullable<typeof ended>): void => {
    ended ??= how;
    controller.abort();
  };
  const silence = setTimeout(end, silentMs, 'silent');
  const time = setTimeout(end, totalMs, 'time');
  const cancel = (): void => end('cancelled');
  if (signal.aborted) cancel();
  // Taken off again in `stop`: the signal lives as long as the run, and would hold every request that ever was.
  signal.addEventListener('abort', cancel);
  return {
    signal: controller.signal,
    touch: () => void silence.refresh(),
    ended: () => ended,
    stop: () => {
      clearTimeout(silence);
      clearTimeout(time);
      signal.removeEventListener('abort', cancel);
    },
  };
}
