import { describe, expect, it } from 'vitest';
import type { GrammarName } from '../../../src/util/grammars.ts';
import { foundBy } from './matching.ts';

type Case = readonly [what: string, grammar: GrammarName, pattern: string, text: string, found: readonly string[]];

const IMPORTS: readonly Case[] = [
  ['a module, by all that takes of it', 'javascript', 'import "m"', 'import a from "m";\nimport { b } from "m/n";\nconst c = require("m");\nimport "other";', ['import a from "m";', 'import { b } from "m/n";', 'const c = require("m");']],
  ['names, whatever else is taken', 'javascript', 'import { a } from "m"', 'import d, { b, a as c } from "m";\nconst { a } = require("m");\nimport a from "m";', ['import d, { b, a as c } from "m";', 'const { a } = require("m");']],
  ['a module as a metavariable', 'javascript', 'import a from $M', 'import a from "m";\nimport b from "m";', ['import a from "m";']],
  ['what is exported from a module', 'typescript', 'import { A } from "./t"', 'export type { A } from "./t";\nexport { B } from "./t";', ['export type { A } from "./t";']],
  ['import and from are the same', 'python', 'import a.b', 'import a.b.c as d\nfrom a import b, x\nfrom .a import b\nimport a\n', ['import a.b.c as d', 'from a import b, x']],
  ['each of several modules', 'python', 'from a import b', 'import x, a.b\nimport x\n', ['a.b']],
  ['a part of a path', 'python', 'import a.$B', 'import a.c\nimport b.c\n', ['import a.c']],
  ['all names of a module', 'python', 'a.f', 'from a import *\nx = f\ny = g\n', ['f']],
  ['names of namespaces', 'php', 'new A\\B()', '<?php use A\\B as C; new C(); new B(); use A\\{B}; new B();', ['new C()', 'new B()']],
  ['the last of several with one name', 'php', 'A\\f()', '<?php use function A\\f; f(1); f(); use function B\\f; f( );', ['f()']],
  ['a member of any module', 'javascript', '$M.exec(...)', "import { exec as run } from 'cp';\nrun(a); other(b);", ['run(a)']],
];

const CONSTANTS: readonly Case[] = [
  ['one value on all ways', 'javascript', 'f("...")', 'function a(c) { let x; if (c) x = "a"; else x = "b"; f(x); if (c) x = c; f(x ); }', ['f(x)']],
  ['after a value that is replaced', 'python', 'f("a")', 'def g():\n  x = "a"\n  f(x)\n  x = "b"\n  f(x )\n', ['f(x)']],
  ['not in a loop that changes it', 'python', 'f("...")', 'def g(c):\n  x = "a"\n  while c:\n    f(x)\n    x = c\n  f(x )\n', []],
  ['where nothing is caught', 'python', 'f("a")', 'def g():\n  x = "a"\n  try:\n    pass\n  except E:\n    x = "b"\n  f(x)\ndef h():\n  x = "a"\n  try:\n    k()\n  except E:\n    x = "b"\n  f(x )\n', ['f(x)']],
  ['fields that only their declaration writes', 'php', 'f("...")', '<?php class A { const X = "x"; public $y = "y"; function g() { f(self::X); f($this->y); $this->y = $z; } }', ['f(self::X)']],
  ['joined, chosen and repeated texts', 'python', 'f("...")', 'f("a" * n)\nf("a" + "b")\nf(c and "x" or "y")\nf("a" + n)\n', ['f("a" * n)', 'f("a" + "b")', 'f(c and "x" or "y")']],
  ['texts with numbers', 'javascript', 'f("a1")', 'f("a" + 1); f("a" + b);', ['f("a" + 1)']],
  ['escaped constants', 'php', 'f("...")', '<?php f("a" . escapeshellarg("b")); f("a" . escapeshellarg($b));', ['f("a" . escapeshellarg("b"))']],
  ['equal values', 'javascript', '$X === $X', 'const a = 1; a === 1; a === 2;', ['a === 1']],
  ['the variable, not its name', 'javascript', 'let $X = 1;\n...\nf($X);', 'let a = 1; function g(a) { f(a); }', []],
  ['regular expressions', 'javascript', 'new RegExp(/a/)', 'const x = /a/; new RegExp(x); new RegExp(y);', ['new RegExp(x)']],
];

const OPERATORS: readonly Case[] = [
  ['a metavariable for several operands', 'python', 'a and $X', 'a and b and c\nb and a\n', ['a and b and c']],
  ['operands in any order, others left', 'python', 'a & b', 'b & c & a\nb & c\n', ['b & c & a']],
  ['equal operands of several', 'python', '$X & $X', 'a & b & a\na & b\n', ['a & b & a']],
  ['joined texts', 'php', '$A . "x" . $B', '<?php $a . $b . "x" . $c; $a . "x"; ', ['$a . $b . "x" . $c']],
  ['the beginning of a chain', 'javascript', 'a && b', 'a && b && c; b && a;', ['a && b']],
  ['more terms', 'javascript', '1 + 2 + ...', 'x = 1 + 2 + 3 + 4; y = 2 + 1 + 3;', ['1 + 2 + 3', '1 + 2 + 3 + 4']],
];

const DEFINITIONS: readonly Case[] = [
  ['decorators alone, with and without a call', 'python', '@$D($...A)', '@a\n@b(1)\ndef f(): pass\ndef g(): pass\n', ['@a', '@b(1)']],
  ['one of several decorators', 'typescript', '@A(...)\nclass $C { ... }', '@B() @A(1) export class D {}\n@B() class E {}', ['@B() @A(1) export class D {}']],
  ['attributes in one list', 'php', '#[$A]\nclass $C { ... }', '<?php #[B(1), A] class D {} #[B(1)] class E {}', ['#[B(1), A] class D {}']],
  ['parents in any order', 'typescript', 'class A implements C {}', 'class A implements B, C {} ', ['class A implements B, C {}']],
  ['parameters that are fields', 'php', 'class $C {\n  ...\n  public readonly string $s;\n  ...\n}', '<?php class A { function __construct(public readonly string $s) {} } class B { function __construct(string $s) {} }', ['class A { function __construct(public readonly string $s) {} }']],
  ['modifiers of the pattern', 'javascript', 'export function $F(...) { ... }', 'export async function a() {} function b() {}', ['export async function a() {}']],
  ['var for any declaration, const for itself', 'javascript', 'const $X = 1', 'let a = 1; const b = 1;', ['const b = 1;']],
  ['a function that is a value', 'javascript', 'function $F($A) { ... }', 'const f = (a) => { g(a); }; const h = 1;', ['const f = (a) => { g(a); };']],
  ['methods without a body', 'typescript', '@$D $M(): string', 'class A { @d m(): string { return x; } n(): string { return y; } }', ['@d m(): string { return x; }']],
];

const REST: readonly Case[] = [
  ['f-strings', 'python', 'f"...{$X}..."', 'f"a {b} c"\nf"a"\n"a {b}"\n', ['f"a {b} c"']],
  ['bytes are no text', 'python', '$X != $X', 'b"a" != "a"\nb"a" != b"a"\n', ['b"a" != b"a"']],
  ['attributes of an element, and its children left out', 'tsx', '<a href="..." />', 'x = <a b="1" href="c">text</a>; y = <a b="1">text</a>;', ['<a b="1" href="c">text</a>']],
  ['any text in backquotes', 'javascript', 'f(`...`)', 'f(`a ${b}`); f("a"); f`a`;', ['f(`a ${b}`)']],
  ['optional chains', 'javascript', 'a?.b', 'a?.b; a.b;', ['a?.b']],
  ['casts', 'typescript', 'return $X', 'function f() { return <string>x; }', ['return <string>x;']],
  ['keys that are numbers', 'javascript', '{ 1: $X }', 'x = { 0x1: a }; y = { 2: a };', ['{ 0x1: a }']],
  ['a case with what follows', 'javascript', 'case 5:\n  ...', 'switch (a) { case 4: f(); case 5: g(); break; }', ['case 5: g(); break;']],
  ['catches in any order', 'python', 'try:\n  ...\nexcept A:\n  ...', 'try:\n  f()\nexcept B:\n  g()\nexcept A:\n  h()\n', ['try:\n  f()\nexcept B:\n  g()\nexcept A:\n  h()']],
  ['an else that the pattern leaves out, but not in PHP', 'php', 'if (...) { ... }', '<?php if ($a) { f(); } else { g(); } if ($b) { f(); }', ['if ($b) { f(); }']],
  ['statements in blocks that were passed', 'javascript', '1;\n...\n2;\n...\n3;', '1; { 2; } 3;', ['1; { 2; } 3;']],
  ['typed metavariables', 'php', '(PDO $X)->query(...)', '<?php function f(PDO $a, Other $b) { $a->query(1); $b->query(2); }', ['$a->query(1)']],
  ['functions without case', 'php', 'foo()', '<?php FOO(); bar();', ['FOO()']],
  ['include as a call', 'php', 'include($X)', '<?php include "a"; require "b";', ['include "a"']],
  ['functions as values are no calls', 'php', 'foo(...)', '<?php foo(1); $x = foo(...);', ['foo(1)']],
  ['comprehensions', 'python', '[...]', 'x = [a for a in b]\ny = (1, 2)\n', ['[a for a in b]']],
  ['all pairs of a dictionary', 'python', '{"a": $X}', 'x = {"a": 1}\ny = {"a": 1, "b": 2}\n', ['{"a": 1}']],
  ['statements on one line', 'javascript', 'if ($A) { ... return $B; }', 'if (a) { f(); return b; } if (a) { f(); }', ['if (a) { f(); return b; }']],
  ['parts of a regular expression', 'javascript', 'f(/$X/, "$X")', 'f(/a/, "a"); f(/a/, "b");', ['f(/a/, "a")']],
];

describe.each([['imports', IMPORTS], ['constants', CONSTANTS], ['operators', OPERATORS], ['definitions', DEFINITIONS], ['what is equal', REST]] as const)('%s', (_, cases) => {
  it.each(cases)('%s (%s)', async (_what, grammar, pattern, text, found) => {
    expect(await foundBy(grammar, pattern, text)).toEqual(found);
  });
});
