/** What a receiver makes of the text of a request: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

export const WAYS = ['withHost', 'fromParts', 'parsed', 'resolved'];

/**
 * Lines of the header up to the empty one, as receivers read them: a line feed ends a line, with or without a carriage return before it.
 * @param {string} message
 */
export function headerLines(message) {
  const lines = message.split(/\r?\n/);
  const end = lines.indexOf('');
  return { lines: lines.slice(1, end === -1 ? undefined : end), rest: end === -1 ? [] : lines.slice(end + 1) };
}

/**
 * Makes a request to each host by each way, and sees whether its header has other lines than its own.
 * @param {Context} context @param {(word: string) => string[]} hostsOf
 */
export async function attack(context, hostsOf) {
  const { target, random, hit } = context;
  for (const way of random.shuffle(WAYS)) {
    const names = [`X-${random.word()}`, 'Authorization'].slice(0, random.int(1, 2));
    for (const host of hostsOf(random.word())) {
      const message = await target.call('message', way, host, Object.fromEntries(names.map((name) => [name, random.token()]))).catch((/** @type {unknown} */ error) => {
        // Whether one is refused says nothing of the others.
        if (/** @type {Error} */ (error).name === 'CandidateError') return null;
        throw error;
      });
      if (message === null) continue;
      const found = headerLines(message).lines.map((line) => line.split(':')[0]);
      if (JSON.stringify(found) !== JSON.stringify(['Host', ...names])) hit(`a request to the host ${JSON.stringify(host)} (${way}) has the header lines ${JSON.stringify(found)}, not Host, ${names.join(', ')}`);
    }
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [way, host, word] = [random.pick(WAYS), `${random.word()}.${random.word()}.example`, random.token()];
  const message = await target.call('message', way, host.toUpperCase(), { 'X-Word': word });
  const expected = `GET /a?b HTTP/1.1\r\nHost: ${host}\r\nX-Word: ${word}\r\n\r\n`;
  if (message !== expected) fail(`a request is written as ${JSON.stringify(message)}, not ${JSON.stringify(expected)}`);
}
