import assert from 'node:assert/strict';
import { argumentsOf, livelyText, SHELLS } from './shell.mjs';

/** Quotes the lists and has both shells read them. @param {any} context @param {unknown[][]} lists @param {string[][]} [expected] */
async function assertRead(context, lists, expected = lists.map((list) => list.map(String))) {
  const quoted = [];
  for (const list of lists) {
    const text = await context.target.call('quote', list);
    assert.equal(typeof text, 'string');
    quoted.push(text);
  }
  for (const shell of SHELLS) assert.deepEqual(await argumentsOf(context, shell, quoted), expected);
}

export default {
  driver: 'driver.mjs',
  cases: {
    'plain words': async (context) => {
      const { random } = context;
      await assertRead(context, [[random.word()], [random.word(), random.word(), `--${random.word()}`, `./${random.word()}/${random.word()}.txt`], Array.from({ length: 60 }, () => random.word())]);
    },
    'nothing': async ({ target }) => {
      assert.equal(await target.call('quote', []), '');
    },
    'texts of every kind': async (context) => {
      await assertRead(context, Array.from({ length: 40 }, () => Array.from({ length: context.random.int(1, 5) }, () => livelyText(context.random))));
    },
    'each sign that is often quoted': async (context) => {
      const { random } = context;
      const word = random.word();
      const texts = [...'$`()#&*|!'].flatMap((sign) => [sign, `${sign}${word}`, `${word}${sign}`, `${word}${sign}${sign}${word}`]);
      await assertRead(context, [texts, ...texts.map((text) => [text])]);
      const spaced = [...'$`()#&*|;<>?[]{}~=%^'].flatMap((sign) => [`${sign} ${word}`, `${word} x\n${sign}`]);
      const beside = [...'()#*?[]{}~=%^'].flatMap((sign) => [`${sign}'${word}`, `it's ${sign}"${word}" ${sign}`]);
      await assertRead(context, [spaced, beside]);
    },
    'backslashes': async (context) => {
      const word = context.random.word();
      await assertRead(context, [['\\', `\\${word}`, `${word}\\\\`, `C:\\${word}\\${word}`, '\\n']]);
    },
    'values that are no texts': async (context) => {
      const number = context.random.int(2, 9999);
      await assertRead(context, [[0, 1, number, -number, true, false, null, undefined], ['a', false, 'b'], [null]], [['0', '1', String(number), String(-number), 'true', 'false', 'null', 'undefined'], ['a', 'false', 'b'], ['null']]);
    },
    'operators': async (context) => {
      const { random } = context;
      const operators = ['||', '&&', ';;', '|&', '&', ';', '(', ')', '|', '<', '>'];
      const words = operators.map(() => random.word());
      await assertRead(context, operators.map((op, index) => ['a', { op }, words[index]]), operators.map((op, index) => ['a', op, String(words[index])]));
    },
    'parse gives the words again': async ({ target, random }) => {
      for (let count = 0; count < 10; count++) {
        const list = Array.from({ length: random.int(1, 5) }, () => random.pick([random.word(), `${random.word()} ${random.word()}`, `"${random.word()}"`, `a-${random.word()}.b/c`, `${random.word()} x\t${random.word()}`]));
        assert.deepEqual(await target.call('again', list), list);
      }
    },
  },
};
