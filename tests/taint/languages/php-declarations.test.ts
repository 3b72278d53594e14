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

const CLASSES: readonly Case[] = [
  [
    'namespace A\\B; use C\\D as E, F\\G; use function X\\f; use const X\\K; use P\\{Q, R as S, function g, const H}; new E; new G\\H; new Z; new \\Z; new namespace\\Y; f(); G(); h(); \\h(); s\\h(); K; H; J; \\J; E::class; Q::m(); S::$p;',
    [
      'new C\\D()',
      'new F\\G\\H()',
      'new A\\B\\Z()',
      'new Z()',
      'new A\\B\\Y()',
      'x\\f()',
      'p\\g()',
      'a\\b\\h|h()',
      'h()',
      'p\\r\\h()',
      'X\\K',
      'P\\H',
      'A\\B\\J|J',
      'J',
      '"C\\\\D"',
      'P\\Q["m"]()',
      'P\\R["p"]',
    ],
  ],
  ['namespace A { f(); } namespace { f(); }', ['a\\f|f()', 'f()']],
  [
    'new A(1); new A; new $a(1); new (f()); new static; new class(1) extends B implements C { };',
    [
      'new A(1)',
      'new A()',
      'new $a@0(1)',
      'new f()()',
      'new static()',
      'new class#0(1)',
      'class#0 class@anonymous < B, C',
    ],
  ],
  [
    'A::f(1); A::$b; A::C; A::$b["x"]; $a::$b; $a::{f()}(); A::{"x"}; $a->b; $a?->b; $a->$b; $a->{"x"}; $a?->m(1); A::$f();',
    [
      'A["f"](1)',
      'A["b"]',
      'A["C"]',
      'A["b"]["x"]',
      '$a@0["b"]',
      '$a@0[f()]()',
      'A["x"]',
      '$a@0["b"]',
      '$a@0["b"]',
      '$a@0[$b@0]',
      '$a@0["x"]',
      '$a@0["m"](1)',
      'A[$f@0]()',
    ],
  ],
  [
    'class A extends B implements C, D { use T, U { T::m insteadof U; m as n; } const X = 1, Y = self::X; public static ?int $p = 3; var $q; private Foo|null $r; function __construct(private readonly int $z = 4, protected ?Foo $f = null, $k = 1) { parent::__construct($z); parent::m(); self::s(); static::s(); $this->z; __CLASS__; __METHOD__; self::class; static::class; } abstract function g(): Foo; static function s(): self { return new self; } }',
    [
      'function#1 __construct(int z = 4, Foo f = null, k = 1) of 0',
      '  this["z"] = $z@1',
      '  this["f"] = $f@1',
      '  super($z@1)',
      '  super["m"]()',
      '  class#0["s"]()',
      '  class#0["s"]()',
      '  this["z"]',
      '  "A"',
      '  "A::__construct"',
      '  "A"',
      '  class#0["class"]',
      'function#2 s() of 0 : class#0',
      '  return new class#0()',
      'class#0 A < T, U, B, C, D',
      '  method m = T["m"]',
      '  method n = T["m"]',
      '  static field X = 1',
      '  static field Y = class#0["X"]',
      '  static field p: int = 3',
      '  field q',
      '  field r: Foo',
      '  field z: int',
      '  field f: Foo',
      '  method constructor = function#1',
      '  method g: Foo',
      '  static method s: class#0 = function#2',
      'class a is #0',
    ],
  ],
  ['class A { function a($x) { } } ', ['function#1 a(x) of 0', 'class#0 A', '  method constructor = function#1', '  method a = function#1', 'class a is #0']],
  [
    'class A { function a() { } function __construct() { } }',
    [
      'function#1 a() of 0',
      'function#2 __construct() of 0',
      'class#0 A',
      '  method a = function#1',
      '  method constructor = function#2',
      'class a is #0',
    ],
  ],
  ['interface I extends J, K { const X = 1; function m(); }', ['class#0 I < J, K', '  static field X = 1', '  method m', 'class i is #0']],
  ['trait T { function m() { self::x(); parent::y(); } }', ['function#1 m() of 0', '  self["x"]()', '  super["y"]()', 'class#0 T', '  method m = function#1', 'class t is #0']],
  [
    'enum Suit: string implements I { case A = "a"; case B = "b"; const X = self::A; function m() { return $this->value; } }',
    [
      'function#1 m() of 0',
      '  return this["value"]',
      'function#2 cases() of 0',
      '  return [class#0["A"], class#0["B"]]',
      'function#3 from(value) of 0',
      '  return {"a": class#0["A"], "b": class#0["B"]}[$value@3]',
      'function#4 tryFrom(value) of 0',
      '  return {"a": class#0["A"], "b": class#0["B"]}[$value@4]',
      'class#0 Suit < I',
      '  static field A = {"name": "A", "value": "a"}',
      '  static field B = {"name": "B", "value": "b"}',
      '  static field X = class#0["A"]',
      '  method m = function#1',
      '  static method cases = function#2',
      '  static method from = function#3',
      '  static method tryFrom = function#4',
      'class suit is #0',
    ],
  ],
  [
    'class A { public string $h { get => $this->x; set { $this->x = $value; } } public $i { set(string $v) => f($v); &get { return 1; } } }',
    [
      'function#1 h() of 0',
      '  return this["x"]',
      'function#2 h(value) of 0',
      '  this["x"] = $value@2',
      'function#3 i(string v) of 0',
      '  this["i"] = f($v@3)',
      'function#4 i() of 0',
      '  return 1',
      'class#0 A',
      '  field h: string',
      '  getter h: string = function#1',
      '  setter h: string = function#2',
      '  field i',
      '  setter i = function#3',
      '  getter i = function#4',
      'class a is #0',
    ],
  ],
  [
    'class A { #[Route("/x")] #[Safe] function m(#[Attr] $x) { } } #[F] function f() { }',
    [
      'function#1 m(x) of 0 @new Route("/x") @Safe',
      'function#2 f() @F',
      'class#0 A',
      '  method m = function#1',
      'class a is #0',
      'function f is #2',
    ],
  ],
  ['if (!function_exists("f")) { function f() { class G { } } }', ['if !function_exists("f") {} else {}', 'function#1 f()', 'class#0 G', 'class g is #0', 'function f is #1']],
  [
    'class A { function m() { function inner() { self::x(); } return new class { function n() { return self::class; } }; } }',
    [
      'function#1 m() of 0',
      '  return new class#1()',
      'function#2 inner() in 1',
      '  self["x"]()',
      'function#3 n() in 1 of 1',
      '  return "class@anonymous"',
      'class#0 A',
      '  method m = function#1',
      'class#1 class@anonymous',
      '  method n = function#3',
      'function inner is #2',
      'class a is #0',
    ],
  ],
  ['const X = 1, Y = X; define("Z", 2);', ['define("X", 1)', 'define("Y", X)', 'define("Z", 2)']],
];

const FUNCTIONS: readonly Case[] = [
  ['$a = 1; function f($a, &$b, ...$c) { $a; $d; global $x; $x; } $x;', ['$a@0 = 1', '$x@0', 'function#1 f(a, b, ...c)', '  $a@1', '  $d@1', '  $x@0', 'function f is #1']],
  ['function f() { static $n = 0, $m; $n++; }', ['$n@0 = (static 0)', '$m@0 = (static null)', 'function#1 f()', '  $n@0 = (+ $n@0, 1)', 'function f is #1']],
  [
    'function f($x) { $g = function ($y) use ($x, &$z) { return $x . $y . $z . $w; }; $z; $w; }',
    [
      'function#1 f(x)',
      '  $g@1 = function#2',
      '  $z@1',
      '  $w@1',
      'function#2 {closure}(y) in 1 lexical',
      '  return concat($x@1, $y@2, $z@1, $w@2)',
      'function f is #1',
    ],
  ],
  ['$y = 1; $g = static fn(int $x = 1): int => $x + $y;', ['$y@0 = 1', '$g@0 = function#1', 'function#1 {closure}(int x = 1) lexical : int', '  return (+ $x@1, $y@0)']],
  [
    '$f = fn($x) => fn($y) => $x . $y . $z;',
    [
      '$f@0 = function#1',
      'function#1 {closure}(x) lexical',
      '  return function#2',
      'function#2 {closure}(y) in 1 lexical',
      '  return concat($x@1, $y@2, $z@0)',
    ],
  ],
  ['$f = fn() => throw new E;', ['$f@0 = function#1', 'function#1 {closure}() lexical', '  throw new E()']],
  ['function f(?int $a, int|Foo $b, null|string $c, \\X\\Y $d, self $e, A&B $g): static|null { }', ['function#1 f(int a, Foo b, string c, X\\Y d, self e, A g) : static', 'function f is #1']],
  ['function f() { yield 1; }', ['function#1 f() generator', '  yield 1', 'function f is #1']],
  ['function f($a) { extract($a); return $b; }', ['function#1 f(a)', '  {$#@1 = $a@1, $a@1 = ($#@1["a"] nullish $a@1), $b@1 = ($#@1["b"] nullish $b@1)}', '  return $b@1', 'function f is #1']],
  ['try { f(); } catch (E $e) { $e; }', ['try {f()} catch e {$e@0} finally -']],
  ['function f() { $a = &$b; $a; $GLOBALS["g"]; } $g;', ['$g@0', 'function#1 f()', '  $b@1', '  $b@1', '  $g@0', 'function f is #1']],
  [
    'function f($a) { return func_get_args(); } function g($a, ...$b) { return func_get_arg(1); }',
    [
      'function#1 f(a, ...#)',
      '  return [$a@1, ...$#@1]',
      'function#2 g(a, ...b)',
      '  return [$a@2, ...$b@2][1]',
      'function f is #1',
      'function g is #2',
    ],
  ],
];

describe('PHP as the tree of all languages', () => {
  it.each(CLASSES)('class or name: %s', (snippet, expected) => {
    expect(lowered(`<?php ${snippet}`)).toStrictEqual(expected);
  });

  it.each(FUNCTIONS)('function: %s', (snippet, expected) => {
    expect(lowered(`<?php ${snippet}`)).toStrictEqual(expected);
  });
});
