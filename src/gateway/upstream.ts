import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { AseError } from '../contract/errors.ts';
import type { Provider } from '../contract/gateway.ts';
import type { Upstream } from './options.ts';

/** What a provider has to know of a request besides its key. */
const SENT_HEADERS = ['accept', 'anthropic-version', 'anthropic-beta', 'openai-beta'];
/** What an agent has to know of an answer. */
const KEPT_HEADERS = ['content-type', 'content-encoding', 'retry-after', 'retry-after-ms', 'x-should-retry', 'request-id', 'x-request-id'];
const HEADER_TEXT = /^[\x20-\x7e]{0,1000}$/;

const plainAgent = new PlainAgent({ keepAlive: true });
const secureAgent = new SecureAgent({ keepAlive: true });

/** Headers that are recorded and sent on; none of them holds a key. */
export function sentHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return pick(headers, SENT_HEADERS);
}

export function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return pick(headers, KEPT_HEADERS);
}

function pick(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  const found = names.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(found.filter((pair): pair is readonly [string, string] => typeof pair[1] === 'string' && HEADER_TEXT.test(pair[1])));
}

function keyHeader(provider: Provider, key: string): Record<string, string> {
  switch (provider) {
    case 'openai':
      return { authorization: `Bearer ${key}` };
    case 'anthropic':
      return { 'x-api-key': key };
    case 'google':
      return { 'x-goog-api-key': key };
  }
}

/** @throws AseError `bad-input` for an address that is none */
export function checkedBaseUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.search === '' && url.hash === '') return url;
  throw new AseError('bad-input', `${JSON.stringify(baseUrl)} is no base address of a model API`, { remedy: 'Give one such as https://host/v1, without a query.' });
}

export interface UpstreamRequest {
  readonly provider: Provider;
  /** Behind the base address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly signal: AbortSignal;
}

/** Sends a request and gives the answer as soon as its head is there; node:http, unlike fetch, waits for it as long as it takes. @throws as the network does */
export async function askUpstream(upstream: Upstream, { provider, path, headers, body, signal }: UpstreamRequest): Promise<IncomingMessage> {
  const url = new URL(`${checkedBaseUrl(upstream.baseUrl).href.replace(/\/$/, '')}${path}`);
  const isPlain = url.protocol === 'http:';
  const own = { 'content-type': 'application/json', 'content-length': String(body.length), 'accept-encoding': 'identity', 'user-agent': 'ase' };
  const agent = upstream.agent ?? (isPlain ? plainAgent : secureAgent);
  return new Promise((resolve, reject) => {
    const asked = (isPlain ? plainRequest : secureRequest)(url, { method: 'POST', agent, signal, headers: { ...headers, ...upstream.headers, ...own, ...keyHeader(provider, upstream.key) } });
    asked.once('response', resolve);
    asked.once('error', reject);
    asked.end(body);
  });
}
