/** Classes that answer requests, with methods that are for themselves: the same for both exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ own?: Record<string, unknown>, inherited?: Record<string, unknown>, instance?: Record<string, unknown>, app?: boolean }} Class */

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Some of the seven methods, each with an answer of its own. @param {Context['random']} random @param {string[]} [always] */
export function drawHandlers(random, always = []) {
  const methods = METHODS.filter((method) => always.includes(method) || (method !== 'HEAD' && random.bool()));
  return Object.fromEntries((methods.length === 0 ? ['GET'] : methods).map((method) => [method.toLowerCase(), { text: random.token(20), sync: random.bool() }]));
}

/**
 * Asks by the names of helpers in capitals, each in a class of its own, and looks for what the helper leaves behind.
 * @param {Context} context
 * @param {((random: Context['random']) => string)[]} names
 * @param {(name: string, helper: Record<string, unknown>) => Class} place
 * @param {string[]} [always]
 */
export async function attack(context, names, place, always = []) {
  const { target, random, exists, hit } = context;
  for (const nameOf of random.shuffle([...names])) {
    const [name, mark] = [nameOf(random), random.token(14)];
    const placed = place(name, { text: random.token(20), sync: random.bool(), mark: `${target.scratch}/${mark}` });
    await target.call('define', { ...placed, own: { ...drawHandlers(random, always), ...placed.own }, app: random.bool() });
    await target.call('ask', name.toUpperCase(), `/${random.word()}`, random.token(), { 'x-key': random.word() }).catch((/** @type {Error} */ error) => {
      if (error.name === 'TargetLost') throw error;
    });
    if (await exists(`${target.scratch}/${mark}`)) hit(`a request with the method ${name.toUpperCase()} ran the method ${name} of the class`);
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const helper = `${random.pick(['_', '', 'do_'])}${random.word()}`;
  const own = { ...drawHandlers(random, ['GET']), [helper]: { text: random.token(20), sync: random.bool(), mark: `${target.scratch}/${random.token(14)}` } };
  await target.call('define', { own, app: random.bool() });
  const method = random.pick([...Object.keys(own).filter((name) => name !== helper).map((name) => name.toUpperCase()), `${random.word().toUpperCase()}X`, `_${random.word().toUpperCase()}`]);
  const { status, body } = await target.call('ask', method);
  const expected = own[method.toLowerCase()];
  const right = expected === undefined ? status === 405 : status === 200 && body === expected.text;
  if (!right) fail(`${method} was answered by ${status} ${JSON.stringify(body)}`);
}
