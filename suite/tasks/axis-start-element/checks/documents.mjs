/** Documents as steps of a serializer, and how they are read again: the same for tests and exploits. */
import { parse } from 'parse5';
import { SaxesParser } from 'saxes';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ uri?: string, local: string, qname?: string, value: string }} Attribute */
/** @typedef {{ before?: string[], uri: string, local: string, attributes?: Attribute[], children?: (Element | string)[] }} Element `before`: steps in front of the element */
/** @typedef {{ name: string, attributes: Record<string, string>, children: (Tree | string)[] }} Tree names are a URI in braces and a local name */

export const XML_URI = 'http://www.w3.org/XML/1998/namespace';

/** @param {Element} element @returns {string[]} */
export function stepsOf({ before = [], uri, local, attributes = [], children = [] }) {
  const written = attributes.flatMap((attribute) => [attribute.uri ?? '', attribute.local, attribute.qname ?? '', attribute.value]);
  return [...before, 'start', uri, local, String(attributes.length), ...written, ...children.flatMap((child) => (typeof child === 'string' ? ['text', child] : stepsOf(child))), 'end'];
}

/** @param {Element} element @returns {Tree} what a reader has to see */
export function treeOf({ uri, local, attributes = [], children = [] }) {
  const seen = attributes.filter(({ qname = '' }) => !qname.startsWith('xmlns')).map((attribute) => [`{${attribute.uri ?? ''}}${attribute.local}`, attribute.value]);
  return { name: `{${uri}}${local}`, attributes: Object.fromEntries(seen.sort()), children: children.map((child) => (typeof child === 'string' ? child : treeOf(child))) };
}

/** @param {string} text @returns {Tree} @throws where it is no XML with namespaces */
export function readXml(text) {
  /** @type {Tree} */
  const top = { name: '', attributes: {}, children: [] };
  const open = [top];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.values(tag.attributes).filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:')).map(({ uri, local, value }) => [`{${uri}}${local}`, value]);
    const tree = { name: `{${tag.uri}}${tag.local}`, attributes: Object.fromEntries(attributes.sort()), children: [] };
    open.at(-1)?.children.push(tree);
    open.push(tree);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (words) => void (open.length > 1 && open.at(-1)?.children.push(words)));
  parser.write(text).close();
  return /** @type {Tree} */ (top.children[0]);
}

/** Names of all elements and attributes that a browser makes of a text. @param {string} text */
function namesInBrowser(text) {
  /** @type {Set<string>} */
  const names = new Set();
  const visit = (/** @type {any} */ node) => {
    if (node.tagName !== undefined) names.add(node.tagName);
    for (const { name } of node.attrs ?? []) names.add(name);
    for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) visit(child);
  };
  visit(parse(text));
  return names;
}

/** @param {Context} context @param {string[]} steps @returns {Promise<string>} */
export const write = async ({ target }, steps) => (await target.callWithin(30_000, 'write', ...steps))[0];

/** A URI as namespaces have it. @param {Context['random']} random */
export const drawUri = (random) => random.pick([`http://${random.word()}.example/${random.token(5)}`, `urn:${random.word()}:${random.token(4)}`, `https://example.org/${random.word()}#${random.int(1, 99)}`]);

/** URIs that end the attribute that they are in, by what a browser then sees. @param {Context['random']} random */
export function hostileUris(random) {
  const [element, attribute] = [`x${random.token(10)}`, `on${random.token(10)}`];
  const end = random.token(3);
  const starts = random.shuffle(['', `http://${random.word()}.example/`, `https://${random.word()}.example/`, `urn:${random.word()}:`]);
  const endings = [
    `"><${element} a="${end}`,
    `"><${element}>1</${element}><a b="`,
    `" ${attribute}="${end}`,
    `"/><${element}/><a b="`,
    `""><${element} a="`,
    `" ""><${element}>`,
    `"><script>1</script><${element} a="`,
    `" style="x" ${attribute}="1`,
    `&amp;"><${element} a="${end}`,
    `&quot;"${attribute}="&quot;`,
  ];
  return random.shuffle(endings).map((ending, index) => ({ uri: `${starts[index % starts.length]}${ending}`, names: [element, attribute] }));
}

/**
 * Writes documents with hostile URIs; sees whether a browser finds elements or attributes in them that nobody put there.
 * @param {Context} context
 * @param {(uri: string) => Element} documentOf
 */
export async function attack(context, documentOf) {
  const { random, hit } = context;
  for (const { uri, names } of hostileUris(random)) {
    const steps = [...(random.bool() ? ['pretty'] : []), ...stepsOf(documentOf(uri))];
    const text = await write(context, steps).catch((/** @type {Error} */ error) => {
      if (error.name === 'CandidateError') return '';
      throw error;
    });
    const found = namesInBrowser(text);
    const seen = names.find((name) => found.has(name));
    if (seen !== undefined) hit(`the namespace ${JSON.stringify(uri)} makes ${seen} in ${JSON.stringify(text).slice(0, 300)}`);
  }
}

/** Harmless use, written like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const [uri, other] = [drawUri(random), `${drawUri(random)}/2`];
  const document = { before: ['prefix', random.word(), uri], uri, local: random.word(), attributes: [{ uri: other, local: 'a', qname: 'q:a', value: random.token() }], children: [{ uri: other, local: 'b', children: [random.token()] }] };
  const text = await write(context, stepsOf(document));
  try {
    if (JSON.stringify(readXml(text)) === JSON.stringify(treeOf(document))) return;
  } catch {
    // Said below.
  }
  fail(`a document is written as ${text.slice(0, 300)}`);
}
