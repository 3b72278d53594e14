import assert from 'node:assert/strict';
import { drawUri, readXml, stepsOf, treeOf, write, XML_URI } from './documents.mjs';

/** @typedef {import('./documents.mjs').Context} Context */
/** @typedef {import('./documents.mjs').Element} Element */

/** @param {Context} context @param {string} text what is no XML is the candidate's fault */
function readWritten({ fail }, text) {
  try {
    return readXml(text);
  } catch (error) {
    return fail(`no XML: ${/** @type {Error} */ (error).message} in ${text.slice(0, 300)}`);
  }
}

/** @param {Context} context @param {Element} document @param {string[]} [first] steps in front */
async function expectRead(context, document, first = []) {
  const text = await write(context, [...first, ...stepsOf(document)]);
  assert.deepEqual(readWritten(context, text), treeOf(document), text.slice(0, 300));
  return text;
}

/** @param {Context['random']} random @returns {string[]} different ones */
const drawUris = (random, count = 4) => Array.from({ length: count }, (_, index) => `${drawUri(random)}/${index}`);

export default {
  driver: 'driver.mjs',
  cases: {
    'elements within each other': async (context) => {
      const { random } = context;
      const [a = '', b = ''] = drawUris(random);
      const leaf = (/** @type {string} */ uri) => ({ uri, local: random.word(), children: [random.token()] });
      await expectRead(context, { uri: a, local: 'top', children: [leaf(a), 'text', leaf(b), { uri: '', local: 'plain', children: [leaf(b), leaf(''), leaf(a)] }, leaf(''), random.token()] });
      await expectRead(context, { uri: '', local: random.word() });
    },
    'attributes with and without a namespace': async (context) => {
      const { random } = context;
      const [a = '', b = '', c = ''] = drawUris(random);
      await expectRead(context, { uri: '', local: 'e', attributes: [{ local: 'x', qname: 'x', value: random.token() }, { local: 'y', value: '' }, { uri: a, local: 'x', qname: 'p:x', value: random.token() }, { uri: b, local: 'x', qname: 'q:x', value: random.token() }] });
      await expectRead(context, { uri: c, local: 'e', attributes: [{ uri: c, local: 'own', qname: 'c:own', value: '1' }, { uri: a, local: 'z', value: '2' }, { uri: b, local: 'z', qname: 'b:z', value: '3' }], children: [{ uri: a, local: 'inner', attributes: [{ uri: b, local: 'w', qname: 'other:w', value: '4' }] }] });
      await expectRead(context, { uri: '', local: 'e', attributes: [{ uri: XML_URI, local: 'lang', qname: 'xml:lang', value: 'en' }] });
    },
    'values of attributes, and texts': async (context) => {
      const value = `<${context.random.word()}> & "'; &amp; äöü 日本`;
      await expectRead(context, { uri: drawUri(context.random), local: 'e', attributes: [{ local: 'x', qname: 'x', value }], children: [value] });
    },
    'prefixes that were chosen': async (context) => {
      const { random } = context;
      const [a = '', b = ''] = drawUris(random);
      const [p, q] = [`p${random.token(4)}`, `q${random.token(4)}`];
      const text = await expectRead(context, { before: ['prefix', p, a, 'prefix', q, b], uri: a, local: 'e', attributes: [{ uri: b, local: 'x', qname: `${q}:x`, value: '1' }], children: [{ uri: b, local: 'f' }, { uri: a, local: 'g' }] });
      for (const start of [`<${p}:e`, `<${q}:f`, `<${p}:g`, ` ${q}:x=`]) assert.ok(text.includes(start), `${start} in ${text}`);
    },
    'each prefix is declared once, where it was chosen': async (context) => {
      const { random } = context;
      const [a = '', b = '', c = ''] = drawUris(random);
      const text = await expectRead(context, { before: ['prefix', 'p', a], uri: a, local: 'e', children: [{ uri: a, local: 'f', children: [{ before: ['prefix', 'q', b], uri: a, local: 'g', children: [{ uri: b, local: 'h' }] }] }, { before: ['prefix', 'q', c], uri: c, local: 'i' }, { uri: a, local: 'j' }] });
      assert.equal(text.split('xmlns:p=').length, 2, text);
      assert.equal(text.split('xmlns:q=').length, 3, text);
    },
    'namespaces without a prefix': async (context) => {
      const { random } = context;
      const [a = '', b = ''] = drawUris(random);
      const text = await expectRead(context, { before: ['prefix', '', a], uri: a, local: 'e', children: [{ uri: a, local: 'f' }, { uri: '', local: 'g', children: [{ uri: '', local: 'h' }] }, { uri: b, local: 'i' }] });
      assert.ok(text.startsWith('<e'), text);
    },
    'declarations that are attributes': async (context) => {
      const { random } = context;
      const [a = '', b = '', c = ''] = drawUris(random);
      const declared = (/** @type {string} */ name, /** @type {string} */ value) => ({ local: name, qname: name, value });
      await expectRead(context, { before: ['prefix', 'p', a], uri: a, local: 'e', attributes: [declared('xmlns:p', a)] });
      await expectRead(context, { before: ['prefix', 'p', a, 'prefix', 'q', b], uri: b, local: 'e', attributes: [declared('xmlns:q', b), declared('xmlns:r', c)], children: [{ uri: a, local: 'f' }] });
      await expectRead(context, { before: ['prefix', '', a], uri: a, local: 'e', attributes: [declared('xmlns', a)] });
    },
    'URIs of every kind': async (context) => {
      const { random } = context;
      for (const uri of [`urn:${random.word()}:ä`, `http://${random.word()}.example:8080/a?b=c;d=%22%3C#e`, `it's (${random.word()})`, `x y`, `日本:${random.word()}`, `${random.word()}.${random.word()}`, random.token(300), '{}[]|\\^`~!$*+,=@', 'http://xml.apache.org/axis/', '//a']) {
        await expectRead(context, { uri, local: 'e', attributes: [{ uri: `${uri}/a`, local: 'x', qname: 'p:x', value: '1' }] });
        await expectRead(context, { before: ['prefix', '', uri], uri, local: 'e' });
      }
    },
    'the type of an element': async (context) => {
      const { random } = context;
      const [a = '', b = ''] = drawUris(random);
      const text = await write(context, [...['prefix', 'b', b, 'type', b, 'kind'], ...stepsOf({ uri: a, local: 'e', children: [{ uri: a, local: 'f' }] })]);
      const tree = /** @type {any} */ (readWritten(context, text));
      assert.deepEqual([tree.name, Object.values(tree.attributes), tree.children[0]?.attributes], [`{${a}}e`, ['b:kind'], {}], text);
      assert.match(Object.keys(tree.attributes)[0] ?? '', /^\{http:\/\/www\.w3\.org\/\d+\/XMLSchema-instance\}type$/);
    },
    'a declaration of XML, and lines': async (context) => {
      const { random } = context;
      const [uri, local] = [drawUri(random), random.word()];
      const declared = await write(context, ['declaration', ...stepsOf({ uri, local, children: [{ uri, local: 'inner' }] })]);
      assert.match(declared, /^<\?xml version="1\.0" encoding="[Uu][Tt][Ff]-8"\?>\s*<[^?]*$/);
      const lines = (await write(context, ['pretty', 'prefix', '', uri, ...stepsOf({ uri, local: 'a', children: [{ uri, local: 'b', children: [{ uri, local: 'c' }] }, { uri, local: 'd' }] })])).split('\n').filter((line) => /^ *<\w/.test(line));
      assert.deepEqual(lines.map((line) => line.replace(/(<\w+).*/, '$1')), ['<a', ' <b', '  <c', ' <d']);
    },
  },
};
