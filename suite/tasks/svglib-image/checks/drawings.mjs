/** Drawings with images, and archives: the same for tests and exploits. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {string} text as the value of an attribute */
export const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** @param {string} content @param {{ width?: number, height?: number }} [size] */
export const drawing = (content, { width = 400, height = 300 } = {}) => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}">${content}</svg>`;

/** What was drawn, as text or null where nothing could be opened. @param {unknown[][]} calls @returns {(string | null)[]} */
export const drawnIn = (calls) => calls.filter(([name]) => name === 'draw').map(([, data]) => (typeof data === 'string' ? Buffer.from(data, 'base64').toString('latin1') : null));

/** @param {number[]} values */
const words = (...values) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, index * 4);
  return bytes;
};

/** An archive of PHP with one file in it. @param {string} name @param {string} content */
export function archiveOf(name, content) {
  const data = Buffer.from(content, 'latin1');
  const entry = Buffer.concat([words(name.length), Buffer.from(name), words(data.length, 1_600_000_000, data.length, crc32(data), 0o644, 0)]);
  const head = Buffer.concat([words(1), Buffer.from([0x11, 0x10]), words(0x1_0000, 0, 0), entry]);
  const body = Buffer.concat([Buffer.from('<?php __HALT_COMPILER(); ?>\r\n'), words(head.length), head, data]);
  return Buffer.concat([body, createHash('sha256').update(body).digest(), words(3), Buffer.from('GBMB')]);
}

/** An image, for all that anyone here looks at it. @param {Context['random']} random */
export const imageOf = (random) => `\u0089PNG\r\n${random.token(24)}`;

/** @param {Context} context */
export async function harmless(context) {
  const { target, random, folder, fail } = context;
  const names = [`${random.word()}.png`, `${random.word()}-${random.token(4)}.phar.jpg`];
  const images = names.map(() => imageOf(random));
  const place = await folder(Object.fromEntries(names.map((name, index) => [name, Buffer.from(images[index] ?? '', 'latin1')])));
  const drawings = names.map((name, index) => drawing(`<image ${['href', 'xlink:href'][index]}="${quoted(`${place}/${name}`)}" x="1" width="${random.int(5, 50)}"/>`));
  for (const [index, calls] of (await target.call('draw', drawings)).entries()) {
    const [found] = drawnIn(calls);
    if (found !== images[index]) fail(`the image ${names[index]} is drawn as ${JSON.stringify(found)}, not ${JSON.stringify(images[index])}`);
  }
}

/**
 * Draws images out of an archive, and sees whether they were taken out of it.
 * @param {Context} context @param {(address: string, innocent: string) => string} imageFor @param {string[]} ends of the archive's name
 * @param {(path: string) => string[]} addressesOf
 */
export async function attack(context, imageFor, ends, addressesOf) {
  const { target, random, folder, hit } = context;
  for (const end of random.shuffle(ends)) {
    const [name, inner, image, innocent] = [`${random.word()}${end}`, random.pick(['', `${random.word()}/`]) + `${random.word()}${random.pick(['.png', '.jpg', '.gif'])}`, imageOf(random), `${random.word()}.png`];
    const place = await folder({ [name]: archiveOf(inner, image), [innocent]: Buffer.from(imageOf(random), 'latin1') });
    for (const address of random.shuffle(addressesOf(`${place}/${name}/${inner}`))) {
      const [calls] = await target.call('draw', [drawing(imageFor(quoted(address), quoted(`${place}/${innocent}`)))]);
      if (drawnIn(calls).includes(image)) hit(`the image ${JSON.stringify(address)} was taken out of an archive`);
    }
  }
}

/** Letters of both cases. @param {Context['random']} random */
export const schemes = (random) => ['PHAR', 'Phar', random.pick(['pHAR', 'phAr', 'PHar', 'pHaR'])];
