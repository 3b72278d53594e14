/** Files and clients that ask for them by name: the same for tests and exploits. */
import assert from 'node:assert/strict';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context['random']} random */
export const drawText = (random) => Array.from({ length: random.int(1, 6) }, () => `${random.word()} ${random.token(20)}`).join('\n');

/** What the client got, and what the method gave. @param {Context['target']} target @param {'send' | 'through'} way @param {...unknown} args @returns {Promise<any>} */
export async function sent(target, way, ...args) {
  const answer = await target.call(way, ...args);
  assert.ok(answer !== null && typeof answer === 'object' && 'body' in answer && 'count' in answer, 'an answer has a body and a count');
  return answer;
}

/**
 * A hostile name; what it throws is a refusal. Gives what the client got.
 * @param {Context['target']} target
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function ask(target, name) {
  try {
    return String((await sent(target, 'send', name)).body);
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'TargetLost') throw error;
    return '';
  }
}

/** @param {Context} context */
export async function harmless({ target, random, folder, fail }) {
  const text = drawText(random);
  const file = `${random.token()}.${random.pick(['txt', 'html', 'csv'])}`;
  const { body, count } = await sent(target, 'send', `${folder({ [file]: text })}/${file}`);
  if (body !== text || count !== Buffer.byteLength(text)) fail(`the file ${file} was sent as ${JSON.stringify(body)}, ${count} bytes`);
}
