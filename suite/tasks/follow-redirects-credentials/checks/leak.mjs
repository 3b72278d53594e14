import { brought, credentials } from './credentials.mjs';

/**
 * An attack: a request with credentials is led from one place to another. It is a hit when the last request brings one of them along.
 * @param {(facts: { random: any, site: any, other: any, start: string, end: string }) => { url: string, location: string, options?: object, at?: any, statuses?: number[] }} plan
 * `site` answers at `url` with the redirect, and one of `statuses`; `at` is the site that the way ends at, `site` itself if not said
 */
export function leads(plan, { inOptions = (headers) => ({ headers }) } = {}) {
  return async ({ target, random, hit }, [site, other]) => {
    const [start, end] = [`/${random.token(8)}`, `/${random.token(8)}`];
    const { headers, secrets } = credentials(random);
    const { url, location, options = {}, at = site, statuses = [301, 302, 303, 307, 308] } = plan({ random, site, other, start, end });
    site.routes[start] = { status: random.pick(statuses), location };
    await target.call('request', { url, ...options, ...inOptions(headers, secrets) });
    const last = at.received.find(({ path }) => path === end);
    const leaked = last === undefined ? [] : brought(last, secrets);
    if (leaked.length > 0) hit(`a redirect from ${url} to ${location} was followed with ${leaked.join(', ')}`);
  };
}
