/** What a browser finds in a page. */
import assert from 'node:assert/strict';
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
 * The pages of templates, in one call; tests, harmless use and attacks ask alike.
 * @param {any} target
 * @param {[text: string, values: object, asModule?: boolean][]} asked
 * @returns {Promise<string[]>} as many; an answer that is no text was forged and is no page
 */
export async function pages(target, asked) {
  const answers = await target.call('pages', asked);
  return asked.map((_, index) => (typeof answers?.[index] === 'string' ? answers[index] : ''));
}

/** Elements in their order, with their attributes and the text of all below them. @param {string} html */
export function elements(html) {
  return nodesOf(parseFragment(html))
    .filter(({ tagName }) => tagName !== undefined)
    .map((element) => ({
      tag: element.tagName,
      attributes: Object.fromEntries(element.attrs.map((/** @type {any} */ { name, value }) => [name, value])),
      text: nodesOf(element).map((node) => (node.nodeName === '#text' ? node.value : '')).join(''),
    }));
}

/** Whether there is an element or an attribute of that name. @param {string} html @param {string} name */
export const has = (html, name) => elements(html).some(({ tag, attributes }) => tag === name || Object.hasOwn(attributes, name));

// A parser that does not work must not look like a page without harm.
assert.ok(has('<p><x-a b="c">', 'x-a') && has('<p><x-a b="c">', 'b') && !has('<p title="&lt;x-a>">&ltx-a>', 'x-a'));
