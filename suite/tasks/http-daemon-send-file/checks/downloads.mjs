/** Files and clients that ask for them by name: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context['random']} random */
export const drawText = (random) => Array.from({ length: random.int(1, 6) }, () => `${random.word()} ${random.token(20)}`).join('\n');

/**
 * A hostile name; what it throws is a refusal. Gives what the client got.
 * @param {Context['target']} target
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function ask(target, name) {
  try {
    return String((await target.call('send', name)).body);
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'TargetLost') throw error;
    return '';
  }
}

/** @param {Context} context */
export async function harmless({ target, random, folder, fail }) {
  const text = drawText(random);
  const file = `${random.token()}.${random.pick(['txt', 'html', 'csv'])}`;
  const { body, count } = await target.call('send', `${folder({ [file]: text })}/${file}`);
  if (body !== text || count !== Buffer.byteLength(text)) fail(`the file ${file} was sent as ${JSON.stringify(body)}, ${count} bytes`);
}
