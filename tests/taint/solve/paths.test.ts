import { expect, test } from 'vitest';
import { MODELS_FOLDER } from '../../../src/cli/package-facts.ts';
import { loadModels } from '../../../src/cli/rules/load-models.ts';
import { follow } from '../../../src/taint/analyse.ts';
import { indexFile } from '../../../src/taint/index-file.ts';
import { languageOf } from '../../../src/taint/languages/languages.ts';
import { definitionsOf, newProgram, solverRules, unitOf } from '../../../src/taint/program-of.ts';
import { readRules } from '../../../src/taint/rules/read-rules.ts';
import { loadSourceParser } from '../../../src/taint/tree/parse.ts';

type Told = 'nothing' | 'perhaps' | 'flaw';
const MODELS = await loadModels(MODELS_FOLDER, ['javascript', 'python']);
const PARSERS = { javascript: await loadSourceParser('javascript'), python: await loadSourceParser('python') };

/** What is told of the path that goes to `sink`. `FOLDER` is a resolved path; of `root` nothing is known. */
async function told(language: 'javascript' | 'python', text: string): Promise<Told> {
  const { rules, faults } = await readRules(`rules:
  - { id: x, languages: [${language}], mode: taint, severity: ERROR, message: x, metadata: { ase: { context: path, resolved: [{ pattern: FOLDER }] } }, pattern-sources: [{ pattern: source() }], pattern-sinks: [{ patterns: [{ pattern: sink($X) }, { focus-metavariable: $X }] }] }
`, 'x.yaml');
  expect(faults).toEqual([]);
  const name = language === 'python' ? 'x.py' : 'x.js';
  const file = indexFile({ path: name, tree: PARSERS[language](text), support: languageOf(language) }, rules);
  const unit = unitOf(file, MODELS);
  if (unit === null) throw new Error('not lowered');
  const program = newProgram(new Map([[name, unit]]), { files: new Set([name]), rules: solverRules(rules), definitions: definitionsOf([file]) });
  follow(program, [unit]);
  const doubts = [...program.flows.values()].map(({ taint }) => taint.doubt);
  return doubts.length === 0 ? 'nothing' : doubts.includes(null) ? 'flaw' : 'perhaps';
}

const JAVASCRIPT: readonly [body: string, told: Told][] = [
  // Above the top there is nothing, until something is decoded or replaced.
  ["sink(path.join(root, path.normalize('/' + x)));", 'nothing'],
  ["sink(path.join(root, path.join('/', x)));", 'nothing'],
  ["sink(path.join(root, path.resolve('/', x)));", 'nothing'],
  ["sink(path.normalize('/' + x));", 'flaw'],
  ["sink(path.join(root, path.normalize('./' + x)));", 'flaw'],
  ["sink(path.join(root, decodeURIComponent(path.normalize('/' + x))));", 'flaw'],
  ["sink(path.join(root, decodeURIComponent(path.normalize('/' + x.replace(/%2e/gi, '.').replace(/%2f|%5c/gi, '/')))));", 'nothing'],
  ["sink(path.join(root, decodeURIComponent(path.normalize('/' + x.replace(/%2e/g, '.').replace(/%2f/g, '/')))));", 'flaw'],
  ["sink(path.join(root, path.normalize('/' + x).replace(/\\\\/g, '/')));", 'flaw'],
  ["sink(path.join(root, path.normalize('/' + x.replace(/\\\\/g, '/')).replace(/\\\\/g, '/')));", 'nothing'],
  // A beginning, with a separator and without.
  ["const p = path.join(root, x); if (p.startsWith(root + path.sep)) sink(p);", 'nothing'],
  ["const p = path.join(root, x); if (p === FOLDER || p.indexOf(FOLDER + '/') === 0) sink(p);", 'nothing'],
  ["const p = path.join(root, x); if (p.startsWith(FOLDER)) sink(p);", 'flaw'],
  ["const p = path.join(root, x); if (p.startsWith(root)) sink(p);", 'perhaps'],
  ["const p = path.resolve(x); if (p.startsWith('/')) sink(p);", 'flaw'],
  ["const p = root + '/' + x; if (p.startsWith(root + '/')) sink(p);", 'flaw'],
  ["const p = path.join(root, x); const base = path.normalize(root + path.sep); if ((p + path.sep).substr(0, base.length) === base) sink(p);", 'nothing'],
  ["const p = path.join(root, x); if ((p + path.sep).includes(root + path.sep)) sink(p);", 'flaw'],
  ["const p = path.join(root, x); if (p.toLowerCase().startsWith(root.toLowerCase() + '/')) sink(p);", 'flaw'],
  ["const p = path.join(root, x); if (new RegExp('^' + root + '/').test(p)) sink(p);", 'perhaps'],
  ["if (path.join(root, x).startsWith(root + '/')) sink(path.join(root, x));", 'nothing'],
  ["function below(file, folder) { folder = path.resolve(folder); return file === folder || file.startsWith(folder + path.sep); } const p = path.resolve(root, x); if (below(p, root)) sink(p);", 'nothing'],
  ["function below(file, folder) { return file.startsWith(path.resolve(folder)); } const p = path.resolve(root, x); if (below(p, root)) sink(p);", 'flaw'],
  // The way from the folder.
  ["const p = path.join(root, x), way = path.relative(root, p); if (way !== '..' && !way.startsWith('../')) sink(p);", 'nothing'],
  ["const p = path.join(root, x), way = path.relative(root, p); if (!way.startsWith('../')) sink(p);", 'flaw'],
  ["const p = path.join(root, x), way = path.relative(root, p); if (!way.startsWith('..') && !path.isAbsolute(way)) sink(p);", 'nothing'],
  ["const p = path.resolve(root, x), way = path.relative(root, p); if (!path.isAbsolute(way)) sink(p);", 'flaw'],
  ["const p = path.join(root, x); if (path.relative(root, p).split(path.sep)[0] !== '..') sink(p);", 'nothing'],
  ["const p = path.join(root, x); if (path.relative(root, p).split(path.sep)[1] !== '..') sink(p);", 'flaw'],
  ["const p = path.join(root, x), names = path.relative(root, p).split(path.sep); names.shift(); if (names[0] !== '..') sink(p);", 'flaw'],
  ["const p = path.join(root, x); if (!/^\\.\\.(?:\\/|$)/.test(path.relative(root, p))) sink(p);", 'nothing'],
  // Two dots, looked for before and after they are resolved.
  ["if (!x.includes('..')) sink(path.join(root, x));", 'nothing'],
  ["const p = path.join(root, x); if (!p.includes('..')) sink(p);", 'flaw'],
  ["const p = path.join(root, x); if (p.split(path.sep).indexOf('..') === -1) sink(p);", 'flaw'],
  ["if (x.split(/[\\/\\\\]/).indexOf('..') === -1) sink(path.join(root, x));", 'nothing'],
  ["if (!x.split('/').includes('..')) sink(path.join(root, x));", 'perhaps'],
  ["if (x.split('..').indexOf('..') === -1) sink(path.join(root, x));", 'flaw'],
  ["if (!/^\\.\\./.test(x)) sink(path.join(root, x));", 'flaw'],
  ["if (x.slice(0, 2) !== '..') sink(path.join(root, x));", 'flaw'],
  ["if (x !== '..' && !/[\\/\\\\]/.test(x)) sink(path.join(root, x));", 'nothing'],
  ["if (!x.includes('..')) sink(path.join(root, x.replace(/-/g, '.')));", 'flaw'],
  ["if (!x.includes('..')) sink(path.join(root, x.replace(/-/g, '')));", 'flaw'],
  // Names one by one; up to the folder.
  ["const names = x.split('/'); for (let i = 0; i < names.length; i += 1) if (names[i] === '..') throw 1; sink(path.join(root, x));", 'perhaps'],
  ["const p = path.join(root, x); let at = p; while (at !== FOLDER) { const up = path.dirname(at); if (up === at) throw 1; at = up; } sink(p);", 'nothing'],
  ["const p = path.join(root, x); let at = p; while (at !== FOLDER) { if (unknown) break; at = path.dirname(at); } sink(p);", 'flaw'],
  // The proof is of that path: alone, or below another folder, the data leads elsewhere.
  ["if (path.join(root, x).startsWith(root + '/')) sink(x);", 'perhaps'],
  ["if (path.join(root, x).startsWith(root + '/')) sink(path.join(other, x));", 'perhaps'],
  ["const p = path.join(root, x); if (p.startsWith(root + '/')) sink(path.join(p, x));", 'perhaps'],
  ["const p = path.resolve(x); if (p.startsWith(root + '/')) sink(path.join(root, x));", 'flaw'],
  ["const p = root + '/' + x; if (path.normalize(p).startsWith(root + '/')) sink(p);", 'nothing'],
  ["function inside(folder, p) { return path.join(folder, p).startsWith(folder + '/'); } if (inside(root, x)) sink(path.join(root, x));", 'perhaps'],
  ["function inside(folder, p) { return path.join(folder, p).startsWith(folder + '/'); } if (inside(other, x)) sink(path.join(root, x));", 'perhaps'],
  ["function inside(folder, p) { const way = path.relative(folder, p); return !way.startsWith('..'); } const p = path.join(root, x); if (inside(root, p)) sink(p);", 'nothing'],
  // A folder that the data chooses, or the top, proves nothing; nor does one above that to which it was joined.
  ["const p = path.join(root, x); if (!path.relative('/', p).startsWith('..')) sink(p);", 'flaw'],
  ["const p = path.join(root, x); if (!path.relative(path.dirname(p), p).startsWith('..')) sink(p);", 'flaw'],
  ["const p = path.join(root, x); if (p.startsWith(path.dirname(p) + '/')) sink(p);", 'flaw'],
  ["const p = path.join(root, x); if (p.startsWith(p.slice(0, 5) + '/')) sink(p);", 'flaw'],
  ["const p = path.join('/srv/files', x); if (p.startsWith('/srv/')) sink(p);", 'flaw'],
  ["const p = path.join('/srv/files', x); if (p.startsWith('/srv/files/')) sink(p);", 'nothing'],
  // What a function says of a path below a folder.
  ["function ok(p) { return !p.includes('..'); } const p = path.join(root, x); if (ok(p)) sink(p);", 'flaw'],
  ["function ok(p) { return !p.includes('..'); } if (ok(x)) sink(path.join(root, x));", 'nothing'],
  ["function below(file, folder) { return file.startsWith(path.resolve(folder)); } const p = path.join(root, x); if (below(p, root)) sink(p);", 'flaw'],
  // What is asked besides a beginning without a separator.
  ["const p = path.resolve(root, x); if (p.startsWith(FOLDER) && (p.length === FOLDER.length || p[FOLDER.length] === '/')) sink(p);", 'perhaps'],
  ["const p = path.resolve(root, x); if (p === FOLDER || (p.startsWith(FOLDER) && p.slice(FOLDER.length).startsWith('/'))) sink(p);", 'perhaps'],
  ["const p = path.resolve(root, x); if (p.startsWith(FOLDER) && /^(\\/|$)/.test(p.slice(FOLDER.length))) sink(p);", 'perhaps'],
  ["const p = path.resolve(root, x); if (path.relative(root, p)[0] !== '.') sink(p);", 'nothing'],
  // Places.
  ["if (~x.indexOf('..')) throw 1; sink(path.join(root, x));", 'nothing'],
  ["if (x.indexOf('..') >= 1) throw 1; sink(path.join(root, x));", 'flaw'],
  ["if (x.indexOf('..', 3) === -1) sink(path.join(root, x));", 'flaw'],
  ["if (!x.includes('..', 3)) sink(path.join(root, x));", 'flaw'],
  ["if (x.lastIndexOf('..', 0) === -1) sink(path.join(root, x));", 'flaw'],
  ["const p = path.join(root, x); if (p.startsWith(root + '/', 2)) sink(p);", 'flaw'],
  ["if (x.search(/\\.\\./) === -1) sink(path.join(root, x));", 'nothing'],
  // Two dots of one and one.
  ["if (!x.includes('..')) sink(path.join(root, '.' + x));", 'flaw'],
  ["sink(path.join(root, '.' + path.join('/', x)));", 'nothing'],
  ["if (!x.split(/[\\/\\\\]/).includes('..')) sink(root + '/' + x + x);", 'perhaps'],
  ["sink(path.join(root, path.normalize(x).replace(/^(\\.\\.(\\/|$))+/, '')));", 'perhaps'],
  // Each of the names.
  ["if (x.split(/[\\/\\\\]/).some((n) => n === '..')) throw 1; sink(path.join(root, x));", 'nothing'],
  ["if (x.split('/').some((n) => n === '..')) throw 1; sink(path.join(root, x));", 'perhaps'],
  ["if (x.split(/[\\/\\\\]/).every((n) => n === '..')) throw 1; sink(path.join(root, x));", 'flaw'],
  ["for (const n of x.split(/[\\/\\\\]/)) if (n === '..') throw 1; sink(path.join(root, x));", 'nothing'],
  ["for (const n of x.split(/[\\/\\\\]/)) { if (n === '..') throw 1; break; } sink(path.join(root, x));", 'flaw'],
  ["sink(path.join(root, x.split('/').filter((n) => n !== '..').join('/')));", 'perhaps'],
  ["sink(path.join(root, x.split('/').filter((n) => n !== '..').map(decodeURIComponent).join('/')));", 'flaw'],
  ["if (path.basename(x) === x) sink(path.join(root, x, 'file'));", 'flaw'],
  ["if (path.basename(x) === x && x !== '..') sink(path.join(root, x, 'file'));", 'nothing'],
];
test.each(JAVASCRIPT)('javascript: %s', async (body, expected) => {
  expect(await told('javascript', `const path = require('path');\nfunction run(root, other) {\n  const x = source();\n  ${body}\n}\n`)).toBe(expected);
});

const PYTHON: readonly [body: string, told: Told][] = [
  ['p = os.path.realpath(os.path.join(root, x))\n  if p.startswith(root + os.sep): sink(p)', 'nothing'],
  ['p = os.path.join(root, x)\n  if p.startswith(root + os.sep): sink(p)', 'flaw'],
  ['p = os.path.realpath(os.path.join(root, x))\n  if os.path.commonpath([root, p]) == root: sink(p)', 'nothing'],
  ['p = os.path.realpath(os.path.join(root, x))\n  if os.path.commonprefix([root, p]) == root: sink(p)', 'flaw'],
  ['p = os.path.realpath(os.path.join(root, x))\n  if not os.path.relpath(p, root).startswith(".."): sink(p)', 'nothing'],
  ['p = os.path.abspath(os.path.join(root, x))\n  if p.startswith(root + os.sep): sink(os.path.join(root, x))', 'nothing'],
  ['p = os.path.abspath(os.path.join(root, x))\n  if p.startswith(root + os.sep): sink(x)', 'perhaps'],
  ['name = x.rsplit("/", 1)[0]\n  if name != "..": sink(os.path.join(root, name))', 'flaw'],
];
test.each(PYTHON)('python: %s', async (body, expected) => {
  expect(await told('python', `import os\ndef run(root):\n  x = source()\n  ${body}\n`)).toBe(expected);
});
