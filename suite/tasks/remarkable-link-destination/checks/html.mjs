/** What a browser finds in rendered HTML. */
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

/** @param {any} root */
const textOf = (root) => nodesOf(root).map((node) => (node.nodeName === '#text' ? node.value : '')).join('');

/**
 * The HTML that the driver answered; anything but a text was forged and is no page.
 * @param {any} target
 * @param {...unknown} request the driver's function and its arguments
 * @returns {Promise<string>}
 */
export async function page(target, ...request) {
  const html = await target.call(...request);
  return typeof html === 'string' ? html : '';
}

/** @param {any} element @param {string} name @returns {string | undefined} */
const attribute = (element, name) => element.attrs.find((/** @type {any} */ one) => one.name === name)?.value;

/**
 * Percent-encoded and plain characters are the same address to a browser; a region may write either.
 * @param {string} address
 */
export function plain(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/**
 * Links and images in their order.
 * @param {string} html
 * @returns {{ tag: string, address: string, title: string | undefined, text: string }[]}
 */
export function linksIn(html) {
  return nodesOf(parseFragment(html))
    .filter(({ tagName }) => tagName === 'a' || tagName === 'img')
    .map((element) => ({
      tag: element.tagName,
      address: attribute(element, element.tagName === 'a' ? 'href' : 'src') ?? '',
      title: attribute(element, 'title'),
      text: element.tagName === 'a' ? textOf(element) : (attribute(element, 'alt') ?? ''),
    }));
}

/** @param {string} html */
export const textIn = (html) => textOf(parseFragment(html));

/** What the package's own validator refuses. */
export const REFUSED = ['javascript:', 'vbscript:', 'data:', 'file:'];

/**
 * The links that lead to a refused scheme, as a browser resolves them.
 * @param {string} html
 */
export function refusedLinksIn(html) {
  return linksIn(html).filter(({ address }) => {
    const url = URL.parse(address, 'https://site.example/page');
    return url !== null && REFUSED.includes(url.protocol);
  });
}
