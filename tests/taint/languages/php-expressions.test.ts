import { describe, expect, it } from 'vitest';
import { phpSupport } from '../../../src/taint/languages/php/support.ts';
import { loadParser } from '../../../src/taint/tree/parse.ts';
import { printModule } from './print-php-ir.ts';

/** A snippet and what it is lowered to. */
type Case = readonly [string, readonly string[]];

const parse = await loadParser('php');

function lowered(text: string): string[] {
  return printModule(phpSupport.lower(parse(text), 'src/a.php')).split('\n');
}

const EXPRESSIONS: readonly Case[] = [
  ['$a . "b" . f($c) . \'d\\\'e\\n\';', ['concat($a@0, "b", f($c@0), "d\'e\\\\n")']],
  ['1 + 2 - $a - 3;', ['(- (+ 1, 2), $a@0, 3)']],
  ['"x" + $a;', ['(+ "x", $a@0)']],
  ['$a ?: $b ?? null;', ['($a@0 or ($b@0 nullish null))']],
  ['!$a && $b || $c and $d;', ['(((!$a@0 and $b@0) or $c@0) and $d@0)']],
  ['$a xor $b;', ['(xor $a@0, $b@0)']],
  ['$a == 1; $a === 1; $a <> 1; $a !== 1; $a <=> 1;', ['($a@0 == 1)', '($a@0 === 1)', '($a@0 != 1)', '($a@0 !== 1)', '(<=> $a@0, 1)']],
  ['(int) $a; (BOOL) $a; (binary) $a; (array) $a; (object) $a; (double) $a; (unset) $a;', ['int($a@0)', 'bool($a@0)', 'string($a@0)', 'array($a@0)', 'object($a@0)', 'float($a@0)', '{$a@0, null}']],
  ['$a instanceof Foo; $a instanceof $b;', ['($a@0 instanceof Foo)', '($a@0 instanceof $b@0)']],
  ['@f($a); clone $a; (($a)); -$a; -1; ~$a;', ['f($a@0)', '$a@0', '$a@0', '(- $a@0)', '-1', '(~ $a@0)']],
  ['$a++; --$a;', ['$a@0 = (+ $a@0, 1)', '$a@0 = (- $a@0, 1)']],
  ['$a .= "x"; $a += 1; $a ??= f(); $a **= 2;', ['$a@0 = concat($a@0, "x")', '$a@0 = (+ $a@0, 1)', '$a@0 = ($a@0 nullish f())', '$a@0 = (** $a@0, 2)']],
  ['$a[f()] .= "x";', ['{$#@0 = f(), $a@0[$#@0] = concat($a@0[$#@0], "x")}']],
  ['$this->a[$i]->b .= "x";', ['this["a"][$i@0]["b"] = concat(this["a"][$i@0]["b"], "x")']],
  ['$a["x"]["y"][] = 1;', ['$a@0["x"]["y"][([] )] = 1']],
  ['$x = $y = 1;', ['$x@0 = $y@0 = 1']],
  ['$a ? $b : $c;', ['($a@0 ? $b@0 : $c@0)']],
  ['$f(1)[2]->b::c();', ['$f@0(1)[2]["b"]["c"]()']],
  ['[1, "a" => 2, 5 => 3, 4]; array(1, ...$b, &$c); [];', ['{0: 1, "a": 2, 5: 3, 6: 4}', '[1, ...$b@0, $c@0]', '[]']],
  ['print "a"; eval($x); isset($a, $b["c"]); empty($a);', ['print("a")', 'eval($x@0)', 'isset($a@0, $b@0["c"])', 'empty($a@0)']],
  ['`ls {$x} \\``;', ['shell_exec(concat("ls ", $x@0, " `"))']],
  ['0x1f; 0b11; 017; 0o17; 1_000; 1.5e3; .5;', ['31', '3', '15', '15', '1000', '1500', '0.5']],
  ['TRUE; False; NULL; \\true;', ['true', 'false', 'null', 'true']],
  ['$a |> f(...);', ['f($a@0)']],
  ['f(...); $o->m(...); A::m(...);', ['f', '$o@0["m"]', 'A["m"]']],
  ['f(x: 1, ...$y);', ['f(x: 1, ...$y@0)']],
  ['x() or die("no"); $y = $z ?? exit;', ['(x() or exit("no"))', '$y@0 = ($z@0 nullish exit())']],
  ['$x = $y ?? throw new E();', ['$x@0 = ($y@0 nullish {new E(), exit()})']],
  ['yield; yield 1; yield $k => $v; yield from g();', ['yield ', 'yield 1', '{$k@0, yield $v@0}', 'yield g()']],
  ['__LINE__; __FILE__; __DIR__; __CLASS__; __FUNCTION__;', ['1', '"/src/a.php"', '"/src"', '""', '""']],
  ['dirname(__FILE__);', ['dirname("/src/a.php")']],
  ['include __DIR__ . "/a.php"; require_once("b.php");', ['include concat("/src", "/a.php")', 'include "b.php"']],
  ['compact("a", ["b"]); compact($a);', ['{"a": $a@0, "b": $b@0}', 'unknown($a@0)']],
  ['\'f\'(1); [$o, "m"](2); ["A", "m"](); (function() {})();', ['f(1)', '$o@0["m"](2)', 'A["m"]()', 'function#1()', 'function#1 {closure}() lexical']],
  ['$$a; ${"b"}; ${f()}; $$a = 1;', ['unknown($a@0)', '$b@0', 'unknown(f())', 'unknown(unknown($a@0), 1)']],
  ['$_GET["a"]; $_SERVER; $GLOBALS["a"]; $_SESSION = [];', ['$_GET["a"]', '$_SERVER', '$a@0', '$GLOBALS["_SESSION"] = []']],
  ['match($a) { 1, 2 => "x", default => "y" };', ['((($a@0 === 1) or ($a@0 === 2)) ? "x" : "y")']],
  ['match(f()) { "a" => 1 };', ['{$#@0 = f(), (($#@0 === "a") ? 1 : exit())}']],
  ['match(true) { is_int($a) => 1, default => 2 };', ['(is_int($a@0) ? 1 : 2)']],
  ['[$a, , [$b], "k" => $c->d] = f();', ['{$#@0 = f(), $a@0 = $#@0[0], {$#@0 = $#@0[2], $b@0 = $#@0[0], $#@0}, $c@0["d"] = $#@0["k"], $#@0}']],
  ['list($a, list(, $b)) = $x;', ['{$#@0 = $x@0, $a@0 = $#@0[0], {$#@0 = $#@0[1], $b@0 = $#@0[1], $#@0}, $#@0}']],
  ['[$a, $b] = [$b, $a];', ['{$#@0 = [$b@0, $a@0], $a@0 = $#@0[0], $b@0 = $#@0[1], $#@0}']],
  ['$a = &$b; $a = 1;', ['$b@0', '$b@0 = 1']],
  ['$a = &$b["c"];', ['$a@0 = $b@0["c"]']],
  ['$a = &new Foo;', ['$a@0 = new Foo()']],
];

const STRINGS: readonly Case[] = [
  [
    '"a $b[0] $b[k] $b[$i] $b[-1] $b->c {$d->e()} ${f} ${g[\'h\']} \\x41\\101\\u{1F600}\\e\\q\\"";',
    [
      'concat("a ", $b@0[0], " ", $b@0["k"], " ", $b@0[$i@0], " ", $b@0[-1], " ", $b@0["c"], " ", $d@0["e"](), " ", $f@0, " ", $g@0["h"], " AA😀\\u001b\\\\q\\"")',
    ],
  ],
  ['\'a\\\\b\\\'c\\n\';', ['"a\\\\b\'c\\\\n"']],
  ['"";', ['""']],
  ['b"x"; b\'y\';', ['"x"', '"y"']],
  ['<<<A\n  a $b\n    c {$d["e"]}\n\n  d\n  A;', ['concat("a ", $b@0, "\\n  c ", $d@0["e"], "\\n\\nd")']],
  ['<<<\'A\'\n  a $b\n   c\n  A;', ['"a $b\\n c"']],
  ['<<<A\nA;', ['""']],
  ['<<<"A"\nx "y" \\"z\\"\nA;', ['"x \\"y\\" \\\\\\"z\\\\\\""']],
  ['"{$a}{$b}"; "$a";', ['concat($a@0, $b@0)', 'concat($a@0)']],
];

describe('PHP as the tree of all languages', () => {
  it.each(EXPRESSIONS)('expression: %s', (snippet, expected) => {
    expect(lowered(`<?php ${snippet}`)).toStrictEqual(expected);
  });

  it.each(STRINGS)('string: %s', (snippet, expected) => {
    expect(lowered(`<?php ${snippet}`)).toStrictEqual(expected);
  });
});
