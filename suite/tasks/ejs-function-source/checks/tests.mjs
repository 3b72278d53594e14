import assert from 'node:assert/strict';

/** @param {any} random */
const variable = (random) => random.pick([`v_${random.word()}`, `$${random.word()}`, `_${random.word()}${random.int(0, 9)}`, `X${random.word().toUpperCase()}`, `${random.word()}Page2`, `$`, `_`]);

export default {
  driver: 'driver.mjs',
  cases: {
    'values': async ({ target, random }) => {
      const [one, two] = [random.word(), random.word()];
      const text = '<p class="<%= v_a %>"><%- v_b %></p><% if (v_c) { %>yes<% } else { %>no<% } %><% v_d.forEach((item) => { %>[<%= item %>]<% }) %><%# nothing %>';
      const data = { v_a: `<${one}>`, v_b: `<${two}>`, v_c: false, v_d: [1, one, 0] };
      for (const way of ['render', 'express', 'client']) {
        for (const options of [{}, { compileDebug: false }]) {
          assert.equal(await target.call('render', text, data, options, way), `<p class="&lt;${one}&gt;"><${two}></p>no[1][${one}][0]`);
        }
      }
    },
    'what is nothing and what is not': async ({ target }) => {
      assert.equal(await target.call('render', '<%- v_a %>|<%- v_b %>|<%- v_c %>|<%- v_d %>|<%- v_e %>', { v_a: null, v_b: undefined, v_c: 0, v_d: false, v_e: '' }, {}), '||0|false|');
      assert.equal(await target.call('render', '<% out(null); out(undefined); out(0); out(false) %>', {}, { outputFunctionName: 'out' }), '0false');
    },
    'an output function': async ({ target, random }) => {
      for (let count = 0; count < 6; count++) {
        const [name, word, value] = [variable(random), random.word(), `<${random.word()}>`];
        for (const options of [{}, { compileDebug: false }, { _with: false }, { strict: true }]) {
          const html = await target.call('render', `${word}<% ${name}("<" + locals.v_a); [1, 2].forEach(${name}) %>!`, { v_a: value }, { outputFunctionName: name, ...options }, random.pick(['render', 'express', 'client']));
          assert.equal(html, `${word}<${value}12!`);
        }
      }
    },
    'data under another name': async ({ target, random }) => {
      for (let count = 0; count < 6; count++) {
        const [name, value] = [variable(random), random.word()];
        const data = { v_a: value };
        const way = random.pick(['render', 'express', 'client']);
        assert.equal(await target.call('render', `<%= ${name}.v_a %><%= v_a %>`, data, { localsName: name }, way), `${value}${value}`);
        assert.equal(await target.call('render', `<%= ${name}.v_a %><%= typeof v_a %>`, data, { localsName: name, _with: false }, way), `${value}undefined`);
        assert.equal(await target.call('render', `<%= ${name}.v_a %><%= typeof v_a %>`, data, { localsName: name, strict: true }, way), `${value}undefined`);
      }
    },
    'single data as variables': async ({ target, random }) => {
      // Each time others: what is declared for one template must not be there for the next.
      const draw = () => {
        const names = ['a', 'b', 'c', 'd'].map((letter) => `${random.pick(['$', '_', ''])}${letter}_${random.word()}${random.token(4)}`);
        return { names, data: Object.fromEntries(names.slice(0, 3).map((name) => [name, random.word()])) };
      };
      for (const count of [1, 2, 4]) {
        for (const options of [{ _with: false }, { strict: true }, { strict: true, localsName: `$${random.word()}` }, { strict: true, compileDebug: false, outputFunctionName: 'echo' }]) {
          const { names, data } = draw();
          const some = names.slice(0, count);
          const shown = `${some.map((name) => `<%= ${name} %>`).join('|')}|<%= typeof other %>`;
          const html = await target.call('render', shown, { ...data, other: 'x' }, { destructuredLocals: some, ...options }, random.pick(['render', 'express']));
          assert.equal(html, `${some.map((name) => data[name] ?? '').join('|')}|undefined`);
        }
      }
      const { names, data } = draw();
      const text = `${names.map((name) => `<%= ${name} %>`).join('|')}|<%= typeof other %>`;
      assert.equal(await target.call('render', text, { ...data, other: 'x' }, { destructuredLocals: names, compileDebug: false }), `${names.map((name) => data[name] ?? '').join('|')}|string`);
      assert.equal(await target.call('render', 'x<%= v_a %>', { v_a: 1 }, { destructuredLocals: [] }), 'x1');
    },
    'no data': async ({ target, random }) => {
      const word = random.word();
      for (const options of [{}, { destructuredLocals: ['v_a'] }, { localsName: '$x', destructuredLocals: ['v_a'], strict: true }]) assert.equal(await target.call('bare', `${word}<%= typeof v_a %>`, options), `${word}undefined`);
      assert.equal(await target.call('bare', word, { client: true, destructuredLocals: ['v_a'] }), word);
    },
    'compiled twice': async ({ target, random }) => {
      const [word, value] = [random.word(), random.word()];
      for (const options of [{}, { compileDebug: false, outputFunctionName: 'echo', destructuredLocals: ['v_a'] }]) assert.deepEqual(await target.call('twice', `${word} <%= v_a %>\n`, { v_a: value }, options), [`${word} ${value}\n`, `${word} ${value}\n`]);
    },
    'errors tell their line': async ({ target, random }) => {
      const [one, three] = [random.word(), random.word()];
      const text = `${one}\n<p>\n<%= ${three}.x %>\n`;
      const message = async (/** @type {object} */ options, way = 'render') => {
        let told = '';
        await assert.rejects(target.call('render', text, {}, options, way), (error) => {
          told = /** @type {Error} */ (error).message;
          return true;
        });
        return told;
      };
      const told = await message({});
      assert.ok(told.startsWith('ejs:3\n') && told.includes(`    1| ${one}\n`) && told.includes(` >> 3| <%= ${three}.x %>`) && told.endsWith(`${three} is not defined`), `not the place: ${told}`);
      assert.match(await message({ outputFunctionName: 'echo', destructuredLocals: ['v_a'], localsName: 'it' }, 'express'), /view-\d+\.ejs:3\n/);
      assert.equal(await message({ compileDebug: false }), `${three} is not defined`);
    },
    'other delimiters and blanks': async ({ target, random }) => {
      const word = random.word();
      assert.equal(await target.call('render', '<?= v_a ?> <%= v_a %>', { v_a: word }, { delimiter: '?' }), `${word} <%= v_a %>`);
      assert.equal(await target.call('render', '  <%_ if (true) { _%>\n  x "quoted" \\ <%= v_a -%>\n<%_ } _%>', { v_a: word }, {}), `  x "quoted" \\ ${word}`);
    },
  },
};
