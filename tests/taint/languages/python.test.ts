import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IrFunction, Module } from '../../../src/taint/ir/nodes.ts';
import { pythonSupport } from '../../../src/taint/languages/python/support.ts';
import type { FlatTree } from '../../../src/taint/tree/flat-tree.ts';
import { loadParser } from '../../../src/taint/tree/parse.ts';
import { printModule } from './print-python-ir.ts';

/** What it is about, the text, and what it is lowered to. */
const SNIPPETS = readFileSync(new URL('../../fixtures/taint/languages/python.txt', import.meta.url), 'utf8')
  .split('\n---\n')
  .slice(0, -1)
  .map((part): readonly [about: string, source: string, ir: string] => {
    const [, about = '', source = '', ir = ''] = /^# ([^\n]*)\n(.*\n)=>\n(.*)$/s.exec(part) ?? [];
    return [about, source, ir];
  });

const parse = await loadParser('python');
const lower = (text: string): Module => pythonSupport.lower(parse(text), 'a.py');
const namesOf = (tree: FlatTree): string[] => [...tree.kind].filter((kind) => kind >= 0).map((kind) => tree.kinds.nameOf(kind));

/** Kinds that open a function of their own. */
const FUNCTIONS = new Set(['function_definition', 'lambda', 'list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression']);

/** All objects in the tree that have a span, each once. */
function spansOf(module: Module): { start: number; stop: number; kind?: string; variable?: { name: string }; callee?: object; object?: object }[] {
  const seen = new Set<object>();
  const pending: unknown[] = [module];
  const found: { start: number; stop: number }[] = [];
  while (pending.length > 0) {
    const one = pending.pop();
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    if ('span' in one) found.push({ ...one, ...(one.span as { start: number; stop: number }) });
    pending.push(...Object.values(one));
  }
  return found;
}

function areSound(module: Module, text: string): void {
  expect(spansOf(module).filter(({ start, stop }) => start > stop || start < 0 || stop > text.length)).toEqual([]);
  expect(module.functions.map(({ index }) => index)).toEqual(module.functions.map((_, at) => at));
  expect(module.classes.map(({ index }) => index)).toEqual(module.classes.map((_, at) => at));
  const written = module.functions.slice(1).filter((one) => !isMade(module, one)).map(({ span }) => `${span.start}-${span.stop}`);
  expect(new Set(written).size).toBe(written.length);
}

/** Constructors that no source writes have the span of their class. */
function isMade(module: Module, one: IrFunction): boolean {
  return one.ofClass !== null && module.classes[one.ofClass]?.span.start === one.span.start;
}

describe('Python', () => {
  it.each(SNIPPETS)('%s', (_about, source, ir) => {
    const tree = parse(source);
    expect(tree.hasError).toBe(false);
    const module = pythonSupport.lower(tree, 'a.py');
    expect(printModule(module)).toBe(ir);
    expect(module.errors).toEqual([]);
    areSound(module, source);
  });

  it('knows every kind of the grammar', () => {
    const types = createRequire(import.meta.url)('tree-sitter-python/src/node-types.json') as { type: string; named: boolean; subtypes?: unknown }[];
    const all = types.filter(({ named, subtypes }) => named && subtypes === undefined).map(({ type }) => type);
    const met = new Set(SNIPPETS.flatMap(([, source]) => namesOf(parse(source))));
    expect(all.filter((type) => !met.has(type))).toEqual([]);
  });

  it('lowers each function of a text once', () => {
    for (const [, source] of SNIPPETS) {
      const module = lower(source);
      expect(module.functions.slice(1).filter((one) => !isMade(module, one))).toHaveLength(namesOf(parse(source)).filter((name) => FUNCTIONS.has(name)).length);
    }
  });

  it('gives expressions the ranges of what they were read from', () => {
    const source = 'def f(a):\n    x = (os.system)("ls " + a.b[0], shell=True)\n    return f"é😀{a.c(x)}" if not a else x\n';
    const texts = spansOf(lower(source)).flatMap(({ kind, start, stop }) => (kind === undefined ? [] : [`${kind} ${source.slice(start, stop)}`]));
    expect(texts).toEqual(expect.arrayContaining([
      'assign x = (os.system)("ls " + a.b[0], shell=True)', 'call (os.system)("ls " + a.b[0], shell=True)', 'member os.system', 'symbol os', 'concat "ls " + a.b[0]',
      'member a.b[0]', 'member a.b', 'literal True', 'concat f"é😀{a.c(x)}"', 'call a.c(x)', 'not not a', 'variable x', 'conditional f"é😀{a.c(x)}" if not a else x',
    ]));
  });

  it('has one variable for each declaration', () => {
    const module = lower('x = 1\ndef f(x):\n    def g(): return x\n    return [x for x in x]\nclass A:\n    x = 2\n    def m(self): return x\n');
    const variables = new Set(spansOf(module).flatMap(({ variable }) => (variable?.name === 'x' ? [variable] : [])));
    expect([...variables].map((variable) => ('owner' in variable ? variable.owner : -1)).sort()).toEqual([0, 1, 3]);
    expect(module.exported.map(({ name, owner }) => `${name} ${owner}`)).toEqual(['x 0', 'f 0', 'A 0']);
  });
});

describe('Python that does not parse', () => {
  it('tells where, and lowers what is left', () => {
    const module = lower('def f():\n    x = request.args.get("a"\n    return x\ndef g(a):\n    return h(a b)\n');
    expect(module.errors.length).toBeGreaterThan(0);
    expect(printModule(module)).toContain('$request.args.get');
    expect(printModule(module)).toContain('$h(a.2, unknown($b))');
  });

  it('tells of what the parser made up', () => {
    expect(lower('def f(:\n    return 1\n').errors).not.toEqual([]);
  });

  it.each([
    ['brackets', `${'['.repeat(3000)}${']'.repeat(3000)}`],
    ['parentheses', `${'('.repeat(3000)}1${')'.repeat(3000)}`],
    ['not', `${'not '.repeat(5000)}a`],
    ['lambda', `${'lambda: '.repeat(3000)}a`],
    ['calls', `a${'.b(c)'.repeat(3000)}`],
    ['conditions', `${'a if b else '.repeat(3000)}c`],
    ['assignments', `${'a = '.repeat(3000)}b`],
    ['blocks', Array.from({ length: 400 }, (_, at) => `${' '.repeat(at)}if a:`).join('\n')],
    ['patterns', `match a:\n  case ${'['.repeat(1500)}b${']'.repeat(1500)}: pass`],
    ['targets', `${'('.repeat(2000)}a${',)'.repeat(2000)} = b`],
    ['types', `def f(a: ${'Optional['.repeat(1000)}b${']'.repeat(1000)}): pass`],
    ['comprehensions', `${'[a for a in '.repeat(1000)}b${']'.repeat(1000)}`],
  ])('too deep: %s', (_what, text) => {
    const module = lower(`x = 1\n${text}\n`);
    areSound(module, `${text}\nx = 1\n`);
    expect(module.errors.length).toBeGreaterThan(0);
  });

  it.each([
    ['+', Array.from({ length: 10_000 }, () => 'a').join(' + ')],
    ['+ and -', Array.from({ length: 5000 }, () => 'a + b').join(' - ')],
    ['or', Array.from({ length: 10_000 }, () => 'a').join(' or ')],
    ['and, or', Array.from({ length: 5000 }, () => 'a and b').join(' or ')],
    ['<', Array.from({ length: 10_000 }, () => 'a()').join(' < ')],
    ['texts', Array.from({ length: 10_000 }, () => '"a"').join(' ')],
    ['elif', `if a: b\n${'elif a: b\n'.repeat(5000)}`],
    ['except', `try: a\n${'except a: b\n'.repeat(3000)}`],
    ['case', `match a:\n${'  case b(c): d\n'.repeat(3000)}`],
  ])('long is not deep: %s', (_what, text) => {
    const module = lower(`${text}\n`);
    expect(module.errors).toEqual([]);
    expect(printModule(module).length).toBeGreaterThan(text.length / 4);
  });

  it('lowers a file of 1 MB', () => {
    const text = SNIPPETS.map(([, source]) => source).join('');
    const module = lower(text.repeat(Math.ceil(1_000_000 / text.length)));
    expect(module.functions.length).toBeGreaterThan(1000);
    expect(module.errors).toEqual([]);
  });

  it('never throws, whatever is done to a text', () => {
    const sources = SNIPPETS.map(([, source]) => source);
    const pieces = ['(', ')', '[', '{', '"', "f'", ':', '\n', '\n    ', ' ', 'def ', 'class A:', 'lambda', 'for x in ', 'match a:\n case ', '*', '**', '=', ':=', ',', '.', '@', 'self', 'é', '😀', 'as ', 'if ', 'else', 'global x', '__proto__'];
    const edit = fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom(...pieces));
    const mutated = fc.tuple(fc.constantFrom(...sources), fc.constantFrom(...sources), fc.array(edit, { maxLength: 8 })).map(([first, second, edits]) =>
      edits.reduce((text, [at, removed, piece]) => `${text.slice(0, at % (text.length + 1))}${piece}${text.slice((at % (text.length + 1)) + removed)}`, first + second));
    fc.assert(fc.property(mutated, (text) => {
      const module = lower(text);
      areSound(module, text);
      expect(typeof printModule(module)).toBe('string');
    }), { numRuns: 150 });
  });
});

describe('imports of Python', () => {
  const files = new Set(['a.py', 'p/__init__.py', 'p/b.py', 'p/q/__init__.py', 'p/q/c.py', 'src/s/d.py', 'p/q/helper.py', 'p/a.py']);
  it.each([
    ['a', 'p/b.py', 'a.py'],
    ['p', 'a.py', 'p/__init__.py'],
    ['p.b', 'a.py', 'p/b.py'],
    ['.', 'p/b.py', 'p/__init__.py'],
    ['.b', 'p/__init__.py', 'p/b.py'],
    ['..b', 'p/q/c.py', 'p/b.py'],
    ['..', 'p/q/c.py', 'p/__init__.py'],
    ['....b', 'p/q/c.py', null],
    ['s.d', 'a.py', 'src/s/d.py'],
    ['helper', 'p/q/c.py', 'p/q/helper.py'],
    ['os', 'a.py', null],
    ['', 'a.py', null],
  ])('%s from %s', (module, from, file) => {
    expect(pythonSupport.resolveImport(module, from, files)).toBe(file);
  });
});
