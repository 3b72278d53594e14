/** A folder to mount with others beside it, and requests for its files: the same for tests and exploits. */
import { gunzipSync } from 'node:zlib';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context */
export function makeSite({ random, folder }) {
  const [root, sub, other] = [random.word(), random.word(), random.token()];
  const [file, below, outside] = [`${random.token()}.txt`, `${random.token()}.html`, `${random.token()}.txt`];
  const neighbour = `${root}${random.pick(['-', '_', '.', '~', ''])}${random.word()}`;
  const texts = { root: random.token(40), sub: random.token(41), index: random.token(42), outside: random.token(43) };
  const base = folder({
    [`${root}/${file}`]: texts.root,
    [`${root}/${sub}/${below}`]: texts.sub,
    [`${root}/${sub}/index.html`]: texts.index,
    [`${other}/${file}`]: texts.outside,
    [`${other}/index.html`]: texts.outside,
    [`${neighbour}/${file}`]: texts.outside,
    [outside]: texts.outside,
    'index.html': texts.outside,
  });
  return { base, path: `${base}/${root}`, sub, other, file, below, outside, neighbour, texts };
}

/**
 * @param {Context} context
 * @param {number} port
 * @param {string} path sent as it is
 * @param {{ method?: string, headers?: Record<string, string> }} [options]
 */
export async function visit({ http, random }, port, path, { method = 'GET', headers } = {}) {
  const drawn = random.pick([{}, { 'user-agent': 'curl/8.5.0', accept: '*/*' }, { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'accept-encoding': 'gzip, deflate' }]);
  const { status, headers: fields, body } = await http({ port, path, method, headers: headers ?? drawn });
  const packed = fields['content-encoding'] === 'gzip' && body.length > 0;
  return { status, fields, text: (packed ? gunzipSync(body) : body).toString('utf8') };
}

/** Some of its letters percent-encoded, which changes nothing. @param {Context['random']} random @param {string} name */
export function disguise(random, name) {
  return [...name].map((letter) => (/[a-z.]/.test(letter) && random.bool(0.3) ? encodeLetter(random, letter) : letter)).join('');
}

/** @param {Context['random']} random @param {string} letter */
function encodeLetter(random, letter) {
  const code = letter.charCodeAt(0).toString(16);
  return `%${random.bool() ? code : code.toUpperCase()}`;
}

/** A URL to mount at: the top of the server, or a folder of one or two names. @param {Context['random']} random */
export const pickMount = (random) => random.pick(['/', `/${random.word()}`, `/${random.word()}/`, `/${random.word()}/${random.word()}`]);
