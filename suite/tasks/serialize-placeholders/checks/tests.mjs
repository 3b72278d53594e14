import assert from 'node:assert/strict';
import { build, describe } from './driver.mjs';
import { evaluate, serialize } from './page.mjs';
import { drawRegExp, drawScalar, drawUrl, drawValue, surround } from './values.mjs';

/** Serialises every value and asserts that a page gets it back. */
async function assertRoundTrips(context, specs, options) {
  const texts = [];
  for (const spec of specs) texts.push(await serialize(context.target, spec, options));
  const { results } = await evaluate(context, texts);
  specs.forEach((spec, index) => assert.deepEqual(results[index], { value: describe(build(spec)) }, `${JSON.stringify(describe(build(spec)))} became ${texts[index]}`));
  return texts;
}

const value = (one) => ['value', one];
const many = (count, draw) => Array.from({ length: count }, draw);

/** The UID that the package makes of these bytes. @param {Uint8Array} bytes */
const uidOf = (bytes) => [...bytes].map((byte) => byte.toString(16)).join('');

export default {
  driver: 'driver.mjs',
  cases: {
    'what JSON knows': async (context) => {
      const { random } = context;
      const words = { [random.word()]: [1, -2.5, 0, true, false, null, random.word()], inner: { '"': '\\', '</p>': '\u2028\u2029', empty: {}, none: [] } };
      await assertRoundTrips(context, [words, [], {}, '', 'x', 0, true, null, [[null]]].map(value));
    },
    'dates to the millisecond': async (context) => {
      const { random } = context;
      const dates = [0, 1, -1, 999, 8.64e15, -8.64e15, ...many(8, () => random.int(-1e13, 4e12))].map((time) => value(new Date(time)));
      await assertRoundTrips(context, [...dates, ['list', dates]]);
    },
    'regular expressions with source and flags': async (context) => {
      const fixed = [/a\/b[/"'\\]/g, /\u{1f600}/u, /[\p{L}--[a-z]]/v, /^\s*"[^"]*\\"$/my, /<\/p>|\u2028/i, new RegExp(''), new RegExp('\n'), new RegExp('"\\)//'), /(?<=\$)&/d];
      await assertRoundTrips(context, [...fixed, ...many(12, () => drawRegExp(context.random))].map((one) => surround(context.random, value(one))));
    },
    'addresses with the same href': async (context) => {
      const fixed = ['https://a.example', 'https://a.example/?a=1&b=2#c=d&e', 'https://a.example/%3Cb%3E?%22#%60', 'about:blank', "tel:(+49)'0'", 'data:text/html,a<b>c', 'x:a b{c}|d^e`f`', 'x:$&$1$$'];
      await assertRoundTrips(context, [...fixed.map((href) => new URL(href)), ...many(16, () => drawUrl(context.random))].map((one) => surround(context.random, value(one))));
    },
    'maps with entries of any kind, in order': async (context) => {
      const { random } = context;
      const keys = [['value', /k/g], ['value', new Date(5)], ['list', [value(1)]], ['object', [['k', value(undefined)]]], value(null), value(undefined), value(7n), value(drawUrl(random)), ['map', []]];
      await assertRoundTrips(context, [['map', []], ['map', random.shuffle(keys).map((key) => [key, drawValue(random, 2)])], ['list', [['map', [[value('a'), ['map', [[value('b'), value(1)]]]]]]]]]);
    },
    'sets with members of any kind, in order': async (context) => {
      const { random } = context;
      const members = many(9, () => drawValue(random, 2));
      const nested = ['map', [[value('"'), ['set', [value('<')]]]]];
      await assertRoundTrips(context, [['set', []], ['set', members], ['set', [['set', members], nested]]]);
    },
    'sparse arrays with their length and holes': async (context) => {
      const { random } = context;
      const length = random.int(12, 40);
      const elements = [[1, drawValue(random, 2)], [4, value(undefined)], [5, value(null)], [length - 1, ['sparse', 4, [[2, drawScalar(random)]]]]];
      const specs = [['sparse', 1, []], ['sparse', length, []], ['sparse', length, elements], ['sparse', length, elements.slice(0, 2)], ['object', [['a', ['sparse', 3, [[0, value('x')]]]]]]];
      await assertRoundTrips(context, specs);
    },
    'undefined, infinities and big integers': async (context) => {
      const { random } = context;
      const values = [undefined, Infinity, -Infinity, 0n, 1n, -1n, BigInt(random.int(1, 1e9)) ** 20n, -(BigInt(random.int(1, 1e9)) ** 3n)].map(value);
      await assertRoundTrips(context, [...values, ['list', values], ['object', values.map((spec, index) => [`k${index}`, spec])], ['set', values]]);
    },
    'functions that can be called': async (context) => {
      const specs = [
        ['function', '(a, b) => a + b'],
        ['function', 'function (a, b) { return [b, a, "$& $1", \'"\']; }'],
        ['method', 'add(a, b) { return a + 2 * b; }', 'add'],
        ['method', 'async later(a) { return a; }', 'later'],
        ['method', '*steps(a) { yield a; }', 'steps'],
        ['function', `(a) => ({ a, word: "${context.random.word()}" })`],
      ];
      await assertRoundTrips(context, [...specs, ['object', specs.map((spec, index) => [`f${index}`, spec])], ['map', specs.map((spec) => [value(1), spec])]]);
    },
    'native functions are refused': async ({ target, random, fail }) => {
      // Once only: the package's own expression for native functions keeps its place from a match to the next call.
      const spec = random.pick([['native', 'map'], ['map', [[value(random.word()), ['native', 'slice']]]], ['object', [['a', ['native', 'at']]]]]);
      const text = await serialize(target, spec).catch((error) => error);
      if (text?.errorName !== 'TypeError') fail(`a native function became ${text}`);
    },
    'every placeholder gets its own value': async (context) => {
      const { random } = context;
      const kinds = [
        (n) => value(new Date(n)), (n) => value(new RegExp(`r${n}`)), (n) => value(new URL(`https://u${n}.example/`)), (n) => value(BigInt(n)), (n) => ['map', [[value(n), value(n)]]],
        (n) => ['set', [value(n)]], (n) => ['sparse', n + 2, [[n, value(n)]]], (n) => ['function', `() => ${n}`], (n) => value(n % 2 === 0 ? Infinity : -Infinity), () => value(undefined),
      ];
      const specs = random.shuffle(kinds.flatMap((make) => many(12, () => make(random.int(0, 99)))));
      await assertRoundTrips(context, [['list', specs], ['object', random.shuffle(specs).map((spec, index) => [`k${index}`, spec])]]);
    },
    'values inside values': async (context) => {
      await assertRoundTrips(context, many(40, () => drawValue(context.random, 4)));
    },
    'options hold for what is inside': async (context) => {
      const { random } = context;
      const word = random.word();
      const inside = ['object', [['f', ['function', '() => 1']], [word, value('</b>')]]];
      const kept = ['object', [[word, value('</b>')]]];
      for (const wrap of [(spec) => ['map', [[value('k'), spec]]], (spec) => ['set', [spec]], (spec) => ['sparse', 3, [[1, spec]]]]) {
        const text = await serialize(context.target, wrap(inside), { ignoreFunction: true });
        const { results } = await evaluate(context, [text]);
        assert.deepEqual(results, [{ value: describe(build(wrap(kept))) }], text);
        const [indented] = await assertRoundTrips(context, [wrap(inside)], { space: 2 });
        assert.match(indented, /\n +"/);
      }
    },
    'unsafe and indented texts give the same values': async (context) => {
      const { random } = context;
      for (const options of [{ unsafe: true }, { space: random.pick([1, 4, '\t']) }, { space: 2, unsafe: true }, random.int(1, 8)]) {
        await assertRoundTrips(context, [...many(6, () => drawValue(random, 3)), value(drawUrl(random)), ['map', [[value('</p>'), value(drawUrl(random))]]]], options);
      }
    },
    'what only looks like a placeholder is text': async (context) => {
      const { random, target } = context;
      const bytes = random.bytes(16);
      await target.restart({ args: bytes });
      const look = (type) => `@__${type}-${uidOf(bytes)}-0__@`;
      const texts = [...'FRDMSAUIBL'].map((type) => value(`${random.word()}"${look(type)}`));
      await assertRoundTrips(context, [['list', [value(drawUrl(random)), value(/x/), value(new Date(7)), ['map', [[value(1), value(2)]]], value(undefined), ...texts]], ['map', [[texts[0], value(5n)]]]]);
      await target.restart();
    },
  },
};
