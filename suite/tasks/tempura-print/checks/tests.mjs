import assert from 'node:assert/strict';
import { elements, pages } from './html.mjs';
import { objects } from './values.mjs';

/** Texts with the three characters and without. */
const texts = (random) => [
  random.word(),
  '',
  ' ',
  `${random.word()} & ${random.word()}`,
  `"${random.word()}"`,
  `<${random.word()}>`,
  `</p>${random.word()}<p title="x">`,
  '&&&"""<<<',
  `&amp; &lt; &quot; &#38; ${random.word()}`,
  `${random.word()}&`,
  `<${random.word()}`,
  `'${random.word()}' \`${random.word()}\` > $\{x} \\n {{ y }} $& $1`,
  `\u00fc\u6f22\u{1f600} & "\u{1f600}" <\u00fc`,
  `a<b && c > "d"\n\te`,
  `${'x'.repeat(5000)}&${'"<'.repeat(500)}`,
  'null',
];

async function expectShown({ target, random }, pairs) {
  const asked = pairs.map(([value]) => ['<p>{{ value }}</p>', { value }, random.bool()]);
  const html = await pages(target, asked);
  assert.deepEqual(html.map((page) => elements(page)), pairs.map(([, text]) => [{ tag: 'p', attributes: {}, text }]));
}

export default {
  driver: 'driver.mjs',
  cases: {
    'texts between tags': (context) => expectShown(context, context.random.shuffle(texts(context.random)).map((text) => [text, text])),
    'texts in attributes': async ({ target, random }) => {
      // Without a semicolon, an entity before a letter is none in an attribute; the one for < has none.
      const shown = random.shuffle(texts(random)).map((text) => text.replaceAll('<', '< '));
      const html = await pages(target, shown.map((value) => ['<a title="{{ value }}" id="{{ word }}">w</a>', { value, word: 'v' }, random.bool()]));
      assert.deepEqual(html.map((page) => elements(page)), shown.map((text) => [{ tag: 'a', attributes: { title: text, id: 'v' }, text: 'w' }]));
    },
    'texts one after the other in one page': async ({ target, random }) => {
      const many = random.shuffle([...texts(random), ...texts(random)]);
      const [page] = await pages(target, [['{{#each many as one}}<p>{{ one }}</p>{{/each}}', { many }]]);
      assert.deepEqual(elements(page).map(({ text }) => text), many);
    },
    'numbers, booleans and bigints': async (context) => {
      const { random } = context;
      const values = random.shuffle([0, -0, random.int(1, 9999), -random.int(1, 99) / 4, 1e21, NaN, Infinity, true, false, 10n ** 30n]);
      await expectShown(context, values.map((value) => [value, `${value}`]));
    },
    'lists': async (context) => {
      const { random } = context;
      const [a, b, n] = [random.word(), random.word(), random.int(1, 99)];
      await expectShown(context, random.shuffle([[[a], a], [[a, b], `${a},${b}`], [[], ''], [[n, [a, [b]]], `${n},${a},${b}`], [[true, null, a], `true,,${a}`]]));
    },
    'dates and other objects': async (context) => {
      const { random } = context;
      const [date, word] = [new Date(random.int(0, 2 ** 40)), `${random.word()} ${random.word()}`];
      await expectShown(context, [[date, `${date}`], [{ a: word }, '[object Object]'], ...Object.keys(objects).map((name) => [objects[name](word), name === 'error' ? `TypeError: ${word}` : word]), [{ $expression: 'a+' }, '/a+/']]);
    },
    'the function by itself': async ({ target, random }) => {
      const [a, b, n] = [random.word(), random.word(), random.int(0, 99)];
      const printed = await target.call('printed', [`${a} & "${b}"`, a, '', n, false, [a, b], '&amp;']);
      assert.deepEqual(Array.from(printed ?? [], (text) => elements(`<p title="${text}">${text}</p>`)), [`${a} & "${b}"`, a, '', String(n), 'false', `${a},${b}`, '&amp;'].map((text) => [{ tag: 'p', attributes: { title: text }, text }]));
    },
    'what is HTML already stays': async ({ target, random }) => {
      const [a, b] = [random.word(), random.word()];
      const [page] = await pages(target, [['<p>{{{ html }}} {{ text }}</p>', { html: `<b>${a}</b>`, text: `<${b}>` }]]);
      assert.deepEqual(elements(page), [{ tag: 'p', attributes: {}, text: `${a} <${b}>` }, { tag: 'b', attributes: {}, text: a }]);
    },
    'templates that wait': async ({ target, random }) => {
      const [a, b] = [random.word(), random.word()];
      const page = await target.call('pageAsync', '<p title="{{ one }}">{{ two }}</p>', { one: `"${a}"`, two: [b, `${b}!`] });
      assert.deepEqual(elements(String(page)), [{ tag: 'p', attributes: { title: `"${a}"` }, text: `${b},${b}!` }]);
    },
    'expressions': async ({ target, random }) => {
      const [a, n] = [random.word(), random.int(1, 99)];
      const html = await pages(target, [['<p>{{ value.length + 1 }}</p>', { value: [a, n] }], ['<p>{{ value.join(" & ") }}</p>', { value: [a, n] }], ['<p>{{ value.toUpperCase() }}</p>', { value: `<${a}>` }]]);
      assert.deepEqual(html.map((page) => elements(page)[0]?.text), ['3', `${a} & ${n}`, `<${a.toUpperCase()}>`]);
    },
  },
};
