import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { GATEWAY_SOCKET } from '../../src/contract/gateway.ts';
import type { Gateway } from '../../src/contract/gateway.ts';
import { openGateway } from '../../src/gateway/open-gateway.ts';
import type { GatewayOptions } from '../../src/gateway/options.ts';
import { startLoopback } from '../loopback/server.ts';
import type { Loopback, LoopbackOptions } from '../loopback/server.ts';

export const KEY = 'sk-the-real-key-of-the-upstream';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly pieces: readonly string[];
}

/** What an agent's program sends: a JSON body and a dummy key. */
export async function ask(gateway: Gateway, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const sent = request({ socketPath: join(gateway.folder, GATEWAY_SOCKET), path, method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer dummy', 'anthropic-version': '2023-06-01', ...headers } });
  sent.end(typeof body === 'string' ? body : JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const pieces: string[] = [];
  for await (const piece of response) pieces.push(String(piece));
  return { status: response.statusCode ?? 0, headers: response.headers, text: pieces.join(''), pieces };
}

/** Bytes as they are, and all that comes back until the gateway closes. */
export async function sendRaw(gateway: Gateway, bytes: string): Promise<string> {
  const socket = connect(join(gateway.folder, GATEWAY_SOCKET));
  let said = '';
  socket.on('data', (piece) => (said += piece.toString('latin1')));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return said;
}

export async function loopback(options: LoopbackOptions): Promise<Loopback> {
  const server = await startLoopback({ keys: [KEY], ...options });
  onTestFinished(() => server.close());
  return server;
}

const PATHS = { openai: '/v1', anthropic: '', google: '' } as const;

/** A gateway before a loopback server; closed with the test. */
export async function gatewayTo(server: Pick<Loopback, 'url'>, change: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const provider = change.provider ?? 'openai';
  const source = { kind: 'live', upstream: { baseUrl: server.url + PATHS[provider], key: KEY } } as const;
  const gateway = await openGateway({ provider, model: 'pinned', source, budget: {}, priceOf: () => null, ...change });
  onTestFinished(async () => void (await gateway.close()));
  return gateway;
}

const tool = { type: 'object', properties: {}, additionalProperties: false };

/** The same question in each wire format. */
export const QUESTIONS = {
  chat: { provider: 'openai', path: '/v1/chat/completions', body: { model: 'pinned', messages: [{ role: 'user', content: 'hello' }], tools: [{ type: 'function', function: { name: 'read', parameters: tool } }] } },
  responses: { provider: 'openai', path: '/v1/responses', body: { model: 'pinned', input: [{ role: 'user', content: [{ type: 'input_text', text: 'hello' }] }], tools: [{ type: 'function', name: 'read', parameters: tool, strict: false }] } },
  messages: { provider: 'anthropic', path: '/v1/messages?beta=true', body: { model: 'pinned', max_tokens: 100, messages: [{ role: 'user', content: 'hello' }], tools: [{ name: 'read', input_schema: tool }] } },
  gemini: { provider: 'google', path: '/v1beta/models/pinned:generateContent', body: { contents: [{ role: 'user', parts: [{ text: 'hello' }] }], tools: [{ functionDeclarations: [{ name: 'read', description: 'reads' }] }] } },
} as const;

/** Streamed. */
export function streamed(name: keyof typeof QUESTIONS): { provider: 'openai' | 'anthropic' | 'google'; path: string; body: Record<string, unknown> } {
  const { provider, path, body } = QUESTIONS[name];
  if (name === 'gemini') return { provider, path: path.replace(':generateContent', ':streamGenerateContent?alt=sse'), body };
  return { provider, path, body: { ...body, stream: true } };
}
