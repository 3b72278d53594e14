/** Sites with images, and what is in documents: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {number} marker @param {Buffer} body */
const segment = (marker, body) => Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);

/** A JPEG of a few bytes, unlike all others. @param {string} token @param {{ width?: number, height?: number }} [size] */
export function jpegOf(token, { width = 8, height = 8 } = {}) {
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe0, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1')), segment(0xfe, Buffer.from(token)), segment(0xc0, frame), segment(0xda, Buffer.from([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])), Buffer.from('0000'), Buffer.from([0xff, 0xd9])]);
}

/** @param {string} text as the value of an attribute */
export const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Images of a document, as base64. @param {{ images: { data: string }[] }} facts */
export const imagesIn = (facts) => facts.images.map(({ data }) => data);

/**
 * A folder that is a site with an image in a folder, a neighbour whose name begins alike, and an image beside both.
 * @param {Context} context
 */
export async function siteOf({ random, folder }) {
  const [site, images, inner] = [random.token(8), random.word(), random.word()];
  const names = { own: `${random.word()}.jpg`, beside: `${random.token(6)}.jpg`, neighbour: `${random.token(6)}.jpg` };
  const data = { own: jpegOf(random.token(20)), beside: jpegOf(random.token(20)), neighbour: jpegOf(random.token(20)) };
  const place = await folder({ [`${site}/${images}/${inner}/${names.own}`]: data.own, [names.beside]: data.beside, [`${site}-${random.word()}/${names.neighbour}`]: data.neighbour, [`${site}2/${names.neighbour}`]: data.neighbour });
  const own = data.own.toString('base64');
  return { place, root: `${place}/${site}`, images, inner, site, names, own, foreign: [data.beside.toString('base64'), data.neighbour.toString('base64')] };
}

/** Ways from the site's folder to images outside of it. @param {Awaited<ReturnType<typeof siteOf>>} scene */
export function waysOut({ place, images, inner, site, names }) {
  const last = place.slice(place.lastIndexOf('/') + 1);
  return [`../${names.beside}`, `./../${names.beside}`, `${images}/../../${names.beside}`, `${images}/${inner}/../../../${names.beside}`, `..//${names.beside}`, `.././${names.beside}`, `../../${last}/${names.beside}`, `....//${names.beside}`, `..././${names.beside}`, `../${site}2/${names.neighbour}`, `${images}/../../${site}2/${names.neighbour}`];
}

/** @param {Context} context */
export async function harmless(context) {
  const { target, random, fail } = context;
  const { root, images, inner, names, own } = await siteOf(context);
  const word = random.word();
  for (const [folder, served, src] of /** @type {[string, string | null, string][]} */ ([[root, null, `${images}/${inner}/${names.own}`], [`${root}/${images}`, root, `/${images}/${inner}/${names.own}`], [`${root}/${images}`, null, `./${inner}/${names.own}`]])) {
    const [facts] = await target.call('write', folder, served, [`<p>${word} <img src="${quoted(src)}" width="20"></p>`]);
    if (JSON.stringify(imagesIn(facts)) !== JSON.stringify([own])) fail(`the image ${src} is not in the document`);
  }
}

/** Writes texts with images of foreign places, and looks for these. @param {Context} context @param {Awaited<ReturnType<typeof siteOf>>} scene @param {{ folder: string, served: string | null, sources: string[] }} attempt */
export async function attack({ target, random, hit }, { foreign }, { folder, served, sources }) {
  for (const src of random.shuffle(sources)) {
    const [facts] = await target.call('write', folder, served, [`<p>${random.word()} <img src="${quoted(src)}" width="20" height="20"> ${random.word()}</p>`]);
    if (imagesIn(facts).some((data) => foreign.includes(data))) hit(`the image ${JSON.stringify(src)} is in the document, from outside of the site`);
  }
}
