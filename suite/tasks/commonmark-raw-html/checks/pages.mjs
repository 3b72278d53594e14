/** What a browser makes of a converted document: the same for tests and exploits. */
import { parseFragment } from 'parse5';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** What the extension filters where nothing is configured. */
export const DEFAULT_TAGS = ['title', 'textarea', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'script', 'plaintext'];

/** Blanks behind the name of a tag, as HTML knows them; a carriage return is a line end, in Markdown too. */
export const BLANKS = ['\n', '\t', '\f', '\r\n'];

/** Names of all elements. @param {string} html @returns {string[]} */
export function elementsIn(html) {
  /** @param {any} node @returns {string[]} */
  const names = (node) => [...(node.tagName === undefined ? [] : [node.tagName]), ...(node.childNodes ?? []).flatMap(names)];
  return names(parseFragment(html));
}

/** In letters of both cases, drawn. @param {Context['random']} random @param {string} name */
export const anyCase = (random, name) => [...name].map((letter) => (random.bool() ? letter.toUpperCase() : letter)).join('');

/**
 * @param {Context} context
 * @param {{ markdown: string, tags?: string[] | null, wanted: string[] }} attempt `wanted`: elements that must not be there
 */
export async function attack({ target, hit }, { markdown, tags = null, wanted }) {
  const html = await target.call('convert', markdown, tags);
  const found = elementsIn(html).find((name) => wanted.includes(name));
  if (found !== undefined) hit(`the element <${found}> comes through ${JSON.stringify(markdown)}: ${JSON.stringify(html)}`);
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [name, word] = [random.pick(DEFAULT_TAGS), random.word()];
  const html = await target.call('convert', `<div class="${word}">\n<${name}>${word}</${name}>\n</div>\n`, null);
  const expected = `<div class="${word}">\n&lt;${name}>${word}&lt;/${name}>\n</div>\n`;
  if (html !== expected) fail(`a block of HTML becomes ${JSON.stringify(html)}, not ${JSON.stringify(expected)}`);
}
