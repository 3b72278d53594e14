import { expect, test } from 'vitest';
import type { Task } from '../../src/contract/task.ts';
import { retrieveContext } from '../../src/context/retrieve-context.ts';
import { symbolLanguageOf, withReferences } from '../../src/context/symbols/languages.ts';
import { ParseThread } from '../../src/context/symbols/parse-thread.ts';
import { makeTree, taskOf } from './trees.ts';

interface Repository {
  readonly language: Task['language'];
  readonly file: string;
  readonly lines: readonly [number, number];
  readonly symbol: string;
  readonly files: Readonly<Record<string, string>>;
  readonly description?: string;
}

async function shown({ language, file, lines, symbol, files, description = 'Finds what it is asked for.' }: Repository): Promise<{ items: string[]; notes: readonly string[]; texts: string[] }> {
  const task = taskOf({ file, text: files[file] ?? '', lines, symbol, language });
  const { items, notes } = await retrieveContext({ task, tree: makeTree(files), description, strategy: 'symbols', limit: 12 });
  return { items: items.map(({ kind, path, lines: place }) => `${kind} ${path}:${place?.join('-')}`), notes, texts: items.map(({ text }) => text) };
}

test('JavaScript: definitions of what is called and quoted, and callers of what the mask lies in', async () => {
  const found = await shown({
    language: 'javascript',
    file: 'lib/mount.js',
    lines: [5, 5],
    symbol: 'Mount.prototype.getPath',
    description: 'Uses `isInside(root, name)`.',
    files: {
      'lib/mount.js': "const { decode } = require('./text');\nclass Mount {}\nMount.prototype.getPath = function (url) {\n  const name = decode(url);\n  return hidden(name);\n};\n",
      'lib/text.js': '// Percent signs.\n// Once.\nexports.decode = (text) => {\n  return decodeURIComponent(text);\n};\nexports.hidden = () => 1;\n',
      'lib/inside.js': 'function isInside(root, name) {\n  return true;\n}\nmodule.exports = isInside;\n',
      'bin/serve.js': "const Mount = require('../lib/mount');\n\nfunction start(url) {\n  return new Mount().getPath(url);\n}\n",
      'test/mount.js': "const Mount = require('../lib/mount');\nnew Mount().getPath('/');\n",
    },
  });
  expect(found).toMatchObject({ items: ['definition lib/inside.js:1-3', 'definition lib/text.js:1-5', 'caller bin/serve.js:3-5'], notes: [] });
  expect(found.texts[1]).toBe('// Percent signs.\n// Once.\nexports.decode = (text) => {\n  return decodeURIComponent(text);\n};\n');
});

test('TypeScript: types, classes and constants', async () => {
  const { items } = await shown({
    language: 'typescript',
    file: 'src/query.ts',
    lines: [4, 4],
    symbol: 'build',
    files: {
      'src/query.ts': "import { escapeName, LIMIT, type Where } from './escape.ts';\nexport function build(where: Where): string {\n  const name = escapeName(where.key, LIMIT);\n  return name;\n}\n",
      'src/escape.ts': 'export const LIMIT = 10;\nexport interface Where {\n  readonly key: string;\n}\nexport function escapeName(name: string, limit: number): string {\n  return name.slice(0, limit);\n}\n',
      'src/run.tsx': "import { build } from './query.ts';\nexport const Run = () => <p>{build({ key: 'a' })}</p>;\n",
    },
  });
  expect(items).toEqual(['definition src/escape.ts:1-1', 'definition src/escape.ts:2-4', 'definition src/escape.ts:5-7', 'caller src/run.tsx:2-2']);
});

test('PHP: functions, methods and classes', async () => {
  const { items } = await shown({
    language: 'php',
    file: 'admin/files.php',
    lines: [6, 6],
    symbol: 'Files::read',
    files: {
      'admin/files.php': "<?php\nrequire_once '../lib/functions.php';\nclass Files {\n  function read($name) {\n    $clean = clean_name($name, new Rules());\n    return file_get_contents($clean);\n  }\n}\n",
      'lib/functions.php': '<?php\nfunction clean_name($name, $rules) {\n  return $rules->apply($name);\n}\n',
      'lib/rules.php': '<html><?php\nclass Rules {\n  function apply($name) { return $name; }\n}\n',
      'index.php': "<?php\nrequire 'admin/files.php';\n$files = new Files();\necho $files->read($_GET['name']);\n",
    },
  });
  expect(items).toEqual(['definition lib/functions.php:2-4', 'definition lib/rules.php:2-4', 'caller index.php:1-5']);
});

test('Python: functions, classes and constants', async () => {
  const { items } = await shown({
    language: 'python',
    file: 'app/views.py',
    lines: [6, 6],
    symbol: 'download',
    files: {
      'app/views.py': 'from app.paths import safe_path, ROOT\n\n\ndef download(name):\n    place = safe_path(ROOT, name)\n    return open(place)\n',
      'app/paths.py': '"""Paths."""\n\nROOT = "/srv"\n\n\ndef safe_path(root, name):\n    return root + name\n',
      'app/__init__.py': 'from .views import download\n\n\ndef main():\n    return download("a")\n',
    },
  });
  expect(items).toEqual(['definition app/paths.py:3-3', 'definition app/paths.py:6-7', 'caller app/__init__.py:4-5']);
});

test('a language without a grammar has no symbols, and says so', async () => {
  const found = await shown({ language: 'c', file: 'a.c', lines: [2, 2], symbol: 'f', files: { 'a.c': 'int f() {\n  return g();\n}\n', 'b.c': 'int g() { return 1; }\n' } });
  expect(found).toMatchObject({ items: [], notes: ['a.c: there is no grammar for its language, so none of its names are followed'] });
});

test('a name that everybody defines is not followed, unless the definition is imported', async () => {
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, number) => [`lib/part${number}.js`, `exports.render = function (x) {\n  return ${number};\n};\n`]));
  const main = { language: 'javascript', file: 'main.js', lines: [3, 3], symbol: 'page' } as const;
  const text = (head: string): string => `${head}\nfunction page() {\n  removed();\n  render();\n}\n`;
  expect((await shown({ ...main, files: { ...many, 'main.js': text('') } })).items).toEqual([]);
  expect((await shown({ ...main, files: { ...many, 'main.js': text("const { render } = require('./lib/part7');") } })).items).toEqual(['definition lib/part7.js:1-3']);
});

test('a file that keeps the parser busy is given up, and the next one is parsed', { timeout: 240_000 }, async () => {
  const thread = new ParseThread(15_000);
  const javascript = symbolLanguageOf('a.js');
  if (javascript === null) throw new Error('no JavaScript');
  expect(await thread.symbols('/['.repeat(200_000), javascript)).toBeNull();
  const found = await Promise.all([thread.symbols('function one() { two(); }\n', withReferences(javascript)), thread.symbols('function kept() {}\nconst broken = ;\n', javascript)]);
  expect(found.map((each) => each?.definitions.map(({ name }) => name))).toEqual([['one'], expect.arrayContaining(['kept'])]);
  expect(found[0]).toMatchObject({ calls: [{ name: 'two', line: 1 }], references: [{ name: 'one', line: 1 }, { name: 'two', line: 1 }] });
});
