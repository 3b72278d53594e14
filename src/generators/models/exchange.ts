import { AsyncLocalStorage } from 'node:async_hooks';
import type { Redactor } from './redact.ts';
import type { Fetch } from './transport.ts';

/** One request and its answer as they went over the wire, without keys: what a later look at the run needs. */
export interface Exchange {
  readonly at: string;
  readonly durationMs: number;
  readonly method: string;
  readonly url: string;
  readonly request: string;
  /** Null: no answer came. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly response: string;
  readonly encoding: 'text' | 'base64';
  /** Why the response is not whole; null where it is. */
  readonly brokenOff: string | null;
}

/** Of an answer's headers: the rest may hold cookies and account names. */
const KEPT_HEADERS = ['content-type', 'retry-after', 'retry-after-ms', 'request-id', 'x-request-id', 'x-amzn-requestid', 'x-amzn-errortype'];
const BINARY = 'application/vnd.amazon.eventstream';

export interface Recorder {
  /** Keeps what is sent by `recordedFetch` inside of `action`. */
  run<Value>(action: () => Promise<Value>): Promise<Value>;
  /** Of all requests so far; also of one that broke off. */
  exchanges(): Exchange[];
  /** Whether a response passed the limit: what the reader gets of that is an error of its own. */
  isTooLong(): boolean;
}

export interface RecorderOptions {
  readonly redactor: Redactor;
  /** Of one response; beyond it reading stops with an error. */
  readonly maxResponseBytes: number;
  /** Told of every piece that arrives. */
  readonly onPiece: () => void;
}

interface Sent {
  readonly startedAt: number;
  readonly url: string;
  readonly method: string;
  readonly request: string;
  readonly pieces: Uint8Array[];
  endedAt: number | null;
  status: number | null;
  headers: Record<string, string>;
  brokenOff: string | null;
  isTooLong: boolean;
}

type Keep = (fetch: Fetch, ...request: Parameters<Fetch>) => Promise<Response>;

/** Making one of the SDK's models takes milliseconds, so that one serves all requests at once: each finds its own recorder here. */
const current = new AsyncLocalStorage<Keep>();

/** A fetch that keeps what it sends and gets where a recorder runs. */
export function recordedFetch(fetch: Fetch): Fetch {
  return (input, init) => {
    const keep = current.getStore();
    return keep === undefined ? fetch(input, init) : keep(fetch, input, init);
  };
}

/** Keeps an answer piece by piece as its reader takes it. */
export function recordExchanges({ redactor, maxResponseBytes, onPiece }: RecorderOptions): Recorder {
  const records: Sent[] = [];
  const keep: Keep = async (fetch, input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const request = typeof init?.body === 'string' ? init.body : '';
    const record: Sent = { startedAt: Date.now(), url: `${url.origin}${url.pathname}`, method: init?.method ?? 'GET', request, pieces: [], endedAt: null, status: null, headers: {}, brokenOff: 'no answer', isTooLong: false };
    records.push(record);
    const response = await fetch(input, init);
    record.status = response.status;
    record.headers = keptHeaders(response.headers);
    record.brokenOff = response.body === null ? null : 'not read to its end';
    if (response.body === null) return response;
    const body = response.body.pipeThrough(tee(record, maxResponseBytes, onPiece));
    return new Response(body, { status: response.status, statusText: response.statusText, headers: [...response.headers] });
  };
  return {
    run: (action) => current.run(keep, action),
    exchanges: () => records.map((record) => exchangeOf(record, redactor)),
    isTooLong: () => records.some(({ isTooLong }) => isTooLong),
  };
}

function keptHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(KEPT_HEADERS.map((name) => [name, headers.get(name)] as const).filter((entry): entry is readonly [string, string] => entry[1] !== null));
}

function tee(record: Sent, maxBytes: number, onPiece: () => void): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(piece, controller) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) {
        record.isTooLong = true;
        record.brokenOff = `longer than ${maxBytes} bytes`;
        controller.error(new Error(record.brokenOff));
        return;
      }
      record.pieces.push(piece);
      onPiece();
      controller.enqueue(piece);
    },
    flush() {
      record.brokenOff = null;
      record.endedAt = Date.now();
    },
  });
}

function exchangeOf({ startedAt, endedAt, url, method, request, status, headers, pieces, brokenOff }: Sent, { whole }: Redactor): Exchange {
  const bytes = Buffer.concat(pieces);
  const isBinary = headers['content-type'] === BINARY;
  return {
    at: new Date(startedAt).toISOString(),
    durationMs: (endedAt ?? Date.now()) - startedAt,
    method,
    url: whole(url),
    request: whole(request),
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, whole(value)])),
    // Latin-1 has a character for every byte.
    response: isBinary ? Buffer.from(whole(bytes.toString('latin1')), 'latin1').toString('base64') : whole(bytes.toString('utf8')),
    encoding: isBinary ? 'base64' : 'text',
    brokenOff,
  };
}

/** As `exchanges.jsonl` holds them. */
export function linesOf(exchanges: readonly Exchange[]): string {
  return exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`).join('');
}
