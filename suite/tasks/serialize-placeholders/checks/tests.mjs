import assert from 'node:assert/strict';
import { build, describe } from './driver.mjs';
import { evaluate, serialize } from './page.mjs';
import { drawRegExp, drawScalar, drawUrl, drawValue, surround } from './values.mjs';

/**
 * Serialises every value and asserts that a page gets it back, or `expected` instead.
 * @param {any} context
 * @param {{ kind: string, spec: any[], expected?: any[], options?: unknown }[]} requests
 */
async function assertRoundTrips(context, requests) {
  const answers = await serialize(context.target, requests.map(({ spec, options }) => [spec, options]));
  return assertPageGets(context, answers, requests);
}

/** @param {any} context @param {{ text: string | null, refused: string }[]} answers @param {{ kind: string, spec: any[], expected?: any[] }[]} requests */
async function assertPageGets(context, answers, requests) {
  const texts = answers.map(({ text }) => text ?? '');
  const { results } = await evaluate(context, texts);
  for (const [index, { kind, spec, expected = spec }] of requests.entries()) {
    const wanted = describe(build(expected));
    assert.deepEqual(results[index], { value: wanted }, `${kind}: ${JSON.stringify(wanted)} became ${answers[index]?.text ?? answers[index]?.refused}`);
  }
  return texts;
}

const value = (one) => ['value', one];
const many = (count, draw) => Array.from({ length: count }, draw);

/** The UID that the package makes of these bytes. @param {Uint8Array} bytes */
const uidOf = (bytes) => [...bytes].map((byte) => byte.toString(16)).join('');

const functions = (random) => [
  ['function', '(a, b) => a + b'],
  ['function', 'function (a, b) { return [b, a, "$& $1", \'"\']; }'],
  ['method', 'add(a, b) { return a + 2 * b; }', 'add'],
  ['method', 'async later(a) { return a; }', 'later'],
  ['method', '*steps(a) { yield a; }', 'steps'],
  ['function', `(a) => ({ a, word: "${random.word()}" })`],
];

/** Values that JSON has no word for, each made of a number. */
const numbered = [
  (n) => value(new Date(n)), (n) => value(new RegExp(`r${n}`)), (n) => value(new URL(`https://u${n}.example/`)), (n) => value(BigInt(n)), (n) => ['map', [[value(n), value(n)]]],
  (n) => ['set', [value(n)]], (n) => ['sparse', n + 2, [[n, value(n)]]], (n) => ['function', `() => ${n}`], (n) => value(n % 2 === 0 ? Infinity : -Infinity), () => value(undefined),
];

/** @type {Record<string, (random: any) => any[][]>} */
const kinds = {
  'what JSON knows': (random) => {
    const words = { [random.word()]: [1, -2.5, 0, true, false, null, random.word()], inner: { '"': '\\', '</p>': '\u2028\u2029', empty: {}, none: [] } };
    return [words, [], {}, '', 'x', 0, true, null, [[null]]].map(value);
  },
  'dates to the millisecond': (random) => {
    const dates = [0, 1, -1, 999, 8.64e15, -8.64e15, ...many(8, () => random.int(-1e13, 4e12))].map((time) => value(new Date(time)));
    return [...dates, ['list', dates]];
  },
  'regular expressions with source and flags': (random) => {
    const fixed = [/a\/b[/"'\\]/g, /\u{1f600}/u, /[\p{L}--[a-z]]/v, /^\s*"[^"]*\\"$/my, /<\/p>|\u2028/i, new RegExp(''), new RegExp('\n'), new RegExp('"\\)//'), /(?<=\$)&/d];
    return [...fixed, ...many(12, () => drawRegExp(random))].map((one) => surround(random, value(one)));
  },
  'addresses with the same href': (random) => {
    const fixed = ['https://a.example', 'https://a.example/?a=1&b=2#c=d&e', 'https://a.example/%3Cb%3E?%22#%60', 'about:blank', "tel:(+49)'0'", 'data:text/html,a<b>c', 'x:a b{c}|d^e`f`', 'x:$&$1$$'];
    return [...fixed.map((href) => new URL(href)), ...many(16, () => drawUrl(random))].map((one) => surround(random, value(one)));
  },
  'maps with entries of any kind, in order': (random) => {
    const keys = [['value', /k/g], ['value', new Date(5)], ['list', [value(1)]], ['object', [['k', value(undefined)]]], value(null), value(undefined), value(7n), value(drawUrl(random)), ['map', []]];
    return [['map', []], ['map', random.shuffle(keys).map((key) => [key, drawValue(random, 2)])], ['list', [['map', [[value('a'), ['map', [[value('b'), value(1)]]]]]]]]];
  },
  'sets with members of any kind, in order': (random) => {
    const members = many(9, () => drawValue(random, 2));
    const nested = ['map', [[value('"'), ['set', [value('<')]]]]];
    return [['set', []], ['set', members], ['set', [['set', members], nested]]];
  },
  'sparse arrays with their length and holes': (random) => {
    const length = random.int(12, 40);
    const elements = [[1, drawValue(random, 2)], [4, value(undefined)], [5, value(null)], [length - 1, ['sparse', 4, [[2, drawScalar(random)]]]]];
    return [['sparse', 1, []], ['sparse', length, []], ['sparse', length, elements], ['sparse', length, elements.slice(0, 2)], ['object', [['a', ['sparse', 3, [[0, value('x')]]]]]]];
  },
  'undefined, infinities and big integers': (random) => {
    const values = [undefined, Infinity, -Infinity, 0n, 1n, -1n, BigInt(random.int(1, 1e9)) ** 20n, -(BigInt(random.int(1, 1e9)) ** 3n)].map(value);
    return [...values, ['list', values], ['object', values.map((spec, index) => [`k${index}`, spec])], ['set', values]];
  },
  'functions that can be called': (random) => {
    const specs = functions(random);
    return [...specs, ['object', specs.map((spec, index) => [`f${index}`, spec])], ['map', specs.map((spec) => [value(1), spec])]];
  },
  'every placeholder gets its own value': (random) => {
    const specs = random.shuffle(numbered.flatMap((make) => many(12, () => make(random.int(0, 99)))));
    return [['list', specs], ['object', random.shuffle(specs).map((spec, index) => [`k${index}`, spec])]];
  },
  'values inside values': (random) => many(40, () => drawValue(random, 4)),
};

/** @type {((spec: any[]) => any[])[]} */
const containers = [(spec) => ['map', [[value('k'), spec]]], (spec) => ['set', [spec]], (spec) => ['sparse', 3, [[1, spec]]]];

export default {
  driver: 'driver.mjs',
  cases: {
    'a page gets values of every kind back': async (context) => {
      await assertRoundTrips(context, Object.entries(kinds).flatMap(([kind, draw]) => draw(context.random).map((spec) => ({ kind, spec }))));
    },
    'options hold for what is inside, and give the same values': async (context) => {
      const { random } = context;
      const word = random.word();
      const inside = ['object', [['f', ['function', '() => 1']], [word, value('</b>')]]];
      const kept = ['object', [[word, value('</b>')]]];
      const indented = containers.map((wrap) => ({ kind: 'indented inside', spec: wrap(inside), options: { space: 2 } }));
      const ignored = containers.map((wrap) => ({ kind: 'functions left out inside', spec: wrap(inside), expected: wrap(kept), options: { ignoreFunction: true } }));
      const same = [{ unsafe: true }, { space: random.pick([1, 4, '\t']) }, { space: 2, unsafe: true }, random.int(1, 8)].flatMap((options) =>
        [...many(6, () => drawValue(random, 3)), value(drawUrl(random)), ['map', [[value('</p>'), value(drawUrl(random))]]]].map((spec) => ({ kind: JSON.stringify(options), spec, options })),
      );
      const texts = await assertRoundTrips(context, [...indented, ...ignored, ...same]);
      for (const text of texts.slice(0, indented.length)) assert.match(text, /\n +"/);
    },
    'native functions are refused': async ({ target, random, fail }) => {
      // Once only: the package's own expression for native functions keeps its place from a match to the next call.
      const spec = random.pick([['native', 'map'], ['map', [[value(random.word()), ['native', 'slice']]]], ['object', [['a', ['native', 'at']]]]]);
      const [answer] = await serialize(target, [[spec]]);
      if (answer?.refused !== 'TypeError') fail(`a native function became ${answer?.text}`);
    },
    'what only looks like a placeholder is text': async (context) => {
      const { random, target } = context;
      const bytes = random.bytes(16);
      const look = (type) => `@__${type}-${uidOf(bytes)}-0__@`;
      const looks = [...'FRDMSAUIBL'].map((type) => value(`${random.word()}"${look(type)}`));
      const specs = [['list', [value(drawUrl(random)), value(/x/), value(new Date(7)), ['map', [[value(1), value(2)]]], value(undefined), ...looks]], ['map', [[looks[0], value(5n)]]]];
      const answers = await serialize(target, specs.map((spec) => [spec]), bytes);
      await assertPageGets(context, answers, specs.map((spec) => ({ kind: 'text like a placeholder', spec })));
    },
  },
};
