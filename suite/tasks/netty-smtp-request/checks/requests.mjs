/** Requests of a client, harmless and hostile: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

export const TYPES = ['string', 'ascii', 'builder', 'buffer'];

/** @param {Context['random']} random */
export const drawAddress = (random) => `${random.word()}${random.pick(['.', '+', '-', '_', '%'])}${random.token(4)}@${random.word()}.example`;

/**
 * Makes a request and sends it.
 * @param {Context} context
 * @param {string} way how it is made, as checks/public/Driver.java has it
 * @param {string[]} texts
 */
export async function send({ target }, way, texts, type = 'string') {
  const [wire = '', command = '', description = '', ...parameters] = await target.callWithin(30_000, 'request', way, type, ...texts);
  return { wire, command, description, parameters };
}

/** What ends a line for some server or other, and what is left of it after careless removal. */
export const BREAKS = ['\r\n', '\n', '\r', '\r\r\n\n', '\n\r', '\r\n\r\n', '\n\n'];

/**
 * Texts of which a server would make more than one line.
 * @param {Context['random']} random
 */
export function hostileTexts(random) {
  const [address, command] = [drawAddress(random), `${random.pick(['RCPT TO:', 'MAIL FROM:', 'VRFY ', 'X'])}${drawAddress(random)}`];
  const inside = BREAKS.map((end) => `${address}${end}${command}`);
  const behind = random.shuffle(BREAKS).slice(0, 3).map((end) => `${address}${end}`);
  const before = random.shuffle(BREAKS).slice(0, 3).map((end) => `${end}${command}`);
  const several = `${address}\r\n${command}\r\n${random.token(9)}`;
  return random.shuffle([...inside, ...behind, ...before, several]);
}

/**
 * Looks at what a server gets for each hostile text; a request that is refused does no harm.
 * @param {Context} context
 * @param {string} way
 * @param {(text: string) => string[]} textsOf
 */
export async function attack(context, way, textsOf, type = 'string') {
  const { random, hit } = context;
  for (const text of hostileTexts(random)) {
    const sent = await send(context, way, textsOf(text), type).catch((error) => {
      if (error.name === 'CandidateError') return null;
      throw error;
    });
    const lines = sent === null ? [] : sent.wire.replace(/\r\n$/, '').split(/\r\n|\r|\n/);
    if (lines.length > 1) hit(`${way} with ${JSON.stringify(text)} sends ${lines.length} lines: ${JSON.stringify(sent?.wire)}`);
  }
}

/** Harmless use, made like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const [sender, size, type] = [drawAddress(random), `SIZE=${random.int(1, 99_999)}`, random.pick(TYPES)];
  const { wire } = await send(context, 'mail', [sender, size], type);
  if (wire !== `MAIL FROM:<${sender}> ${size}\r\n`) fail(`a request for ${sender} is sent as ${JSON.stringify(wire)}`);
  const text = `${random.word()} <${drawAddress(random)}>`;
  const help = await send(context, 'help', [text], type);
  if (help.wire !== `HELP ${text}\r\n`) fail(`a request for help is sent as ${JSON.stringify(help.wire)}`);
}
