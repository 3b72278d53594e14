import assert from 'node:assert/strict';

const PLAIN = { compileDebug: false };

export default {
  driver: 'driver.mjs',
  cases: {
    'names': async ({ target, random }) => {
      const word = random.word();
      const names = [word, word.toUpperCase(), `_${word}`, `$${word}`, `${word}_${random.int(0, 99)}`, `${word}$`, `render${word}Page2`, 'a', '$', '_', 'template', `${word}${random.token(60)}`];
      for (const templateName of names) {
        const text = random.word();
        assert.equal(await target.call('render', `p ${text}`, { ...(random.bool() ? PLAIN : {}), templateName }, {}, templateName), `<p>${text}</p>`);
      }
    },
    'no name': async ({ target, random }) => {
      const text = random.word();
      for (const options of [{}, { templateName: undefined }, { templateName: null }, { templateName: '' }, { templateName: false }]) assert.equal(await target.call('render', `p ${text}`, options, {}), `<p>${text}</p>`);
      assert.match(await target.call('source', `p ${text}`, PLAIN), /function template\(locals\)/);
    },
    'values become text, attributes and markup': async ({ target, random }) => {
      const [one, two] = [random.word(), `${random.word()} & <b>"`];
      const template = 'div(id=one title=two data-x="y")\n  p.cls= two\n  != two\n  each item in list\n    li #{item}\n  if flag\n    | yes\n  else\n    | no';
      const list = [random.int(1, 9), random.word()];
      const escaped = `${two.slice(0, -6)}&amp; &lt;b&gt;&quot;`;
      const html = `<div id="${one}" title="${escaped}" data-x="y"><p class="cls">${escaped}</p>${two}${list.map((item) => `<li>${item}</li>`).join('')}no</div>`;
      for (const options of [{}, PLAIN, { inlineRuntimeFunctions: true }, { ...PLAIN, inlineRuntimeFunctions: true }, { pretty: false, globals: [] }]) {
        assert.equal(await target.call('render', template, options, { one, two, list, flag: false }), html);
      }
    },
    'locals are variables, or properties of self': async ({ target, random }) => {
      const value = random.word();
      assert.equal(await target.call('render', 'p= v_a', PLAIN, { v_a: value }), `<p>${value}</p>`);
      assert.equal(await target.call('render', 'p= self.v_a', { ...PLAIN, self: true }, { v_a: value }), `<p>${value}</p>`);
      assert.equal(await target.call('render', 'p= typeof v_a', { self: true }, { v_a: value }), '<p>undefined</p>');
      assert.equal(await target.call('render', 'p= typeof v_a', {}, undefined), '<p>undefined</p>');
      assert.equal(await target.call('render', 'p= typeof self.v_a', { self: true }, undefined), '<p>undefined</p>');
    },
    'globals': async ({ target, random }) => {
      const [name, other, outside, inside] = [`g_${random.word()}`, `h_${random.word()}`, random.word(), random.word()];
      const template = `p= ${name}\np= ${other}`;
      const locals = { [name]: inside, [other]: inside };
      const globals = { [name]: outside, [other]: outside };
      assert.equal(await target.call('renderBeside', template, { globals: [name] }, locals, globals), `<p>${outside}</p><p>${inside}</p>`);
      assert.equal(await target.call('renderBeside', template, {}, locals, globals), `<p>${inside}</p><p>${inside}</p>`);
      // What the source needs itself is no local of the user, with globals and without.
      for (const options of [{ globals: [name] }, {}]) {
        const html = await target.call('render', 'p(class=c title=c)= c', { ...PLAIN, ...options }, { c: 'x', pug: 1, pug_html: 2, pug_mixins: 3, pug_interp: 4 });
        assert.equal(html, '<p class="x" title="x">x</p>');
      }
    },
    'inlined functions are no locals': async ({ target }) => {
      assert.equal(await target.call('render', 'p(class=c title=c)= c', { inlineRuntimeFunctions: true, compileDebug: false }, { c: 'x', pug_escape: 1, pug_attr: 2, pug_classes: 3 }), '<p class="x" title="x">x</p>');
    },
    'mixins': async ({ target, random }) => {
      const [used, unused, marker, mark] = [`u${random.word()}`, `v${random.word()}x`, random.token(12), random.token(12)];
      const template = `mixin ${used}(a)\n  b= a\nmixin ${unused}\n  i ${marker}\nmixin ${unused}\n  u ${mark}\n+${used}("${random.word()}")`;
      const code = await target.call('source', template, PLAIN);
      assert.ok(code.indexOf(marker) < 0 && code.indexOf(mark) < 0, 'a mixin that nobody calls is there');
      assert.equal(await target.call('render', template.replace(/\+.*/, `+${used}("x")\n+${used}("y")`), {}, {}), '<b>x</b><b>y</b>');
      assert.equal(await target.call('render', `${template}\n+#{name}`, {}, { name: unused }).then((html) => html.slice(-mark.length - 7)), `<u>${mark}</u>`);
    },
    'pretty printing': async ({ target, random }) => {
      const word = random.word();
      for (const [pretty, indent] of [[true, '  '], ['\t', '\t']]) {
        const html = await target.call('render', `mixin m\n  p ${word}\ndiv\n  section\n    +m`, { ...PLAIN, pretty }, {});
        assert.equal(html, `\n<div>\n${indent}<section>\n${indent}${indent}<p>${word}</p>\n${indent}</section>\n</div>`);
      }
    },
    'errors tell their place': async ({ target, random }) => {
      const template = `p ${random.word()}\n\np= missing.${random.word()}\np ${random.word()}`;
      const message = async (/** @type {object} */ options) => {
        let told = '';
        await assert.rejects(target.call('render', template, options, {}), (error) => {
          told = /** @type {Error} */ (error).message;
          return true;
        });
        return told;
      };
      for (const options of [{ includeSources: { 'page.pug': template } }, { includeSources: { 'page.pug': template }, inlineRuntimeFunctions: true, self: true, globals: [] }]) {
        const told = await message(options.self ? { ...options, self: false } : options);
        assert.ok(told.startsWith('page.pug:3\n') && told.indexOf(`> 3| ${template.split('\n')[2]}`) > 0, `not the place: ${told}`);
      }
      assert.ok((await message(PLAIN)).indexOf('page.pug') < 0);
    },
  },
};
