import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './script.ts';

interface Sending {
  readonly response: ServerResponse;
  readonly type: string;
  readonly pieces: Iterable<string | Uint8Array>;
  readonly fault: Fault | null;
  /** What an error inside the stream looks like. */
  readonly failure: string | Uint8Array;
}

/** Sends a stream, as far as its fault lets it. */
export async function sendPieces({ response, type, pieces, fault, failure }: Sending): Promise<void> {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache', 'x-request-id': 'req_loopback' });
  let sent = 0;
  for (const piece of pieces) {
    if (response.destroyed) return;
    if (fault !== null && 'afterPieces' in fault && sent === fault.afterPieces) {
      await breakOff(response, fault, failure);
      return;
    }
    if (fault?.kind === 'slow-stream') await sleep(fault.delayMs);
    const torn = fault?.kind === 'malformed' && sent === 1;
    if (!response.write(torn ? piece.slice(0, -4) : piece)) await drained(response);
    // The torn event still ends, so that its reader has to look at it.
    if (torn && typeof piece === 'string') response.write('\n\n');
    sent += 1;
  }
  response.end();
}

/** Whichever comes first, and no listener stays behind. */
async function drained(response: ServerResponse): Promise<void> {
  const either = new AbortController();
  await Promise.race(['drain', 'close'].map((event) => once(response, event, { signal: either.signal }))).finally(() => {
    either.abort();
  });
}

async function breakOff(response: ServerResponse, { kind }: Fault, failure: string | Uint8Array): Promise<void> {
  if (kind === 'cut-off') {
    // What was written first has to arrive.
    await sleep(20);
    response.socket?.resetAndDestroy();
  } else response.end(kind === 'error-in-stream' ? failure : undefined);
}
