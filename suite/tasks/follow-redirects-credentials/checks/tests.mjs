import assert from 'node:assert/strict';
import { brought, credentials, spell } from './credentials.mjs';
import { withSites } from './site.mjs';

const domain = (random) => `${random.word()}-${random.int(1, 99)}.${random.pick(['test', 'example'])}`;
const paths = (random, count) => Array.from({ length: count }, () => `/${random.token(8)}`);

/** Everything that `credentials` gave has arrived. */
function assertBrought(received, secrets) {
  assert.deepEqual(brought(received ?? { headers: {} }, secrets).sort(), Object.keys(secrets).sort());
}

export default {
  driver: 'driver.mjs',
  cases: {
    'relative locations are found': async ({ target, random }) =>
      withSites(1, async (site) => {
        const [a, b, c] = [random.token(5), random.token(5), random.token(5)];
        const base = `http://${domain(random)}:${site.port}`;
        const wanted = { [`/${c}`]: `/${c}`, [c]: `/${a}/${c}`, [`../${c}?x=${b}`]: `/${c}?x=${b}`, [`?y=${c}`]: `/${a}/${b}?y=${c}`, [`./${c}/d#e`]: `/${a}/${c}/d`, '/%7Ex%20y': '/%7Ex%20y' };
        for (const [location, path] of random.shuffle(Object.entries(wanted))) {
          site.routes[`/${a}/${b}`] = { status: 302, location };
          const answer = await target.call('request', { url: `${base}/${a}/${b}` });
          assert.deepEqual([answer.status, answer.body], [200, path], location);
          assert.equal(new URL(answer.url).href.split('#')[0], `${base}${path}`);
        }
      }),
    'absolute locations are found, on other hosts and ports too': async ({ target, random }) =>
      withSites(2, async (site, other) => {
        const [start, end] = paths(random, 2);
        const name = domain(random);
        for (const to of random.shuffle([`http://${domain(random)}:${other.port}`, `http://${name}:${other.port}`, `https://${name}:${site.port}`, `http://${domain(random)}:${site.port}`, `//${domain(random)}:${other.port}`])) {
          site.routes[start] = { status: random.pick([301, 302, 303, 307, 308]), location: `${to}${end}?q=1` };
          const answer = await target.call('request', { url: `http://${name}:${site.port}${start}`, headers: { Authorization: 'Basic x', 'proxy-authorization': 'Basic y', Cookie: 'a=b' } });
          assert.deepEqual([answer.status, answer.body, answer.url], [200, `${end}?q=1`, `${to.startsWith('//') ? 'http:' : ''}${to}${end}?q=1`]);
          const at = to.endsWith(String(site.port)) ? site : other;
          assert.equal(at.received.at(-1).headers.host, new URL(to, 'http://x').host);
        }
      }),
    'credentials stay with their host': async ({ target, random }) =>
      withSites(1, async (site) => {
        const [start, between, end] = paths(random, 3);
        const base = `http://${domain(random)}:${site.port}`;
        for (const way of random.shuffle(['relative', 'absolute', 'both'])) {
          const { headers, secrets } = credentials(random);
          site.received.length = 0;
          site.routes[start] = { status: random.pick([301, 302, 303, 307, 308]), location: way === 'relative' ? between : `${base}${between}` };
          site.routes[between] = { status: 302, location: way === 'absolute' ? `${base.toUpperCase()}${end}` : end };
          assert.equal((await target.call('request', { url: `${base}${start}`, headers, way: random.pick(['url', 'options']) })).body, end);
          assert.equal(site.received.length, 3);
          for (const received of site.received) assertBrought(received, secrets);
        }
      }),
    'credentials go to subdomains': async ({ target, random }) =>
      withSites(1, async (site) => {
        const [start, end] = paths(random, 2);
        const name = domain(random);
        const { headers, secrets } = credentials(random);
        const location = `${random.pick(['http', 'https'])}://${random.pick([random.word(), `${random.word()}.${random.word()}`])}.${name}:${site.port}${end}`;
        site.routes[start] = { status: 302, location };
        assert.equal((await target.call('request', { url: `http://${name}:${site.port}${start}`, headers })).url, location);
        assertBrought(site.received[1], secrets);
      }),
    'credentials go from HTTP to HTTPS, and stay within HTTPS': async ({ target, random }) =>
      withSites(1, async (site) => {
        const [start, end] = paths(random, 2);
        const host = `${domain(random)}:${site.port}`;
        for (const [from, location] of random.shuffle([['http', `https://${host}${end}`], ['https', `https://${host}${end}`], ['https', end], ['https', `//${host}${end}`]])) {
          const { headers, secrets } = credentials(random);
          site.routes[start] = { status: random.pick([302, 307]), location };
          assert.equal((await target.call('request', { url: `${from}://${host}${start}`, set: headers })).url, new URL(location, `${from}://${host}`).href);
          assertBrought(site.received.at(-1), secrets);
        }
      }),
    'all other headers go everywhere': async ({ target, random }) =>
      withSites(2, async (site, other) => {
        const [start, between, end] = paths(random, 3);
        const sent = { Accept: 'text/plain', 'user-agent': random.word(), [spell(random, `x-${random.word()}`)]: random.word(), 'Accept-Language': 'de', Referer: `http://${random.word()}.test/`, 'X-Request-Id': random.token(12) };
        site.routes[start] = { status: 302, location: `https://${domain(random)}:${other.port}${between}` };
        other.routes[between] = { status: 302, location: `http://${domain(random)}:${site.port}${end}` };
        await target.call('request', { url: `http://${domain(random)}:${site.port}${start}`, headers: { ...credentials(random).headers, ...sent } });
        for (const received of [site.received[0], other.received[0], site.received[1]]) {
          for (const [name, value] of Object.entries(sent)) assert.equal(received?.headers[name.toLowerCase()], value, name);
        }
      }),
    'a Host header counts for relative locations': async ({ target, random }) =>
      withSites(1, async (site) => {
        const [start, end] = paths(random, 2);
        const host = `${domain(random)}:${site.port}`;
        const { headers, secrets } = credentials(random);
        site.routes[start] = { status: 302, location: random.pick([end, `http://${host}${end}`]) };
        const answer = await target.call('request', { url: `http://127.0.0.1:${site.port}${start}`, headers: { [spell(random, 'host')]: host, ...headers }, way: 'options' });
        assert.deepEqual([answer.body, answer.url], [end, `http://${host}${end}`]);
        assert.deepEqual(site.received.map((received) => received.headers.host.trim()), [host, host]);
        assertBrought(site.received[1], secrets);
      }),
    'a Host header is not kept for absolute locations': async ({ target, random }) =>
      withSites(2, async (site, other) => {
        const [start, end] = paths(random, 2);
        const next = `${domain(random)}:${other.port}`;
        site.routes[start] = { status: 307, location: `http://${next}${end}` };
        await target.call('request', { url: `http://localhost:${site.port}${start}`, headers: { [spell(random, 'host')]: 'inside.test:8080' } });
        assert.deepEqual([site.received[0].headers.host, other.received[0]?.headers.host, other.received[0]?.path], ['inside.test:8080', next, end]);
        assert.equal(other.received[0].names.filter((name) => name.toLowerCase() === 'host').length, 1);
      }),
    'methods and bodies': async ({ target, random }) =>
      withSites(2, async (site, other) => {
        const [start, end] = paths(random, 2);
        const body = [random.word(), random.token(2000), random.word()];
        for (const [status, method] of random.shuffle([[307, 'POST'], [308, 'PUT'], [303, 'GET'], [302, 'GET']])) {
          const at = random.pick([site, other]);
          site.routes[start] = { status, location: `http://${domain(random)}:${at.port}${end}` };
          await target.call('request', { url: `http://${domain(random)}:${site.port}${start}`, method: status === 308 ? 'PUT' : 'POST', headers: { 'Content-Type': 'text/plain' }, body });
          const { method: received, body: text, headers } = at.received.at(-1);
          assert.deepEqual([received, text, headers['content-type']], method === 'GET' ? ['GET', '', undefined] : [method, body.join(''), 'text/plain']);
        }
      }),
    'a callback before the redirect sees where it goes': async ({ target, random }) =>
      withSites(2, async (site, other) => {
        const [start, between, end] = paths(random, 3);
        const [home, away] = [`http://${domain(random)}:${site.port}`, `${domain(random)}`];
        site.routes[start] = { status: 301, location: between };
        site.routes[between] = { status: 302, location: `http://${away}:${other.port}${end}` };
        const { headers, secrets } = credentials(random);
        const answer = await target.call('request', { url: `${home}${start}`, headers, noted: true });
        assert.equal(answer.body, end);
        assert.deepEqual(answer.seen.map(({ headers: _, ...facts }) => facts), [
          { href: `${home}${between}`, hostname: new URL(home).hostname, status: 301, from: `${home}${start}`, method: 'GET' },
          { href: `http://${away}:${other.port}${end}`, hostname: away, status: 302, from: `${home}${between}`, method: 'GET' },
        ]);
        for (const { headers: before } of answer.seen) assertBrought({ headers: before }, secrets);
      }),
    'many redirects, and too many': async ({ target, random }) =>
      withSites(2, async (site, other) => {
        const steps = paths(random, random.int(4, 8));
        const names = [domain(random), domain(random)];
        steps.slice(1).forEach((path, index) => {
          const [from, to] = index % 2 === 0 ? [site, other] : [other, site];
          from.routes[steps[index]] = { status: 302, location: `http://${names[(index + 1) % 2]}:${to.port}${path}` };
        });
        const url = `http://${names[0]}:${site.port}${steps[0]}`;
        assert.equal((await target.call('request', { url })).body, steps.at(-1));
        await assert.rejects(target.call('request', { url, maxRedirects: steps.length - 2 }), { code: 'ERR_FR_TOO_MANY_REDIRECTS' });
      }),
    'a location that is none': async ({ target, random }) =>
      withSites(1, async (site) => {
        const [start] = paths(random, 1);
        site.routes[start] = { status: 302, location: 'http://[bad' };
        await assert.rejects(target.call('request', { url: `http://${domain(random)}:${site.port}${start}` }), { code: 'ERR_FR_REDIRECTION_FAILURE' });
      }),
  },
};
