/** What a browser embeds in a page that was cleaned. */
import assert from 'node:assert/strict';
import { parseFragment } from 'parse5';

/** Where the page lies. */
export const SITE = 'https://site.example/page';

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

/** @param {string} address as it stands in HTML */
export const written = (address) => address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/**
 * The attributes of the frames in each text, in one call; tests, harmless use and attacks ask alike.
 * @param {any} target
 * @param {string[]} texts
 * @param {object} options
 * @returns {Promise<Record<string, string>[][]>} as many; an answer that is no text was forged and has no frames
 */
export async function frames(target, texts, options) {
  const answers = await target.call('clean', texts, options);
  return texts.map((_, index) => {
    const html = typeof answers?.[index] === 'string' ? answers[index] : '';
    return nodesOf(parseFragment(html)).filter(({ tagName }) => tagName === 'iframe').map(({ attrs }) => Object.fromEntries(attrs.map((/** @type {any} */ { name, value }) => [name, value])));
  });
}

/** The addresses of one frame each, null where it has none. @param {any} target @param {string[]} addresses @param {object} options */
export async function embedded(target, addresses, options) {
  const found = await frames(target, addresses.map((address) => `<p><iframe src="${written(address)}" width="5"></iframe></p>`), options);
  return found.map((list) => list[0]?.src ?? null);
}

/** The host that a browser asks for the frame. @param {string | null} address */
export const hostOf = (address) => (address === null ? null : (URL.parse(address, SITE)?.hostname ?? null));

// A parser that does not work must not look like a page without frames.
assert.equal(hostOf('//www.a.example%2eb.example/x'), 'www.a.example.b.example');
