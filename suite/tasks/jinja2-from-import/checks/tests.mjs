import assert from 'node:assert/strict';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

const LIBRARY = '{% macro greet(who="you") %}hello {{ who }}{% endmacro %}{% macro other() %}other{% endmacro %}{% set number = 5 %}';
const KINDS = ['plain', 'sandbox', 'asynchronous', 'strict'];

/** @param {Context} context @param {Record<string, string>} templates @param {string} expected @param {object} [values] */
async function expectText({ target, random }, templates, expected, values = {}) {
  for (const kind of random.shuffle(KINDS)) assert.equal(await target.call('render', { lib: LIBRARY, ...templates }, 'page', kind, values), expected, kind);
}

/** @param {Promise<unknown>} answer @param {string} message */
async function expectUndefined(answer, message) {
  await assert.rejects(answer, (/** @type {any} */ error) => {
    assert.deepEqual([error.errorName, error.message], ['UndefinedError', message]);
    return true;
  });
}

/** What Python writes for a text in quotes. @param {string} text */
function quoted(text) {
  const inner = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  if (text.includes("'") && !text.includes('"')) return `"${inner}"`;
  return `'${inner.replaceAll("'", "\\'")}'`;
}

/** @param {string} library @param {string} place @param {string} name */
const missing = (library, place, name) => `the template ${quoted(library)} (imported on ${place}) does not export the requested name '${name}'`;

export default {
  driver: 'driver.py',
  cases: {
    'a macro, a variable, several at once': async (context) => {
      const word = context.random.word();
      await expectText(context, { page: `{% from "lib" import greet %}{{ greet("${word}") }}` }, `hello ${word}`);
      await expectText(context, { page: '{% from "lib" import number %}{{ number + 1 }}' }, '6');
      await expectText(context, { page: `{% from "lib" import greet, number, other %}{{ greet("${word}") }} {{ number }} {{ other() }}` }, `hello ${word} 5 other`);
    },
    'by another name': async (context) => {
      const alias = context.random.word();
      await expectText(context, { page: `{% from "lib" import greet as ${alias}, number as n, other %}{{ ${alias}() }} {{ n }} {{ other() }} {{ greet is defined }} {{ number is defined }}` }, 'hello you 5 other False False');
      await expectText(context, { page: `{% from "lib" import greet as _${alias} %}{{ _${alias}() }}` }, 'hello you');
      await expectText(context, { page: `{% from "lib" import greet as ${alias}, greet as other %}{{ ${alias}("a") }} {{ other("b") }}` }, 'hello a hello b');
    },
    'from a template whose name is computed': async (context) => {
      await expectText(context, { page: '{% from "l" ~ end import greet %}{{ greet() }}' }, 'hello you', { end: 'ib' });
    },
    'with and without the context': async (context) => {
      const word = context.random.word();
      const templates = { knows: '{% macro tell() %}[{{ word }}]{% endmacro %}' };
      await expectText(context, { ...templates, page: '{% from "knows" import tell with context %}{{ tell() }}' }, `[${word}]`, { word });
      for (const kind of ['plain', 'sandbox', 'asynchronous']) assert.equal(await context.target.call('render', { ...templates, page: '{% from "knows" import tell %}{{ tell() }}{% from "knows" import tell as t without context %}{{ t() }}' }, 'page', kind, { word }), '[][]');
    },
    'within blocks, loops, macros and conditions': async (context) => {
      for (const use of ['{% block b %}@{% endblock %}', '{% for i in [1, 2] %}@{% endfor %}', '{% macro m() %}@{% endmacro %}{{ m() }}', '{% if true %}@{% endif %}', '{% with %}@{% endwith %}']) {
        const page = use.replace('@', '{% from "lib" import greet as g, number %}{{ g(number) }}.');
        await expectText(context, { page }, use.includes('for') ? 'hello 5.hello 5.' : 'hello 5.');
      }
      await expectText(context, { page: '{% for i in [1] %}{% from "lib" import number %}{{ number }}{% endfor %}{{ number is defined }}' }, '5False');
    },
    'what was imported is seen by blocks and included templates': async (context) => {
      await expectText(context, { part: '<{{ greet() }}>', page: '{% from "lib" import greet %}{% include "part" %}' }, '<hello you>');
      await expectText(context, { part: '<{{ a() }}{{ number }}>', page: '{% from "lib" import greet as a, number %}{% include "part" %}{% block x %}{{ number }}{% endblock %}' }, '<hello you5>5');
    },
    'what was imported is not exported again': async ({ target, random }) => {
      const word = random.word();
      const templates = { lib: LIBRARY, one: `{% from "lib" import greet %}{% set ${word} = 1 %}`, two: '{% from "lib" import greet as g, number %}{% macro mine() %}{{ number }}{% endmacro %}', hidden: '{% from "lib" import greet as _g, number as n, other %}' };
      assert.deepEqual(await target.call('exported', templates, 'one'), [word]);
      assert.deepEqual(await target.call('exported', templates, 'two'), ['mine']);
      assert.deepEqual(await target.call('exported', templates, 'hidden'), []);
      assert.deepEqual(await target.call('exported', { lib: LIBRARY, three: `{% set greet = 1 %}{% set ${word} = 2 %}{% from "lib" import greet %}` }, 'three'), [word]);
      assert.deepEqual(await target.call('exported', { lib: LIBRARY, four: `{% set ${word} = 1 %}{% set n = 2 %}{% from "lib" import greet as ${word}, number as n %}` }, 'four'), []);
      assert.equal(await target.call('render', { ...templates, page: '{% from "two" import mine %}{{ mine() }}' }, 'page'), '5');
    },
    'a name that is missing is undefined, and says where it was asked for': async ({ target, random }) => {
      const name = random.token();
      for (const kind of KINDS) {
        await expectUndefined(target.call('render', { lib: LIBRARY, page: `\n{% from "lib" import ${name} %}\n{{ ${name}.x }}` }, 'page', kind), missing('lib', "line 2 in 'page'", name));
        await expectUndefined(target.call('render', { lib: LIBRARY, page: `{% from "lib" import greet, ${name} as n %}{{ n() }}` }, 'page', kind), missing('lib', "line 1 in 'page'", name));
      }
      assert.equal(await target.call('render', { lib: LIBRARY, page: `{% from "lib" import ${name}, number %}[{{ ${name} }}] {{ ${name} is defined }} {{ ${name}|default(number) }}` }, 'page'), '[] False 5');
      assert.equal(await target.call('render', { lib: LIBRARY, page: `{% from "lib" import ${name} %}[{{ ${name}.a.b }}]` }, 'page', 'chainable'), '[]');
    },
    'in a template without a name the line is told': async ({ target, random }) => {
      const name = random.token();
      for (const kind of KINDS) await expectUndefined(target.call('render_text', { lib: LIBRARY }, `\n\n{% from "lib" import ${name} %}{{ ${name}() }}`, kind), missing('lib', 'line 3', name));
    },
    'names of templates with all that a file may be called': async ({ target, random }) => {
      const word = random.word();
      for (const own of [`${word}.html`, `a/${word}/b.txt`, `it's ${word}`, `say "${word}"`, `100%${word} %s %(x)s %d`, `${word}\\n\\x41`, `two\nlines\t${word}`, `ü ${word} 漢`, `$${word} #1 (copy) [2] <3>`, `${word}!r:>9`]) {
        for (const [library, page] of [['lib', own], [own, 'page']]) {
          const answer = target.call('render', { [library]: LIBRARY, [page]: '{% from wanted import nothing, greet %}{{ greet() }}{{ nothing.x }}' }, page, random.pick(KINDS), { wanted: library });
          await expectUndefined(answer, missing(library, `line 1 in ${quoted(page)}`, 'nothing'));
        }
        assert.equal(await target.call('render', { [own]: LIBRARY, page: '{% from wanted import greet %}{{ greet() }}' }, 'page', random.pick(KINDS), { wanted: own }), 'hello you');
      }
    },
    'a template that is missing is an error': async ({ target, random }) => {
      await assert.rejects(target.call('render', { page: `{% from "${random.token()}" import x %}` }, 'page'), (/** @type {any} */ error) => error.errorName === 'TemplateNotFound');
    },
  },
};
