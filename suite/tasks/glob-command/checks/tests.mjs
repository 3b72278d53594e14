import assert from 'node:assert/strict';
import { join } from 'node:path';
import { glob, sortedLines, unknownProgram, unusualName } from './cli.mjs';

/** Some files, two of them in folders. @param {any} random */
function tree(random) {
  const [top, other, inner, deep, hidden] = [0, 1, 2, 3, 4].map((number) => `${random.word()}${number}`);
  const files = { [`${top}.txt`]: '', [`${other}.md`]: '', [`sub/${inner}.txt`]: '', [`sub/deep/${deep}.txt`]: '', [`.${hidden}.txt`]: '' };
  return { files, top, other, inner, deep, hidden };
}

/** @param {any} context @param {string[]} args @param {any} options */
async function printed(context, args, options) {
  const { code, stdout, stderr } = await glob(context, args, options);
  assert.equal(code, 0, stderr);
  return sortedLines(stdout);
}

export default {
  cases: {
    'matches are printed, each on a line': async (context) => {
      const { files, top, inner, deep } = tree(context.random);
      const cwd = context.folder(files);
      assert.deepEqual(await printed(context, ['**/*.txt', '*.nothing'], { cwd }), [`${top}.txt`, `sub/${inner}.txt`, `sub/deep/${deep}.txt`].sort());
      assert.deepEqual(await printed(context, [`*.${context.random.token(8)}`], { cwd }), []);
    },
    'printed names are as they are': async (context) => {
      const word = context.random.word();
      const names = ['$(id)', '`id`', 'a b', "it's", '"q"', 'x;y', '&', '|', '\\', '(1)', '<>', unusualName(context.random)].map((name) => `${name}${word}.txt`);
      const cwd = context.folder(Object.fromEntries(names.map((name) => [name, ''])));
      const existing = names.slice(0, 4);
      assert.deepEqual(await printed(context, [...existing, `*${word}*`], { cwd }), [...existing, ...names].sort());
    },
    'names that exist are no patterns, and come first': async (context) => {
      const { files, other } = tree(context.random);
      const cwd = context.folder({ ...files, '[xy].log': '', 'x.log': '', 'y.log': '' });
      const { stdout } = await glob(context, [`*/*/*.txt`, './/sub/', '[xy].log', `./${other}.md`], { cwd });
      const lines = stdout.split('\n');
      assert.deepEqual(lines.slice(0, 3), ['sub/', '[xy].log', `${other}.md`]);
      assert.match(lines[3] ?? '', /^sub\/deep\/.+\.txt$/);
      assert.deepEqual(lines.slice(4), ['']);
    },
    'with --all they are patterns': async (context) => {
      const cwd = context.folder({ '[xy].log': '', 'x.log': '', 'y.log': '' });
      assert.deepEqual(await printed(context, ['--all', '[xy].log'], { cwd }), ['x.log', 'y.log']);
    },
    'dots, marks, folders and paths': async (context) => {
      const { files, top, other, inner, hidden } = tree(context.random);
      const cwd = context.folder(files);
      assert.deepEqual(await printed(context, ['--dot', '--mark', '*'], { cwd }), [`${top}.txt`, `${other}.md`, `.${hidden}.txt`, 'sub/'].sort());
      assert.deepEqual(await printed(context, ['--nodir', '--absolute', '--posix', '*'], { cwd }), [join(cwd, `${top}.txt`), join(cwd, `${other}.md`)].sort());
      assert.deepEqual(await printed(context, ['--dot-relative', '--stat', 'sub/*.txt'], { cwd }), [`./sub/${inner}.txt`]);
    },
    'where it looks': async (context) => {
      const { files, top, inner } = tree(context.random);
      const cwd = context.folder(files);
      assert.deepEqual(await printed(context, ['--cwd', join(cwd, 'sub'), '--max-depth', '1', '**/*.txt']), [`${inner}.txt`]);
      assert.deepEqual(await printed(context, ['--root', cwd, '/*.txt']), [join(cwd, `${top}.txt`)]);
    },
    'what a pattern means': async (context) => {
      const [one, two] = [`${context.random.word()}1`, `${context.random.word()}2`];
      const cwd = context.folder({ [`${one}.js`]: '', [`${two}.JS`]: '', [`d/${two}.js`]: '', [`d/e/${one}.ts`]: '', '{a,b}': '', a: '', '+(c)': '', c: '' });
      assert.deepEqual(await printed(context, ['--nocase', '--match-base', '*.js'], { cwd }), [`${one}.js`, `${two}.JS`, `d/${two}.js`].sort());
      assert.deepEqual(await printed(context, ['--noglobstar', '--ignore', 'e/**', '--ignore', `*/${one}.*`, '**/*.js'], { cwd }), [`d/${two}.js`]);
      assert.deepEqual(await printed(context, ['--ignore', 'd/**', '**/*.{js,ts}'], { cwd }), [`${one}.js`]);
      assert.deepEqual(await printed(context, ['--all', '--nobrace', '--noext', '{a,b}', '+(c)'], { cwd }), ['+(c)', '{a,b}']);
    },
    'links': async (context) => {
      const { files, inner } = tree(context.random);
      const from = context.folder(files);
      const link = context.random.token(8);
      const linked = await context.run(['/bin/ln', '-s', join(from, 'sub'), join(context.target.scratch, link)]);
      assert.equal(linked.code, 0, linked.stderr);
      assert.deepEqual(await printed(context, ['--follow', `**/${inner}.txt`]), [`${link}/${inner}.txt`]);
      assert.deepEqual(await printed(context, ['--absolute', '--realpath', `${link}/*.txt`]), [join(from, 'sub', `${inner}.txt`)]);
    },
    'a command gets the matches as arguments, once': async (context) => {
      const { files, top, inner, deep } = tree(context.random);
      const cwd = context.folder(files);
      const program = await unknownProgram(context);
      assert.deepEqual(await printed(context, [`--cmd=${program.name}`, '--dot-relative', '**/*.txt'], { cwd }), []);
      const names = [`./${top}.txt`, `./sub/${inner}.txt`, `./sub/deep/${deep}.txt`];
      const calls = await program.calls();
      assert.deepEqual(calls.map((/** @type {string[]} */ call) => [...call].sort()), [names.sort()]);
    },
    'names with unusual characters reach the command': async (context) => {
      const names = [...new Set(Array.from({ length: 12 }, () => unusualName(context.random)))];
      const cwd = context.folder(Object.fromEntries(names.map((name) => [name, ''])));
      const program = await unknownProgram(context);
      await printed(context, ['-c', program.name, '*'], { cwd });
      const given = names.slice(0, 3);
      await printed(context, ['-c', `${program.name} -x`, ...given], { cwd });
      const [all, some] = await program.calls();
      assert.deepEqual([...(all ?? [])].sort(), names.sort());
      assert.deepEqual(some, ['-x', ...given]);
    },
    'existing names come before the others': async (context) => {
      const { files, top, other } = tree(context.random);
      const cwd = context.folder(files);
      const program = await unknownProgram(context);
      await printed(context, ['-c', program.name, 'sub/deep/*.txt', `./${top}.txt`, `${other}.md`], { cwd });
      const [call = []] = await program.calls();
      assert.deepEqual(call.slice(0, 2), [`${top}.txt`, `${other}.md`]);
      assert.match(call[2] ?? '', /^sub\/deep\/.+\.txt$/);
      assert.equal(call.length, 3);
    },
    'a command may have arguments of its own': async (context) => {
      const { files, other } = tree(context.random);
      const cwd = context.folder(files);
      const program = await unknownProgram(context);
      const word = context.random.word();
      await printed(context, ['-c', `${program.name} -x ${word} "two ${word}s" '${word}  "2"' --y=z`, '*.md'], { cwd });
      assert.deepEqual(await program.calls(), [['-x', word, `two ${word}s`, `${word}  "2"`, '--y=z', `${other}.md`]]);
    },
    'without a match the command runs all the same': async (context) => {
      const program = await unknownProgram(context);
      await printed(context, ['-c', program.name, '*.txt'], { cwd: context.folder({}) });
      assert.deepEqual(await program.calls(), [[]]);
    },
    'it works without a known shell': async (context) => {
      const { files, other } = tree(context.random);
      const cwd = context.folder(files);
      const program = await unknownProgram(context);
      await printed(context, ['-c', program.name, '*.md'], { cwd, env: {} });
      await printed(context, ['-c', program.name, '*.md'], { cwd, env: { SHELL: `/usr/bin/${context.random.token(6)}` } });
      assert.deepEqual(await program.calls(), [[`${other}.md`], [`${other}.md`]]);
    },
    'exit code, input and output are those of the command': async (context) => {
      const [text, stdin, code] = [context.random.word(), context.random.word(), context.random.int(2, 99)];
      const cwd = context.folder({ 'one.md': text });
      const ended = await glob(context, ['-c', `sh -c 'cat - "$0"; exit ${code}'`, '*.md'], { cwd, stdin });
      assert.deepEqual([ended.code, ended.stdout], [code, stdin + text]);
    },
    'the command runs where glob runs': async (context) => {
      const { files, inner } = tree(context.random);
      const root = context.folder(files);
      const { stdout } = await glob(context, ['--cwd', join(root, 'sub'), '-c', `sh -c 'pwd; echo "$0"'`, '*.txt'], { cwd: root });
      assert.equal(stdout, `${root}\n${inner}.txt\n`);
    },
    'many matches are one call': async (context) => {
      const names = Array.from({ length: 250 }, (_, index) => `${context.random.token(5)}${index}.txt`);
      const cwd = context.folder(Object.fromEntries(names.map((name) => [name, ''])));
      const program = await unknownProgram(context);
      await printed(context, ['-c', program.name, '*.txt'], { cwd });
      const calls = await program.calls();
      assert.deepEqual(calls.map((/** @type {string[]} */ call) => [...call].sort()), [names.sort()]);
    },
  },
};
