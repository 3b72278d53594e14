/** Elements as a browser reads them: the same for tests and exploits. */
import { parseFragment } from 'parse5';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** The elements of a page with their attributes, and the texts between them. @param {string} html */
export function elementsOf(html) {
  /** @type {{ tag: string, attributes: [string, string][], text: string }[]} */
  const elements = [];
  /** @param {any} node */
  const visit = (node) => {
    const children = node.content?.childNodes ?? node.childNodes ?? [];
    const text = children.map((/** @type {any} */ child) => (child.nodeName === '#text' ? child.value : '')).join('');
    if (node.tagName !== undefined) elements.push({ tag: node.tagName, attributes: node.attrs.map((/** @type {any} */ { name, value }) => [name, value]), text });
    for (const child of children) visit(child);
  };
  visit(parseFragment(html));
  return elements;
}

/** What runs, or changes what the element does, without being asked. */
export const HANDLERS = ['onclick', 'onload', 'onerror', 'onmouseover', 'onfocus', 'style', 'srcdoc', 'formaction'];

const ELEMENTS = ['a', 'div', 'img', 'input', 'svg', 'p', 'button'];

/** A template that writes the attributes `given` in one of the usual ways. @param {Context['random']} random */
export function drawTemplate(random) {
  const tag = random.pick(ELEMENTS);
  return { tag, template: random.pick([`<${tag}{{ given|xmlattr }}>`, `<${tag} {{ given|xmlattr(false) }}>`, `<${tag} id="${random.word()}"{{ given|xmlattr }}>x</${tag}>`, `<${tag}{{ given|xmlattr(autospace=true) }}>x`]) };
}

/**
 * Gives the filter names that hold more than a name, and sees whether the element got an attribute that nobody named.
 * @param {Context} context
 * @param {(handler: string, random: Context['random']) => { name: string, value: string }} pairOf
 */
export async function attack({ target, random, hit }, pairOf) {
  for (const handler of random.shuffle(HANDLERS).slice(0, 4)) {
    const { name, value } = pairOf(handler, random);
    const others = { class: random.word(), [`data-${random.word()}`]: random.token() };
    const given = random.bool() ? { ...others, [name]: value } : { [name]: value, ...others };
    const { tag, template } = drawTemplate(random);
    const kind = random.pick(['plain', 'escaping', 'sandbox', 'asynchronous']);
    const answer = await target.call('render', template, { given }, kind).catch((/** @type {Error} */ error) => {
      if (error.name === 'TargetLost') throw error;
      return null;
    });
    const found = elementsOf(String(answer?.text ?? '')).find((element) => element.attributes.some(([each]) => each === handler));
    if (found !== undefined) hit(`the name ${JSON.stringify(name)} gave the element ${tag} an attribute ${handler}: ${JSON.stringify(answer.text)}`);
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const { tag, template } = drawTemplate(random);
  const given = { [`data-${random.word()}`]: random.token(), [random.pick(['class', 'title', 'xlink:href', 'aria-label'])]: `${random.word()} & "${random.word()}" /> ${random.word()}=1` };
  const { text } = await target.call('render', template, { given }, random.pick(['plain', 'escaping', 'sandbox', 'asynchronous']));
  const [element] = elementsOf(text);
  for (const [name, value] of Object.entries(given)) {
    if (!element?.attributes.some(([each, its]) => each === name && its === value)) fail(`the element ${tag} did not get ${name}=${JSON.stringify(value)}: ${JSON.stringify(text)}`);
  }
}
