import assert from 'node:assert/strict';
import { drawTexts, SHELLS, show, wordsOf } from './ask.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/**
 * Every text has to become a word.
 * @param {Context} context
 * @param {string[]} texts
 * @param {Record<string, string>} [env]
 */
async function allWords(context, texts, env) {
  const answers = await wordsOf(context, texts, env);
  if ('lost' in answers) return context.fail(answers.lost);
  return answers.map(({ word, again }, index) => ({ word: word ?? context.fail(`${JSON.stringify(texts[index])} becomes no word`), again }));
}

/** @param {Context} context @param {string} command */
async function inShell(context, command) {
  const { code, stderr } = await context.run([context.random.pick(SHELLS), '-c', command], {});
  assert.deepEqual([code, stderr], [0, ''], command);
}

/**
 * Files of these names, opened by a command that has the name in it.
 * @param {Context} context
 * @param {string[]} names
 * @param {Record<string, string>} env
 */
async function expectOpened(context, names, env) {
  const opener = context.random.token();
  const { calls } = await context.recorder(opener);
  const texts = names.map(() => `${context.random.token()}\n`);
  const root = await context.folder(Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])));
  const paths = names.map((name) => `${root}/${name}`);
  const { stdout, code } = await show(context, paths, { ...env, LESSOPEN: `${opener} open %s end` });
  assert.deepEqual([code, stdout], [0, texts.join('')]);
  assert.deepEqual(await calls(), paths.map((path) => ['open', path, 'end']));
}

export default {
  cases: {
    'a shell reads the words as the texts': async (context) => {
      const name = context.random.token();
      const { calls } = await context.recorder(name);
      const texts = drawTexts(context.random);
      const words = await allWords(context, texts);
      await inShell(context, `${name} ${words.map(({ word }) => word).join(' ')}`);
      for (const [index, { word }] of words.entries()) if (index % 5 === 0) await inShell(context, `${name} ${word}`);
      assert.deepEqual(await calls(), [texts, ...texts.filter((_, index) => index % 5 === 0).map((text) => [text])]);
    },
    'a command with words in it is a word again': async (context) => {
      const name = context.random.token();
      const { calls } = await context.recorder(name);
      const [texts, others] = [drawTexts(context.random).slice(0, 20), drawTexts(context.random).slice(0, 8)];
      const lineOf = async (/** @type {string[]} */ list) => `${name} ${(await allWords(context, list)).map(({ word }) => word).join(' ')} 'the end' | cat`;
      const nested = async (/** @type {string} */ command) => `${context.random.pick(SHELLS)} -c ${(await allWords(context, [command]))[0]?.word}`;
      await inShell(context, await nested(await lineOf(texts)));
      await inShell(context, await nested(await nested(await lineOf(others))));
      assert.deepEqual(await calls(), [[...texts, 'the end'], [...others, 'the end']]);
    },
    'texts without such characters stay what they are': async (context) => {
      const { random } = context;
      const texts = [random.token(300), `${random.word()}.${random.word()}`, `/${random.word()}/${random.word()}_1-2+3@x:y`, `${random.word()}é`, '', 'A1', random.token(5_000)];
      assert.deepEqual(await allWords(context, texts), texts.map((text) => ({ word: text, again: text })));
    },
    'words are texts again': async (context) => {
      const texts = drawTexts(context.random);
      assert.deepEqual((await allWords(context, texts)).map(({ again }) => again), texts);
    },
    'long texts with many such characters': async (context) => {
      const { random } = context;
      const texts = [random.shuffle(Array.from({ length: 4_000 }, () => random.pick([...' ;$"\'\\*|ab']))).join(''), ' '.repeat(2_000), '\\'.repeat(1_001), "'\"".repeat(700)];
      const words = await allWords(context, texts);
      assert.deepEqual(words.map(({ again }) => again), texts);
      for (const [index, { word }] of words.entries()) await inShell(context, `test ${(texts[index] ?? '').length} = "$(printf %s ${word} | wc -c)"`);
    },
    'other characters, and another prefix': async (context) => {
      const { random } = context;
      const [a, b] = [random.word().toUpperCase(), random.word().toUpperCase()];
      const texts = [`${a}@${b}`, `@${a}%%@`, `${a} ${b};'"$`, a];
      assert.deepEqual((await allWords(context, texts, { LESSMETACHARS: '@%' })).map(({ word }) => word), [`${a}\\@${b}`, `\\@${a}\\%\\%\\@`, `${a} ${b};'"$`, a]);
      for (const prefix of ['!', 'zz', 'esc']) assert.deepEqual(await allWords(context, texts, { LESSMETACHARS: '@ ', LESSMETAESCAPE: prefix }), [`${a}${prefix}@${b}`, `${prefix}@${a}%%${prefix}@`, `${a}${prefix} ${b};'"$`, a].map((word, index) => ({ word, again: texts[index] })));
      assert.deepEqual((await allWords(context, [`${a} ${b}*`], { LESSMETAESCAPE: '^' })).map(({ word }) => word), [`${a}^ ${b}^*`]);
    },
    'files are opened by their names': async (context) => {
      const { random } = context;
      const names = [...new Set(drawTexts(random).filter((text) => !['', '-', '.'].includes(text)))].slice(0, 16);
      await expectOpened(context, names, {});
      await expectOpened(context, names, { SHELL: random.pick(SHELLS) });
    },
    'names of more than one line keep nothing from being shown': async (context) => {
      const { random } = context;
      const names = random.shuffle([`${random.word()}\n${random.word()}`, `\n${random.word()}`, `${random.word()}\n`, `${random.word()}\n\n${random.word()} x`, random.word()]);
      const texts = names.map(() => `${random.token()}\n`);
      const root = await context.folder(Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])));
      const { stdout, code } = await show(context, names.map((name) => `${root}/${name}`), { LESSOPEN: ': %s', ...(random.bool() ? { SHELL: random.pick(SHELLS) } : {}) });
      assert.deepEqual([code, stdout], [0, texts.join('')]);
    },
  },
};
