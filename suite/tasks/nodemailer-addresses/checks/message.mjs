import assert from 'node:assert/strict';

/** A message as a mail server reads it: `{ headers: [['to', 'a@b'], …], text }`, headers unfolded. */
export function readMessage(raw) {
  const lines = raw.split(/\r?\n/);
  const end = lines.indexOf('');
  const headers = [];
  for (const line of lines.slice(0, end)) {
    if (/^[ \t]/.test(line) && headers.length > 0) headers.at(-1)[1] += line;
    else headers.push([line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  }
  return { headers, text: lines.slice(end + 1).join('\n').trim() };
}

export const header = (read, name) => read.headers.find(([one]) => one === name)?.[1];

export const drawAddress = (random) => `${random.word()}${random.pick(['', `.${random.word()}`, `+${random.word()}`])}@${random.word()}.${random.pick(['test', 'example'])}`;

/** A message of an application, without addresses. */
export const drawMessage = (random) => ({ subject: `${random.word()} ${random.word()}`, text: `${random.word()} ${random.word()}`, messageId: `<${random.token(8)}@host.test>`, date: new Date(1700000000000) });

export async function alive({ target, random }) {
  const [from, to, cc] = [drawAddress(random), drawAddress(random), drawAddress(random)];
  const name = `${random.word()} ${random.word()}`;
  const { raw, envelope } = await target.call('send', { ...drawMessage(random), from: { name, address: from }, to: [{ name: '', address: to }], cc, replyTo: { name: '', address: `  ${cc} ` } });
  const read = readMessage(raw);
  assert.deepEqual(['from', 'to', 'cc', 'reply-to'].map((one) => header(read, one)), [`${name} <${from}>`, to, cc, cc]);
  assert.deepEqual(envelope, { from, to: [to, cc] });
}

const BREAKS = ['\r\n', '\n', '\r\n\r\n', '\n\n', '\r\r\n'];

/** Where somebody's text stands in an address: in the user, in the domain, in one without a domain, and behind several breaks. */
const PLACES = [
  (random, lines) => `${random.word()}@${random.word()}.test${lines}`,
  (random, lines) => `${random.word()}${lines}@${random.word()}.test`,
  (random, lines) => `${random.word()}${lines}`,
  (random, lines) => `${random.word()}${random.pick(['\r\n', '\n'])} ${random.word()}@${random.word()}.test${lines}`,
  (random, lines) => `${random.word()}@${random.word()}${lines}@${random.word()}.test`,
];

/**
 * An attack: one address of a message, as `put(entry, other)` puts it there, is somebody else's text. It is a hit when a mail server finds a header or a text that the application did not write.
 * @param {(entry: { name: string, address: string }, other: string, random: any) => object} put
 */
export const adds = (put, { named }) => async ({ target, random, hit }) => {
  for (const place of random.shuffle(PLACES)) {
    for (const line of random.shuffle(BREAKS)) {
      const [name, word] = [`${random.pick(['X-', '', 'List-'])}${random.token(7)}`, random.token(12)];
      const lines = random.pick([`${line}${name}: ${word}`, `${line}${name} : ${word}`, `${line}${name}:${word}${random.pick(['\r\n', '\n'])}y: z`]);
      const message = drawMessage(random);
      const entry = { name: named ? `${random.word()} ${random.word()}` : '', address: place(random, lines) };
      const sent = await target.call('send', { ...message, from: 'home@host.test', to: 'reader@host.test', ...put(entry, drawAddress(random), random) }).catch((error) => {
        if (error.name === 'TargetLost') throw error;
        return null;
      });
      if (typeof sent?.raw !== 'string') continue;
      const read = readMessage(sent.raw);
      const added = read.headers.find(([one, value]) => one === name.toLowerCase() && value.startsWith(word.slice(0, 5)));
      if (added !== undefined) hit(`the address ${JSON.stringify(entry.address)} added the header ${added.join(': ')}`);
      if (read.text !== message.text && read.text.includes(message.text)) hit(`the address ${JSON.stringify(entry.address)} changed the text to ${JSON.stringify(read.text)}`);
    }
  }
};
