import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json, Told } from './apis/model-api.ts';
import { deliverTo } from './deliver.ts';
import { failureOf, type Failure } from './faults.ts';
import { jsonBytes } from './json-bytes.ts';
import type { GatewayLimits, Upstream } from './options.ts';
import type { RecordedExchange } from './recorder.ts';
import { createRedactor } from './redact.ts';
import type { Route } from './routes.ts';
import { createTeller } from './told.ts';
import { askUpstream, keptHeaders, sentHeaders } from './upstream.ts';

export interface LiveRequest {
  readonly route: Route;
  readonly model: string;
  readonly body: Json;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly upstream: Upstream;
  readonly limits: GatewayLimits;
  /** Ends everything that is under way. */
  readonly signal: AbortSignal;
}

export interface Exchanged {
  readonly told: Told;
  /** Null for an answer. */
  readonly failure: Failure | null;
  /** Null where nothing came at all. */
  readonly response: RecordedExchange['response'] | null;
  readonly firstByteMs: number;
  readonly durationMs: number;
}

const NOTHING: Told = { model: null, usage: null, ending: null };
/** What of a failure is read for its message. */
const FAILURE_BYTES = 1 << 16;

/**
 * One request to the upstream and its answer back, each piece as it comes. An agent that goes away early does not spare itself the bill: the answer is read on for a
 * while. Never throws.
 */
export async function exchangeLive(live: LiveRequest): Promise<Exchanged> {
  const { route, model, body, request, response, upstream, limits } = live;
  const started = performance.now();
  const timeout = AbortSignal.timeout(limits.exchangeMs);
  const abandoned = new AbortController();
  using _watch = watchClient(response, abandoned, limits.abandonedMs);
  const signal = AbortSignal.any([live.signal, timeout, abandoned.signal]);
  let answer: IncomingMessage;
  try {
    answer = await askUpstream(upstream, { provider: route.api.provider, path: route.api.upstreamPath(model), headers: sentHeaders(request.headers), body: jsonBytes(route.api.sentBody(body, model)), signal });
  } catch (error) {
    const message = `the model's API cannot be reached: ${reasonOf(error, timeout)}`;
    respondWith(response, 502, route.api.error(502, message));
    const durationMs = performance.now() - started;
    return { told: NOTHING, failure: { status: null, message }, response: null, firstByteMs: durationMs, durationMs };
  }
  const firstByteMs = performance.now() - started;
  const passed = await passOn(answer, live);
  return { ...passed, firstByteMs, durationMs: performance.now() - started };
}

async function passOn(answer: IncomingMessage, { route, response, upstream }: LiveRequest): Promise<Pick<Exchanged, 'told' | 'failure' | 'response'>> {
  const status = answer.statusCode ?? 502;
  const headers = keptHeaders(answer.headers);
  const delivery = deliverTo(response, status, headers);
  const teller = createTeller(route.api, headers['content-type'] ?? '');
  const redactor = createRedactor(upstream.key);
  const pieces: Buffer[] = [];
  const take = async (piece: Buffer): Promise<void> => {
    if (piece.length === 0) return;
    pieces.push(piece);
    teller.add(piece);
    await delivery.write(piece);
  };
  let whole = true;
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) await take(redactor.add(piece));
    await take(redactor.end());
    delivery.end();
  } catch {
    // The upstream cut its stream, or the time is over: the client sees the same.
    whole = false;
    delivery.cut();
  }
  const failure = status < 400 ? null : failureOf(status, Buffer.concat(pieces).subarray(0, FAILURE_BYTES).toString('utf8'));
  return { told: status < 400 ? teller.end() : NOTHING, failure, response: { status, headers, pieces, whole } };
}

/** Once the client is gone, the rest of its answer has `milliseconds`. */
function watchClient(response: ServerResponse, abandoned: AbortController, milliseconds: number): Disposable {
  let timer: NodeJS.Timeout | null = null;
  const onClose = (): void => {
    timer = setTimeout(() => abandoned.abort(), milliseconds);
  };
  response.once('close', onClose);
  return {
    [Symbol.dispose]() {
      response.off('close', onClose);
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function reasonOf(error: unknown, timeout: AbortSignal): string {
  if (timeout.aborted) return 'no answer in time';
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

export function respondWith(response: ServerResponse, status: number, body: Json): void {
  if (response.destroyed || response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) });
  response.end(text);
}
