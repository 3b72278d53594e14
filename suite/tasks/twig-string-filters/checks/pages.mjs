/** Pages and what a browser makes of them: the same for tests and exploits. */
import { parseFragment, serialize } from 'parse5';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ name: string, attributes: Record<string, string> }} Element */

/** The page as a browser would write it again. @param {string} html */
export const normal = (html) => serialize(parseFragment(html));

/** @param {string} text as text of a page */
export const shown = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** @param {string} html @returns {Element[]} */
export function elementsIn(html) {
  /** @param {any} node @returns {Element[]} */
  const all = (node) => [
    ...(node.tagName === undefined ? [] : [{ name: node.tagName, attributes: Object.fromEntries((node.attrs ?? []).map((/** @type {{ name: string, value: string }} */ { name, value }) => [name, value])) }]),
    ...(node.childNodes ?? []).flatMap(all),
  ];
  return all(parseFragment(html));
}

/** @param {Context} context @param {string[]} templates @param {Record<string, unknown>} values @param {[string, string][]} [parts] @returns {Promise<string[]>} */
export const render = ({ target, random }, templates, values, parts = []) =>
  target.call(
    'render',
    templates.map((template) => [`${random.token()}.html`, template]),
    parts,
    values,
  );

/** Templates that print a value in an element. @param {Context['random']} random */
export const PLACES = [
  '<p>{{ value|spaceless }}</p>',
  '<ul>{% for one in [value] %}<li>{{ one|spaceless }}</li>{% endfor %}</ul>',
  '{{ value|spaceless }}',
  '{% block main %}<p>{{ value|spaceless }}</p>{% endblock %}',
  '{% macro line(x) %}<b>{{ x|spaceless }}</b>{% endmacro %}{{ _self.line(value) }}',
  '<p>{{ value is empty ? "" : value|spaceless }}</p>',
  '<p>{{ (value ~ "")|spaceless }}</p>',
  '<p>{{ value|trim|spaceless }}</p>',
  '{% autoescape "html" %}<p>{{ value|spaceless }}</p>{% endautoescape %}',
  '<p>{{ {one: value}.one|spaceless }}</p>',
];

/** @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const [word, other] = [random.word(), random.word()];
  const value = `${word} & ${other} "${random.int(1, 99)}" 3 < 4`;
  const pages = await render(context, ['<p>{{ value|spaceless }}</p>', `{% apply spaceless %} <div>\n <b>{{ value }}</b> </div>{% endapply %}`, `<i title="{{ value|spaceless }}">${other}</i>`], { value: value.replaceAll('"', '') });
  const text = shown(value.replaceAll('"', ''));
  const expected = [`<p>${text}</p>`, `<div><b>${text}</b></div>`, `<i title="${text}">${other}</i>`];
  for (const [index, page] of pages.entries()) {
    if (normal(page) !== normal(expected[index] ?? '')) fail(`a page is ${JSON.stringify(page)}, not ${JSON.stringify(expected[index])}`);
  }
}
