import assert from 'node:assert/strict';
import { openerTo, plainName, plainNames, SHELLS, show } from './ask.mjs';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/**
 * Files, and replacements of the same names.
 * @param {Context} context
 * @param {string[]} names
 */
async function scene({ random, folder }, names) {
  const texts = names.map(() => `${random.token()}\n`);
  const originals = await folder(Object.fromEntries(names.map((name) => [name, 'original\n'])));
  const copies = await folder(Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])));
  return { originals, copies, open: openerTo(copies), paths: names.map((name) => `${originals}/${name}`), replacements: names.map((name) => `${copies}/${name}`), shown: texts.join('') };
}

/**
 * What the command was called with, for one file.
 * @param {Context} context
 * @param {(words: { closer: string, original: string, replacement: string }) => { close: string, calls: string[][] }} caseOf
 * @param {{ shell?: string | null, env?: Record<string, string> }} [options]
 */
async function expectCalls(context, caseOf, options = {}) {
  const { random, recorder } = context;
  const closer = random.token();
  const { calls } = await recorder(closer);
  const { open, paths, replacements, shown } = await scene(context, [plainName(random)]);
  const { close, calls: expected } = caseOf({ closer, original: paths[0] ?? '', replacement: replacements[0] ?? '' });
  const { stdout, stderr } = await show(context, paths, { open, close, ...options });
  const messages = `${stdout}${stderr}`.replace(shown, '');
  assert.equal(messages.length, stdout.length + stderr.length - shown.length, close);
  assert.deepEqual(await calls(), expected, close);
  return messages;
}

export default {
  cases: {
    'the names of original and replacement, in this order': async (context) => {
      for (const shell of SHELLS) assert.equal(await expectCalls(context, ({ closer, original, replacement }) => ({ close: `${closer} %s %s`, calls: [[original, replacement]] }), { shell }), '');
    },
    'only the original, or none': async (context) => {
      await expectCalls(context, ({ closer, original }) => ({ close: `${closer} one %s two`, calls: [['one', original, 'two']] }));
      await expectCalls(context, ({ closer }) => ({ close: `${closer} tidy up`, calls: [['tidy', 'up']] }));
      await expectCalls(context, ({ closer }) => ({ close: closer, calls: [[]] }));
    },
    'signs of percent': async (context) => {
      await expectCalls(context, ({ closer, original, replacement }) => ({ close: `${closer} 100%% %s %%s %s %%%%`, calls: [['100%', original, '%s', replacement, '%%']] }), { shell: context.random.pick(SHELLS) });
      await expectCalls(context, ({ closer }) => ({ close: `${closer} %%`, calls: [['%']] }));
    },
    'a command line of the shell': async (context) => {
      const { random } = context;
      const [word, name] = [random.token(), random.token()];
      const shell = random.pick(SHELLS);
      await expectCalls(context, ({ closer, original, replacement }) => ({ close: `${closer} first %s && ${closer} 'second one' %s; ${closer} "$${name.toUpperCase()}"`, calls: [['first', original], ['second one', replacement], [word]] }), { shell, env: { [name.toUpperCase()]: word } });
      await expectCalls(context, ({ closer, original, replacement }) => ({ close: `for name in %s %s; do ${closer} "$name" | cat; done >/dev/null 2>&1`, calls: [[original], [replacement]] }), { shell });
    },
    'too many of them, and other ones: nothing runs, and the user is told': async (context) => {
      for (const words of ['%s %s %s', '%s %d', '%s %s %', '%x']) {
        const messages = await expectCalls(context, ({ closer }) => ({ close: `${closer} ${words}`, calls: [] }));
        assert.match(messages, /LESSCLOSE ignored; must contain no more than 2 %s/);
      }
    },
    'without the variable nothing runs': async (context) => {
      const { open, paths, shown } = await scene(context, plainNames(context.random, 2));
      const { stdout, stderr } = await show(context, paths, { open });
      assert.deepEqual([stdout, stderr], [shown, '']);
    },
    'several files, each closed before the next one is opened': async (context) => {
      const { random, recorder } = context;
      const word = random.token();
      const { calls } = await recorder(word);
      const names = plainNames(random, random.int(3, 6));
      const { copies, paths, replacements, shown } = await scene(context, names);
      const open = `show() { ${word} open "$1"; printf %%s '${copies}'/"\${1##*/}"; }; show %s`;
      const { stdout } = await show(context, paths, { open, close: `sleep 0.05; ${word} close %s %s`, shell: random.pick(SHELLS) });
      assert.equal(stdout, shown);
      assert.deepEqual(await calls(), paths.flatMap((path, index) => [['open', path], ['close', path, replacements[index] ?? '']]));
    },
    'files without a replacement are not closed': async (context) => {
      const { random, recorder } = context;
      const closer = random.token();
      const { calls } = await recorder(closer);
      const names = plainNames(random, 3);
      const { copies, paths, replacements, shown } = await scene(context, names);
      const { stdout } = await show(context, paths, { open: `show() { case "$1" in *'${names[1]}') ;; *) printf %%s '${copies}'/"\${1##*/}";; esac; }; show %s`, close: `${closer} %s %s` });
      assert.deepEqual(stdout.split('\n'), shown.split('\n').with(1, 'original'));
      assert.deepEqual(await calls(), [[paths[0], replacements[0]], [paths[2], replacements[2]]]);
    },
    'a replacement that cannot be opened is closed, too': async (context) => {
      const { random, recorder } = context;
      const closer = random.token();
      const { calls } = await recorder(closer);
      const { originals } = await scene(context, ['a', 'b']);
      const nowhere = `${originals}-${random.token()}`;
      await show(context, [`${originals}/a`, `${originals}/b`], { open: openerTo(nowhere), close: `${closer} %s %s` });
      assert.deepEqual(await calls(), ['a', 'b'].map((name) => [`${originals}/${name}`, `${nowhere}/${name}`]));
    },
    'a pipe as replacement': async (context) => {
      const { random, recorder } = context;
      const closer = random.token();
      const { calls } = await recorder(closer);
      const { paths, shown, copies } = await scene(context, plainNames(random, 2));
      const { stdout } = await show(context, paths, { open: `|show() { cat '${copies}'/"\${1##*/}"; }; show %s`, close: `${closer} %s %s` });
      assert.equal(stdout, shown);
      assert.deepEqual(await calls(), paths.map((path) => [path, '-']));
    },
    'what the command prints shows up nowhere': async (context) => {
      const { random } = context;
      const { open, paths, shown } = await scene(context, plainNames(random, 2));
      const { stdout, code } = await show(context, paths, { open, close: `echo ${random.token()} %s; exit 3`, shell: random.pick(SHELLS) });
      assert.deepEqual([stdout, code], [shown, 0]);
    },
    'unusual names do not keep the other files from being shown': async (context) => {
      const { random } = context;
      const names = random.shuffle([`${random.word()} ${random.word()}.txt`, `${random.word()}'s.gz`, `${random.word()} (1).gz`, `${random.word()} & ${random.word()}.txt`, `"${random.word()}".Z`, `#${random.word()}.gz`, `${random.word()}%s.gz`, `-${random.word()}`]);
      const { open, paths, shown } = await scene(context, [...names, plainName(random)]);
      const { stdout, code } = await show(context, paths, { open, close: `: %s %s`, shell: random.pick(SHELLS) });
      assert.equal(code, 0);
      let at = 0;
      for (const text of shown.split('\n')) {
        at = stdout.indexOf(text, at);
        assert.notEqual(at, -1, `${text} is not shown`);
      }
    },
    'long names': async (context) => {
      const { random, recorder } = context;
      const closer = random.token();
      const { calls } = await recorder(closer);
      const names = [230, 120, 60].map((length) => `${random.token(length)}/${random.token(length)}`);
      const texts = names.map(() => `${random.token()}\n`);
      const originals = await context.folder(Object.fromEntries(names.map((name) => [name, 'original\n'])));
      const copies = await context.folder(Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])));
      const { stdout } = await show(context, names.map((name) => `${originals}/${name}`), { open: `show() { printf %%s '${copies}'/"\${1#'${originals}'/}"; }; show %s`, close: `${closer} %s %s` });
      assert.equal(stdout, texts.join(''));
      assert.deepEqual(await calls(), names.map((name) => [`${originals}/${name}`, `${copies}/${name}`]));
    },
  },
};
