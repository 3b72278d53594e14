import type { IncomingMessage, ServerResponse } from 'node:http';
import { AseError } from '../contract/errors.ts';
import type { Exchange, GatewayStop, Refusal } from '../contract/gateway.ts';
import type { Json, ModelApi } from './apis/model-api.ts';
import { deliverTo } from './deliver.ts';
import { exchangeLive, respondWith } from './exchange.ts';
import type { Exchanged } from './exchange.ts';
import { failureOf } from './faults.ts';
import type { GatewayState } from './gateway-state.ts';
import type { GatewayOptions, Upstream } from './options.ts';
import { piecesOf } from './replay.ts';
import type { Cassette } from './replay.ts';
import { faultOf, parseBody, readBody } from './request-guard.ts';
import { routeOf } from './routes.ts';
import type { Route } from './routes.ts';
import { createTeller } from './told.ts';
import { sentHeaders } from './upstream.ts';

/** About; providers count in their own ways. */
const BYTES_A_TOKEN = 4;

export type Answerer = { readonly kind: 'live'; readonly upstream: Upstream } | { readonly kind: 'replay'; readonly cassette: Cassette };

export interface Handling {
  readonly options: GatewayOptions;
  readonly state: GatewayState;
  readonly answerer: Answerer;
  readonly signal: AbortSignal;
}

interface Asked {
  readonly route: Route;
  readonly bytes: Buffer;
  readonly body: Json;
}

/** 1 guard, 2 route, 3 read, 4 refuse what the provider itself would do, 5 budget and rate, 6 ask or replay, 7 record. */
export async function handleRequest(handling: Handling, request: IncomingMessage, response: ServerResponse): Promise<null> {
  const asked = await readRequest(handling, request, response);
  if (asked === null) return null;
  const { options, state, answerer, signal } = handling;
  const { route, bytes, body } = asked;
  const refuse = refusing(state, request, response);
  const work = route.api.providerWork(body);
  if (work !== null) return refuse({ kind: 'tool', reason: `the provider would have to do more than answer: ${work}` }, 403, route.api);
  // Counting tokens is free, and no turn.
  const stop = route.api.generates ? state.meter.begin() : null;
  if (stop !== null) {
    state.stop(stop);
    return refuse({ kind: 'budget', reason: stop.reason }, 403, route.api);
  }
  const number = state.nextNumber();
  const askedModel = route.pathModel ?? route.api.modelOf(body);
  state.asked(askedModel);
  let exchanged: Exchanged;
  if (answerer.kind === 'live') {
    const fault = await admission(options, bytes.length, signal);
    if (fault !== null) {
      state.stop(fault);
      return refuse({ kind: 'budget', reason: fault.reason }, 403, route.api);
    }
    exchanged = await exchangeLive({ route, model: options.model, body, request, response, upstream: answerer.upstream, limits: state.limits, signal });
  } else {
    const recorded = answerer.cassette.take(request.url ?? '', bytes.toString('utf8'));
    if ('mismatch' in recorded) {
      state.stop({ kind: 'mismatch', reason: recorded.mismatch });
      return refuse({ kind: 'replay', reason: recorded.mismatch }, 403, route.api);
    }
    exchanged = await exchangeRecorded(recorded, route.api, response);
  }
  if (exchanged.response !== null) {
    const { firstByteMs, durationMs, told, response: answered } = exchanged;
    const asSent = { method: 'POST', path: request.url ?? '', headers: sentHeaders(request.headers), body: bytes };
    state.recorder.add({ number, request: asSent, askedModel, response: answered, usage: told.usage, firstByteMs, durationMs });
  }
  state.exchanged(exchanged, !route.api.generates);
  return null;
}

/** Null where the run lets the request go; @throws what is no budget */
async function admission({ admit }: GatewayOptions, bytes: number, signal: AbortSignal): Promise<GatewayStop | null> {
  try {
    await admit?.(Math.ceil(bytes / BYTES_A_TOKEN), signal);
    return null;
  } catch (error) {
    if (error instanceof AseError && error.code === 'budget') return { kind: 'fault', code: 'budget', reason: error.message };
    throw error;
  }
}

/** Null where the request has been refused. */
async function readRequest({ options, state }: Handling, request: IncomingMessage, response: ServerResponse): Promise<Asked | null> {
  const refuse = refusing(state, request, response);
  const fault = faultOf(request, state.limits.bodyBytes);
  if (fault !== null) return refuse(fault, fault.status);
  const route = routeOf(options.provider, request.method ?? '', request.url ?? '');
  if (route === null) return refuse({ kind: 'foreign', reason: `not an API of ${options.provider}'s models` }, 403);
  const bytes = await readBody(request, state.limits.bodyBytes);
  if (bytes === null) return refuse({ kind: 'hostile', reason: `a body of more than ${state.limits.bodyBytes} bytes` }, 413, route.api);
  const body = parseBody(bytes.toString('utf8'));
  if (body === null) return refuse({ kind: 'hostile', reason: 'a body that is no JSON object' }, 400, route.api);
  return { route, bytes, body };
}

type Refuse = (refusal: Pick<Refusal, 'kind' | 'reason'>, status: number, api?: ModelApi) => null;

function refusing(state: GatewayState, request: IncomingMessage, response: ServerResponse): Refuse {
  return ({ kind, reason }, status, api) => {
    state.refuse({ kind, reason, method: request.method ?? '', path: request.url ?? '' });
    // What is left of a body must not be taken for the next request.
    if (kind === 'hostile' || !request.complete) response.setHeader('connection', 'close');
    respondWith(response, status, api?.error(status, `ase gateway: ${reason}`) ?? { error: { message: `ase gateway: ${reason}` } });
    return null;
  };
}

async function exchangeRecorded(recorded: Exchange, api: ModelApi, response: ServerResponse): Promise<Exchanged> {
  const started = performance.now();
  const { status, headers, whole } = recorded.response;
  const delivery = deliverTo(response, status, headers);
  const teller = createTeller(api, headers['content-type'] ?? '');
  const pieces = piecesOf(recorded);
  for (const piece of pieces) {
    teller.add(piece);
    await delivery.write(piece);
  }
  if (whole) delivery.end();
  else delivery.cut();
  const failure = status < 400 ? null : failureOf(status, Buffer.concat(pieces).toString('utf8'));
  const durationMs = performance.now() - started;
  return { told: failure === null ? teller.end() : { model: null, usage: null, ending: null }, failure, response: { status, headers, whole, pieces }, firstByteMs: durationMs, durationMs };
}
