import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { openTransport } from '../../../src/generators/models/transport.ts';
import { startLoopback } from '../../loopback/server.ts';

test('requests go through the proxy that the environment names, unless the host is left out of it', async () => {
  const loopback = await startLoopback();
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', (request, client) => {
    tunnels.push(request.url ?? '');
    const upstream = connect(Number(new URL(loopback.url).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  try {
    for (const [env, used] of [[{ HTTP_PROXY: address }, 1], [{ HTTP_PROXY: address, NO_PROXY: '127.0.0.1' }, 1], [{}, 1], [{ http_proxy: address }, 2]] as const) {
      const transport = await openTransport(env);
      const response = await transport.fetch(`${loopback.url}/v1/chat/completions`, { method: 'POST', headers: { authorization: 'Bearer loopback-key', 'content-type': 'application/json' }, body: '{"model":"m","messages":[{"role":"user","content":"x"}]}' });
      expect([response.status, tunnels.length]).toEqual([200, used]);
      await response.text();
      await transport.close();
    }
    expect(loopback.requests).toHaveLength(4);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
    await loopback.close();
  }
});

test('a redirect is not followed: it could lead a key to another host', async () => {
  const loopback = await startLoopback();
  const server = createServer((_request, response) => response.writeHead(307, { location: `${loopback.url}/v1/responses` }).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const transport = await openTransport({});
  try {
    await expect(transport.fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/responses`, { method: 'POST', headers: { authorization: 'Bearer secret' }, body: '{}' })).rejects.toThrow(/fetch failed/);
    expect(loopback.requests).toEqual([]);
  } finally {
    server.close();
    await transport.close();
    await loopback.close();
  }
});
