import assert from 'node:assert/strict';
import { drawObject, parsed, spaced } from './ask.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context @param {Parameters<typeof parsed>[1]} asked @param {string[]} expected */
async function expectParsed(context, asked, expected) {
  const answers = await parsed(context, asked);
  if ('lost' in answers) return context.fail(answers.lost);
  for (const [index, answer] of answers.entries()) assert.equal(answer, expected[index], asked[index]?.join(' '));
}

/** Each as a part of memory, and as a text of C. @param {Context} context @param {string[]} documents @param {(document: string) => string} expected */
const expectBoth = (context, documents, expected) => expectParsed(context, documents.flatMap((document) => /** @type {Parameters<typeof parsed>[1]} */ ([['part', document], ['text', document]])), documents.flatMap((document) => [expected(document), expected(document)]));

/** @param {string} document */
const same = (document) => JSON.stringify(JSON.parse(document));

export default {
  cases: {
    'objects of all kinds of values': async (context) => {
      const { random } = context;
      const [a, b, c, d] = [random.token(4), random.token(5), random.token(6), random.token(7)];
      await expectBoth(context, ['{}', `{"${a}":1}`, `{"${a}":"${b}","${c}":-2.5}`, `{"${a}":true,"${b}":false,"${c}":null}`, `{"${a}":{},"${b}":[],"${c}":{"${d}":{}}}`, '{"":""}', '{"":1}', '{"a":1,"":2}', `{"${a}":[{"${b}":1},{"${c}":2}]}`, `[{"${a}":1},{},{"${b}":2}]`], same);
    },
    'drawn documents': async (context) => {
      const values = Array.from({ length: 40 }, () => drawObject(context.random, context.random.int(1, 5)));
      await expectBoth(context, values.map((value) => JSON.stringify(value)), same);
    },
    'space between all parts': async (context) => {
      const { random } = context;
      const values = Array.from({ length: 30 }, () => drawObject(random, 3));
      await expectBoth(context, [...values.map((value) => spaced(random, value)), '{ }', '{\n}', '{  "a"  :  1  ,  "b"  :  {  }  }', ' {"a":1}', '\t{ "a" :1,"b":\r\n2}'], same);
    },
    'the order of the members, and the same name twice': (context) => {
      const { random } = context;
      const names = Array.from({ length: 60 }, () => random.token(random.int(1, 8)));
      const members = names.map((name, index) => `"${name}":${index}`);
      return expectBoth(context, [`{${members.join(',')}}`, `{"a":1,"a":2,"b":3,"a":4}`, `{"${random.int(1, 9)}":1,"a":2,"0":3}`], (document) => document);
    },
    'names with escapes': (context) => {
      const word = context.random.word();
      return expectParsed(context, [['part', `{"${word}\\n\\"\\\\":1}`], ['part', `{"\\u00fc${word}":2}`], ['part', `{"é${word}":3}`], ['part', `{"${word}}":"}","{":"{,"}`]], [`{"${word}\\n\\"\\\\":1}`, `{"ü${word}":2}`, `{"é${word}":3}`, `{"${word}}":"}","{":"{,"}`]);
    },
    'where the object ends': async (context) => {
      const { random } = context;
      const object = JSON.stringify(drawObject(random, 2));
      const behind = [' ', random.word(), `,"${random.word()}":1}`, '}', '{"a":1}', '\n\n'];
      const length = Buffer.byteLength(object);
      await expectParsed(context, behind.map((text) => ['start', object + text]), behind.map(() => `${length} ${object}`));
      await expectParsed(context, [['start', object], ['start', `  ${object}`]], [`${length} ${object}`, `${length + 2} ${object}`]);
    },
    'what is no object': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      const documents = [
        `{"${a}"}`, `{"${a}":}`, `{"${a}":1 "${b}":2}`, `{"${a}":1,}`, `{"${a}":1, }`, `{,"${a}":1}`, `{"${a}":1,,"${b}":2}`, `{:1}`, `{1:1}`, `{${a}:1}`, `{'${a}':1}`, `{"${a}" 1}`, `{"${a}"::1}`, `{"${a}":1]`, `["${a}":1]`, `{"${a}":${b}}`, `{"${a}":1;"${b}":2}`, `{"${a}":{"${b}":1,}}`, '{{}}', '{,}', '{"a",1}',
        '}', '{null:1}', `[{"${a}":1,}]`, `{"${a}":"${b}}`, `{"${a}:1}`,
      ];
      await expectBoth(context, documents, () => 'refused');
    },
    'documents that end too early, as texts': async (context) => {
      const { random } = context;
      const document = JSON.stringify(drawObject(random, 3));
      const cuts = Array.from({ length: document.length - 1 }, (_, index) => document.slice(0, index + 1));
      await expectParsed(context, cuts.map((cut) => ['text', cut]), cuts.map(() => 'refused'));
    },
    'deep documents, up to the limit': async (context) => {
      const nested = (/** @type {number} */ depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
      const mixed = (/** @type {number} */ depth) => `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`;
      await expectBoth(context, [nested(2), nested(500), nested(1_000), mixed(500), nested(context.random.int(3, 900))], (document) => document);
      await expectBoth(context, [nested(1_001), nested(3_000), mixed(501)], () => 'refused');
    },
    'many objects beside each other are not deep': (context) => expectBoth(context, [`[${Array.from({ length: 1_500 }, (_, index) => `{"a":${index},"b":{}}`).join(',')}]`, `{${Array.from({ length: 1_200 }, (_, index) => `"${index}":{"x":{}}`).join(',')}}`], (document) => document),
  },
};
