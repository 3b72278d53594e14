/** Configurations as documents, harmless and hostile ones: the same for tests and exploits. */
import { createServer } from 'node:http';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'iso-8859-1'} Encoding */

/** @type {Encoding[]} */
export const ENCODINGS = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'iso-8859-1'];

/** @param {string} text without a declaration @param {Encoding} encoding */
export function documentOf(text, encoding = 'utf-8') {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-8-bom':
      return Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>${text}`);
    case 'utf-16le':
      return Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${text}`, 'utf16le').swap16();
    case 'iso-8859-1':
      return Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, 'latin1');
  }
}

/** @param {string} name @param {string} content of XML */
export const property = (name, content) => `<property name="${name}">${content}</property>`;

/** Harmless use, read like an attack. @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [name, value, other, user] = [random.word(), random.token(), random.word(), random.word()];
  const text = `<c3p0-config><default-config>${property(name, value)}</default-config><named-config name="${other}">${property(name, other)}<user-overrides user="${user}">${property(name, user)}</user-overrides></named-config></c3p0-config>`;
  const facts = await target.callWithin(30_000, 'read', documentOf(text, random.pick(ENCODINGS)));
  const expected = ['default', `default: ${name} = ${value}`, `named ${other}`, `named ${other}: ${name} = ${other}`, `named ${other} user ${user}: ${name} = ${user}`];
  if (JSON.stringify(facts) !== JSON.stringify(expected)) fail(`a configuration is read as ${JSON.stringify(facts)}, not as ${JSON.stringify(expected)}`);
}

/**
 * Reads a document that may be refused.
 * @param {Context} context
 * @param {Uint8Array} document
 * @returns {Promise<string[]>} what was read, nothing where it was refused
 */
export async function read({ target }, document) {
  return target.callWithin(30_000, 'read', document).catch((/** @type {Error} */ error) => {
    if (error.name === 'CandidateError') return [];
    throw error;
  });
}

/** What a parser may read before the first element, to no effect. @param {Context['random']} random */
export const preamble = (random) => random.pick(['', `<!-- ${random.token()} -->`, `<!-- ${random.token(9_000)} -->\n\n`, `<?${random.word()} ${random.token()}?>`]);

/**
 * A server that notes what it is asked for.
 * @template T
 * @param {(url: (name: string) => string, seen: Set<string>) => Promise<T>} use
 * @param {Context['random']} random
 */
export async function withServer(random, use) {
  /** @type {Set<string>} */
  const seen = new Set();
  const server = createServer((request, response) => {
    seen.add(String(request.url).slice(1));
    response.end('');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    return await use((name) => `http://${random.pick(['127.0.0.1', 'localhost', '127.1', '2130706433'])}:${address.port}/${name}`, seen);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
