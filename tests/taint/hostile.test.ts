import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODELS_FOLDER, RULES_FOLDER } from '../../src/cli/package-facts.ts';
import { loadModels } from '../../src/cli/rules/load-models.ts';
import { loadRules } from '../../src/cli/rules/load-rules.ts';
import { walkTree } from '../../src/cli/rules/walk-tree.ts';
import { analyse, type Analysis } from '../../src/taint/analyse.ts';
import { indexFile } from '../../src/taint/index-file.ts';
import { languageOf } from '../../src/taint/languages/languages.ts';
import { sarifOf } from '../../src/taint/output/sarif.ts';
import { grammarOf } from '../../src/taint/rules/rule-files.ts';
import { loadSourceParser } from '../../src/taint/tree/parse.ts';

/** More for a long search: `ASE_FUZZ_RUNS=2000 vitest run tests/taint/hostile.test.ts`. */
const RUNS = Number(process.env['ASE_FUZZ_RUNS'] ?? 12);
const MAX_STEPS = 60_000_000;
const LANGUAGES = ['javascript', 'php', 'python'];

const rules = await loadRules(LANGUAGES.map((language) => join(RULES_FOLDER, language)));
const models = await loadModels(MODELS_FOLDER, LANGUAGES);
const real = LANGUAGES.flatMap((language) => {
  const folder = join(RULES_FOLDER, language, 'tests');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().flatMap((path) => (grammarOf(path) === null ? [] : [{ path, text: readFileSync(join(folder, path), 'utf8') }]));
});

interface Given {
  readonly path: string;
  readonly text: string;
}

async function follow(files: readonly Given[]): Promise<Analysis> {
  const indexed = [];
  for (const { path, text } of files) {
    const grammar = grammarOf(path);
    if (grammar !== null) indexed.push(indexFile({ path, tree: (await loadSourceParser(grammar))(text), support: languageOf(grammar) }, rules));
  }
  return analyse(indexed, rules, models);
}

const sarif = ({ findings }: Analysis): string => JSON.stringify(sarifOf({ findings, rules, toolVersion: '0' }));
const times = (count: number, text: (at: number) => string, between = '\n'): string => Array.from({ length: count }, (_, at) => text(at)).join(between);
const nested = (depth: number, before: string, inner: string, after: string): string => before.repeat(depth) + inner + after.repeat(depth);

const SOURCE = "const app = require('express')();\napp.get('/', (req, res) => {\n";
/** Programs that cost to the power of their size where work is not shared or counted. */
const PROGRAMS: readonly [string, Given][] = [
  ['functions that all call one another', { path: 'all.js', text: times(120, (at) => `function f${at}(a, b) { ${times(8, (other) => `f${(at * 7 + other * 13) % 120}(b, a);`, ' ')} return a + b; }`) + `\n${SOURCE}res.send(f0(req.query.a, 1)); });` }],
  ['callbacks of callbacks', { path: 'callbacks.js', text: times(40, (at) => `function g${at}(f, x) { ${times(6, () => `f(g${at + 1}, x);`, ' ')} x.a(f); return f((y) => g${at + 1}(f, y), x); }`) + `\nfunction g40(f, x) { return f(x, f); }\n${SOURCE}res.send(g0(g1, req.query.a)); });` }],
  ['expressions nested deep in calls nested deep', { path: 'deep.js', text: times(60, (at) => `function h${at}(a) { return ${nested(250, '(', `h${at + 1}(a)`, ' + a)')}; }`) + `\nfunction h60(a) { return a; }\n${SOURCE}res.send(h0(req.query.a)); });` }],
  ['closures within closures', { path: 'closures.js', text: nested(20, 'function c(a) { return c; ', 'return a;', ' }') }],
  ['an array of ten thousand', { path: 'array.js', text: `const list = [${times(10_000, (at) => `'${at}'`, ', ')}];\n${SOURCE}list.push(req.query.a); for (const x of list) res.send(x); });` }],
  ['a switch of two thousand', { path: 'switch.js', text: `${SOURCE}let x = req.query.a; switch (x) { ${times(2000, (at) => `case '${at}': x = x + '${at}'; break;`)} } res.send(x); });` }],
  ['texts that grow in loops', { path: 'loops.js', text: `${SOURCE}let s = ''; ${nested(12, 'for (const k of req.query.a) { s += k; s = s + s; ', '', ' }')} res.send(s); });` }],
  ['prototypes in a circle', { path: 'circle.js', text: `class A extends B {}\nclass B extends A { get x() { return this.x; } }\nconst o = {}; o.__proto__ = o; o.self = o; Object.setPrototypeOf(o, o);\n${SOURCE}res.send(new A(req.query.a).x + o.self.self.y); });` }],
  ['spread of spreads', { path: 'spread.js', text: `${SOURCE}let o = req.query;\n${times(300, () => 'o = { ...o, ...o, a: [...o.a, ...o.a] };')}\nres.send(o.a); });` }],
  ['a thousand conditions one after the other', { path: 'conditions.py', text: `from flask import request\ndef f():\n  x = request.args['a']\n${times(1000, (at) => `  if x == '${at}' or x.startswith('${at}'):\n    x = x + '${at}'`)}\n  return x` }],
  ['names of the language itself', { path: 'names.php', text: `<?php class constructor { public $__proto__; function hasOwnProperty($toString) { $this->__proto__[$toString] = $toString; return $$toString; } }\n$x = new constructor(); echo $x->hasOwnProperty($_GET['constructor']); $x->__proto__->{$_GET['a']}(); ${times(400, () => '$a = "$a$a{$a}";', ' ')} echo $a;` }],
  ['what may be one of many things, handed on again and again', { path: 'many.js', text: `function pick(a, b, c, d) { let x = a; if (Math.random() > 0.1) x = b; if (Math.random() > 0.2) x = c; if (Math.random() > 0.3) x = d; return x; }\n${SOURCE}let y = pick({ a: 1 }, { b: 1 }, { c: 1 }, { d: req.query.a });\n${times(14, () => 'y = pick(y, y, y, y);')}\nres.send(y.d); });` }],
  ['closures in closures, deep', { path: 'deep-closures.js', text: `${SOURCE}const f = ${nested(150, '((a) => { const b = a; return ', 'b', '; })')};\nres.send(f(req.query.a)); });` }],
  ['a quarter of a megabyte in one line', { path: 'one-line.js', text: '!function(e,t){var n=e[t];return n&&n(e)||(t.a=function(r){return e.b(r)+t}),n}(a,b);'.repeat(3000) }],
  ['one line repeated hundreds of times', { path: 'minified.js', text: '!function(e,t){var n=e[t];return n&&n(e)||(t.a=function(r){return e.b(r)+t}),n}(a,b);'.repeat(400) }],
];

describe('Programs that cost much', () => {
  it.each(PROGRAMS)('%s', async (_, program) => {
    const { steps, incomplete } = await follow([program]);
    expect(steps).toBeLessThanOrEqual(MAX_STEPS);
    expect(incomplete.length).toBeLessThanOrEqual(1);
  });
});

describe('Real files that were changed', () => {
  const TOKENS = ['{', '}', '(', ')', '[', ']', ';', ',', '=', '=>', '->', '...', "'", '"', '`', '${', '<?php', '?>', 'function ', 'class ', 'return ', 'await ', 'new ', ':', '\n  ', '\0', '😀', '\uD800', '\\', '/*', '#'];
  const change = fc.record({ at: fc.nat(), remove: fc.nat({ max: 60 }), from: fc.nat(), insert: fc.oneof(fc.constantFrom(...TOKENS), fc.constant(null)) });
  const changed = fc.record({ file: fc.constantFrom(...real), other: fc.constantFrom(...real), changes: fc.array(change, { minLength: 1, maxLength: 8 }) }).map(({ file, other, changes }): Given => {
    let { text } = file;
    for (const { at, remove, from, insert } of changes) {
      const place = at % (text.length + 1);
      text = text.slice(0, place) + (insert ?? other.text.slice(from % other.text.length).slice(0, 120)) + text.slice(place + remove);
    }
    return { path: `changed-${file.path.replaceAll('/', '-')}`, text };
  });

  it('are followed to the end, with the same answer each time and in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(changed, { minLength: 1, maxLength: 3, selector: ({ path }) => path }), async (files) => {
        const first = await follow(files);
        expect(first.steps).toBeLessThanOrEqual(MAX_STEPS);
        expect(sarif(await follow(files.toReversed()))).toBe(sarif(first));
      }),
      { numRuns: RUNS, seed: 20_261_130 },
    );
  });
});

describe('Folders that lead nowhere', () => {
  it('are walked once, whatever their links and files are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ase-hostile-'));
    try {
      mkdirSync(join(folder, 'a'));
      symlinkSync(folder, join(folder, 'a', 'loop'));
      symlinkSync('self.js', join(folder, 'self.js'));
      writeFileSync(join(folder, 'binary.js'), Buffer.from([0, 1, 2, 255, 0]));
      writeFileSync(join(folder, 'latin.php'), Buffer.concat([Buffer.from('<?php echo $_GET["'), Buffer.from([0xe9, 0xff, 0xc0]), Buffer.from('"];')]));
      writeFileSync(join(folder, 'utf16.py'), Buffer.from('\uFEFFimport os', 'utf16le'));
      const { files, skipped } = walkTree(folder, { grammars: new Set(['javascript', 'php', 'python']), maxBytes: 1_000_000, vendored: false });
      const { findings } = await follow(files);
      expect(files.map(({ path }) => path)).toContain('latin.php');
      expect(findings.map(({ place }) => place.file)).toEqual(['latin.php']);
      expect(skipped.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['binary', 'links']));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
