/** The member name `__proto__` as a JSON5 text can say it: plain, quoted, with escapes, over two lines. */

/** @typedef {import('../../../kit/random.mjs').Random} Random */

const letters = [...'__proto__'];

/** @param {string} char */
const unicode = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** @param {Random} random */
export const plain = (random) => random.pick(['__proto__', "'__proto__'", '"__proto__"']);

/** At least one letter is written as an escape. @param {Random} random */
export function escaped(random) {
  const place = random.int(0, letters.length - 1);
  const asIdentifier = letters.map((char, index) => (index === place || random.bool(0.3) ? unicode(char) : char)).join('');
  const asString = letters.map((char, index) => {
    if (index !== place && !random.bool(0.3)) return char;
    return random.pick([unicode(char), `\\x${char.charCodeAt(0).toString(16)}`, `\\\n${char}`]);
  });
  return random.pick([asIdentifier, `'${asString.join('')}'`, `"${asString.join('')}"`]);
}

/** @param {Random} random */
export const anyhow = (random) => (random.bool() ? plain(random) : escaped(random));
