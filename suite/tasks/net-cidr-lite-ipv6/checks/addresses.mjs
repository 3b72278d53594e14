/** Addresses, drawn, and texts that look like some: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {Context['random']} Random */

/** None of them is zero, and none has a zero in front. @param {Random} random */
export const drawGroups = (random, count = 8) => Array.from({ length: count }, () => random.int(0x1000, 0xffff));

/** @param {Random} random @param {number} group */
export function written(random, group) {
  const text = group.toString(16).padStart(random.int(1, 4), '0');
  return random.bool() ? text : text.toUpperCase();
}

/** All groups, without ::. @param {Random} random @param {number[]} groups */
export const full = (random, groups) => groups.map((group) => written(random, group)).join(':');

/** As the module itself writes groups that are followed by zeros only. @param {number[]} groups */
export const network = (groups) => `${groups.map((group) => group.toString(16)).join(':')}${groups.length < 8 ? '::' : ''}`;

/**
 * A list with some networks in it, one of which all attacks are about.
 * @param {Random} random
 */
export function drawList(random) {
  const prefix = drawGroups(random, random.int(1, 3));
  const others = Array.from({ length: random.pick([0, 1, 2, 25, 30]) }, () => `${network(drawGroups(random, 4))}/64`);
  return { prefix, texts: random.shuffle([`${network(prefix)}/${prefix.length * 16}`, ...others]), method: random.pick(['find', 'find', 'bin_find']) };
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const { prefix, texts, method } = drawList(random);
  const inside = full(random, [...prefix, ...drawGroups(random, 8 - prefix.length)]);
  const outside = full(random, [prefix[0] === 0x1000 ? 0x1001 : 0x1000 - 1, ...drawGroups(random, 7)]);
  const { found } = await target.call('ask', { new: texts, find: [inside, outside], method });
  if (JSON.stringify(found) !== '[1,0]') fail(`${inside} and ${outside} in ${texts.join(' ')}: ${JSON.stringify(found)}`);
}
