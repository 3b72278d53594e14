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

const STATEMENTS: readonly Case[] = [
  ['if ($a) b(); elseif ($c) d(); else if ($e) g(); else h();', ['if $a@0 {b()} else {if $c@0 {d()} else {if $e@0 {g()} else {h()}}}']],
  ['if ($a): b(); elseif ($c): d(); else: e(); endif;', ['if $a@0 {b()} else {if $c@0 {d()} else {e()}}']],
  ['while ($a) { b(); } while ($a): b(); endwhile; do b(); while ($a);', ['loop ($a@0; ) {b()}', 'loop ($a@0; ) {b()}', 'late loop ($a@0; ) {b()}']],
  ['for ($i = 0, $j = 1; $i < 3, $j; $i++, $j--) a(); for (;;): endfor;', ['$i@0 = 0', '$j@0 = 1', 'loop ({($i@0 < 3), $j@0}; {$i@0 = (+ $i@0, 1), $j@0 = (- $j@0, 1)}) {a()}', 'loop (; ) {}']],
  ['foreach ($a as $b) c(); foreach ($a as $k => $v): c(); endforeach;', ['each - => b of $a@0 {c()}', 'each k => v of $a@0 {c()}']],
  [
    'foreach ($a as [$x, "k" => $y]) {} foreach ($a as $o->k => list($v)) {}',
    [
      'each - => # of $a@0 {{$x@0 = $#@0[0], $y@0 = $#@0["k"], $#@0}}',
      'each # => # of $a@0 {$o@0["k"] = $#@0; {$v@0 = $#@0[0], $#@0}}',
    ],
  ],
  ['foreach ($a as &$v) { $v = 1; } foreach (f() as $k => &$v) { }', ['each # => v of $a@0 {$v@0 = 1; $a@0[$#@0] = $v@0}', 'each k => v of f() {}']],
  ['switch ($a) { case 1: case "x": b(); break; default: c(); } switch ($a): case 1; endswitch;', ['switch $a@0 case 1 {} case "x" {b(); break} default {c()}', 'switch $a@0 case 1 {}']],
  [
    'while ($a) { foreach ($b as $c) { switch ($d) { case 1: continue; case 2: continue 2; case 3: break 3; case 4: break 9; } break 2; } }',
    [
      '#2: {loop ($a@0; ) {#1: {each - => c of $b@0 {switch $d@0 case 1 {break} case 2 {continue #1} case 3 {break #2} case 4 {break #2}; break #2}}}}',
    ],
  ],
  [
    'try { a(); } catch (A | B $e) { b(); } catch (\\C $f) { c(); } catch (D) { d(); } finally { e(); }',
    [
      'try {a()} catch e {if (($e@0 instanceof A) or ($e@0 instanceof B)) {b()} else {if ($e@0 instanceof C) {$f@0 = $e@0; c()} else {d()}}} finally {e()}',
    ],
  ],
  ['try { a(); } finally { b(); }', ['try {a()} catch - - finally {b()}']],
  ['try { a(); } catch (A) { }', ['try {a()} catch # {} finally -']],
  ['throw new E("x");', ['throw new E("x")']],
  ['exit; exit(1); die("x"); DIE;', ['exit', 'exit(1)', 'exit', 'exit("x")', 'exit', 'exit']],
  ['echo $a, "b"; echo ($c);', ['echo($a@0)', 'echo("b")', 'echo($c@0)']],
  ['unset($a, $b["c"]);', ['unset($a@0, $b@0["c"])']],
  ['declare(strict_types=1); declare(ticks=1) { a(); } declare(ticks=1): b(); enddeclare;', ['a()', 'b()']],
  ['goto end; end: a();', ['unknown()', 'a()']],
  ['{ a(); { b(); } } ;', ['a()', 'b()']],
  ['return; return $a;', ['return', 'return $a@0']],
  ['__halt_compiler(); <?php not code (', ['']],
];

const HTML: readonly Case[] = [
  ['<p><?= $a ?></p>\n<?= /* c */ f($b); ?> x <?php echo 1 ?>', ['echo("<p>")', 'echo($a@0)', 'echo("</p>\\n")', 'echo(f($b@0))', 'echo("x ")', 'echo(1)']],
  ['<?php if ($a): ?>A<?php elseif ($b): ?>B<?= $c ?><?php else: ?>C<?php endif ?>', ['if $a@0 {echo("A")} else {if $b@0 {echo("B"); echo($c@0)} else {echo("C")}}']],
  ['<?php foreach ($a as $b): ?>x<?php endforeach; while ($a) { ?>y<?php } ?>', ['each - => b of $a@0 {echo("x")}', 'loop ($a@0; ) {echo("y")}']],
  ['<?php switch ($a): ?>\n<?php case 1: ?>one<?php break; default: ?>two<?php endswitch ?>', ['switch $a@0 case 1 {echo("one"); break} default {echo("two")}']],
  ['<?= $a, $b ?>z', ['echo(unknown($a@0))', 'echo($b@0)', 'echo("z")']],
  ['only text', ['echo("only text")']],
  ['<?php function f() { ?>in f<?php }', ['function#1 f()', '  echo("in f")', 'function f is #1']],
  ['<?php /* a */ f(/* b */ $a /* c */ , # d\n $b // e\n ); ?>', ['f($a@0, $b@0)']],
];

describe('PHP as the tree of all languages', () => {
  it.each(STATEMENTS)('statement: %s', (snippet, expected) => {
    expect(lowered(`<?php ${snippet}`)).toStrictEqual(expected);
  });

  it.each(HTML)('HTML: %s', (snippet, expected) => {
    expect(lowered(snippet)).toStrictEqual(expected);
  });
});
