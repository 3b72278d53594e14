import assert from 'node:assert/strict';
import { installNotifySend } from './notify-send.mjs';

/** Texts as people write them, which no shell may change. @param {any} random */
const livelyText = (random) =>
  random.pick([
    `${random.word()}'s ${random.word()}`, `"${random.word()}" & $${random.word()}`, `\`${random.token(7)}\` $(${random.token(7)})`, `C:\\${random.word()}\\n`, `${random.word()}; ${random.word()} | x`,
    `50% <${random.word()}> #${random.int(1, 9)}`, `Café ${random.word()} 漢`, `!${random.word()}! *?`, `\\${random.word()}\\`, `-${random.word()}`,
  ]);

/** @param {string} text */
const escaped = (text) => text.replace(/["$`\\]/g, '\\$&');

/** What notify-send was called with. @param {any} context @param {object} options @returns {Promise<string[]>} */
async function shown(context, options) {
  const program = await installNotifySend(context);
  assert.equal(await context.target.callWithin(60_000, 'notify', options), null);
  const calls = await program.calls();
  assert.equal(calls.length, 1);
  return calls[0];
}

export default {
  driver: 'driver.mjs',
  cases: {
    'first values, then flags and values in their order': async ({ target, random }) => {
      const [title, message, one, two] = [`${random.word()} ${random.word()}`, random.word(), random.word(), random.word()];
      const number = random.int(-9, 99);
      assert.deepEqual(await target.call('list', { zeta: one, alpha: number, beta: two }, { initial: [title, message] }), [
        `"${title}"`, `"${message}"`, '-zeta', `"${one}"`, '-alpha', `"${number}"`, '-beta', `"${two}"`,
      ]);
      assert.deepEqual(await target.call('list', { [one]: two }), [`-${one}`, `"${two}"`]);
      assert.deepEqual(await target.call('list', {}, {}), []);
      assert.deepEqual(await target.call('list', {}, { initial: [''] }), ['""']);
    },
    'what stands between dash and name': async ({ target, random }) => {
      const [key, value, between] = [random.word(), random.word(), random.pick(['-', '/', 'x-'])];
      assert.deepEqual(await target.call('list', { [key]: value }, { keyExtra: between }), [`-${between}${key}`, `"${value}"`]);
    },
    'only what is allowed, and only what is its own': async ({ target, random }) => {
      const [one, two, three] = [`a${random.word()}`, `b${random.word()}`, `c${random.word()}`];
      const options = { [one]: 'x', [two]: 'y', [three]: 'z' };
      assert.deepEqual(await target.call('list', options, { allowedArguments: [three, one] }), [`-${one}`, '"x"', `-${three}`, '"z"']);
      assert.deepEqual(await target.call('list', options, { allowedArguments: [], initial: ['t'] }), ['"t"']);
      assert.deepEqual(await target.call('inheriting', { [one]: 'x' }, { [two]: 'y' }), [`-${one}`, '"x"']);
    },
    'switches': async ({ target, random }) => {
      const [on, off, text] = [`a${random.word()}`, `b${random.word()}`, `c${random.word()}`];
      const options = { [on]: true, [off]: false, [text]: 'true', zero: 0, empty: '' };
      const rest = [`-${text}`, '"true"', '-zero', '"0"', '-empty', '""'];
      assert.deepEqual(await target.call('list', options, { explicitTrue: true }), [`-${on}`, ...rest]);
      assert.deepEqual(await target.call('list', options), [`-${on}`, '"true"', `-${off}`, '"false"', ...rest]);
    },
    'signs of a shell': async ({ target, random }) => {
      for (let count = 0; count < 12; count++) {
        const [text, other] = [livelyText(random), livelyText(random)];
        assert.deepEqual(await target.call('list', { key: text }, { initial: [other] }), [`"${escaped(other)}"`, '-key', `"${escaped(text)}"`]);
        assert.deepEqual(await target.call('list', { key: text }, { initial: [other], noEscape: true }), [`"${other}"`, '-key', `"${text}"`]);
      }
    },
    'line breaks': async ({ target, random }) => {
      const [one, two, three, four] = [random.word(), random.word(), random.word(), random.word()];
      const text = `${one}\n${two}\r\n${three}\n\n"${four}"\r`;
      assert.deepEqual(await target.call('list', { key: text }, { initial: [text] }), [
        `"${one}\\n${two}\\n${three}\\n\\n\\"${four}\\"\r"`, '-key', `"${one}\\n${two}\\n${three}\\n\\n\\"${four}\\"\r"`,
      ]);
      assert.deepEqual(await target.call('list', { key: text }, { keepNewlines: true }), ['-key', `"${escaped(text)}"`]);
      assert.deepEqual(await target.call('list', { key: text }, { keepNewlines: true, noEscape: true, wrapper: '' }), ['-key', text]);
    },
    'what stands around values': async ({ target, random }) => {
      const [text, wrapper] = [livelyText(random), random.pick(["'", '|', '%%'])];
      assert.deepEqual(await target.call('list', { key: text, number: 7 }, { wrapper, initial: ['a b'] }), [`${wrapper}a b${wrapper}`, '-key', `${wrapper}${escaped(text)}${wrapper}`, '-number', `${wrapper}7${wrapper}`]);
      assert.deepEqual(await target.call('list', { key: text, number: 7 }, { wrapper: '', noEscape: true, initial: ['a b'] }), ['a b', '-key', text, '-number', '7']);
    },
    'lists': async (context) => {
      const { target, random } = context;
      const [one, two, three] = [random.word(), `${random.word()}-${random.int(1, 9)}.${random.word()}`, random.int(1, 99)];
      assert.deepEqual(await target.call('list', { key: [one, two, three], other: [two] }, { wrapper: '', noEscape: true }), ['-key', `${one},${two},${three}`, '-other', two]);
      const call = await shown(context, { title: 'x', message: 'y', icon: [one, two], category: [two, three], hint: [one] });
      assert.deepEqual(['--icon', '--category', '--hint'].map((flag) => call[call.indexOf(flag) + 1]), [`${one},${two}`, `${two},${three}`, one]);
    },
    'notify-send gets every text as it is': async (context) => {
      const { random } = context;
      for (let count = 0; count < 4; count++) {
        const [title, message, icon, name] = [livelyText(random), `${livelyText(random)}\n${random.word()}`, livelyText(random), livelyText(random)];
        const call = await shown(context, { title, message, icon, 'app-name': name, urgency: 'low', other: 'nobody asked' });
        assert.deepEqual(call.slice(0, 2), [title, message.replace('\n', '\\n')]);
        const options = Object.fromEntries(Array.from({ length: (call.length - 2) / 2 }, (_, index) => [call[2 + 2 * index], call[3 + 2 * index]]));
        assert.deepEqual(options, { '--icon': icon, '--app-name': name, '--urgency': 'low', '--expire-time': '10000' });
      }
    },
  },
};
