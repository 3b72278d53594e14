import { ENCODINGS, gap, parsed, quoted } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */
/** @typedef {Context['random']} Random */

/**
 * Documents that must be read, one way or the other, without an end of the program.
 * @param {Context} context
 * @param {string[]} documents
 */
export async function attack(context, documents) {
  const { random, hit } = context;
  /** @type {Parameters<typeof parsed>[1]} */
  const asked = random.shuffle(documents).map((document) => [random.pick(ENCODINGS), document]);
  const answers = await parsed(context, asked);
  if ('lost' in answers) hit(`a declaration that ends in space ended the program: ${answers.lost}`);
}

/** Some of the three values. @param {Random} random @param {number} [least] */
export function values(random, least = 0) {
  const all = random.shuffle([['version', `1.${random.int(0, 9)}`], ['encoding', random.pick(['UTF-8', 'latin1', random.word()])], ['standalone', random.pick(['yes', 'no'])]]);
  return all.slice(0, random.int(least, 3)).map(([name, value]) => `${gap(random)}${name}=${quoted(random, value ?? '')}`).join('');
}

/** Space that ends a document. @param {Random} random */
export const space = (random) => Array.from({ length: random.int(1, 4) }, () => random.pick([' ', '\n', '\t', '\r'])).join('');
