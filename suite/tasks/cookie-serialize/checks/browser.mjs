/** What a browser makes of the value of a Set-Cookie header (RFC 6265, 5.2): `{ name, value, attributes: [['path', '/'], …] }`. */
export function readCookie(text) {
  const [pair, ...rest] = text.split(';');
  const split = (part) => {
    const at = part.indexOf('=');
    return at < 0 ? ['', part.trim()] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  };
  const [name, value] = split(pair);
  const attributes = rest.map((part) => (part.includes('=') ? split(part) : [part.trim(), ''])).map(([key, what]) => [key.toLowerCase(), what]);
  return { name, value, attributes };
}

/** All cookies of a response whose header this is: a line break begins another one. */
export function readHeader(text) {
  const lines = `Set-Cookie: ${text}`.split(/[\r\n]+/);
  return lines.flatMap((line) => (/^set-cookie\s*:/i.test(line) ? [readCookie(line.replace(/^[^:]*:/, ''))] : []));
}

const KNOWN = ['expires', 'max-age', 'domain', 'path', 'secure', 'httponly', 'samesite', 'partitioned', 'priority'];

/**
 * An attack: a cookie of the application is written with one text of somebody else. It is a hit when a browser has a cookie of another name that was chosen, or an attribute that the application did not ask for.
 * @param {(facts: { random: any, chosen: string }) => { name?: string, domain?: string, path?: string }[]} plan
 */
export const sets = (plan) => async ({ target, random, hit }) => {
  for (const given of random.shuffle(plan({ random, chosen: random.token(8) }))) {
    const chosen = given.chosen;
    const options = { ...random.pick([{}, { maxAge: random.int(1, 999) }, { httpOnly: true }, { secure: true, sameSite: 'lax' }]), ...(given.domain === undefined ? {} : { domain: given.domain }), ...(given.path === undefined ? {} : { path: given.path }) };
    const asked = new Set(Object.keys(options).map((key) => (key === 'maxAge' ? 'max-age' : key.toLowerCase())));
    const text = await target.call('serialize', given.name ?? random.token(6), random.word(), options).catch((error) => {
      if (error.name === 'TargetLost') throw error;
      return null;
    });
    if (typeof text !== 'string') continue;
    const cookies = readHeader(text);
    const other = chosen === undefined ? undefined : cookies.find(({ name }) => name === chosen);
    if (other !== undefined) hit(`${JSON.stringify(given)}: a browser has a cookie ${other.name} with the value ${other.value}: ${text}`);
    for (const { attributes } of cookies) {
      const names = attributes.map(([name]) => name);
      const extra = names.find((name, index) => (KNOWN.includes(name) && !asked.has(name)) || (asked.has(name) && names.indexOf(name) !== index));
      if (extra !== undefined) hit(`${JSON.stringify(given)}: a browser sees an attribute ${extra} that was not asked for: ${text}`);
    }
  }
};

export const attribute = (random) => random.pick([`Max-Age=${random.int(1, 9e6)}`, `Domain=${random.word()}.test`, `Path=/${random.word()}`, 'HttpOnly', 'Secure', 'SameSite=None', 'SameSite=Lax', 'Expires=Wed, 01 Jan 2031 00:00:00 GMT']);

/** Ways to part attributes. */
export const PARTINGS = ['; ', ';', ' ;', ';  ', ';\t', ';;', '; ; '];
export const LITTLE_KNOWN = ['Partitioned', 'Priority=High', 'priority=low', 'PARTITIONED'];

export async function alive({ target, random, fail }) {
  const [name, value] = [random.pick([random.word(), `__Host-${random.word()}`, `${random.word()}.${random.word()}`]), random.word()];
  const options = { domain: `${random.word()}.test`, path: `/${random.word()}` };
  const text = await target.call('serialize', name, value, options).catch((error) => {
    if (error.name === 'TargetLost') throw error;
    fail(`a cookie was refused: ${error.message}`);
  });
  if (text !== `${name}=${value}; Domain=${options.domain}; Path=${options.path}`) fail(`a cookie became ${text}`);
}
