/** Requests and their headers: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {Context['random']} Random */

/** @type {((random: Random) => string)[]} */
export const HOSTS = [
  (random) => `${random.word()}.example.org`,
  (random) => `${random.word().toUpperCase()}.Example.COM:${random.int(1, 65_535)}`,
  () => 'localhost',
  (random) => `a-${random.int(1, 99)}.${random.word()}.test.`,
  (random) => `xn--${random.word()}.test:${random.int(1024, 9999)}`,
  (random) => `10.${random.int(0, 255)}.0.${random.int(1, 255)}`,
  (random) => `127.0.0.1:${random.int(1024, 9999)}`,
  () => '[::1]',
  (random) => `[2001:db8::${random.int(1, 9999)}]:${random.int(1024, 9999)}`,
  (random) => `[2001:DB8::a${random.int(1, 99)}]`,
  (random) => `[::ffff:10.0.0.${random.int(1, 99)}]:80`,
];

/** Headers that put something between the host and the path. @type {Record<string, (random: Random, open: string) => string>} */
export const TAILS = {
  'a query': (_, open) => `${open}?`,
  'a query with a name': (random, open) => `${open}?${random.word()}=`,
  'a query without a path': (random) => `?${random.word()}=`,
  'a fragment': (_, open) => `${open}#`,
  'a fragment without a path': () => '#',
  'a fragment with a name': (random, open) => `${open}#${random.word()}`,
  'a path': (_, open) => open,
  'a slash': () => '/',
  'a path that goes on': (random, open) => `${open}/${random.word()}`,
  'a path and a query behind it': (random, open) => `${open}/?${random.word()}`,
};

/** A host to put something behind. @param {Random} random */
export const drawHost = (random) => random.pick(HOSTS)(random);

/** A site with a part that is closed. @param {Random} random */
export function drawSite(random) {
  const [closed, slashed, open] = [`/${random.word()}${random.int(1, 99)}`, `/${random.word()}-s`, `/${random.word()}-o`];
  return { closed: [closed], slashed, open, key: random.token(16), secret: random.token(24) };
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const site = drawSite(random);
  const host = drawHost(random);
  await target.call('site', site);
  const path = `${site.closed[0]}/${random.word()}`;
  const closed = await target.call('get', { path, headers: [['host', host]] });
  const opened = await target.call('get', { path, headers: [['host', host], ['x-key', site.key]] });
  const open = await target.call('get', { path: site.open, headers: [['host', host]], query: `${random.word()}=${random.token(4)}` });
  if (closed.status !== 403 || opened.body !== site.secret || open.body !== 'public') fail(`a site at ${host} answered by ${closed.status}, ${opened.status} and ${open.status}`);
}
