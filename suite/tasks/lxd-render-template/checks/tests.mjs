import { ask, expectTexts } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */

/** @param {string} template @param {string} expected @param {Record<string, unknown>} [context] */
const pair = (template, expected, context = {}) => ({ asked: { template, context }, expected });

export default {
  cases: {
    'plain text stays what it is': async (context) => {
      const { random } = context;
      const words = ['include', 'import', 'ssi', 'extends', 'block', random.word()];
      await expectTexts(context, ['', ' ', 'snap%d', '{ a } % }} %}', `<b>"${random.token()}'&</b>\n\t`, `é 快照 😀 ${random.word()}`, `/etc/${random.word()}`, random.shuffle(words).join(' '), `{${random.word()}}`, random.token(200).repeat(100)].map((text) => pair(text, text)));
    },
    'variables': async (context) => {
      const { random } = context;
      const [a, b, c] = [random.token(), random.word(), random.token(3)];
      await expectTexts(context, [
        pair('{{ a }}', a, { a }), pair('x{{a}}y{{ b }}z', `x${a}y${b}z`, { a, b }), pair('{{ map.key }} {{ list.1 }}', `${a} ${c}`, { map: { key: a }, list: [b, c] }), pair('[{{ missing }}]', '[]', { a }),
        pair('{{ include }}/{{ import_name }}/{{ ssi }}', `${a}/${b}/${c}`, { include: a, import_name: b, ssi: c }),
        pair('{{ yes }}', 'True', { yes: true }), pair("{{ 'include' }} {{ 3 }}", 'include 3'),
      ]);
    },
    'nothing is written in another way': async (context) => {
      const value = `<a href="${context.random.word()}">'&amp;'</a>`;
      await expectTexts(context, [pair('{{ value }}', value, { value }), pair('<{{ value }}>', `<${value}>`, { value }), pair("{% if value %}{{ value|default:'x' }}{% endif %}", value, { value })]);
    },
    'dates as the patterns of snapshots have them': async (context) => {
      const created = context.random.int(100_000_000, 2_000_000_000);
      const [day = '', rest = ''] = new Date(created * 1_000).toISOString().split('T');
      await expectTexts(context, [
        { asked: { template: `snap-{{ creation_date|date:'2006-01-02_15-04-05' }}-%d`, created }, expected: `snap-${day}_${rest.slice(0, 8).replaceAll(':', '-')}-%d` },
        { asked: { template: `{{ creation_date|date:"2006" }}`, created }, expected: day.slice(0, 4) },
      ]);
    },
    'filters': async (context) => {
      const { random } = context;
      const [word, list] = [random.word(), [random.token(3), random.token(4), random.token(5)]];
      await expectTexts(context, [
        pair('{{ word|upper }}', word.toUpperCase(), { word }), pair("{{ list|join:'-' }}", list.join('-'), { list }), pair('{{ list|length }}', '3', { list }), pair("{{ missing|default:'d' }}", 'd'),
        pair('{{ list|first }}{{ list|last }}', `${list[0]}${list[2]}`, { list }), pair('{% filter upper %}x{{ word }}{% endfilter %}', `X${word.toUpperCase()}`, { word }),
      ]);
    },
    'tags': async (context) => {
      const { random } = context;
      const [a, b, list] = [random.token(), random.word(), [random.token(3), random.token(4)]];
      await expectTexts(context, [
        pair('{% if a %}{{ a }}{% else %}{{ b }}{% endif %}', a, { a, b }), pair('{% if not a %}x{% elif b %}{{ b }}{% endif %}', b, { a, b }), pair('{% for x in list %}{{ forloop.Counter }}{{ x }},{% endfor %}', `1${list[0]},2${list[1]},`, { list }),
        pair('{% set x = a %}{{ x }}{{ x }}', `${a}${a}`, { a }), pair('{% with x=b %}{{ x }}{% endwith %}', b, { b }), pair('{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(a) }}{{ m(b) }}', `<${a}><${b}>`, { a, b }),
        pair('{% comment %}{{ a }}{% endcomment %}{# b #}c', 'c', { a }), pair('{% spaceless %}<b> </b>{% endspaceless %}', '<b></b>'), pair('{% firstof missing b %}', b, { b }), pair("{% for x in list %}{% cycle 'q' 'r' %}{% endfor %}", 'qr', { list }),
        pair('{% ifequal a a %}same{% endifequal %}{% ifnotequal a b %}other{% endifnotequal %}', 'sameother', { a, b }), pair(`{% block ${b} %}${a}{% endblock %}`, a), pair('{%- if true -%}x{%- endif -%}', 'x'),
      ]);
    },
    'what renders to a template is rendered again': async (context) => {
      const { random } = context;
      const [a, b] = [random.token(), random.word()];
      await expectTexts(context, [
        pair('{{ outer }}', `${b}:${a}`, { outer: '{{ b }}:{{ a }}', a, b }), pair('{{ one }}', a, { one: '{{ two }}', two: '{{ three }}', three: '{{ a }}', a }), pair('{{ outer }}', 'yes', { outer: '{% if a %}yes{% endif %}', a }),
        pair('{% templatetag openvariable %} a {% templatetag closevariable %}', a, { a }), pair('{% verbatim %}{{ a }}{% endverbatim %}', a, { a }), pair('{{ outer }}', `<"${a}">`, { outer: '<"{{ a }}">', a }),
        pair('{{ outer }}', '12', { outer: '{% for x in list %}{{ x }}{% endfor %}', list: ['1', '2'] }),
      ]);
    },
    'what is no template is an error': async (context) => {
      const { random, fail } = context;
      const name = random.token(7);
      const asked = [
        { template: `{{ ${name}` }, { template: `{% ${name} %}` }, { template: `{{ a|${name} }}` }, { template: '{% if a %}' }, { template: '{% endfor %}' }, { template: "{{ 'x }}" },
        { template: '{{ outer }}', context: { outer: `{{ ${name}` } }, { template: '{{ outer }}', context: { outer: `{% ${name} %}` } },
      ];
      const answers = await ask(context, asked);
      if ('lost' in answers) return fail(answers.lost);
      for (const [index, { error, panic, value }] of answers.entries()) {
        if (error === undefined || panic !== undefined) fail(`${JSON.stringify(asked[index])} gives ${panic ?? value}, no error`);
      }
    },
  },
};
