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

/** @type {[string, string][]} */
const FORMATS = [['.format', '.format_map'], ['["format"]', '["format_map"]']];

export default {
  driver: 'driver.py',
  cases: {
    'attributes and items, by a dot': async (context) => {
      const [name, value, other] = [context.random.word(), context.random.token(), context.random.token()];
      for (const kind of SANDBOXES) {
        await expectText(context, `{{ thing.${name} }}`, { kind, attributes: { [name]: value }, items: { [name]: other } }, value);
        await expectText(context, `{{ thing.${name} }}`, { kind, items: { [name]: other } }, other);
        await expectText(context, `{{ thing.${name} }}`, { kind, dynamic: { [name]: value }, items: { [name]: other } }, value);
        await expectText(context, `{{ map.${name} }} {{ map.items()|list|length }}`, { kind, values: { map: { [name]: value, items: 1 } } }, `${value} 2`);
      }
    },
    'items and attributes, by brackets': async (context) => {
      const [name, value, other] = [context.random.word(), context.random.token(), context.random.token()];
      for (const kind of SANDBOXES) {
        await expectText(context, `{{ thing["${name}"] }}`, { kind, attributes: { [name]: value }, items: { [name]: other } }, other);
        await expectText(context, `{{ thing["${name}"] }}{{ thing[wanted] }}`, { kind, attributes: { [name]: value }, labels: { wanted: name } }, value + value);
        await expectText(context, `{{ map["items"] }} {{ list[1] }} {{ list[-1] }} {{ "${value}"[2] }} {{ list[:2] }}`, { kind, values: { map: { items: other }, list: [1, 2, 3] } }, `${other} 2 3 ${value[2]} [1, 2]`);
        await expectText(context, `{{ ("${name}"["upper"])() }}`, { kind }, name.toUpperCase());
      }
    },
    'what is missing is undefined': async (context) => {
      const name = context.random.token();
      for (const access of [`thing.${name}`, `thing["${name}"]`, `list.${name}`, `list["${name}"]`, 'list[7]', `(5).${name}`, '(5)[0]', 'none[0]']) {
        await expectText(context, `[{{ ${access} }}]{{ (${access}) is defined }}`, { kind: 'sandbox', values: { list: [1] } }, '[]False');
        await expectError(context, `{{ ${access} }}`, { kind: 'strict-sandbox', values: { list: [1] } }, 'UndefinedError');
      }
    },
    'what the sandbox holds back is not given': async (context) => {
      const key = context.random.token();
      for (const kind of SANDBOXES) {
        for (const access of ['thing._key', 'thing["_key"]', 'thing.__class__', '"x"["__class__"]', 'thing.greet.__globals__', 'thing.greet["__func__"]']) await expectError(context, `{{ (${access}).more }}`, { kind, private: { _key: key } }, 'SecurityError');
      }
      await expectError(context, '{{ [1].append(2) }}', { kind: 'immutable' }, 'SecurityError');
      await expectError(context, '{{ [1]["append"](2) }}', { kind: 'immutable' }, 'SecurityError');
      await expectText(context, '{{ [1].append(2) }}{{ [1]["append"](2) }}', { kind: 'sandbox' }, 'NoneNone');
    },
    'environments decide themselves what they hold back, and what stands for it': async (context) => {
      const [name, value] = [context.random.token(), context.random.token()];
      for (const access of [`thing.${name}`, `thing["${name}"]`, '"x".upper', '"x"["upper"]']) await expectError(context, `{{ (${access})() }}`, { kind: 'choosy', attributes: { [name]: value }, hidden: [name, 'upper'] }, 'SecurityError');
      for (const access of ['thing._key', 'thing["_key"]']) await expectError(context, `{{ (${access}).more }}`, { kind: 'quiet', private: { _key: value } }, 'UndefinedError');
    },
    'functions are called': async (context) => {
      const [name, word] = [context.random.word(), context.random.word()];
      for (const kind of SANDBOXES) {
        await expectText(context, `{{ thing.greet("${word}") }} {{ thing.greet(word="${word}") }} {{ thing["greet"]() }}`, { kind, attributes: { name } }, `${name} greets ${word} ${name} greets ${word} ${name} greets nobody`);
        await expectText(context, `{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(b=3, a="${word}") }}{{ range(3)|list }}{{ dict(a=1) }}`, { kind }, `12${word}3[0, 1, 2]{'a': 1}`);
        await expectError(context, '{{ range(1000000) }}', { kind }, 'OverflowError');
      }
    },
    'what is not to be called is not': async (context) => {
      for (const kind of SANDBOXES) await expectError(context, '{{ dangerous() }}', { kind }, 'SecurityError');
    },
    'texts are formatted': async (context) => {
      const { random } = context;
      const [name, word, other] = [random.word(), random.token(), random.word()];
      for (const [format, formatMap] of FORMATS) {
        for (const kind of SANDBOXES) {
          const options = { kind, attributes: { [name]: word }, labels: { label: `<{0.${name}}>` } };
          await expectText(context, `{{ "{} {a:>12}"${format}("${other}", a="${word}") }}`, options, `${other} ${word.padStart(12)}`);
          await expectText(context, `{{ "{0.${name}} {1[${other}]} {2[0]}"${format}(thing, {"${other}": 7}, [8]) }}`, options, `${word} 7 8`);
          await expectText(context, `{{ "{it.${name}}-{n:03}"${formatMap}({"it": thing, "n": 5}) }}`, options, `${word}-005`);
          await expectText(context, `{{ "<>"${format}() }}{{ "%s{}"${format}(1) }}`, options, '<>%s1');
          await expectText(context, `{{ label${format}(thing) }}`, options, `<${word}>`);
        }
      }
    },
    'others format texts too': async (context) => {
      const { random } = context;
      const [name, word] = [random.word(), random.token()];
      for (const [format, formatMap] of FORMATS) {
        for (const kind of SANDBOXES) {
          const options = { kind, attributes: { [name]: word } };
          await expectText(context, `{{ "{}+{}"${format}|apply("${word}", 2) }} {{ apply("{x}"${format}, x=3) }}`, options, `${word}+2 3`);
          await expectText(context, `{{ thing.run("{0.${name}}"${format}, thing) }} {{ thing.run("{a}"${formatMap}, {"a": "${word}"}) }}`, options, `${word} ${word}`);
          await expectText(context, `{% set make = "<{}>"${format} %}{{ make(1) }}{{ [make, make]|map("apply", "${word}")|join }}`, options, `<1><${word}><${word}>`);
        }
      }
    },
    'markup stays markup and escapes what it is given': async (context) => {
      const word = context.random.word();
      for (const [format, formatMap] of FORMATS) {
        for (const kind of ['sandbox', 'immutable', 'escaping-sandbox']) {
          await expectText(context, `{{ ("<b>{}</b>{x}"|safe)${format}("<${word}>", x="&") }}`, { kind }, `<b>&lt;${word}&gt;</b>&amp;`);
          await expectText(context, `{{ ("<b>{x}</b>"|safe)${formatMap}({"x": "<${word}>"}) }}{{ ("<i>{}</i>"|safe)${format}|apply("<") }}`, { kind }, `<b>&lt;${word}&gt;</b><i>&lt;</i>`);
        }
      }
    },
    'wrong arguments are errors': async (context) => {
      for (const [format, formatMap] of FORMATS) {
        for (const call of [`"{x}"${formatMap}()`, `"{x}"${formatMap}({"x": 1}, 2)`, `"{x}"${formatMap}(x=1)`]) await expectError(context, `{{ ${call} }}`, { kind: 'sandbox' }, 'TypeError');
        await expectError(context, `{{ "{x}"${format}() }}`, { kind: 'sandbox' }, 'KeyError');
        await expectError(context, `{{ "{}"${format}() }}`, { kind: 'sandbox' }, 'IndexError');
      }
    },
    'what is called so but is none is called itself': async (context) => {
      const word = context.random.word();
      for (const kind of SANDBOXES) {
        await expectText(context, `{{ other.format("${word}") }}{{ other["format"](2) }}{{ other.format|apply(3) }}`, { kind }, `made ${word}made 2made 3`);
        await expectText(context, '{{ map.format }}{{ map["format"] }}', { kind, values: { map: { format: word } } }, word + word);
      }
    },
  },
};
