import assert from 'node:assert/strict';
import { drawDocument, drawScalar, quote, spellName } from './documents.mjs';

/** Texts that are refused in a state that `push` has set, with the line and column of the refusal. */
const refused = [
  ['{a:1 b:2}', 1, 6],
  ['[1 2]', 1, 4],
  ['[[1] [2]]', 1, 6],
  ['{a:{b:1} c:2}', 1, 10],
  ['1 2', 1, 3],
  ['null true', 1, 6],
  ['[]{}', 1, 3],
  ['{a:[1,2}', 1, 8],
  ['[{a:1]', 1, 6],
  ['["x":1]', 1, 5],
  ['{a:1,\n b}', 2, 3],
  ['[1,\n\n {', 3, 3],
  ['{a:', 1, 4],
  ['[', 1, 2],
  ['{', 1, 2],
  ['[,]', 1, 2],
  ['{,}', 1, 2],
  ['{a:}', 1, 4],
  ['', 1, 1],
];

const inherited = ['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', '__defineGetter__', 'length', 'name', ''];

export default {
  driver: 'driver.mjs',
  cases: {
    'documents of all kinds become the values that they say': async ({ target, random }) => {
      for (let count = 0; count < 40; count++) {
        const [value, text] = drawDocument(random, 4);
        assert.deepEqual(await target.call('parse', text), value, text);
      }
    },
    'a lone value is the result': async ({ target, random }) => {
      for (const [text, value] of [['null', null], ['true', true], ['false', false], ['0', 0], ['-0', -0], ['NaN', NaN], ["''", ''], ['[]', []], ['{}', {}]]) {
        assert.deepEqual(await target.call('parse', text), value, text);
      }
      const [value, text] = drawScalar(random);
      assert.deepEqual(await target.call('parse', text), value, text);
    },
    'arrays keep order, nesting and falsy elements': async ({ target, random }) => {
      const [one, two] = [random.int(1, 99), random.word()];
      const value = [null, [], [[one]], {}, [{ a: [] }], false, '', 0, two];
      assert.deepEqual(await target.call('parse', `[null,[],[[${one}]],{},[{a:[]}],false,'',0,'${two}']`), value);
    },
    'the later of two equal names wins': async ({ target, random }) => {
      const name = random.word();
      const [value, text] = drawDocument(random, 2);
      const result = await target.call('parse', `{${name}: {old: 1}, ${name}1: 5, ${spellName(random, name)}: ${text}}`);
      assert.deepEqual(result, { [name]: value, [`${name}1`]: 5 });
    },
    'names of inherited members are data': async ({ target, random }) => {
      for (const name of random.shuffle(inherited)) {
        const [value, text] = drawDocument(random, 2);
        assert.deepEqual(await target.call('parse', `{${quote(random, name)}: ${text}, a: [{${quote(random, name)}: 1}]}`), { [name]: value, a: [{ [name]: 1 }] }, name);
      }
      const word = random.word();
      assert.deepEqual(await target.call('parse', `{constructor: {prototype: {${word}: true}}}`), { constructor: { prototype: { [word]: true } } });
    },
    'a word is just text, whatever it says': async ({ target, random }) => {
      const word = random.word();
      const text = `{${word}: '__proto__', list: ["__proto__", 'constructor', "{__proto__: {${word}: 1}}"]} // __proto__: {}`;
      assert.deepEqual(await target.call('parse', text), { [word]: '__proto__', list: ['__proto__', 'constructor', `{__proto__: {${word}: 1}}`] });
    },
    'names keep their spelling, case and underscores': async ({ target, random }) => {
      const word = random.word();
      const names = ['__proto', 'proto__', '_proto_', '__proto___', '__PROTO__', 'proto', 'prototype', ` ${word}`, `__${word}__`, `${word}.__proto__.x`, '12', '-1'];
      const members = random.shuffle(names).map((name) => [name, random.int(1, 999)]);
      const text = members.map(([name, value]) => `${quote(random, String(name))}: ${value}`).join(',');
      assert.deepEqual(await target.call('parse', `{${text}}`), Object.fromEntries(members));
    },
    'objects have their methods and can be changed': async ({ target, random }) => {
      const [name, word, value] = [random.word(), random.token(6), random.int(1, 999)];
      const answer = await target.call('use', `{z: [1], ${spellName(random, name)}: '${word}', y: {x: null}}`, name, value);
      const json = JSON.stringify({ z: [1], y: { x: null }, [`${name}2`]: value });
      assert.deepEqual(answer, { has: true, hasOther: false, text: '[object Object]', plain: true, before: word, after: value, deleted: true, names: ['z', 'y'], added: value, json });
    },
    'arrays have their methods and can be changed': async ({ target, random }) => {
      const [value, word] = [random.int(1, 999), random.word()];
      assert.deepEqual(await target.call('useArray', `['${word}', ${value}]`, word), { array: [word, value, word], isArray: true, joined: `${word}|${value}|${word}` });
    },
    'a reviver is called from the inside out, with holder, name and value': async ({ target, random }) => {
      const [a, b] = [`a${random.word()}`, `b${random.word()}`];
      const value = { [a]: [7, { [b]: null }], z: 'x' };
      const calls = [
        ['0', 7, 'array', ['0', '1'], true],
        [b, null, 'object', [b], true],
        ['1', { [b]: null }, 'array', ['0', '1'], true],
        [a, [7, { [b]: null }], 'object', [a, 'z'], true],
        ['z', 'x', 'object', [a, 'z'], true],
        ['', value, 'object', [''], true],
      ];
      assert.deepEqual(await target.call('revive', `{${a}: [7, {${b}: null}], z: 'x'}`, []), { value, calls });
    },
    'what a reviver returns takes the place of the value': async ({ target, random }) => {
      const name = random.word();
      for (const to of [null, false, 0, '', NaN, random.word(), [1, [2]], { x: { y: 1 } }]) {
        const answer = await target.call('revive', `{a: {${name}: 1, b: 2}, c: [[{${name}: {d: 3}}]]}`, [{ name, to }]);
        const value = { a: { [name]: to, b: 2 }, c: [[{ [name]: to }]] };
        assert.deepEqual(answer?.value, value);
        assert.ok(Array.isArray(answer?.calls));
        assert.deepEqual(answer.calls.at(-1), ['', value, 'object', [''], true]);
      }
    },
    'undefined from a reviver takes the member away': async ({ target, random }) => {
      const name = random.word();
      const answer = await target.call('revive', `{${name}: 1, a: {b: {${name}: [1]}, c: 4}}`, [{ name, gone: true }]);
      assert.deepEqual(answer?.value, { a: { b: {}, c: 4 } });
      assert.deepEqual(await target.call('places', `['x', 'y', 'z']`, [{ equals: 'y', gone: true }]), { length: 3, indexes: ['0', '2'] });
      assert.deepEqual(await target.call('places', `['x', 'y', 'z']`, [{ equals: 'z', gone: true }]), { length: 3, indexes: ['0', '1'] });
    },
    'a reviver has the last word on the result': async ({ target, random }) => {
      const word = random.word();
      for (const text of ['1', 'null', '[1, 2]', '{a: {b: 1}}']) {
        assert.equal((await target.call('revive', text, [{ name: '', to: word }]))?.value, word);
        assert.equal((await target.call('revive', text, [{ name: '', gone: true }]))?.value, undefined);
      }
      assert.equal((await target.call('revive', 'null', [{ equals: null, to: 3 }]))?.value, 3);
    },
    'documents of all kinds pass a reviver that changes nothing': async ({ target, random }) => {
      for (let count = 0; count < 20; count++) {
        const [value, text] = drawDocument(random, 4);
        assert.deepEqual((await target.call('revive', text, []))?.value, value, text);
      }
    },
    'a reviver may parse': async ({ target, random }) => {
      const [word, number] = [random.word(), random.int(1, 999)];
      const text = `{a: "{b: [1, ${number}]}", c: ['[2,3]', 'null', "'${word}'"], d: 4}`;
      assert.deepEqual(await target.call('reviveTexts', text), { a: { b: [1, number] }, c: [[2, 3], null, word], d: 4 });
    },
    'a reviver that is no function is not asked': async ({ target, random }) => {
      for (const reviver of [null, undefined, 'x', 1, { a: 1 }, ['a']]) {
        const [value, text] = drawDocument(random, 2);
        assert.deepEqual(await target.call('parseWith', text, reviver), value);
      }
    },
    'what is no JSON5 is refused where it goes wrong': async ({ target, random, fail }) => {
      for (const [text, line, column] of random.shuffle(refused)) {
        const answer = await target.call('refusal', text);
        if (answer?.syntaxError !== true) fail(`${text} was not refused with a SyntaxError`);
        assert.deepEqual([answer.line, answer.column], [line, column], String(text));
        const word = random.word();
        assert.deepEqual(await target.call('parse', `{a: ['${word}']}`), { a: [word] });
      }
    },
    'thousands of levels and members': async ({ target, random }) => {
      const levels = random.int(2000, 3000);
      assert.equal(await target.call('depth', '['.repeat(levels) + ']'.repeat(levels)), levels);
      assert.equal(await target.call('depth', `${'{a:'.repeat(levels)}1${'}'.repeat(levels)}`), levels);
      const members = Array.from({ length: levels }, (_, index) => [`k${index}`, index]);
      assert.deepEqual(await target.call('parse', `{${members.map(([name, value]) => `${name}:${value}`).join()}}`), Object.fromEntries(members));
    },
    'the command prints JSON': async ({ run, folder, nodePath, random }) => {
      const word = random.word();
      const path = await folder({ 'x.json5': `// x\n{a: [+1, {'b': '${word}',},], constructor: null}` });
      const result = await run([nodePath, '/work/repo/lib/cli.js', `${path}/x.json5`]);
      assert.deepEqual([result.code, result.stdout.trim()], [0, JSON.stringify({ a: [1, { b: word }], constructor: null })]);
    },
  },
};
