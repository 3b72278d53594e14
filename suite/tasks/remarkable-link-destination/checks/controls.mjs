/** What a browser takes from the front of an address before it looks at its scheme: C0 controls, besides the white space that ends a destination. */

/** @typedef {import('../../../kit/random.mjs').Random} Random */

const low = Array.from({ length: 8 }, (_, index) => String.fromCharCode(index + 1));
const high = Array.from({ length: 18 }, (_, index) => String.fromCharCode(index + 0x0e));

/** Every one of them once. */
export const controls = [...low, ...high];

/** Some in a row. @param {Random} random @param {number} least */
export const several = (random, least) => Array.from({ length: random.int(least, 6) }, () => random.pick(controls)).join('');

/**
 * An address that runs, or that the package's validator refuses for another reason.
 * @param {Random} random
 */
export function refused(random) {
  const word = random.token(8);
  const scheme = random.pick(['javascript', 'javascript', 'vbscript', 'data', 'file']);
  const spelled = [...scheme].map((char) => (random.bool(0.3) ? char.toUpperCase() : char)).join('');
  const rest = { javascript: `${word}(${random.int(1, 9)})`, vbscript: `${word}(1)`, data: `text/html,${word}`, file: `///etc/${word}` }[scheme];
  return `${spelled}:${rest}`;
}

/** @param {Random} random */
export const script = (random) => `${random.pick(['javascript', 'JavaScript', 'JAVASCRIPT'])}:${random.token(8)}(${random.int(1, 9)})`;
