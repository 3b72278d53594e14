import { describe, expect, it } from 'vitest';
import type { GrammarName } from '../../../src/util/grammars.ts';
import { foundBy, matchesOf } from './matching.ts';

type Case = readonly [what: string, grammar: GrammarName, pattern: string, text: string, found: readonly string[]];

const CASES: readonly Case[] = [
  ['ellipsis in arguments', 'javascript', 'run(..., true)', 'run(true); run(1, true); run(true, 1);', ['run(true)', 'run(1, true)']],
  ['a name imported by require and taken apart', 'javascript', 'child_process.exec(...)', "const { exec: start } = require('child_process');\nstart(a); exec(b);", ['start(a)']],
  ['a default import with node:', 'typescript', 'child_process.exec(...)', "import cp from 'node:child_process';\ncp.exec(a); other.exec(b);", ['cp.exec(a)']],
  ['a declaration for an assignment', 'javascript', '$X = read(...)', 'const a = read(1); b = read(2); read(3);', ['const a = read(1);', 'b = read(2);']],
  ['quotes and escapes', 'javascript', 'f("a\'b")', "f('a\\'b'); f(`a'b`); f('ab');", ["f('a\\'b')", "f(`a'b`)"]],
  ['any string, constants too', 'javascript', 'f("...")', "const a = 'x'; f(a); f('y' + a); f(b);", ['f(a)', "f('y' + a)"]],
  ['a regular expression over a string', 'javascript', 'f("=~/^ab?$/i")', "f('A'); f('ac');", ["f('A')"]],
  ['parentheses', 'javascript', 'f(a)', 'f((a));', ['f((a))']],
  ['optional chaining', 'javascript', 'a.b($X)', 'a?.b(1); a.b(2);', ['a?.b(1)', 'a.b(2)']],
  ['equal metavariables', 'javascript', '$X === $X', 'a === a; a === b;', ['a === a']],
  ['a subset of an object', 'javascript', 'f({ secure: false })', 'f({ path: p, secure: false }); f({ secure: true });', ['f({ path: p, secure: false })']],
  ['an arrow that returns', 'javascript', '(a) => { return g(...) }', 'h(a => g(a));', ['a => g(a)']],
  ['order of | but not of &&', 'javascript', 'a | b', 'b | a; b && a;', ['b | a']],
  ['grouping of &&', 'javascript', 'a && ... && c', 'a && (b && c); a && b;', ['a && (b && c)']],
  ['deep expressions', 'javascript', 'f(<... req.query ...>)', 'f([1, g(req.query)]); f(req);', ['f([1, g(req.query)])']],
  ['members between', 'javascript', 'app. ... .listen(...)', 'app.use(a).get(b).listen(1); other.listen(2);', ['app.use(a).get(b).listen(1)']],
  ['typed metavariables', 'typescript', '($X: Pool).query(...)', 'function f(p: Pool, q: Other) { p.query(1); q.query(2); }', ['p.query(1)']],
  ['statements, across blocks', 'javascript', '$X = get();\n...\nuse($X);', 'const a = get();\nif (b) {\n  use(a);\n}', ['const a = get();\nif (b) {\n  use(a);']],
  ['templates', 'javascript', '`...${$X}...`', 'q(`a ${b} c`); q(`d`);', ['`a ${b} c`']],
  ['types that the pattern leaves out', 'typescript', 'function $F(a) { ... }', 'function f(a: string): void { g(); }', ['function f(a: string): void { g(); }']],
  ['superglobals are no metavariables', 'php', '$_GET[$K]', '<?php $_GET["a"]; $_POST["b"];', ['$_GET["a"]']],
  ['variables are no metavariables', 'php', 'f($x, $X)', '<?php f($x, 1); f($y, 1);', ['f($x, 1)']],
  ['methods', 'php', '$DB->query(...)', '<?php $a->query("x"); $a->other();', ['$a->query("x")']],
  ['foreach', 'php', 'foreach ($A as $B) {\n  ...\n  f($B);\n}', '<?php foreach ($x as $y) { g(); f($y); }', ['foreach ($x as $y) { g(); f($y); }']],
  ['from import as', 'python', 'os.system(...)', 'from os import system as s\ns(a)\nsystem(b)\n', ['s(a)']],
  ['keywords in any order', 'python', 'f(a=$X, b=$Y)', 'f(b=1, a=2)\nf(a=1)\n', ['f(b=1, a=2)']],
  ['decorators', 'python', '@app.route(...)\ndef $F(...):\n  ...', '@app.route("/")\ndef f(a):\n    return a\n\ndef g():\n    pass\n', ['@app.route("/")\ndef f(a):\n    return a']],
  ['types of parameters', 'python', 'def $F(a):\n  ...', 'def f(a: int):\n    return a\n', ['def f(a: int):\n    return a']],
];

describe('patterns', () => {
  it.each(CASES)('%s (%s)', async (_, grammar, pattern, text, found) => {
    expect(await foundBy(grammar, pattern, text)).toEqual(found);
  });

  it('binds metavariables to code and to known constants', async () => {
    const text = "const key = 'k'; sign(data.body, key);";
    const [match] = await matchesOf('javascript', 'sign($A, $B)', text);
    expect([...(match?.bindings ?? [])].map(([name, { text: bound, start, stop }]) => [name, bound, text.slice(start, stop)])).toEqual([['$A', 'data.body', 'data.body'], ['$B', 'k', 'key']]);
  });
});
