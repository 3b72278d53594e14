import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { anthropic } from './anthropic.ts';
import type { Api, Asked, ErrorReply, Route } from './api.ts';
import { bedrock } from './bedrock.ts';
import { failureOf, isWholeAnswerFault } from './faults.ts';
import { gemini } from './gemini.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiFailure } from './openai-errors.ts';
import { openaiResponses } from './openai-responses.ts';
import { refusalOf } from './refusals.ts';
import { type Answer, answerOf, type Fault, type Faults, type LoopbackRequest, type Script, type Turn } from './script.ts';
import { sendPieces } from './send-pieces.ts';

const APIS: readonly Api[] = [openaiChat, openaiResponses, anthropic, gemini, bedrock];
const CHARACTERS_A_TOKEN = 4;
const CONTENT_TYPES: Readonly<Record<Route['framing'], string>> = { sse: 'text/event-stream; charset=utf-8', array: 'application/json; charset=UTF-8', aws: 'application/vnd.amazon.eventstream' };

export interface LoopbackOptions {
  /** Default: always the text `ok`. */
  readonly script?: Script;
  readonly faults?: Faults;
  /** What is accepted as a key. Default: `loopback-key` alone. */
  readonly keys?: readonly string[];
  /** Names of the models that there are. Default: any. */
  readonly models?: readonly string[];
  /** Whether `requests` is filled; without it memory stays flat. Default: true. */
  readonly isRecorded?: boolean;
  /** Default: one that the system chooses. */
  readonly port?: number;
}

export interface Loopback {
  /** Without a slash at its end. OpenAI: `/v1`; Anthropic: `/v1`; Gemini: `/v1beta`; Bedrock: nothing; OpenRouter: `/api/v1`; others that speak Chat Completions: `/compatible/v1`. */
  readonly url: string;
  readonly requests: readonly LoopbackRequest[];
  close(): Promise<void>;
}

/**
 * A server on 127.0.0.1 that speaks the model providers' APIs, streaming and not. It refuses what their published references do not allow, with the
 * provider's own kind of error, and answers the rest as the script says.
 */
export async function startLoopback(options: LoopbackOptions = {}): Promise<Loopback> {
  const requests: LoopbackRequest[] = [];
  const next = faultsInOrder(options.faults ?? []);
  let count = 0;
  const server = createServer((incoming, response) => {
    count += 1;
    const number = count;
    const record = (request: LoopbackRequest): void => void (options.isRecorded === false || requests.push(request));
    serve({ incoming, response, number, options, next, record }).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`the loopback server's script failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    });
  });
  // A client that is told to keep its connection must not lose it between two requests.
  server.keepAliveTimeout = 60_000;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

function faultsInOrder(faults: Faults): (request: LoopbackRequest) => Fault | null {
  if (typeof faults === 'function') return faults;
  const left = [...faults];
  return () => left.shift() ?? null;
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly number: number;
  readonly options: LoopbackOptions;
  readonly next: (request: LoopbackRequest) => Fault | null;
  readonly record: (request: LoopbackRequest) => void;
}

async function serve(exchange: Exchange): Promise<void> {
  const { incoming, response, number, options, next, record } = exchange;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const target = incoming.url ?? '/';
  const method = incoming.method ?? 'GET';
  const url = new URL(target, 'http://loopback');
  const found = APIS.map((api) => ({ api, route: api.route(method, url) })).find((one) => one.route !== null);
  const body = parseJson(Buffer.concat(chunks).toString('utf8'));
  const base = { number, method, target, headers: incoming.headers, body, at: performance.now() };
  if (found === undefined || found.route === null) {
    record({ ...base, api: null, model: null, streamed: false, turn: 0, refusal: 'no such path' });
    sendError(response, openaiFailure('not-found', `Invalid URL (${method} ${url.pathname})`));
    return;
  }
  const { api, route } = found;
  const checked = refusalOf({ api, route, url, headers: incoming.headers, body, keys: options.keys ?? ['loopback-key'], models: options.models });
  const seen = 'asked' in checked ? { ...checked.asked, refusal: null } : { model: route.model, streamed: false, turn: 0, refusal: checked.message };
  const request: LoopbackRequest = { ...base, api: api.name, model: seen.model, streamed: seen.streamed, turn: seen.turn, refusal: seen.refusal };
  record(request);
  const fault = next(request);
  if (fault !== null && (await spoil(response, api, fault))) return;
  if ('reply' in checked) sendError(response, checked.reply);
  else if (route.action === 'count') sendJson(response, 200, api.count(Math.ceil(JSON.stringify(body).length / CHARACTERS_A_TOKEN)));
  else {
    const answer = answerOf(await turnOf(options.script ?? [{ text: 'ok' }], request), request);
    await send(response, api, { answer, route, asked: checked.asked, fault });
  }
}

/** Faults before any answer. True: nothing more is to be said. */
async function spoil(response: ServerResponse, api: Api, fault: Fault): Promise<boolean> {
  switch (fault.kind) {
    case 'hang':
      return true;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'slow-first-byte':
      await sleep(fault.delayMs);
      return false;
    case 'status':
      sendError(response, failureOf(api, fault));
      return true;
    default:
      return false;
  }
}

async function turnOf(script: Script, request: LoopbackRequest): Promise<Turn> {
  if (typeof script === 'function') return await script(request);
  const turn = script[Math.min(request.turn, script.length - 1)];
  if (turn === undefined) throw new Error('an empty script');
  return turn;
}

interface Reply {
  readonly answer: Answer;
  readonly route: Route;
  readonly asked: Asked;
  readonly fault: Fault | null;
}

async function send(response: ServerResponse, api: Api, { answer, route, asked, fault }: Reply): Promise<void> {
  if (!asked.streamed) sendWhole(response, api, { answer, route, fault });
  else await sendPieces({ response, type: CONTENT_TYPES[route.framing], pieces: api.stream(answer, route, asked), fault, failure: api.streamFailure('server', 'The server had an error while processing your request.') });
}

function sendWhole(response: ServerResponse, api: Api, { answer, route, fault }: Omit<Reply, 'asked'>): void {
  const body = api.whole(answer, route);
  const isError = typeof body === 'object' && body !== null && 'type' in body && body.type === 'error';
  const text = JSON.stringify(body);
  if (fault === null || !isWholeAnswerFault(fault)) sendJson(response, isError ? 400 : 200, body);
  else {
    const half = text.slice(0, Math.ceil(text.length / 2));
    response.writeHead(200, { 'content-type': 'application/json', ...(fault.kind === 'cut-off' ? { 'content-length': String(Buffer.byteLength(text)) } : {}) });
    if (fault.kind === 'cut-off') response.write(half, () => response.destroy());
    else response.end(half);
  }
}

function sendError(response: ServerResponse, { status, body, headers }: ErrorReply): void {
  sendJson(response, status, body, headers);
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
