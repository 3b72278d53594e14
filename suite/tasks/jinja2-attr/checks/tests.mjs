import assert from 'node:assert/strict';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context} context @param {string} template @param {object} options @param {string} expected */
async function expectText({ target }, template, options, expected) {
  assert.equal(await target.call('render', template, options), expected, template);
}

/** @param {Context} context @param {string} template @param {object} options @param {string} errorName */
async function expectError({ target }, template, options, errorName) {
  await assert.rejects(target.call('render', template, options), (/** @type {any} */ error) => error.errorName === errorName, `${template}: ${errorName}`);
}

const SANDBOXES = ['sandbox', 'immutable', 'choosy', 'strict-sandbox'];

export default {
  driver: 'driver.py',
  cases: {
    'an attribute': async (context) => {
      const [name, value] = [context.random.word(), context.random.token()];
      for (const kind of ['plain', 'strict', ...SANDBOXES]) {
        await expectText(context, `{{ thing|attr("${name}") }}`, { kind, attributes: { [name]: value } }, value);
        await expectText(context, `{{ thing|attr(wanted) }}`, { kind, attributes: { [name]: value }, values: { wanted: name } }, value);
        await expectText(context, `{{ thing|attr(wanted) }}`, { kind, attributes: { [name]: value }, labels: { wanted: name } }, value);
      }
    },
    'a property and a method': async (context) => {
      const [name, word] = [context.random.word(), context.random.word()];
      for (const kind of ['plain', ...SANDBOXES]) {
        await expectText(context, '{{ thing|attr("loud") }}', { kind, attributes: { name } }, name.toUpperCase());
        await expectText(context, `{{ (thing|attr("greet"))("${word}") }} {{ (thing|attr("greet"))(word="${word}") }}`, { kind, attributes: { name } }, `${name} greets ${word} ${name} greets ${word}`);
      }
    },
    'an attribute that the object makes when it is asked': async (context) => {
      const [name, value] = [context.random.word(), context.random.token()];
      for (const kind of ['plain', 'strict', ...SANDBOXES]) await expectText(context, `{{ thing|attr("${name}") }}`, { kind, dynamic: { [name]: value } }, value);
    },
    'values that count as false are values': async (context) => {
      const name = context.random.word();
      for (const kind of ['plain', 'strict', 'sandbox']) {
        for (const [value, shown] of [[0, '0'], ['', ''], [false, 'False'], [null, 'None']]) await expectText(context, `{{ thing|attr("${name}") }}`, { kind, attributes: { [name]: value } }, String(shown));
      }
    },
    'items are not looked at': async (context) => {
      const [name, value, other] = [context.random.word(), context.random.token(), context.random.token()];
      for (const kind of ['plain', ...SANDBOXES]) {
        await expectText(context, `{{ (thing|attr("${name}")) is defined }} {{ thing["${name}"] }}`, { kind, items: { [name]: value } }, `False ${value}`);
        await expectText(context, `{{ (map|attr("${name}")) is defined }} {{ map.${name} }}`, { kind, values: { map: { [name]: value } } }, `False ${value}`);
        await expectText(context, `{{ thing|attr("${name}") }}`, { kind, attributes: { [name]: value }, items: { [name]: other } }, value);
        await expectText(context, '{{ (map|attr("items"))()|list }}', { kind, values: { map: { items: 1 } } }, "[('items', 1)]");
      }
    },
    'what is missing is undefined, as the environment has it': async (context) => {
      const name = context.random.token();
      await expectText(context, `[{{ thing|attr("${name}") }}]`, { kind: 'plain' }, '[]');
      await expectText(context, `{{ thing|attr("${name}")|default("none") }}`, { kind: 'strict' }, 'none');
      await expectText(context, `[{{ (thing|attr("${name}")).more.still }}]`, { kind: 'chainable' }, '[]');
      await expectError(context, `{{ (thing|attr("${name}")).more }}`, { kind: 'plain' }, 'UndefinedError');
      for (const kind of ['strict', 'strict-sandbox']) await expectError(context, `{{ thing|attr("${name}") }}`, { kind }, 'UndefinedError');
      await expectText(context, `[{{ thing|attr("${name}") }}]`, { kind: 'sandbox' }, '[]');
    },
    'the undefined value knows what was asked for': async ({ target, random }) => {
      const name = random.token();
      assert.match(await target.call('render', `{{ thing|attr("${name}") }}`, { kind: 'debug' }), new RegExp(name));
      await assert.rejects(target.call('render', `{{ thing|attr("${name}") }}`, { kind: 'strict' }), (/** @type {Error} */ error) => error.message.includes(name) && error.message.includes('Thing'));
    },
    'texts, numbers and lists have attributes too': async (context) => {
      const { random } = context;
      const word = random.word();
      for (const kind of ['plain', 'sandbox', 'choosy']) {
        await expectText(context, `{{ ("${word}"|attr("upper"))() }}`, { kind }, word.toUpperCase());
        await expectText(context, `{{ ("${word}"|attr("center"))(${word.length + 2}) }}`, { kind }, ` ${word} `);
        await expectText(context, '{{ 5|attr("real") }} {{ ([3, 3, 4]|attr("count"))(3) }}', { kind }, '5 2');
        await expectText(context, `{{ ["${word}", "x"]|map("attr", "upper")|map("attr", "missing")|select("defined")|list }}`, { kind }, '[]');
      }
    },
    'outside of a sandbox every attribute is given': async (context) => {
      const key = context.random.token();
      await expectText(context, '{{ thing|attr("_key") }} {{ (thing|attr("__class__"))|attr("__name__") }}', { private: { _key: key } }, `${key} Thing`);
      await expectText(context, '{{ ("<{0._key}>"|attr("format"))(thing) }}', { private: { _key: key } }, `<${key}>`);
    },
    'in the sandbox attributes that it holds back are not given': async (context) => {
      const key = context.random.token();
      for (const kind of SANDBOXES) {
        for (const access of ['thing|attr("_key")', 'thing|attr("__class__")', '(thing|attr("greet"))|attr("__globals__")', '"x"|attr("__class__")']) await expectError(context, `{{ (${access}).more }}`, { kind, private: { _key: key } }, 'SecurityError');
      }
      await expectError(context, '{{ thing|attr("_key") }}', { kind: 'strict-sandbox', private: { _key: key } }, 'SecurityError');
      await expectText(context, '[{{ thing|attr("_key") }}]', { kind: 'sandbox', private: { _key: key } }, '[]');
      await expectError(context, '{{ ([1]|attr("append"))(2) }}', { kind: 'immutable' }, 'SecurityError');
      await expectText(context, '{{ ([1]|attr("append"))(2) }}', { kind: 'sandbox' }, 'None');
    },
    'environments decide themselves what they hold back, and what stands for it': async (context) => {
      const [name, other, value] = [context.random.token(), context.random.token(), context.random.token()];
      const options = { kind: 'choosy', attributes: { [name]: value, [other]: value }, hidden: [name, 'upper'] };
      await expectError(context, `{{ (thing|attr("${name}"))() }}`, options, 'SecurityError');
      await expectError(context, '{{ ("x"|attr("upper"))() }}', options, 'SecurityError');
      await expectText(context, `{{ thing|attr("${other}") }}`, options, value);
      await expectError(context, '{{ (thing|attr("_key")).more }}', { kind: 'quiet', private: { _key: value } }, 'UndefinedError');
      await expectText(context, `{{ thing|attr("${name}") }}`, { kind: 'quiet', attributes: { [name]: value } }, value);
    },
    'texts can be formatted in and outside of the sandbox': async (context) => {
      const { random } = context;
      const [name, word, other] = [random.word(), random.token(), random.word()];
      for (const kind of ['plain', ...SANDBOXES]) {
        const options = { kind, attributes: { [name]: word }, labels: { label: `<{0.${name}}>` } };
        await expectText(context, `{{ ("{} {0}{a:>12}".replace("{0}", "")|attr("format"))("${other}", a="${word}") }}`, options, `${other} ${word.padStart(12)}`);
        await expectText(context, `{{ ("{0.${name}} {1[${other}]}"|attr("format"))(thing, {"${other}": 7}) }}`, options, `${word} 7`);
        await expectText(context, `{{ ("{it.${name}}-{n:03}"|attr("format_map"))({"it": thing, "n": 5}) }}`, options, `${word}-005`);
        await expectText(context, '{{ (label|attr("format"))(thing) }}', options, `<${word}>`);
        await expectText(context, `{{ "{}+{}"|attr("format")|apply("${word}", 2) }} {{ apply("{x}"|attr("format"), x=3) }}`, options, `${word}+2 3`);
      }
    },
    'markup stays markup and escapes what it is given': async (context) => {
      const word = context.random.word();
      for (const kind of ['plain', 'sandbox', 'immutable', 'escaping-sandbox']) {
        await expectText(context, `{{ ("<b>{}</b>{x}"|safe|attr("format"))("<${word}>", x="&") }}`, { kind }, `<b>&lt;${word}&gt;</b>&amp;`);
      }
      await expectText(context, `{{ ("<b>{}</b>"|safe|attr("format"))(1) }}{{ "<" }}`, { kind: 'escaping-sandbox' }, '<b>1</b>&lt;');
    },
  },
};
