/** Hosts and what follows them. */

/** @typedef {import('../../../kit/random.mjs').Random} Random */

/** @param {Random} random */
export const host = (random) => `${random.word()}.${random.word()}.example`;

/** @param {Random} random */
export const rest = (random) => random.pick(['', '/', `/embed/${random.word()}`, `/${random.word()}?a=${random.int(1, 99)}#x`, `?v=${random.word()}`, `#${random.word()}`]);

const scheme = (random) => random.pick(['https:', 'http:', 'HTTPS:', '']);

/**
 * Characters that browsers take for a part of the host, one by one and in percent encoding.
 * @type {Record<string, (random: Random) => string>}
 */
const JOINS = {
  'letters of other languages': (random) => encodeURIComponent(random.pick(['\u00de', '\u00fc', '\u4e2d', '\u03b1', '\u0416'])).replace(/[A-F]/g, (digit) => (random.bool() ? digit.toLowerCase() : digit)),
  'a full stop': (random) => random.pick(['%2e', '%2E']),
  // Of Chinese and Japanese texts.
  'another full stop': (random) => random.pick(['%E3%80%82', '%e3%80%82', '%EF%BC%8E']),
  'letters': (random) => random.pick(['%61', '%7a', '%4B', '%2d', '%35']),
  'marks': (random) => random.pick([';', "'", '{', '}', '`', '"']),
  'other marks': (random) => random.pick(['!', '$', '&', '(', ')', '*', ',', '=', '~', '_', '+']),
};

/** Addresses that begin like the allowed host, by what goes on behind it. @type {Record<string, (allowed: string, random: Random) => string>} */
export const longer = Object.fromEntries(Object.entries(JOINS).map(([name, join]) => [name, (allowed, random) => `${scheme(random)}//${allowed}${join(random)}${random.pick(['', '.', random.word()])}${random.pick(['', '.'])}${host(random)}${rest(random)}`.replace(/\.\.+/g, '.')]));

/** Addresses with the allowed host elsewhere than as host. @type {Record<string, (allowed: string, random: Random) => string>} */
export const elsewhere = {
  'as user': (allowed, random) => `https://${allowed}@${host(random)}${rest(random)}`,
  'as user with a password': (allowed, random) => `https://${allowed}:${random.word()}@${host(random)}`,
  'behind a backslash': (allowed, random) => `https://${host(random)}\\@${allowed}${rest(random)}`,
  'in the path': (allowed, random) => `https://${host(random)}/${allowed}/${random.word()}`,
  'in the query': (allowed, random) => `https://${host(random)}?https://${allowed}/`,
  'in the fragment': (allowed, random) => `//${host(random)}#//${allowed}/`,
  'at the beginning': (allowed, random) => `https://${allowed}.${host(random)}${rest(random)}`,
  'at the end': (allowed, random) => `https://${random.word()}${allowed}${rest(random)}`,
  'at the end behind a dash': (allowed, random) => `http://${random.word()}-${allowed}/`,
};
