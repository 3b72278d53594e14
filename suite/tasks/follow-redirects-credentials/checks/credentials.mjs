/** Headers that say who somebody is. */

const NAMES = ['authorization', 'proxy-authorization', 'cookie'];

/** Any spelling that HTTP takes for the same name. */
export function spell(random, name) {
  const capital = name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  const mixed = [...name].map((letter) => (random.bool() ? letter.toUpperCase() : letter)).join('');
  return random.pick([name, capital, capital, name.toUpperCase(), mixed]);
}

function valueOf(random, name, secret) {
  if (name === 'cookie') return random.pick([`session=${secret}`, `a=1; ${random.word()}=${secret}; b=2`]);
  return random.pick([`Basic ${secret}`, `Bearer ${secret}`, `Digest username="${random.word()}", response="${secret}"`, `Negotiate ${secret}`, `token ${secret}`, secret]);
}

/** One header of each kind: `{ headers: { 'Authorization': 'Bearer …', … }, secrets: { authorization: '…', … } }`. */
export function credentials(random) {
  const secrets = Object.fromEntries(NAMES.map((name) => [name, random.token(24)]));
  const headers = Object.fromEntries(random.shuffle(NAMES).map((name) => [spell(random, name), valueOf(random, name, secrets[name])]));
  return { headers, secrets };
}

/** The names of the secrets that a request brought. */
export function brought(received, secrets) {
  const text = Object.values(received.headers).join('\n');
  return Object.keys(secrets).filter((name) => text.includes(secrets[name]));
}
