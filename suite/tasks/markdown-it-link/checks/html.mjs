/** What a browser finds in rendered HTML, and what following its links does. */
import assert from 'node:assert/strict';
import { MIMEType } from 'node:util';
import { parseFragment } from 'parse5';

/**
 * A node and all below it, in their order; without recursion, for a candidate can nest them as deeply as it likes.
 * @param {any} root
 * @returns {any[]}
 */
function nodesOf(root) {
  const nodes = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    for (const child of [...(node.childNodes ?? [])].reverse()) waiting.push(child);
  }
  return nodes;
}

/**
 * The HTML of each text, in one call; tests, harmless use and attacks ask alike.
 * @param {any} target
 * @param {string[]} texts
 * @param {object} [options] of markdown-it
 * @returns {Promise<string[]>} as many; an answer that is no text was forged and is no page
 */
export async function pages(target, texts, options) {
  const answers = await target.call('render', texts, options);
  return texts.map((_, index) => (typeof answers?.[index] === 'string' ? answers[index] : ''));
}

/** Links and images in their order. @param {string} html @returns {{ tag: string, address: string }[]} */
export function linksIn(html) {
  return nodesOf(parseFragment(html))
    .filter(({ tagName }) => tagName === 'a' || tagName === 'img')
    .map(({ tagName, attrs }) => ({ tag: tagName, address: attrs.find(({ name }) => name === (tagName === 'a' ? 'href' : 'src'))?.value ?? '' }));
}

/** @param {string} html */
export const textIn = (html) => nodesOf(parseFragment(html)).map((node) => (node.nodeName === '#text' ? node.value : '')).join('');

const RUN = ['javascript:', 'vbscript:', 'file:'];

/**
 * What following a link does that it must not: the scheme, or the type of a document within the address that runs scripts.
 * @param {string} address
 * @returns {string | null}
 */
export function harm(address) {
  const url = URL.parse(address, 'https://site.example/page');
  if (url === null) return null;
  if (RUN.includes(url.protocol)) return url.protocol;
  return url.protocol === 'data:' ? activeType(url.href) : null;
}

/** The type of a data URL, by the rules of fetch, where browsers run scripts in such documents. @param {string} address */
function activeType(address) {
  const comma = address.indexOf(',');
  if (comma === -1) return null;
  const given = address.slice('data:'.length, comma).trim().replace(/; *base64$/i, '');
  let type;
  try {
    type = new MIMEType(given.startsWith(';') ? `text/plain${given}` : given).essence;
  } catch {
    return null;
  }
  return type === 'text/html' || /^(?:text|application)\/xml$/.test(type) || type.endsWith('+xml') ? type : null;
}

/** The first harmful link. @param {string} html */
export const harmIn = (html) => linksIn(html).find(({ tag, address }) => tag === 'a' && harm(address) !== null);

// A reader that does not work must not look like a page without harm.
assert.deepEqual(['DATA:text/HTML;charset=x,%3Cb', 'data:image/svg+xml;base64,AA', 'data:image/png;base64,AA', '/data:text/html,x', 'data:,x'].map(harm), ['text/html', 'image/svg+xml', null, null, null]);
