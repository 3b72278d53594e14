/** Ways in which a text reaches a template otherwise than as a text; the driver makes what does not travel. */

/** @typedef {import('../../../kit/random.mjs').Random} Random */

/** Of requests: what `?name[]=` or a body of JSON give. @type {Record<string, (text: string, random: Random) => unknown>} */
export const lists = {
  'a list': (text) => [text],
  'one of several members': (text, random) => random.shuffle([random.word(), random.int(1, 99), text]),
  'a list in a list': (text) => [[text]],
  'deep lists': (text, random) => [random.word(), [[[text]], 5]],
  'a list with nothing in it': (text) => [null, text, undefined],
};

/** Of programs. @type {Record<string, (text: string) => unknown>} */
export const objects = Object.fromEntries(['boxed', 'error', 'shown', 'primitive', 'instance', 'bytes', 'parameters', 'called'].map((name) => [name, (text) => ({ [`$${name}`]: text })]));

/** Both. @type {Record<string, (text: string, random: Random) => unknown>} */
export const values = {
  ...lists,
  ...objects,
  'a list of objects': (text, random) => [random.word(), { [`$${random.pick(['boxed', 'error', 'shown', 'instance'])}`]: text }],
};
