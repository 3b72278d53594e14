import { domain, foreignLabel, matches, mixed } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */
/** @typedef {import('./ask.mjs').Pair} Pair */

/**
 * Names with a star beside other characters, for hosts whose first label stands for one of another script: what it is made of is no text that a part could be taken of.
 * @param {Context} context
 * @param {(label: string, random: Context['random']) => string[]} firstsOf the first label of the certificate's name
 * @param {{ pattern?: (name: string, random: Context['random']) => string, host?: (name: string, random: Context['random']) => string }} [spelling]
 */
export async function attack(context, firstsOf, { pattern = (name) => name, host = (name) => name } = {}) {
  const { random, hit } = context;
  /** @type {Pair[]} */
  const pairs = random.shuffle(Array.from({ length: 10 }, () => {
    const [label, name] = [foreignLabel(random), random.pick([domain(random), `${foreignLabel(random)}.com`])];
    return firstsOf(label, random).map((first) => /** @type {Pair} */ ([pattern(`${first}.${name}`, random), host(`${label}.${name}`, random)]));
  }).flat());
  const answers = await matches(context, pairs);
  if ('lost' in answers) hit(`a name of a certificate ended the program: ${answers.lost}`);
  const at = answers.indexOf(true);
  if (at !== -1) hit(`${pairs[at]?.[0]} is a name for ${pairs[at]?.[1]}`);
}

/** @type {{ pattern: (name: string, random: Context['random']) => string, host: (name: string, random: Context['random']) => string }} */
export const CAPITALS = { pattern: (name, random) => mixed(random, name), host: (name, random) => mixed(random, name) };

/** A dot at the end of either. @type {typeof CAPITALS} */
export const DOTS = { pattern: (name, random) => `${name}${random.pick(['', '.'])}`, host: (name, random) => `${name}${random.pick(['', '.'])}` };
