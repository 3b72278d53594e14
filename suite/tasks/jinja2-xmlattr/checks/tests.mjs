import assert from 'node:assert/strict';
import { elementsOf } from './elements.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context['random']} random */
const drawName = (random) => random.pick([random.word(), `${random.word()}-${random.word()}`, `data-${random.word()}_${random.int(0, 9)}`, `${random.word()}:${random.word()}`, `${random.word()}.${random.word()}`, random.word().toUpperCase(), `h${random.int(1, 99)}`]);

const KINDS = ['plain', 'escaping', 'sandbox', 'asynchronous'];

export default {
  driver: 'driver.py',
  cases: {
    'attributes stand in their order, each with a space in front': async ({ target, random }) => {
      for (const kind of KINDS) {
        const pairs = new Map(Array.from({ length: random.int(2, 6) }, () => [drawName(random), random.token()]));
        const { text } = await target.call('render', '<p{{ given|xmlattr }}>', { given: Object.fromEntries(pairs) }, kind);
        assert.equal(text, `<p${Object.entries(Object.fromEntries(pairs)).map(([name, value]) => ` ${name}="${value}"`).join('')}>`);
      }
    },
    'names of every usual kind': async ({ target, random }) => {
      for (const name of ['class', 'data-a', 'aria-label', 'xlink:href', 'xml:lang', 'viewBox', 'v.model', 'a_b', 'x1', 'onclick', 'href', 'style', '_x', 'A']) {
        const value = random.token();
        const { text } = await target.call('render', '<p{{ given|xmlattr }}>', { given: { [name]: value } }, random.pick(KINDS));
        assert.equal(text, `<p ${name}="${value}">`);
      }
    },
    'one attribute': async ({ target, random }) => {
      const [name, value] = [drawName(random), random.token()];
      const { text } = await target.call('render', '[{{ given|xmlattr }}][{{ given|xmlattr(true) }}][{{ given|xmlattr(false) }}][{{ given|xmlattr(autospace=false) }}]', { given: { [name]: value } }, random.pick(KINDS));
      assert.equal(text, `[ ${name}="${value}"][ ${name}="${value}"][${name}="${value}"][${name}="${value}"]`);
    },
    'without a space in front the others still have one between them': async ({ target, random }) => {
      const [a, b, c] = [random.token(), random.token(), random.token()];
      const { text } = await target.call('render', '<p {{ given|xmlattr(false) }}>', { given: { a, b, c } }, random.pick(KINDS));
      assert.equal(text, `<p a="${a}" b="${b}" c="${c}">`);
    },
    'nothing to write gives nothing': async ({ target, random }) => {
      for (const kind of KINDS) {
        const { text } = await target.call('render', '[{{ {}|xmlattr }}][{{ {"a": none, "b": missing}|xmlattr }}][{{ {}|xmlattr(false) }}]', { given: random.word() }, kind);
        assert.equal(text, '[][][]');
      }
    },
    'values that are none or undefined are left out, others that count as false are not': async ({ target, random }) => {
      const value = random.token();
      const { text } = await target.call('render', '<p{{ {"a": none, "b": value, "c": missing, "d": 0, "e": "", "f": false, "g": []}|xmlattr }}>', { value }, random.pick(KINDS));
      assert.equal(text, `<p b="${value}" d="0" e="" f="False" g="[]">`);
    },
    'values are escaped once': async ({ target, random }) => {
      const word = random.word();
      for (const kind of KINDS) {
        const value = `"${word}" <b>'x'</b> & a=b / > \n ${word}`;
        const { text } = await target.call('render', '<p{{ given|xmlattr }}>y</p>', { given: { title: value, alt: '&amp;' } }, kind);
        assert.deepEqual(elementsOf(text).map(({ tag, attributes, text: inner }) => ({ tag, attributes, inner })), [{ tag: 'p', attributes: [['title', value], ['alt', '&amp;']], inner: 'y' }]);
      }
    },
    'values that are markup are not escaped again': async ({ target, random }) => {
      const word = random.word();
      const { text } = await target.call('render', '<p{{ {"title": "&lt;" ~ word|safe, "alt": ("<" ~ word)|escape, "x": "&lt;w"|safe}|xmlattr }}>', { word }, 'plain');
      assert.ok(text.includes(`alt="&lt;${word}"`), text);
      assert.ok(text.includes('x="&lt;w"'), text);
    },
    'numbers and lists are written as text': async ({ target, random }) => {
      const [whole, part] = [random.int(-999, 999), random.int(1, 99) + 0.5];
      const { text } = await target.call('render', '<p{{ {"a": whole, "b": part, "c": ["x", 1]}|xmlattr }}>', { whole, part }, random.pick(KINDS));
      assert.deepEqual(elementsOf(text)[0]?.attributes, [['a', String(whole)], ['b', String(part)], ['c', "['x', 1]"]]);
    },
    'the result is markup where the template escapes, and plain text elsewhere': async ({ target, random }) => {
      const value = random.token();
      const escaping = await target.call('render', '{{ given|xmlattr }}{{ given|xmlattr|escape }}', { given: { value } }, 'escaping');
      assert.equal(escaping.text, ` value="${value}" value="${value}"`);
      const plain = await target.call('render', '{{ given|xmlattr }}{{ given|xmlattr|escape }}', { given: { value } }, 'plain');
      assert.equal(plain.text, ` value="${value}" value=&#34;${value}&#34;`);
      const switched = await target.call('render', '{% autoescape true %}{{ given|xmlattr }}{% endautoescape %}{% autoescape false %}{{ given|xmlattr|escape }}{% endautoescape %}', { given: { value } }, random.pick(['plain', 'escaping']));
      assert.equal(switched.text, ` value="${value}" value=&#34;${value}&#34;`);
    },
    'mappings of a template': async ({ target, random }) => {
      const [name, value] = [random.word(), random.token()];
      const { text } = await target.call('render', '<a{{ dict(given, id="n-%d"|format(5), **{"data-x": 1})|xmlattr }}>{% set kept = given|xmlattr %}<b{{ kept }}>', { given: { [name]: value } }, random.pick(KINDS));
      assert.equal(text, `<a ${name}="${value}" id="n-5" data-x="1"><b ${name}="${value}">`);
    },
    'what is no mapping is an error': async ({ target, random }) => {
      for (const given of [random.int(1, 9), random.word(), [random.word()]]) await assert.rejects(target.call('render', '{{ given|xmlattr }}', { given }), { name: 'CandidateError' });
    },
  },
};
