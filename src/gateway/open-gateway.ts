import { chmod } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import type { Duplex } from 'node:stream';
import { AseError } from '../contract/errors.ts';
import type { Gateway } from '../contract/gateway.ts';
import { makeGatewayFolder } from './gateway-folder.ts';
import { createState } from './gateway-state.ts';
import type { GatewayState } from './gateway-state.ts';
import { handleRequest } from './handle-request.ts';
import type { Answerer } from './handle-request.ts';
import type { GatewayOptions } from './options.ts';
import { openCassette } from './replay.ts';
import { checkedBaseUrl } from './upstream.ts';

const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_MS = 10_000;
const HOW = { remedy: 'Give the price of the model in a price file, or take the bound of cost away.' };

/**
 * Opens the model's API for one attempt, on a socket of its own in a folder of its own. Several may be open at once.
 * @throws AseError `bad-input` (address; a bound of cost without a price), `damaged` (cassette), `disk`, `permission`
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  assertPrice(options);
  const answerer = answererOf(options);
  const state = createState(options);
  const folder = await makeGatewayFolder(options.temporaryFolder ?? tmpdir());
  const ending = new AbortController();
  const pending = new Set<Promise<unknown>>();
  const server = createGatewayServer(state, async (request, response) => {
    const handled = handleRequest({ options, state, answerer, signal: ending.signal }, request, response);
    pending.add(handled);
    await handled.finally(() => pending.delete(handled));
  });
  try {
    await listen(server, folder.socket);
  } catch (error) {
    await folder.remove();
    throw error;
  }
  return {
    folder: folder.open,
    report: state.report,
    async close() {
      ending.abort();
      await closeServer(server);
      // What was cut off is recorded, too.
      await Promise.allSettled(pending);
      await folder.remove();
      return state.report();
    },
  };
}

function assertPrice({ budget, priceOf, model }: GatewayOptions): void {
  if (budget.costUsd === undefined) return;
  const some = { inputTokens: 1, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 1, reasoningTokens: 0 };
  if (priceOf(model, some) === null) throw new AseError('bad-input', `the cost of an attempt is bounded, and no price is known for ${model}`, HOW);
}

function answererOf({ source }: GatewayOptions): Answerer {
  if (source.kind === 'replay') return { kind: 'replay', cassette: openCassette(source.cassette) };
  checkedBaseUrl(source.upstream.baseUrl);
  return source;
}

type Handler = (...args: Parameters<Parameters<typeof createServer>[1] & object>) => Promise<unknown>;

function createGatewayServer(state: GatewayState, handler: Handler): Server {
  const { requestMs, connections } = state.limits;
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: Math.min(HEADERS_MS, requestMs), requestTimeout: requestMs, connectionsCheckingInterval: Math.min(1_000, requestMs), insecureHTTPParser: false });
  server.maxConnections = connections;
  server.on('request', (request, response) => {
    handler(request, response).catch((error: unknown) => {
      // Whoever goes away in the middle of its request has no use for an answer.
      if (!request.destroyed || request.complete) state.refuse({ kind: 'hostile', method: request.method ?? '', path: request.url ?? '', reason: error instanceof Error ? error.message : 'unknown' });
      response.destroy();
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    state.refuse({ kind: 'hostile', method: '', path: '', reason: `broken HTTP (${error.code ?? error.message})` });
    // An answer is on its way: a second one would be taken for that to another request.
    if (socket instanceof Socket && socket.bytesWritten > 0) return socket.destroySoon();
    socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n', () => socket.destroy());
  });
  const refuseTunnel = (request: { method?: string | undefined; url?: string | undefined }, socket: Duplex): void => {
    state.refuse({ kind: 'hostile', method: request.method ?? '', path: request.url ?? '', reason: 'a tunnel' });
    socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n', () => socket.destroy());
  };
  server.on('connect', refuseTunnel);
  server.on('upgrade', refuseTunnel);
  return server;
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // Users inside of a sandbox are others than ours.
  await chmod(path, 0o666);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
