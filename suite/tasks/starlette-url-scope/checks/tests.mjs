import assert from 'node:assert/strict';
import { drawHost, drawSite, HOSTS } from './requests.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

const USUAL = { http: 80, ws: 80, https: 443, wss: 443 };

/** @param {Context['random']} random */
const drawKind = (random) => random.pick(['scope', 'request', 'websocket']);

export default {
  driver: 'driver.py',
  cases: {
    'every kind of host': async ({ target, random }) => {
      for (const hostOf of HOSTS) {
        const [host, path, scheme] = [hostOf(random), `/${random.word()}/${random.token()}`, random.pick(Object.keys(USUAL))];
        const url = await target.call('of_scope', { scheme, path, headers: [['accept', '*/*'], ['host', host]], server: ['192.0.2.1', 80] }, drawKind(random));
        assert.equal(url.text, `${scheme}://${host}${path}`);
        assert.deepEqual([url.scheme, url.netloc, url.path, url.query, url.fragment], [scheme, host, path, '', '']);
      }
    },
    'the parts of an address': async ({ target, random }) => {
      const [port, path, query] = [random.int(1, 65_535), `/${random.word()}`, `${random.word()}=${random.token(4)}&b=%20c&d`];
      const url = await target.call('of_scope', { path, query, headers: [['host', `www.example.org:${port}`]] }, 'request');
      assert.deepEqual(url, { text: `http://www.example.org:${port}${path}?${query}`, scheme: 'http', netloc: `www.example.org:${port}`, path, query, fragment: '', hostname: 'www.example.org', port });
    },
    'the path of an application that is mounted': async ({ target, random }) => {
      const [root, path] = [`/${random.word()}/${random.token()}`, `/${random.word()}`];
      for (const headers of [[['host', 'example.org']], []]) {
        const { text, path: whole } = await target.call('of_scope', { root_path: root, path, server: ['example.org', 80], headers, query: 'q=1' }, drawKind(random));
        assert.deepEqual([text.replace(/^\w+:/, 'http:'), whole], [`http://example.org${root}${path}?q=1`, `${root}${path}`]);
      }
    },
    'without the header': async ({ target, random }) => {
      for (const scheme of /** @type {const} */ (['http', 'https', 'ws', 'wss'])) {
        const [path, port, host] = [`/${random.token()}`, random.int(1024, 9999), random.pick(['example.org', '127.0.0.1', '[::1]'])];
        for (const [server, netloc] of [[[host, USUAL[scheme]], host], [[host, port], `${host}:${port}`], [[host, USUAL[scheme] === 80 ? 443 : 80], `${host}:${USUAL[scheme] === 80 ? 443 : 80}`]]) {
          const url = await target.call('of_scope', { scheme, path, server, headers: [['accept', 'x'], ['x-host', 'other.test']] }, drawKind(random));
          assert.deepEqual([url.text, url.netloc], [`${scheme}://${netloc}${path}`, netloc]);
        }
      }
    },
    'without header and server': async ({ target, random }) => {
      const path = `/${random.word()}/${random.token()}`;
      for (const server of [{}, { server: null }]) {
        assert.equal((await target.call('of_scope', { path, ...server }, drawKind(random))).text, path);
        const url = await target.call('of_scope', { path, query: 'a=b', ...server }, drawKind(random));
        assert.deepEqual([url.text, url.path, url.query, url.netloc], [`${path}?a=b`, path, 'a=b', '']);
      }
    },
    'the header comes before the server, and the first before the second': async ({ target, random }) => {
      const [host, path] = [drawHost(random), `/${random.word()}`];
      const { netloc } = await target.call('of_scope', { path, server: ['192.0.2.7', 8080], headers: [['accept', 'x'], ['host', host], ['host', 'second.test']] }, drawKind(random));
      assert.equal(netloc, host);
    },
    'paths of every kind': async ({ target, random }) => {
      for (const path of ['/', `//${random.word()}`, `/a:b@c/${random.token()}`, `/${random.word()}/ä 語/x`, `/a%20b/[x]`, `/${random.word()}//`]) {
        const url = await target.call('of_scope', { path, headers: [['host', drawHost(random)]] }, drawKind(random));
        assert.equal(url.path, path);
      }
    },
    'queries of every kind': async ({ target, random }) => {
      for (const query of [`a=/b?c/${random.token()}`, '?', 'x=http://other.test/y', `${random.word()}`, '@:/']) {
        const [host, path] = [drawHost(random), `/${random.word()}`];
        const url = await target.call('of_scope', { path, query, headers: [['host', host]] }, drawKind(random));
        assert.deepEqual([url.netloc, url.path, url.query], [host, path, query]);
      }
      assert.equal((await target.call('of_scope', { path: '/', query: '', headers: [['host', 'a.test']] }, 'scope')).text, 'http://a.test/');
    },
    'an address that is given': async ({ target, random }) => {
      for (const text of ['', `/${random.word()}?a=1`, `https://user:pw@example.org:${random.int(1, 9999)}/${random.word()}?q=${random.token(3)}#frag`, `//${random.word()}.test/x`]) {
        const url = await target.call('of_text', text);
        const { pathname, search, hash } = new URL(text === '' ? 'http://x.test' : text, 'http://x.test');
        assert.deepEqual([url.text, url.path === '' ? '/' : url.path, url.query, url.fragment], [text, pathname, search.slice(1), hash.slice(1)]);
      }
    },
    'an address of parts': async ({ target, random }) => {
      const [name, port, path] = [`${random.word()}.test`, random.int(1024, 9999), `/${random.token()}`];
      assert.equal((await target.call('of_components', { scheme: 'https', netloc: name, path, query: 'a=1', fragment: 'f' })).text, `https://${name}${path}?a=1#f`);
      assert.equal((await target.call('of_components', { path })).text, path);
      assert.equal((await target.call('of_components', { scheme: 'http', hostname: name, port, path })).text, `http://${name}:${port}${path}`);
    },
    'two ways at once': async ({ target, random }) => {
      const parts = { path: `/${random.word()}`, headers: [['host', 'a.test']] };
      for (const args of [['http://a.test/', parts, {}], ['', parts, { path: '/x' }], ['http://a.test/', null, { path: '/x' }]]) await assert.rejects(target.call('both', ...args), { errorName: 'AssertionError' });
    },
    'addresses of a site': async ({ target, random }) => {
      const [site, host] = [drawSite(random), drawHost(random)];
      await target.call('site', site);
      const headers = [['host', host]];
      const { body } = await target.call('get', { path: '/addresses', query: 'a=1', headers });
      assert.deepEqual(JSON.parse(body), { url: `http://${host}/addresses?a=1`, base: `http://${host}/`, other: `http://${host}/o/x` });
      const { status, headers: got } = await target.call('get', { path: site.slashed, headers });
      assert.deepEqual([status, got.location], [307, `http://${host}${site.slashed}/`]);
    },
  },
};
