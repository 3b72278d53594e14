/** ZIP archives of any entries, and what a caller leaves on the disk that extracts them: the same for tests and exploits. */
import { readdirSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/**
 * @typedef {{ name: string, text?: string, utf8?: boolean, raw?: Buffer, unicodePath?: boolean, deflated?: boolean, date?: Date, comment?: string, unix?: number, dos?: number, folder?: boolean }} Entry
 * `raw`: the bytes of the name, where they are not the name in UTF-8; `unicodePath`: the name stands in a further field, and something else in its place
 */

/** How a caller comes by the names of entries. */
export const WAYS = ['keys', 'each', 'name'];

/** @param {number} size @param {[number, number, number][]} fields offset, bytes, value */
function record(size, fields) {
  const bytes = Buffer.alloc(size);
  for (const [at, width, value] of fields) bytes.writeUIntLE(value, at, width);
  return bytes;
}

/** Date and time as DOS has them, in two seconds. @param {Date} date */
function dosTime(date) {
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return [time, ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate()];
}

/** @param {Buffer} name what stands in the name's place @param {string} path */
function unicodePathField(name, path) {
  const text = Buffer.from(path);
  return Buffer.concat([record(9, [[0, 2, 0x7075], [2, 2, text.length + 5], [4, 1, 1], [5, 4, crc32(name)]]), text]);
}

/** @param {Entry} entry */
function parts({ name, text = '', utf8 = true, raw, unicodePath = false, deflated = false, date = new Date(Date.UTC(2020, 0, 1)), comment = '', unix, dos = 0, folder = false }) {
  const content = Buffer.from(text);
  const packed = deflated ? deflateRawSync(content) : content;
  const path = unicodePath ? Buffer.from(`entry-${name.length}`) : (raw ?? Buffer.from(name));
  const [time, day] = dosTime(date);
  const facts = (/** @type {number} */ at) => /** @type {[number, number, number][]} */ ([[at, 2, utf8 && !unicodePath && raw === undefined ? 0x0800 : 0], [at + 2, 2, deflated ? 8 : 0], [at + 4, 2, time], [at + 6, 2, day], [at + 8, 4, crc32(content)], [at + 12, 4, packed.length], [at + 16, 4, content.length], [at + 20, 2, path.length]]);
  const extra = unicodePath ? unicodePathField(path, name) : Buffer.alloc(0);
  const note = Buffer.from(comment);
  const attributes = (unix === undefined ? 0 : unix * 0x10000) + (dos | (folder ? 0x10 : 0));
  const local = Buffer.concat([record(30, [[0, 4, 0x04034b50], [4, 2, 20], ...facts(6)]), path, packed]);
  const central = (/** @type {number} */ offset) => Buffer.concat([record(46, [[0, 4, 0x02014b50], [4, 2, unix === undefined ? 20 : 0x0314], [6, 2, 20], ...facts(8), [30, 2, extra.length], [32, 2, note.length], [38, 4, attributes], [42, 4, offset]]), path, extra, note]);
  return { local, central };
}

/** @param {Entry[]} entries @param {string} [comment] */
export function archive(entries, comment = '') {
  const made = entries.map(parts);
  let offset = 0;
  const directory = Buffer.concat(made.map(({ local, central }) => {
    const bytes = central(offset);
    offset += local.length;
    return bytes;
  }));
  const note = Buffer.from(comment);
  const end = record(22, [[0, 4, 0x06054b50], [8, 2, made.length], [10, 2, made.length], [12, 4, directory.length], [16, 4, offset], [20, 2, note.length]]);
  return Buffer.concat([...made.map(({ local }) => local), directory, end, note]);
}

/** A folder to extract to, three folders deep, so that what leaves it still lies in the first of them. @param {Context} context */
export function makePlace({ target, random }) {
  const base = `${target.scratch}/${random.token()}`;
  const inner = [random.word(), random.word(), random.word()].map((word, index) => `${word}${index}`);
  return { base, inner, out: [base, ...inner].join('/') };
}

/** A start of `ls` for each folder would take most of an attempt. @param {Context} context @param {string} folder */
async function namesIn({ list }, folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error.code !== 'EACCES') return [];
    return (await list(folder)) ?? [];
  }
}

/** What lies in `base` beside the folders that lead to the one to extract to. @param {Context} context @param {ReturnType<typeof makePlace>} place */
export async function strayIn(context, { base, inner }) {
  const found = [];
  for (const [depth, name] of inner.entries()) {
    const folder = [base, ...inner.slice(0, depth)].join('/');
    for (const other of await namesIn(context, folder)) if (other !== name) found.push(`${folder}/${other}`);
  }
  return found;
}
