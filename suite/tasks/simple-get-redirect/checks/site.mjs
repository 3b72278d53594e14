import { once } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

/** Servers of the judge. `routes` says what a path answers: `{ status, location }`, `{ status, text, zipped }`, or nothing for a plain answer with the path as its text. */
async function openSite() {
  const routes = {};
  const received = [];
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const { method, url = '', headers } = request;
      received.push({ method, path: url, headers, body: Buffer.concat(parts).toString() });
      const { status = 200, location, text = url, zipped = false } = Object.hasOwn(routes, url) ? routes[url] : {};
      response.writeHead(status, { ...(location === undefined ? {} : { Location: location }), ...(zipped ? { 'Content-Encoding': 'gzip' } : {}), Connection: 'close' });
      response.end(zipped ? gzipSync(text) : text);
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

export async function withSites(count, use) {
  const sites = await Promise.all(Array.from({ length: count }, openSite));
  try {
    await use(...sites);
  } finally {
    for (const one of sites) one.close();
  }
}

/** The request that came last. */
export const lastOf = (site) => site.received.at(-1) ?? { method: 'none', path: 'none', headers: {}, body: '' };

export const drawHost = (random) => `${random.word()}-${random.int(1, 99)}.${random.pick(['test', 'example', 'internal'])}`;
export const drawPath = (random) => `/${random.token(8)}`;

/** What a client sends to say who it is: `{ headers, secrets }`; names in any letters. */
export function credentials(random) {
  const secrets = { cookie: random.token(24), authorization: random.token(24) };
  const spell = (name) => random.pick([name, name.toUpperCase(), name[0].toUpperCase() + name.slice(1)]);
  const values = {
    cookie: random.pick([`session=${secrets.cookie}`, `a=1; ${random.word()}=${secrets.cookie}`]),
    authorization: random.pick([`Basic ${secrets.authorization}`, `Bearer ${secrets.authorization}`, `token ${secrets.authorization}`, secrets.authorization]),
  };
  return { headers: Object.fromEntries(random.shuffle(Object.keys(values)).map((name) => [spell(name), values[name]])), secrets };
}

/** The names of the secrets that a request brought. */
export const brought = (request, secrets) => Object.keys(secrets).filter((name) => Object.values(request.headers).some((value) => String(value).includes(secrets[name])));
