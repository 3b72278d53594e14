/** What a browser makes of a dumped profile: the same for tests and exploits. */
import { parseFragment } from 'parse5';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ template?: string | Buffer, name?: string | Buffer, type?: string, seconds?: number, children?: Profile[] }} Profile */

/** Text of a page; bytes that are not UTF-8 become U+FFFD, as in browsers. @param {string | Uint8Array} page */
const textOf = (page) => (typeof page === 'string' ? page : Buffer.from(page).toString('utf8'));

/**
 * Every node below `<pre>`, in order: texts, and for elements their name, attributes and text.
 * @param {string | Uint8Array} page
 */
export function read(page) {
  const root = /** @type {any} */ (parseFragment(textOf(page)));
  const [pre, ...others] = root.childNodes;
  /** @param {any} node @returns {string} */
  const shown = (node) => (node.value ?? '') + (node.childNodes ?? []).map(shown).join('');
  /** @param {any} node @returns {any[]} */
  const elements = (node) => (node.childNodes ?? []).flatMap((/** @type {any} */ child) => [...(child.tagName === undefined ? [] : [child]), ...elements(child)]);
  const found = pre?.tagName === 'pre' ? elements(pre) : elements(root);
  return {
    isOnePre: pre?.tagName === 'pre' && others.length === 0,
    text: shown(pre ?? root),
    elements: found.map((element) => ({ name: element.tagName, attributes: Object.fromEntries(element.attrs.map((/** @type {any} */ { name, value }) => [name, value])), text: shown(element) })),
    comments: textOf(page).includes('<!--'),
  };
}

/** @param {number} seconds */
const isTimed = (seconds) => (seconds * 1000 < 1 ? 0 : 1);

/** How many spans lines below the root have when nothing is added: one for a name, and one for each time that is shown. @param {Profile[]} children @returns {number} */
const spansOf = (children) => children.reduce((sum, { seconds = 0, children: below = [] }) => sum + 1 + isTimed(seconds) + spansOf(below), 0);

/**
 * Dumps profiles below a root, and sees whether there is anything in the page that the dumper itself does not write.
 * @param {Context} context @param {Profile[]} children
 */
export async function attack({ target, hit }, children) {
  const page = await target.call('dump', { children });
  const { isOnePre, elements, comments } = read(page);
  const foreign = elements.find(({ name, attributes }) => name !== 'span' || Object.keys(attributes).some((attribute) => attribute !== 'style') || !/^(?:background-)?color: (?:#[0-9a-f]{3}|auto)$/.test(attributes['style'] ?? ''));
  if (foreign !== undefined) hit(`the page has an element <${foreign.name}> with ${JSON.stringify(foreign.attributes)}: ${JSON.stringify(textOf(page))}`);
  if (!isOnePre || comments || elements.length !== spansOf(children) + isTimed(children.reduce((sum, { seconds = 0 }) => sum + seconds, 0))) hit(`names changed the elements of the page: ${JSON.stringify(textOf(page))}`);
}

/** Markup in many forms. @param {Context['random']} random */
export function markups(random) {
  const [word, other] = [random.word(), random.token()];
  return random.shuffle([
    `<img src=${word} onerror=${other}()>`,
    `<ImG/sRc=${word}/OnError=${other}()>`,
    `<script>${other}()</script>`,
    `</span><b>${word}</b>`,
    `</pre><svg onload=${other}()>`,
    `<details open ontoggle=${other}()>${word}</details>`,
    `<img src=${word} onerror=${other}() x=`,
    `<a href="javascript:${other}()">${word}</a>`,
    `<iframe srcdoc="&lt;script>${other}()&lt;/script>">`,
    `<scr<script>ipt>${other}()</script>`,
    `<span class=${word}>${word}</span>`,
    `<!-- ${word} -->`,
    `<form action=//${word}.example><input name=${other}>`,
    `<style>*{background:url(//${word}.example)}</style>`,
  ]);
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [template, name, type] = [`${random.word()}/${random.word()}.html.twig`, random.word(), random.pick(['block', 'macro'])];
  const page = await target.call('dump', { children: [{ template, type: 'template', seconds: 0.25, children: [{ template, type, name }] }] });
  const { isOnePre, text } = read(page);
  const expected = `main 250.00ms/100%\n└ ${template} 250.00ms/100%\n  └ ${template}::${type}(${name})\n`;
  if (!isOnePre || text !== expected) fail(`a profile is shown as ${JSON.stringify(text)}, not ${JSON.stringify(expected)}`);
}
