import assert from 'node:assert/strict';
import { normal, PLACES, render, shown } from './pages.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** Pages as they must be: byte for byte where the template turns conversion off, else as a browser sees them. @param {Context} context @param {[template: string, expected: string][]} pages @param {{ values?: Record<string, unknown>, parts?: [string, string][], exact?: boolean }} [scene] */
async function expectPages(context, pages, { values = {}, parts = [], exact = false } = {}) {
  const found = await render(
    context,
    pages.map(([template]) => template),
    values,
    parts,
  );
  for (const [index, [template, expected]] of pages.entries()) {
    const html = found[index];
    assert.equal(exact ? html : normal(html), exact ? expected : normal(expected), `${JSON.stringify(template)} gives ${JSON.stringify(html)}`);
  }
}

/** Blanks of all kinds. @param {Context['random']} random */
const blanks = (random) => random.shuffle([' ', '\n', '\t', '\r\n', '   ']).slice(0, 3).join('');

export default {
  driver: 'driver.php',
  cases: {
    'a literal of a template': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      await expectPages(context, [
        [`{{ "  <div>${blanks(random)}<div>   ${a}   </div>\n</div> "|spaceless }}`, `<div><div>   ${a}   </div></div>`],
        [`{{ '<p class="${a}  ${b}">\n\t<b>${a}</b> ${b} <i>${a}</i>\n</p>\n<hr>'|spaceless }}`, `<p class="${a}  ${b}"><b>${a}</b> ${b} <i>${a}</i></p><hr>`],
        ['*{{ ""|spaceless }}*{{ null|spaceless }}*', '***'],
        [`[{{ "  ${a}  "|spaceless }}]`, `[${a}]`],
      ]);
    },
    'what the tag apply stands around': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      const value = `${a} & <${b}> "x"`;
      await expectPages(
        context,
        [
          [`{% apply spaceless %}\n<ul>${blanks(random)}<li>{{ value }}</li>${blanks(random)}<li>\n${b}</li> </ul>\n{% endapply %}`, `<ul><li>${shown(value)}</li><li>\n${b}</li></ul>`],
          [`{% apply spaceless %}{% for n in [1, 2] %} <b title="{{ value }}">{{ n }}</b> {% endfor %}{% endapply %}`, `<b title="${shown(value)}">1</b><b title="${shown(value)}">2</b>`],
          [`{% apply spaceless|raw %}<b>\n</b> <i> </i>{% endapply %}`, '<b></b><i></i>'],
        ],
        { values: { value } },
      );
    },
    'what a template has captured': async (context) => {
      const { random } = context;
      const [a, value] = [random.word(), `${random.word()} > ${random.word()} & 'y'`];
      await expectPages(context, [[`{% set page %} <div>\n<b>{{ value }}</b>\t<i>${a}</i> </div> {% endset %}<p>{{ page|spaceless }}</p>`, `<p><div><b>${shown(value)}</b><i>${a}</i></div></p>`]], { values: { value } });
    },
    'blocks, macros and included templates': async (context) => {
      const { random } = context;
      const [a, value] = [random.word(), `${random.word()} <${random.int(1, 99)}> & co`];
      await expectPages(
        context,
        [
          [`{% macro line(x) %} <b>{{ x }}</b> <i>${a}</i>{% endmacro %}{{ _self.line(value)|spaceless }}`, `<b>${shown(value)}</b><i>${a}</i>`],
          [`{{ include("part")|spaceless }}`, `<p>${shown(value)}</p><p>${a}</p>`],
          [`<div>{% block main %}<b>{{ value }}</b> <b>2</b>{% endblock %}</div>{{ block("main")|spaceless }}`, `<div><b>${shown(value)}</b> <b>2</b></div><b>${shown(value)}</b><b>2</b>`],
        ],
        { values: { value }, parts: [['part', `\n<p>{{ value }}</p>\n<p>${a}</p>\n`]] },
      );
    },
    'what other filters give': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      await expectPages(
        context,
        [
          ['{{ html|raw|spaceless }}', `<div><b>${a}</b><b>${b}</b></div>`],
          ['<p>{{ text|escape|spaceless }}</p>', `<p>${a} &amp; &lt;b&gt; &quot;${b}&quot;</p>`],
          ['<p>{{ lines|nl2br|spaceless }}</p>', `<p>${a}<br>\n${b} &amp; &lt;</p>`],
        ],
        { values: { html: ` <div>\n<b>${a}</b> <b>${b}</b></div>`, text: `${a} & <b> "${b}"`, lines: `${a}\n${b} & <` } },
      );
    },
    'values without tags read as they do elsewhere': async (context) => {
      const { random } = context;
      const value = `${random.word()} & ${random.word()} ${random.int(1, 99)}`;
      for (const text of [value, `3 < 4 ${value}`, `${value} größer 5 > 4`, value.toUpperCase()]) {
        const found = await render(context, PLACES, { value: ` ${text} ` });
        for (const [index, html] of found.entries()) {
          const place = PLACES[index] ?? '';
          const inner = normal(html).replaceAll(/<\/?[a-z]+>/g, '').trim();
          assert.equal(inner, normal(shown(text)), `${JSON.stringify(place)} gives ${JSON.stringify(html)}`);
        }
      }
    },
    'without conversion': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      const value = ` <div>${blanks(random)}<b>${a}</b>${blanks(random)}<i>${b} & ${a}</i></div> `;
      const expected = `<div><b>${a}</b><i>${b} & ${a}</i></div>`;
      await expectPages(
        context,
        [
          ['{% autoescape false %}{{ value|raw|spaceless }}{% endautoescape %}', expected],
          ['{% autoescape false %}{% apply spaceless %} {{ value }} {% endapply %}{% endautoescape %}', expected],
          ['{% autoescape false %}[{{ null|spaceless }}]{{ "a  b"|spaceless }}{% endautoescape %}', '[]a  b'],
        ],
        { values: { value }, exact: true },
      );
    },
    'line breaks': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      await expectPages(
        context,
        [
          ['<p>{{ value|nl2br }}</p>', `<p>${a} &lt;b&gt;<br>\n&amp; ${b}</p>`],
          [`<p>{{ "${a}\n${b}"|nl2br }}</p>`, `<p>${a}<br>\n${b}</p>`],
          ['{% apply nl2br %}<b>{{ value }}</b>{% endapply %}', `<b>${a} &lt;b&gt;<br>\n&amp; ${b}</b>`],
          ['[{{ null|nl2br }}]', '[]'],
        ],
        { values: { value: `${a} <b>\n& ${b}` } },
      );
    },
    'letters, tags and ends': async (context) => {
      const { random } = context;
      const [a, b] = [random.word(), random.word()];
      const capital = (/** @type {string} */ word) => word.charAt(0).toUpperCase() + word.slice(1);
      await expectPages(
        context,
        [
          ['{{ value|title }}', `${capital(a)} ${capital(b)} Äh`],
          ['{{ value|capitalize }}', `${capital(a)} ${b} äh`],
          ['{{ value|upper }}', `${a} ${b} äh`.toUpperCase()],
          ['{{ value|upper|lower }}', `${a} ${b} äh`],
          ['[{{ tags|striptags }}]', `[${a} ${b}]`],
          ['[{{ tags|striptags("<b>") }}]', `[${a} &lt;b&gt;${b}&lt;/b&gt;]`],
          ['[{{ ends|trim }}][{{ ends|trim("x", "left")|trim }}]', `[${a}][${a}]`],
          ['{{ "<&>"|upper|lower }}{{ tags|trim }}', `&lt;&amp;&gt;&lt;i&gt;${a}&lt;/i&gt; &lt;b&gt;${b}&lt;/b&gt;`],
        ],
        { values: { value: `${a} ${b} äh`, tags: `<i>${a}</i> <b>${b}</b>`, ends: ` \n${a}\t ` } },
      );
    },
  },
};
