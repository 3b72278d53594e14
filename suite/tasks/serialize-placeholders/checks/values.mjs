/** Random values of every kind that `serialize` can write, as descriptions for `build`. */

/** @typedef {import('../../../kit/random.mjs').Random} Random */

const texts = ['', '</p>', "it's", 'say "so"', 'a\\b', 'back\\', 'line\nbreak', '\u2028', '@__R-0-0__@', '"@__D', '$& $1 $$', '// x', '`${1}`'];
const sources = ['a+b', '^\\/\\d{2,}\\/$', '["\']', '\\\\', '\\n', '[/\\]]', 'a\\/b\\"c', '\\u2028', '(?<year>\\d+)', '<\\/b>', '[<>]', '$&'];
const functions = [
  'function (a, b) { return a - b; }',
  '(a, b) => a * b',
  'a => [a, "x"]',
  'function named(a) { return { a: a / 2, text: "</b>" }; }',
  'async (a) => a',
  'function* (a) { yield a; }',
  '() => /[a-z]"/.source + `$${"&"}`',
];

/** @param {Random} random */
export function drawUrl(random) {
  const [word, other, number] = [random.word(), random.word(), random.int(1, 999)];
  return new URL(
    random.pick([
      `https://${word}.example/${other}?a=${number}&b=%20${word}&c=$%26#${other}`,
      `http://user:p%40ss@${word}.example:${8000 + number}/a%2Fb/../c%22d?x=$1&y=$'`,
      `https://[::1]:${8000 + number}/${word}/?q=a+b%3Cc%3E#%60`,
      `https://b\u00fccher.example/${word}\u00e9?\u00fc=${number}`,
      `file:///home/${word}/a%20b.txt`,
      `mailto:${word}@example.org?subject=${other}%20it's`,
      `data:text/plain,${word}<${other}>'${number}'`,
      `urn:${word}:${other}{${number}}|\`x\``,
      `${word}:a > b / c < d`,
      `${word}://${other}/x?y='z'#$&`,
    ]),
  );
}

/** @param {Random} random */
export function drawRegExp(random) {
  return new RegExp(random.pick(sources), random.pick(['', 'g', 'i', 'gim', 's', 'y', 'dgs']));
}

/** @param {Random} random */
const drawDate = (random) => new Date(random.int(-1e12, 4e12));

/** A value without members. @param {Random} random @returns {any[]} */
export function drawScalar(random) {
  const value = random.pick([
    () => random.pick(texts),
    () => random.word(),
    () => random.int(-9999, 9999) / 8,
    () => random.bool(),
    () => null,
    () => undefined,
    () => random.pick([Infinity, -Infinity]),
    () => random.pick([0n, -1n, BigInt(random.int(0, 99999)) ** 9n]),
    () => drawDate(random),
    () => drawRegExp(random),
    () => drawUrl(random),
  ])();
  return random.bool(0.1) ? ['function', random.pick(functions)] : ['value', value];
}

/**
 * @param {Random} random
 * @param {number} depth of containers in one another, at most
 * @returns {any[]}
 */
export function drawValue(random, depth) {
  if (depth === 0 || random.bool(0.2)) return drawScalar(random);
  const inner = () => drawValue(random, depth - 1);
  const several = () => Array.from({ length: random.int(0, 4) }, inner);
  return random.pick([
    () => ['list', several()],
    () => ['object', several().map((spec, index) => [`${random.pick([random.word(), '"', '<', "'"])}${index}`, spec])],
    () => ['map', several().map((spec) => [inner(), spec])],
    () => ['set', several()],
    () => ['sparse', random.int(6, 12), several().map((spec, index) => [index + random.int(0, 1), spec])],
  ])();
}

/** A value somewhere inside others. @param {Random} random @param {any[]} spec @returns {any[]} */
export function surround(random, spec) {
  const other = () => drawScalar(random);
  let result = spec;
  for (let level = random.int(0, 2); level > 0; level--) {
    result = random.pick([
      () => ['list', [other(), result, other()]],
      () => ['object', [[random.word(), other()], [`${random.word()}2`, result]]],
      () => ['map', [[['value', random.word()], result]]],
      () => ['map', [[result, other()]]],
      () => ['set', [result]],
      () => ['sparse', 9, [[random.int(0, 7), result]]],
    ])();
  }
  return result;
}
