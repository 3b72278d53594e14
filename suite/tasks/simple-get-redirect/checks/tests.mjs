import assert from 'node:assert/strict';
import { STATUSES } from './leak.mjs';
import { brought, credentials, drawHost, drawPath, lastOf, withSites } from './site.mjs';

export default {
  driver: 'driver.mjs',
  cases: {
    'answers that are no redirects': ({ target, random }) =>
      withSites(1, async (site) => {
        const [host, path] = [drawHost(random), drawPath(random)];
        const url = `http://${host}:${site.port}${path}`;
        assert.deepEqual((await target.call('request', { url })).body, path);
        for (const status of [200, 404, 500, 304, 300]) {
          site.routes[path] = { status, text: status === 304 ? '' : random.word() };
          const { status: got, body } = await target.call('request', { url });
          assert.deepEqual([got, body], [status, site.routes[path].text]);
        }
        assert.equal(site.received[0]?.headers.host, `${host}:${site.port}`);
      }),
    'bodies are decompressed, but for HEAD': ({ target, random }) =>
      withSites(1, async (site) => {
        const [path, text] = [drawPath(random), random.token(300)];
        site.routes[path] = { text, zipped: true };
        const url = `http://127.0.0.1:${site.port}${path}`;
        for (const way of ['concat', 'get', 'post']) assert.equal((await target.call('request', { url }, way)).body, text);
        assert.deepEqual((await target.call('request', { url }, 'head')).status, 200);
      }),
    'redirects at home keep everything': ({ target, random }) =>
      withSites(1, async (site) => {
        for (const status of STATUSES) {
          const [home, start, end] = [drawHost(random), drawPath(random), `${drawPath(random)}?${random.word()}=1`];
          const origin = `http://${home}:${site.port}`;
          const { headers, secrets } = credentials(random);
          site.routes[start] = { status, location: random.pick([end, `${origin}${end}`, `HTTP://${home.toUpperCase()}:${site.port}${end}`]) };
          const { body } = await target.call('request', { url: `${origin}${start}`, headers: { ...headers, 'X-Other': 'kept' } });
          const last = lastOf(site);
          assert.deepEqual([body, last.headers.host, last.headers['x-other']], [end, `${home}:${site.port}`, 'kept']);
          assert.deepEqual(brought(last, secrets).sort(), ['authorization', 'cookie'], `${status} ${site.routes[start].location}`);
        }
      }),
    'credentials stay through many redirects at home': ({ target, random }) =>
      withSites(1, async (site) => {
        const home = drawHost(random);
        const steps = Array.from({ length: 6 }, () => drawPath(random));
        steps.slice(1).forEach((path, index) => {
          site.routes[steps[index]] = { status: random.pick(STATUSES), location: random.pick([path, `http://${home}:${site.port}${path}`]) };
        });
        const { headers, secrets } = credentials(random);
        await target.call('request', { url: `http://${home}:${site.port}${steps[0]}`, headers });
        for (const request of site.received) assert.equal(brought(request, secrets).length, 2, request.path);
        assert.equal(site.received.length, 6);
      }),
    'other headers go along to other hosts': ({ target, random }) =>
      withSites(2, async (site, other) => {
        for (const status of STATUSES) {
          const [start, end, away] = [drawPath(random), drawPath(random), drawHost(random)];
          site.routes[start] = { status, location: `http://${away}:${other.port}${end}` };
          const word = random.word();
          const { body } = await target.call('request', { url: `http://${drawHost(random)}:${site.port}${start}`, headers: { 'X-Own': word, 'User-Agent': 'test', Accept: 'text/x-a' } });
          const { headers } = lastOf(other);
          assert.deepEqual([body, headers['x-own'], headers['user-agent'], headers.accept, headers.host], [end, word, 'test', 'text/x-a', `${away}:${other.port}`]);
        }
      }),
    'a Host header is for the first request': ({ target, random }) =>
      withSites(2, async (site, other) => {
        const [start, next, end, away] = [drawPath(random), drawPath(random), drawPath(random), drawHost(random)];
        site.routes[start] = { status: 302, location: next };
        site.routes[next] = { status: 302, location: `http://${away}:${other.port}${end}` };
        await target.call('request', { url: `http://127.0.0.1:${site.port}${start}`, headers: { Host: 'own.test' } });
        assert.deepEqual([site.received[0]?.headers.host, site.received[1]?.headers.host, other.received[0]?.headers.host], ['own.test', `127.0.0.1:${site.port}`, `${away}:${other.port}`]);
      }),
    'methods': ({ target, random }) =>
      withSites(2, async (site, other) => {
        for (const [status, method] of [[301, 'GET'], [302, 'GET'], [303, 'POST'], [307, 'POST'], [308, 'POST']]) {
          const [start, end] = [drawPath(random), drawPath(random)];
          const server = random.pick([site, other]);
          site.routes[start] = { status, location: `http://${drawHost(random)}:${server.port}${end}` };
          await target.call('request', { url: `http://${drawHost(random)}:${site.port}${start}`, method: 'post', headers: { 'Content-Type': 'text/plain', 'Content-Length': 0 } }, 'call');
          const { method: got, path, headers } = lastOf(server);
          assert.deepEqual([path, got], [end, method], String(status));
          if (method === 'GET') assert.deepEqual([headers['content-type'], headers['content-length']], [undefined, undefined]);
        }
        for (const way of ['put', 'delete', 'patch', 'head']) {
          const [start, end] = [drawPath(random), drawPath(random)];
          site.routes[start] = { status: 302, location: end };
          await target.call('request', { url: `http://${drawHost(random)}:${site.port}${start}` }, way);
          assert.deepEqual([lastOf(site).path, lastOf(site).method], [end, way.toUpperCase()]);
        }
      }),
    'bodies and JSON': ({ target, random }) =>
      withSites(1, async (site) => {
        const path = drawPath(random);
        const value = { [random.word()]: random.word() };
        site.routes[path] = { text: JSON.stringify(value) };
        const url = `http://127.0.0.1:${site.port}${path}`;
        assert.deepEqual((await target.call('request', { url, json: true, body: value })).body, value);
        assert.deepEqual([site.received[0]?.method, site.received[0]?.body, site.received[0]?.headers['content-type']], ['POST', JSON.stringify(value), 'application/json']);
        await target.call('request', { url, method: 'PUT', form: { a: 'b c' } }, 'call');
        assert.deepEqual([site.received[1]?.method, site.received[1]?.body], ['PUT', 'a=b%20c']);
      }),
    'too many redirects, and none': ({ target, random }) =>
      withSites(1, async (site) => {
        const home = `http://${drawHost(random)}:${site.port}`;
        const steps = Array.from({ length: random.int(3, 6) }, () => drawPath(random));
        steps.slice(1).forEach((path, index) => {
          site.routes[steps[index]] = { status: 302, location: random.pick([path, `http://${drawHost(random)}:${site.port}${path}`]) };
        });
        const url = `${home}${steps[0]}`;
        assert.equal((await target.call('request', { url, maxRedirects: steps.length - 1 })).body, steps.at(-1));
        await assert.rejects(target.call('request', { url, maxRedirects: steps.length - 2 }), { message: 'too many redirects' });
        await assert.rejects(target.call('request', { url, maxRedirects: 0 }), { message: 'too many redirects' });
        const { status, headers } = await target.call('request', { url, followRedirects: false });
        assert.deepEqual([status, headers.location], [302, site.routes[steps[0]].location]);
      }),
    'a server that is not there': ({ target, random }) =>
      withSites(1, async (site) => {
        const start = drawPath(random);
        site.routes[start] = { status: 302, location: 'http://127.0.0.1:1/x' };
        await assert.rejects(target.call('request', { url: `http://127.0.0.1:${site.port}${start}` }), { code: 'ECONNREFUSED' });
      }),
  },
};
