import assert from 'node:assert/strict';
import { quoted } from './names.mjs';

/** @param {import('../../../kit/check.mjs').Context} context @param {[string, string][]} templates @param {string} text */
async function expectText({ target }, templates, text) {
  assert.deepEqual(await target.call('render', templates), { text });
}

/** @param {import('../../../kit/check.mjs').Context} context @param {[string, string][]} templates @param {{ says: string[], line: number }} expected */
async function expectError({ target }, templates, { says, line }) {
  const found = await target.call('render', templates);
  assert.equal(found.error, 'RuntimeError', JSON.stringify(found));
  for (const word of says) assert.ok(found.message.includes(word), `${JSON.stringify(found.message)} says ${word}`);
  assert.equal(found.line, line);
}

export default {
  driver: 'driver.php',
  cases: {
    'all blocks of another template': async (context) => {
      const [a, b] = [context.random.word(), context.random.word()];
      await expectText(context, [['index', '{% use "part" %}<{{ block("one") }}|{{ block("two") }}>'], ['part', `{% block one %}${a}{% endblock %}{% block two %}${b}{% endblock %}`]], `<${a}|${b}>`);
    },
    'renamed blocks, and the others beside them': async (context) => {
      const [a, b, c, name] = [context.random.word(), context.random.word(), context.random.word(), `n_${context.random.token(6)}`];
      await expectText(context, [['index', `{% use "part" with one as ${name}, two as other %}{{ block("${name}") }} {{ block("other") }} {{ block("three") }}`], ['part', `{% block one %}${a}{% endblock %}{% block two %}${b}{% endblock %}{% block three %}${c}{% endblock %}`]], `${a} ${b} ${c}`);
    },
    'a renamed block has no longer its old name': async (context) => {
      const a = context.random.word();
      await expectText(context, [['index', '{% use "part" with one as two %}{{ block("one") is defined ? "old" : "gone" }} {{ block("two") is defined ? "new" : "none" }}'], ['part', `{% block one %}${a}{% endblock %}`]], 'gone new');
      await expectText(context, [['index', '{% use "part" with one as base %}{% block one %}{{ block("base") }}+{% endblock %}'], ['part', `{% block one %}${a}{% endblock %}`]], `${a}+`);
    },
    'several templates, the last of which wins': async (context) => {
      const [a, b, c] = [context.random.word(), context.random.word(), context.random.word()];
      const parts = /** @type {[string, string][]} */ ([['first', `{% block one %}${a}{% endblock %}{% block two %}${a}{% endblock %}{% block three %}${a}{% endblock %}`], ['second', `{% block two %}${b}{% endblock %}{% block three %}${b}{% endblock %}`], ['third', `{% block three %}${c}{% endblock %}`]]);
      await expectText(context, [['index', '{% use "first" %}{% use "second" %}{% use "third" %}{{ block("one") }}{{ block("two") }}{{ block("three") }}'], ...parts], a + b + c);
      await expectText(context, [['index', '{% use "first" with one as x %}{% use "second" with two as y %}{% use "third" with three as z %}{{ block("x") }}{{ block("y") }}{{ block("z") }}{{ block("two") }}{{ block("three") }}'], ...parts], a + b + c + a + b);
    },
    'blocks of the template itself win, and reach what they replace': async (context) => {
      const [a, b] = [context.random.word(), context.random.word()];
      await expectText(context, [['index', `{% use "part" %}{% block one %}{{ parent() }}${b}{% endblock %}`], ['part', `{% block one %}${a}{% endblock %}`]], a + b);
    },
    'what a used template uses': async (context) => {
      const a = context.random.word();
      await expectText(context, [['index', '{% use "part" with one as two %}{{ block("two") }}'], ['part', '{% use "deep" with zero as one %}'], ['deep', `{% block zero %}${a}{% endblock %}`]], a);
    },
    'in a template that extends another': async (context) => {
      const a = context.random.word();
      await expectText(context, [['index', '{% extends "layout" %}{% use "part" with one as body %}'], ['layout', '<{% block body %}{% endblock %}>'], ['part', `{% block one %}${a}{% endblock %}`]], `<${a}>`);
    },
    'names with signs in them': async (context) => {
      const a = context.random.word();
      for (const name of [`a "${a}" b`, `$${a}`, `{$${a}}`, `\\${a}\\`, `${a}\n.html`, `größe ${a}`, `${a} %s %d`, `<?php ${a} ?>`, '/* x', `@${a}/b.html.twig`, `// ${a}`, `${a}\t`]) {
        await expectText(context, [['index', `{% use ${quoted(name)} with one as two %}{{ block("two") }}`], [name, `{% block one %}${a}{% endblock %}`]], a);
      }
    },
    'a block that is missing': async (context) => {
      const [name, block] = [`${context.random.word()}.html`, context.random.word()];
      await expectError(context, [['index', `\n\n{% use "${name}" with ${block} as other %}`], [name, '{% block one %}{% endblock %}']], { says: [block, name], line: 3 });
      await expectError(context, [['index', `{% use "${name}" with one as two,\n ${block} as other %}`], [name, '{% block one %}{% endblock %}']], { says: [block, name], line: 1 });
      await expectError(context, [['index', `{% use "first" %}\n{% use "${name}" with ${block} as other %}`], ['first', `{% block ${block} %}{% endblock %}`], [name, '{% block one %}{% endblock %}']], { says: [block, name], line: 2 });
    },
    'a template that is no trait': async (context) => {
      const name = `${context.random.word()}.html`;
      for (const source of ['{{ 1 }}{% block one %}{% endblock %}', '{% extends "index" %}{% block one %}{% endblock %}', '{% macro one() %}{% endmacro %}']) {
        await expectError(context, [['index', `\n{% use "${name}" %}`], [name, source]], { says: [name], line: 2 });
        await expectError(context, [['index', `\n{% use "${name}" with one as two %}`], [name, source]], { says: [name], line: 2 });
      }
    },
    'a template that does not exist': async ({ target, random }) => {
      const { error, message } = await target.call('render', [['index', `{% use "${random.word()}.none" %}`]]);
      assert.equal(error, 'Twig\\Error\\LoaderError', message);
    },
  },
};
