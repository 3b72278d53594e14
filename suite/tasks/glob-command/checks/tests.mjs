/** A run costs two starts of Node: what one command line can ask is asked together. */
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, glob, unusualName } from './cli.mjs';

/** @param {string} text */
const linesOf = (text) => text.split('\n').slice(0, -1);

/** @param {any} context @param {string[]} args @param {any} options @returns {Promise<string[]>} */
async function printed(context, args, options) {
  const { code, stdout, stderr } = await glob(context, args, options);
  assert.equal(code, 0, stderr);
  return linesOf(stdout);
}

/** A program of the judge that records its arguments, under a name nobody can know. @param {any} context */
const unknownProgram = async ({ recorder, random }) => {
  const name = random.token(7);
  return { name, calls: (await recorder(name)).calls };
};

/** Words that differ. @param {any} random @param {number} count @returns {string[]} */
const words = (random, count) => Array.from({ length: count }, (_, number) => `${random.word()}${number}`);

export default {
  cases: {
    'matches are printed, each on a line, after the names that exist': async (context) => {
      const { random, folder } = context;
      const [top, other, inner, deep, hidden, script] = words(random, 6);
      const word = random.word();
      const odd = ['$(id)', '`id`', 'a b', "it's", '"q"', 'x;y', '&', '|', '\\', '(1)', '<>', unusualName(random)].map((name) => `${name}${word}.txt`);
      const others = [`${other}.md`, `.${hidden}.txt`, '[xy].log', 'x.log', 'y.log', `${top}.TXT`, `sub/${script}.js`, `sub/deep/${script}.ts`, '{e,f}', 'e', '+(g)', 'g'];
      const cwd = folder(filesOf([...odd, `${top}.txt`, `sub/${inner}.txt`, `sub/deep/${deep}.txt`, 'folder.txt/x', ...others]));
      const [first, second] = random.shuffle(odd);
      const lines = await printed(context, ['**/*.txt', './/sub/', '[xy].log', first, `./${other}.md`, '*.nothing', second, '**/*.{js,ts}', '+(e|g)'], { cwd });
      assert.deepEqual(lines.slice(0, 5), ['sub/', '[xy].log', first, `${other}.md`, second]);
      const found = [`${top}.txt`, `sub/${inner}.txt`, `sub/deep/${deep}.txt`, 'folder.txt', `sub/${script}.js`, `sub/deep/${script}.ts`, 'e', 'g'];
      assert.deepEqual(lines.slice(5).sort(), [...odd, ...found].sort());
    },
    'without a match nothing is printed': async (context) => {
      assert.deepEqual(await printed(context, [`*.${context.random.token(8)}`], { cwd: context.folder({ a: '' }) }), []);
    },
    'what a pattern means': async (context) => {
      const [one, two, three, four] = words(context.random, 4);
      const cwd = context.folder(filesOf(['[xy].log', 'x.log', 'y.log', '{a,b}', 'a', '+(c)', 'c', `${one}.js`, `${two}.JS`, `d/${one}.js`, `d/e/${two}.ts`, `.${three}.js`, `f/${four}.js`, `${four}.ts`]));
      const options = ['--all', '--nobrace', '--noext', '--nocase', '--match-base', '--dot', '--mark', '--ignore', 'f/**', '--ignore', `${four}.*`];
      const lines = await printed(context, [...options, '[xy].log', '{a,b}', '+(c)', '*.js', '*.ts', '[d-f]'], { cwd });
      assert.deepEqual(lines.sort(), ['x.log', 'y.log', '{a,b}', '+(c)', `${one}.js`, `${two}.JS`, `d/${one}.js`, `.${three}.js`, `d/e/${two}.ts`, 'd/', 'd/e/'].sort());
    },
    'where it looks': async (context) => {
      const [top, inner, deep, linked] = words(context.random, 4);
      const cwd = context.folder(filesOf([`sub/${inner}.txt`, `sub/deep/deeper/${deep}.txt`, `${top}.txt`]));
      symlinkSync(context.folder(filesOf([`${linked}.txt`])), join(cwd, 'sub', 'link'));
      const options = ['--dot-relative', '--stat', '--follow', '--max-depth', '2', '--cwd', join(cwd, 'sub')];
      assert.deepEqual((await printed(context, [...options, '**/*.txt'])).sort(), [`./${inner}.txt`, `./link/${linked}.txt`].sort());
    },
    'absolute and real paths': async (context) => {
      const [top, inner, linked, ignored] = words(context.random, 4);
      const elsewhere = context.folder(filesOf([`${linked}.md`]));
      const cwd = context.folder(filesOf([`${top}.txt`, 'folder.txt/x', `sub/${inner}.js`, `sub/deep/${inner}.js`, `sub/${ignored}.js`, 'sub/folder.js/x']));
      symlinkSync(elsewhere, join(cwd, 'link'));
      const options = ['--absolute', '--realpath', '--posix', '--nodir', '--noglobstar', '--root', cwd, '--ignore', `*/${ignored}.*`];
      const lines = await printed(context, [...options, '/*.txt', 'link/*.md', '**/*.js'], { cwd });
      assert.deepEqual(lines.sort(), [join(cwd, `${top}.txt`), join(elsewhere, `${linked}.md`), join(cwd, 'sub', `${inner}.js`)].sort());
    },
    'a command gets its own arguments, the names that exist and all matches in one call': async (context) => {
      const { random, folder } = context;
      const [top, other, inner, deep] = words(random, 4);
      const many = Array.from({ length: 200 }, (_, index) => `${random.token(5)}${index}.txt`);
      const unusual = [...new Set(Array.from({ length: 12 }, () => `${unusualName(random)}.txt`))];
      const cwd = folder(filesOf([...many, ...unusual, `${top}.txt`, `${other}.md`, `sub/${inner}.txt`, `sub/deep/${deep}.txt`]));
      const program = await unknownProgram(context);
      const [word, given] = [random.word(), unusual.slice(0, 3)];
      const command = `${program.name} -x ${word} "two ${word}s" '${word}  "2"' --y=z`;
      assert.deepEqual(await printed(context, [`--cmd=${command}`, '--dot-relative', '**/*.txt', `./${top}.txt`, ...given, `${other}.md`], { cwd }), []);
      const [call = [], ...more] = await program.calls();
      assert.deepEqual(more, []);
      assert.deepEqual(call.slice(0, 10), ['-x', word, `two ${word}s`, `${word}  "2"`, '--y=z', `${top}.txt`, ...given, `${other}.md`]);
      assert.deepEqual(call.slice(10).sort(), [...many, ...unusual, `${top}.txt`, `sub/${inner}.txt`, `sub/deep/${deep}.txt`].map((name) => `./${name}`).sort());
    },
    'a command is found without a known shell, and runs without a match': async (context) => {
      const { random, folder } = context;
      const names = [...new Set([unusualName(random), unusualName(random), `${random.word()}.md`])];
      const cwd = folder(filesOf(names));
      const program = await unknownProgram(context);
      await printed(context, ['-c', program.name, '*'], { cwd, env: {} });
      await printed(context, ['-c', program.name, '*.nothing'], { cwd, env: { SHELL: `/usr/bin/${random.token(6)}` } });
      const [all = [], ...more] = await program.calls();
      assert.deepEqual([...all].sort(), [...names].sort());
      assert.deepEqual(more, [[]]);
    },
    'working directory, exit code, input and output are those of the command': async (context) => {
      const { random, folder } = context;
      const [inner, stdin, code] = [random.word(), random.word(), random.int(2, 99)];
      const root = folder(filesOf([`sub/${inner}.md`]));
      const ended = await glob(context, ['--cwd', join(root, 'sub'), '-c', `sh -c 'cat; echo; pwd; echo "$0"; exit ${code}'`, '*.md'], { cwd: root, stdin });
      assert.deepEqual([ended.code, ended.stdout], [code, `${stdin}\n${root}\n${inner}.md\n`]);
    },
  },
};
