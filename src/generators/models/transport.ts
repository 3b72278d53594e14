import type { Environment } from './secrets.ts';

export type Fetch = typeof globalThis.fetch;

/** Connections to providers, shared by all requests of a run. */
export interface Transport {
  readonly fetch: Fetch;
  close(): Promise<void>;
}

/** A model that thinks says nothing for minutes: routers and firewalls forget such a connection unless it is touched. */
const KEEP_ALIVE_MS = 30_000;

/**
 * HTTP without limits of its own: Node's fetch gives up after 300 s without headers, and each request here has its own limits.
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY count.
 */
export async function openTransport(env: Environment): Promise<Transport> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS },
    // Without an empty text it would look into the process's own environment.
    httpProxy: env['http_proxy'] ?? env['HTTP_PROXY'] ?? '',
    httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '',
    noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
  });
  return {
    // A redirect could lead the key to another host.
    fetch: (async (input: string, init: object) => await fetch(input, { ...init, redirect: 'error', dispatcher })) as unknown as Fetch,
    close: () => dispatcher.close(),
  };
}
