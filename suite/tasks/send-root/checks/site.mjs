/** A root with neighbours, and requests as clients of many kinds make them: the same for tests and exploits. */

/** What may follow the root's name in its neighbour's name. */
export const JOINTS = ['-', '_', '.', '~', '+', ' ', ''];

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/**
 * @param {Context} context
 * @param {{ joint?: string }} [options]
 */
export function makeSite({ random, folder }, { joint = random.pick(JOINTS) } = {}) {
  const rootName = random.word();
  const neighbour = `${rootName}${joint}${random.bool() ? random.word() : random.int(2, 99)}`;
  const file = `${random.token()}.${random.pick(['txt', 'html', 'css', 'json'])}`;
  const [page, below, bare, sub, dotted] = [random.token(), random.token(), random.token(), random.word(), random.token(6)];
  const texts = { root: random.token(40), sub: random.token(41), neighbour: random.token(42), index: random.token(43), page: random.token(44), upper: random.token(45), dotted: random.token(46) };
  const base = folder({
    [`${rootName}/${file}`]: texts.root,
    [`${rootName}/${sub}/${below}.txt`]: texts.sub,
    [`${rootName}/${sub}/index.html`]: texts.index,
    [`${rootName}/${page}.html`]: texts.page,
    [`${rootName}/.${dotted}.txt`]: texts.dotted,
    [`${rootName}/.${dotted}/${below}.txt`]: texts.dotted,
    [`${neighbour}/${file}`]: texts.neighbour,
    [`${neighbour}/${sub}/index.html`]: texts.neighbour,
    [`${neighbour}/${page}.html`]: texts.neighbour,
    [`${rootName}${joint}${bare}.txt`]: texts.neighbour,
    [`${rootName.toUpperCase()}/${file}`]: texts.upper,
    [`${random.token()}/${file}`]: random.token(40),
  });
  return { base, root: `${base}/${rootName}`, rootName, neighbour, besideRoot: `${rootName}${joint}${bare}.txt`, file, page, below, sub, dotted, texts };
}

export const AGENTS = ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'curl/8.5.0', 'Wget/1.21.4', ''];

/**
 * @param {Context} context
 * @param {number} port
 * @param {string} path sent as it is
 * @param {{ method?: string, headers?: Record<string, string>, agent?: string }} [options]
 */
export async function visit({ http, random }, port, path, { method = 'GET', headers = {}, agent = random.pick(AGENTS) } = {}) {
  const { status, headers: fields, body } = await http({
    port,
    path,
    method,
    headers: { ...(agent === '' ? {} : { 'user-agent': agent }), ...(random.bool() ? { accept: '*/*' } : {}), ...headers },
  });
  return { status, fields, text: body.toString('utf8') };
}

/** A name as a URL holds it, its dots and letters left alone. @param {string} name */
export const quote = (name) => encodeURIComponent(name);

/** Leaves the root and comes back down, by a route without a name of the tree. @param {Context['random']} random @param {string} sub */
export function upFromRoot(random, sub) {
  return random.pick([`/..`, `//..`, `/./..`, `/${sub}/../..`, `/${sub}//../..`, `/${random.word()}/../..`, `/../${random.word()}/..`]);
}
