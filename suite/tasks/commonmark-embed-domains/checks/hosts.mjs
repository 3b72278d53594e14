/** What both exploits and the tests need of hosts. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

const ENDINGS = ['com', 'org', 'net', 'example', 'co.uk', 'video'];

/** A name such as `fekupa.org`. @param {Context['random']} random */
export const domain = (random) => `${random.word()}${random.token(3)}.${random.pick(ENDINGS)}`;

/** Where a browser goes. @param {string} url */
export const hostOf = (url) => new URL(/^https?:/.test(url) ? url : `https://${url}`).hostname;

/**
 * Asks which of many URLs get through, each of a foreign host.
 * @param {Context} context @param {(own: string) => string[]} urlsOf of a domain that is allowed
 */
export async function attack({ target, random, hit }, urlsOf) {
  for (const several of [false, true]) {
    const own = domain(random);
    const domains = several ? random.shuffle([own, domain(random), domain(random)]) : [own];
    const urls = urlsOf(own).flatMap((url) => [url, `https://${url}`, `http://${url}`]);
    const calls = await target.call('filter', domains, [random.shuffle(urls)]);
    for (const url of calls.flatMap((/** @type {{ urls: string[] }} */ call) => call.urls)) {
      const host = hostOf(url);
      if (!domains.some((allowed) => host === allowed || host.endsWith(`.${allowed}`))) hit(`with the domains ${domains.join(', ')}, an embed of the host ${host} got through: ${url}`);
    }
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [own, other] = [domain(random), domain(random)];
  const urls = [`https://${own}/${random.word()}`, `${random.word()}.${own}/${random.word()}?x=${other}`, `http://${own}:8080`];
  const calls = await target.call('filter', [own], [urls]);
  if (JSON.stringify(calls) !== JSON.stringify([{ keys: [0, 1, 2], urls }])) fail(`of ${JSON.stringify(urls)} with the domain ${own} came through ${JSON.stringify(calls)}`);
}
