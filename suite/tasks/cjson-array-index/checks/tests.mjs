import assert from 'node:assert/strict';
import { ask, drawList } from './ask.mjs';

/** @param {import('./ask.mjs').Context} context @param {unknown} document @param {Parameters<typeof ask>[2]} commands @param {unknown[]} expected */
async function expectAnswers(context, document, commands, expected) {
  const answers = await ask(context, document, commands);
  if ('lost' in answers) return context.fail(answers.lost);
  const wanted = expected.map((value) => (value === undefined ? 'none' : value === 'refused' ? value : JSON.stringify(value)));
  for (const [index, answer] of answers.entries()) assert.equal(answer, wanted[index], `${commands[index]?.[0]} ${JSON.stringify(commands[index]?.[1])}`);
}

/** @param {string} pointer @returns {['get', string]} */
const get = (pointer) => ['get', pointer];

export default {
  cases: {
    'every element of a list': async (context) => {
      const list = drawList(context.random, context.random.int(12, 130));
      await expectAnswers(context, list, list.map((_, index) => get(`/${index}`)), list);
    },
    'elements of a long list': async (context) => {
      const list = drawList(context.random, 12_000);
      const indexes = [9, 10, 99, 100, 101, 999, 1_000, 1_010, 9_999, 10_000, context.random.int(0, 11_999), 11_999];
      await expectAnswers(context, list, indexes.map((index) => get(`/${index}`)), indexes.map((index) => list[index]));
    },
    'lists within objects and lists': async (context) => {
      const { random } = context;
      const [name, key] = [random.word(), random.token(5)];
      const rows = Array.from({ length: 14 }, () => ({ [key]: drawList(random, 11) }));
      const places = Array.from({ length: 20 }, () => [random.int(0, 13), random.int(0, 10)]);
      await expectAnswers(context, { [name]: rows }, places.map(([row, column]) => get(`/${name}/${row}/${key}/${column}`)), places.map(([row = 0, column = 0]) => rows[row]?.[key]?.[column]));
      const table = [drawList(random, 3), drawList(random, 12)];
      await expectAnswers(context, table, [get('/1/10'), get('/0/2'), ['get-exactly', '/1/0'], get('/0/3')], [table[1]?.[10], table[0]?.[2], table[1]?.[0], undefined]);
    },
    'indexes beyond the end': async (context) => {
      const list = drawList(context.random, context.random.int(2, 9));
      const pointers = [list.length, list.length + 1, 4_294_967_295, ...list.flatMap((_, index) => [4_294_967_296 + index, 8_589_934_592 + index, 65_536 + index, 256 + index]), 1e15];
      await expectAnswers(context, list, pointers.map((index) => get(`/${index}`)), pointers.map(() => undefined));
    },
    'what is no index': async (context) => {
      const list = drawList(context.random, 120);
      const tokens = ['00', '01', '007', '-', '-1', '1-', '1.5', '1.', '+1', ' 1', '1 ', '12,', '1!', '2#', '0-', 'first', 'x1', '~01'];
      await expectAnswers(context, list, tokens.map((token) => get(`/${token}`)), tokens.map(() => undefined));
      await expectAnswers(context, [list], tokens.map((token) => get(`/0/${token}`)), tokens.map(() => undefined));
    },
    'names of digits in objects are no indexes': async (context) => {
      const [a, b] = drawList(context.random, 2);
      await expectAnswers(context, { 1: a, '01': b }, [get('/1'), get('/01'), get('/0')], [a, b, undefined]);
    },
    'patches change the element that they name': async (context) => {
      const { random } = context;
      const list = drawList(random, random.int(12, 40));
      const index = random.int(0, list.length - 1);
      const [name, value] = [random.word(), random.token(9)];
      const patch = (/** @type {object[]} */ ...steps) => /** @type {['patch', object[]]} */ (['patch', steps]);
      const path = `/${name}/${index}`;
      const document = { [name]: list };
      await expectAnswers(context, document, [
        patch({ op: 'remove', path }), patch({ op: 'replace', path, value }), patch({ op: 'add', path, value }), patch({ op: 'add', path: `/${name}/-`, value }), patch({ op: 'add', path: `/${name}/${list.length}`, value }),
        patch({ op: 'test', path, value: list[index] }), patch({ op: 'copy', from: path, path: '/copy' }), patch({ op: 'move', from: path, path: '/moved' }),
      ], [
        { [name]: list.toSpliced(index, 1) }, { [name]: list.with(index, value) }, { [name]: list.toSpliced(index, 0, value) }, { [name]: [...list, value] }, { [name]: [...list, value] },
        document, { [name]: list, copy: list[index] }, { [name]: list.toSpliced(index, 1), moved: list[index] },
      ]);
    },
    'patches of elements that are not there are refused': async (context) => {
      const { random } = context;
      const list = drawList(random, random.int(2, 9));
      const steps = [list.length + 1, 4_294_967_297, '01', '1.5', ' 1', '1-'].map((token) => ({ op: 'add', path: `/${token}`, value: 1 }));
      const removals = [list.length, 4_294_967_296, '00', '-', '-1'].map((token) => ({ op: random.pick(['remove', 'replace']), path: `/${token}`, value: 1 }));
      await expectAnswers(context, list, [...steps, ...removals].map((step) => ['patch', [step]]), [...steps, ...removals].map(() => 'refused'));
    },
  },
};
