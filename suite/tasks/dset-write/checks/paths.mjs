/** Paths that lead to where an object inherits from. */

const forms = {
  text: (name) => name,
  nested: (name) => [name],
  'nested twice': (name) => [[name]],
  'nested deep': (name) => [[[[name]]]],
  boxed: (name) => ({ boxed: name }),
  speaks: (name) => ({ speaks: name }),
  'nested and boxed': (name) => [{ boxed: name }],
};

export const FORMS = Object.keys(forms);

export const form = (kind, name) => forms[kind](name);

/** Other keys before, and the object that has them. */
export function drawWay(random) {
  const [first, second] = [random.word(), `${random.word()}2`];
  return random.pick([
    { object: {}, way: [] },
    { object: { [first]: { [second]: 1 } }, way: [first] },
    { object: { [first]: [1, { [second]: 2 }] }, way: [first, 1] },
    { object: { [second]: 1 }, way: [first, second] },
  ]);
}

export const alive = async ({ target, random, fail }) => {
  const [name, other, word] = [random.token(8), `${random.token(6)}2`, random.token(9)];
  const { object, returned } = await target.call('write', { [other]: [1] }, random.pick([`${name}.${other}`, [name, other]]), word);
  if (returned !== undefined || object?.[name]?.[other] !== word || object?.[other]?.[0] !== 1) fail(`written at ${name}.${other}: ${JSON.stringify(object)}`);
};
