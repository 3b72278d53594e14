import assert from 'node:assert/strict';
import { brought, credentials, drawHost, drawPath, lastOf, withSites } from './site.mjs';

export const STATUSES = [301, 302, 303, 307, 308];

/**
 * An attack: a request with credentials is led through places, the last of which is another host. It is a hit when that is told one of them.
 * @param {(facts: { random: any, home: string, site: any, other: any }) => { hosts: [string, any][], options?: object, way?: string, port?: boolean }} plan `hosts`: the names and servers that are visited
 */
export const leads = (plan) => (context) =>
  withSites(2, async (site, other) => {
    const { target, random, hit } = context;
    for (const status of random.shuffle(STATUSES)) {
      const { hosts, options = {}, way } = plan({ random, home: drawHost(random), site, other });
      const { headers, secrets } = credentials(random);
      const paths = hosts.map(() => drawPath(random));
      const urls = hosts.map(([host, server], index) => (host === '' ? paths[index] : `${random.pick(['http', 'http', 'HTTP'])}://${host}:${server.port}${paths[index]}`));
      let server = hosts[0][1];
      for (let index = 0; index < hosts.length - 1; index++) {
        server.routes[paths[index]] = { status, location: urls[index + 1] };
        if (hosts[index + 1][0] !== '') server = hosts[index + 1][1];
      }
      await target.call('request', { url: urls[0], headers, ...options }, way).catch((error) => {
        if (error.name === 'TargetLost') throw error;
      });
      const last = server.received.find(({ path }) => path === paths.at(-1));
      const leaked = last === undefined ? [] : brought(last, secrets);
      if (leaked.length > 0) hit(`redirects from ${urls.join(' to ')} were followed with ${leaked.join(', ')}`);
    }
  });

export async function alive(context) {
  await withSites(1, async (site) => {
    const { target, random } = context;
    const [home, start, end] = [drawHost(random), drawPath(random), drawPath(random)];
    const { headers, secrets } = credentials(random);
    site.routes[start] = { status: random.pick(STATUSES), location: random.pick([end, `http://${home}:${site.port}${end}`]) };
    const { body } = await target.call('request', { url: `http://${home}:${site.port}${start}`, headers });
    assert.equal(body, end);
    assert.deepEqual(brought(lastOf(site), secrets).length, 2, 'credentials are kept at home');
  });
}
