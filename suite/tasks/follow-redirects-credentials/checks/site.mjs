import { once } from 'node:events';
import { createServer } from 'node:http';

/** @typedef {{ method: string, path: string, headers: Record<string, string>, names: string[], body: string }} Received */

/**
 * A web server of the judge. `routes` says what a path answers: `{ status, location }`, or nothing for a plain answer with the path as its text.
 * @param {Record<string, { status: number, location: string } | undefined>} [routes] can be filled later
 */
export async function openSite(routes = {}) {
  /** @type {Received[]} */
  const received = [];
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const { method, url = '', headers, rawHeaders } = request;
      received.push({ method, path: url, headers, names: rawHeaders.filter((_, index) => index % 2 === 0), body: Buffer.concat(parts).toString() });
      const route = Object.hasOwn(routes, url) ? routes[url] : undefined;
      if (route === undefined) response.end(url);
      else response.writeHead(route.status, { Location: route.location }).end('elsewhere');
    });
  });
  server.listen(0, '127.0.0.1');
  server.unref();
  await once(server, 'listening');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: server.address().port, routes, received, close };
}

/**
 * Opens sites, and closes them whatever happens.
 * @param {number} count
 * @param {(...sites: Awaited<ReturnType<typeof openSite>>[]) => Promise<void>} use
 */
export async function withSites(count, use) {
  const sites = await Promise.all(Array.from({ length: count }, () => openSite()));
  try {
    await use(...sites);
  } finally {
    for (const site of sites) site.close();
  }
}
