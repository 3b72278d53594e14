/** What a browser makes of a rendered page: the same for tests and exploits. */
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

/** @param {Context['random']} random @param {string} word */
export const anyCase = (random, word) => [...word].map((letter) => (random.bool() ? letter.toUpperCase() : letter)).join('');

/** Places of a text where a link may stand. @type {((link: string) => string)[]} */
export const PLACES = [
  (link) => link,
  (link) => `Look at ${link}, please.`,
  (link) => `# A heading with ${link}`,
  (link) => `* one\n* ${link}\n* three`,
  (link) => `> quoted ${link}\n> more`,
  (link) => `| a | b |\n|---|---|\n| ${link} | c |`,
  (link) => `**bold ${link}** and *${link}*`,
  (link) => `A note.[^1]\n\n[^1]: With ${link} in it`,
  (link) => `~~gone ${link}~~`,
  (link) => `one\n${link}\nthree`,
  (link) => `(${link})`,
];

/**
 * Renders a link in every place, all in one call; each that does harm is told.
 * @param {Context} context
 * @param {(random: Context['random']) => string} linkOf
 */
export async function attack({ target, random, hit }, linkOf) {
  const texts = PLACES.map((place) => place(linkOf(random)));
  const pages = await target.call('render', random.shuffle(texts)).catch((/** @type {Error} */ error) => {
    if (error.name === 'TargetLost') throw error;
    return null;
  });
  // One text may have made it throw: each is tried alone then.
  const alone = pages ?? (await Promise.all(texts.map((text) => target.call('render', [text]).catch((/** @type {Error} */ error) => (error.name === 'TargetLost' ? Promise.reject(error) : ['']))))).flat();
  for (const page of alone) {
    const part = activePart(page);
    if (part !== null) hit(`the page has ${part}: ${page}`);
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const address = `${random.pick(['https', 'http', 'ftp'])}://${random.token()}.example/${random.word()}`;
  const link = random.pick([`<${address}>`, `[${random.word()}](${address})`, address]);
  const [page] = await target.call('render', [random.pick(PLACES.slice(0, 6))(link)]);
  const [found] = readPage(page).links;
  if (found?.href !== address) fail(`${link} became ${page}`);
}
