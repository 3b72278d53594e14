import assert from 'node:assert/strict';
import { read } from './page.mjs';

const COLORS = { block: '#dfd', macro: '#ddf', template: '#ffd' };

/** @param {import('../../../kit/check.mjs').Context} context @param {import('./page.mjs').Profile[]} children @param {string} text */
async function expectText({ target }, children, text) {
  const page = read(await target.call('dump', { children }));
  assert.ok(page.isOnePre);
  assert.equal(page.text, text);
  return page.elements;
}

export default {
  driver: 'driver.php',
  cases: {
    'a tree of templates, blocks and macros': async (context) => {
      const [a, b, c, d] = [context.random.word(), context.random.word(), context.random.word(), context.random.word()];
      const children = [
        { template: `${a}.twig`, type: 'template', children: [{ template: `${a}.twig`, type: 'block', name: b, children: [{ template: `${c}.twig`, type: 'template' }] }, { template: `${d}.twig`, type: 'macro', name: c }] },
        { template: `${b}.twig`, type: 'template' },
      ];
      const elements = await expectText(context, children, `main\n└ ${a}.twig\n│ └ ${a}.twig::block(${b})\n│ │ └ ${c}.twig\n│ └ ${d}.twig::macro(${c})\n└ ${b}.twig\n`);
      assert.deepEqual(elements, [
        [COLORS.template, `${a}.twig`],
        [COLORS.block, b],
        [COLORS.template, `${c}.twig`],
        [COLORS.macro, c],
        [COLORS.template, `${b}.twig`],
      ].map(([color, text]) => ({ name: 'span', attributes: { style: `background-color: ${color}` }, text })));
    },
    'types without a colour': async (context) => {
      const [template, name, type] = [context.random.word(), context.random.word(), context.random.word()];
      const elements = await expectText(context, [{ template, type, name }], `main\n└ ${template}::${type}(${name})\n`);
      assert.deepEqual(elements, [{ name: 'span', attributes: { style: 'background-color: auto' }, text: name }]);
    },
    'times, and which of them are big': async (context) => {
      const [a, b] = [context.random.word(), context.random.word()];
      const elements = await expectText(context, [{ template: a, type: 'template', seconds: 0.1 }, { template: b, type: 'block', name: a, seconds: 0.0125 }, { template: b, type: 'template', seconds: 0.0875 }, { template: b, type: 'template', seconds: 0.0002 }],
        `main 200.20ms/100%\n└ ${a} 100.00ms/50%\n└ ${b}::block(${a}) 12.50ms/6%\n└ ${b} 87.50ms/44%\n└ ${b}\n`);
      const times = elements.filter(({ attributes }) => attributes['style']?.startsWith('color')).map(({ attributes, text }) => [attributes['style'], text]);
      assert.deepEqual(times, [['color: #d44', '200.20ms/100%'], ['color: #d44', '100.00ms/50%'], ['color: auto', '12.50ms/6%'], ['color: #d44', '87.50ms/44%']]);
      assert.equal(elements.length, 8);
    },
    'exactly 20 percent are not big': async (context) => {
      const elements = await expectText(context, [{ template: 'a', type: 'template', seconds: 0.2 }, { template: 'b', type: 'template', seconds: 0.8 }], 'main 1000.00ms/100%\n└ a 200.00ms/20%\n└ b 800.00ms/80%\n');
      assert.deepEqual(elements.map(({ attributes }) => attributes['style']), ['color: #d44', 'background-color: #ffd', 'color: auto', 'background-color: #ffd', 'color: #d44']);
    },
    'names are shown with the characters that they have': async (context) => {
      const word = context.random.word();
      for (const name of [`${word} & Söhne`, `"${word}"`, `it's ${word}`, `${word} < 3`, `1 <2> ${word}`, `a>${word}`, `@${word}/größe.html.twig`, `100% ${word} %s`, `${word}\\n`, '日本', `$${word} {{ ${word} }}`, '0', '']) {
        await expectText(context, [{ template: name, type: 'template' }, { template: name, type: 'block', name }], `main\n└ ${name}\n└ ${name}::block(${name})\n`);
      }
    },
    'names that are not UTF-8 keep the rest': async ({ target, random }) => {
      const [a, b] = [random.word(), random.word()];
      const name = Buffer.concat([Buffer.from(a), Buffer.from([0xe9, 0x20]), Buffer.from(b)]);
      const { text } = read(await target.call('dump', { children: [{ template: name, type: 'template' }, { template: name, type: 'macro', name }] }));
      for (const word of [a, b]) assert.equal(text.split(word).length - 1, 3, text);
    },
  },
};
