/** What a browser makes of a rendered page: the same for tests and exploits. */
import assert from 'node:assert/strict';
import { parseFragment } from 'parse5';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {any} node @returns {any[]} */
const elementsOf = (node) => [...(node.tagName === undefined ? [] : [node]), ...(node.childNodes ?? []).flatMap(elementsOf), ...(node.content === undefined ? [] : elementsOf(node.content))];
/** @param {any} node @returns {string} */
const textOf = (node) => (node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(textOf).join(''));
/** @param {any} element @returns {Record<string, string>} */
const attributesOf = (element) => Object.fromEntries(element.attrs.map((/** @type {any} */ { name, value }) => [name, value]));

/** @param {string} html */
export function readPage(html) {
  const page = parseFragment(html);
  const elements = elementsOf(page);
  const links = elements.filter(({ tagName }) => tagName === 'a').map((element) => ({ ...attributesOf(element), shown: textOf(element), inside: elementsOf(element).slice(1).map(({ tagName }) => tagName) }));
  return { text: textOf(page).trim(), links, elements: elements.map((element) => ({ name: element.tagName, attributes: attributesOf(element) })) };
}

/** Schemes whose addresses are programs or pages of their own, run in the name of the page that links to them. */
const ACTIVE = ['javascript:', 'vbscript:', 'data:'];

/** An attribute that leads to such an address, or runs by itself. @param {string} html */
export function activePart(html) {
  for (const { name, attributes } of readPage(html).elements) {
    if (name === 'script' || name === 'iframe') return `<${name}>`;
    for (const [attribute, value] of Object.entries(attributes)) {
      if (attribute.startsWith('on')) return `${attribute}=${value}`;
      const address = URL.parse(value, 'https://base.example/');
      if (['href', 'src'].includes(attribute) && address !== null && ACTIVE.includes(address.protocol)) return `${attribute}=${value}`;
    }
  }
  return null;
}

/** @param {Context['target']} target @param {string[]} texts @returns {Promise<string[]>} */
export async function render(target, texts) {
  const pages = await target.call('render', texts);
  assert.ok(Array.isArray(pages) && pages.length === texts.length && pages.every((page) => typeof page === 'string'), 'a page for each text');
  return pages;
}

/** @param {Context['random']} random @param {string} word */
export const anyCase = (random, word) => [...word].map((letter) => (random.bool() ? letter.toUpperCase() : letter)).join('');

/** Places of a text where a link or a picture with blanks around it may stand. @type {((link: string) => string)[]} */
export const PLACES = [
  (link) => link,
  (link) => `Look at ${link} please.`,
  (link) => `h2. A heading with ${link} in it`,
  (link) => `* one\n* ${link}\n* three`,
  (link) => `# one\n## ${link} two`,
  (link) => `bq. quoted ${link} here`,
  (link) => `> quoted ${link}\n> more`,
  (link) => `| a | b |\n| ${link} | c |`,
  (link) => `*bold ${link} text*`,
  (link) => `p(note). A paragraph with ${link} in it`,
  (link) => `one\n${link}\nthree`,
  (link) => `A note[1]\n\nfn1. With ${link} in it`,
];

/**
 * Renders a link in every place, all in one call; each that does harm is told.
 * @param {Context} context
 * @param {(random: Context['random']) => string} linkOf
 */
export async function attack({ target, random, hit }, linkOf) {
  const texts = random.shuffle(PLACES.map((place) => place(linkOf(random))));
  const pages = await renderEach(target, texts);
  for (const page of pages) {
    const part = activePart(page);
    if (part !== null) hit(`the page has ${part}: ${page}`);
  }
}

/** One text may make it throw: each is tried alone then. @param {Context['target']} target @param {string[]} texts */
async function renderEach(target, texts) {
  const refused = (/** @type {Error} */ error) => {
    if (error.name !== 'CandidateError') throw error;
    return null;
  };
  const pages = await target.call('render', texts).catch(refused);
  if (Array.isArray(pages)) return pages.filter((page) => typeof page === 'string');
  const alone = [];
  for (const text of texts) alone.push(...((await target.call('render', [text]).catch(refused)) ?? []));
  return alone.filter((page) => typeof page === 'string');
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const address = `${random.pick(['https', 'http', 'ftp', 'HTTP'])}://${random.token()}.example/${random.word()}`;
  const link = random.bool() ? `"${random.word()}":${address}` : `!${random.word()}.png!:${address}`;
  const [page = ''] = await render(target, [random.pick(PLACES)(link)]);
  if (!readPage(page).links.some(({ href }) => href === address)) fail(`${link} became ${page}`);
}
