/** What a browser makes of a converted document: the same for tests and exploits. */
import { parseFragment } from 'parse5';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ name: string, attributes: Record<string, string>, text: string }} Element */

/** Settings of sites whose authors may not bring markup of their own. @param {Context['random']} random */
export const strict = (random) => ({ html_input: random.pick(['strip', 'escape']), allow_unsafe_links: false });

/** Elements in the order of the page, with classes in the order of the alphabet. @param {string} html @returns {Element[]} */
export function elementsIn(html) {
  /** @param {any} node @returns {string} */
  const textOf = (node) => node.value ?? (node.childNodes ?? []).map(textOf).join('');
  /** @param {any} node @returns {Element[]} */
  const all = (node) => {
    const attributes = Object.fromEntries((node.attrs ?? []).map((/** @type {{ name: string, value: string }} */ { name, value }) => [name, name === 'class' ? value.split(' ').toSorted().join(' ') : value]));
    return [...(node.tagName === undefined ? [] : [{ name: node.tagName, attributes, text: textOf(node).trim() }]), ...(node.childNodes ?? []).flatMap(all)];
  };
  return all(parseFragment(html));
}

/** Documents that give an attribute to something; lists and headings among them, before and behind. @param {Context['random']} random @param {string} list in braces */
export function placesOf(random, list) {
  const [a, b] = [random.word(), random.word()];
  return [
    `{${list}}\n# ${a}\n`,
    `{${list}}\n${a} ${b}\n`,
    `${a}\n\n{${list}}\n> ${b}\n`,
    `{${list}}\n\`\`\`\n${a}\n\`\`\`\n`,
    `{:${list}}\n- ${a}\n- ${b}\n`,
    `${a} {${list}}\n`,
    `## ${a} {${list}}\n`,
    `> ${a}\n{${list}}\n`,
    `- ${a}\n- ${b} {${list}}\n`,
    `- {${list}} ${a}\n`,
    `1. ${a}\n{${list}}\n`,
    `${a} *${b}*{${list}}\n`,
    `**${a}**{${list}} ${b}\n`,
    `![${a}](${b}.png){${list}}\n`,
    `[${a}](/${b}){${list}}\n`,
    `{.${a}}\n{${list}}\n${b}\n`,
    `{#${a}}\n${b} {${list}}\n`,
  ];
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const [id, word, title] = [random.token(), random.word(), random.word()];
  const documents = placesOf(random, `title="${title}" #${id} data-${word}=${word}`);
  const pages = await target.call('convert', strict(random), documents);
  for (const [index, document] of documents.entries()) {
    const found = elementsIn(pages[index]).some(({ attributes }) => attributes.title === title && attributes.id === id && attributes[`data-${word}`] === word);
    if (!found) fail(`no element has the attributes of ${JSON.stringify(document)}: ${JSON.stringify(pages[index])}`);
  }
}
