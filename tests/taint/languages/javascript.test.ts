import { describe, expect, it } from 'vitest';
import { lowered, nodesOf, printed } from './javascript-lowering.ts';

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['require', 'const fs = require("fs"); require(name)', ['fs = import(fs)', '$require($name)']],
  ['a function named require', 'function require() {} require("fs")', ['require = fn1', 'require("fs")', 'fn1 require()']],
  ['require as a parameter', 'define((require) => require("fs"))', ['$define(fn1)', 'fn1 (require) arrow', '  return import(fs)']],
  ['imports come first', 'f(a); import a, {b as c, default as d} from "x"; import * as e from "y"; import "z"', ['a = import(x, default)', 'c = import(x, b)', 'd = import(x, default)', 'e = import(y)', 'import(z)', '$f(a)']],
  ['import()', 'await import("m"); import(m)', ['await(import(m))', '$import($m)']],
  ['exports', 'exports.a = 1; module.exports = 2; module["exports"].b = 3', ['exports.a = 1', 'exports = 2', 'exports.b = 3']],
  ['export of declarations', 'export const a = 1, {b, c: [d]} = o; export class K {} export default function f() {}', ['f = fn1', 'exports.default = f', 'a = 1', 'b = $o.b', '%0 = $o.c', 'd = %0[0]', 'exports.a = a', 'exports.b = b', 'exports.d = d', 'K = class0', 'exports.K = K', 'fn1 f()', 'class0 K()']],
  ['export lists come last', 'export {a as b}; let a = 1', ['a = 1', 'exports.b = a']],
  ['export from', 'export * from "q"; export * as n from "q"; export {k as l} from "q"; export default 1', ['exports = object(...exports, ...import(q))', 'exports.n = import(q)', 'exports.l = import(q, k)', 'exports.default = 1']],
  ['helpers of compilers', 'var a = _interopRequireDefault(require("a")); (0, tslib.__importStar)(require("b")); _interopRequireDefault(require("c")).default.d()', ['a = import(a)', 'import(b)', 'import(c, default).d()']],
  ['what compilers make of export', 'Object.defineProperty(exports, "a", { enumerable: true, get: function () { return b } }); __exportStar(require("c"), exports); var d = {}; __export(d, { e: () => f }); module.exports = __toCommonJS(d)', [
    '{$Object.defineProperty(exports, "a", object("enumerable": true, "get": fn1)); exports.a = fn1(); exports}', 'exports = object(...exports, ...import(c))', 'd = object()', '{d.e = fn2(); d}', 'exports = d', 'fn1 get()', '  return $b', 'fn2 e() arrow', '  return $f',
  ]],
  ['properties that are defined', 'Object.defineProperty(a.b, "c", { value: d }); Object.defineProperty(f(), g, h)', ['$Object.defineProperty($a.b, "c", object("value": $d))', '$Object.defineProperty($f(), $g, $h)']],
  ['functions are hoisted', 'f(); function f() { return g; function g() {} }', ['f = fn1', 'f()', 'fn1 f()', '  g = fn2', '  return g', 'fn2 g() in fn1']],
  ['parameters', 'function f(a, b = a, {c, d: {e = 1}} = {}, [g,, h], ...i) {}', ['f = fn1', 'fn1 f(a, b = a, %0 = object(), %1, ...i)', '  c = %0.c', '  %2 = %0.d', '  e = (%2.e nullish 1)', '  g = %1[0]', '  h = %1[2]']],
  ['arguments', 'function f(a, ...b) { g(arguments[0]); return () => arguments }', ['f = fn1', 'fn1 f(a, ...b)', '  $g(a)', '  return fn2', 'fn2 () arrow in fn1', '  return unknown(a, unknown(b))']],
  ['destructuring', '({a, b: c.d, ["e"]: f, ...g} = x()); [a, b] = [b, a]', ['{%0 = $x(); a = %0.a; $c.d = %0.b; f = %0.e; g = %0; %0}', '{%1 = [b, a]; a = %1[0]; b = %1[1]; %1}']],
  ['rest of a list', 'const [a, ...b] = c', ['a = $c[0]', 'b = $c["1…"]']],
  ['compound assignment', 'let a; a += b; a += 1; a -= c; a.d ||= e; a ??= f; a &&= g; a++; --a.d', ['a = concat(a, $b)', 'a = (a + 1)', 'a = (a - $c)', 'a.d = (a.d or $e)', 'a = (a nullish $f)', 'a = (a and $g)', 'a = (a + 1)', 'a.d = (a.d - 1)']],
  ['sums and texts', 'x(a + b + c, a + 1, 1 + a + "px", `a${b}c`, `a`, "a" + (b + c), a * b + c * d)', ['$x(concat($a, $b, $c), ($a + 1), concat(1, $a, "px"), concat("a", $b, "c"), "a", concat("a", concat($b, $c)), (($a * $b) + ($c * $d)))']],
  ['operators', 'x(!a, -1, -a, +a, ~a, typeof a, void 0, void a, delete a.b, a ? b : c, (a, b))', ['$x(!$a, -1, (-$a), float<$a>, (~$a), typeof($a), undefined, {$a; undefined}, unknown($a.b), ($a ? $b : $c), {$a; $b})']],
  ['comparisons', 'x(a === b, a in b, a instanceof b, a < b && c || d ?? e)', ['$x(($a === $b), ($a in $b), ($a instanceof $b), (((($a < $b) and $c) or $d) nullish $e))']],
  ['literals', String.raw`x("a\n\x41\u{1F600}\
b", 'it''s', 0x10, 1_000, 10n, 017, null, undefined, NaN, /a\/b/gi, true)`.replace("'it''s'", String.raw`'it\'s'`), ['$x("a\\nA😀b", "it\'s", 16, 1000, 10, 15, null, undefined, NaN, /a\\/b/gi, true)']],
  ['containers', 'x([1,, ...a], {a, b: 1, "c d": 2, [e]: 3, 4: 5, f() {}, get g() { return 1 }, set g(v) {}, ...h})', ['$x([1, undefined, ...$a], object("a": $a, "b": 1, "c d": 2, $e: 3, 4: 5, "f": fn1, "g": fn2(), "g": unknown(fn3), ...$h))', 'fn1 f()', 'fn2 g()', '  return 1', 'fn3 g(v)']],
  ['calls', 'a?.b?.(c)?.[d]; new X; new X(1, ...y); tag`a${x}b`; super_.x(); import.meta.url', ['$a.b($c)[$d]', 'new $X()', 'new $X(1, ...$y)', '$tag(["a", "b"], $x)', '$super_.x()', '$import.meta.url']],
  ['names of the world', 'window.foo = 1; foo; globalThis.fetch(); location = a; self["eval"](b); bar = 2; bar', ['foo = 1', 'foo', '$fetch()', '$globalThis.location = $a', '$eval($b)', 'bar = 2', 'bar']],
  ['conditions', 'if (!a && b(c)) d(); else if (e) { f() } else g()', ['if (!$a and $b($c))', '  $d()', 'else', '  if $e', '    $f()', '  else', '    $g()']],
  ['loops', 'for (let i = 0; i < 9; i++) { continue } while (a) b(); do c(); while (d); for (;;) break', ['i = 0', 'loop (i < 9); i = (i + 1)', '  continue', 'loop $a;', '  $b()', 'late-loop $d;', '  $c()', 'loop ;', '  break']],
  ['each', 'for (const [a, b] of c) a(b); for (d.e in f) g(); for (var h in i); async () => { for await (const j of k) j() }', ['each item %0 of $c', '  a = %0[0]', '  b = %0[1]', '  a(b)', 'each key %1 of $f', '  $d.e = %1', '  $g()', 'each key h of $i', 'fn1', 'fn1 () arrow', '  each item j of $k', '    j()']],
  ['switch', 'switch (a) { case 1: b(); break; case "c": default: d() }', ['switch $a', 'case 1', '  $b()', '  break', 'case "c"', 'default', '  $d()']],
  ['try', 'try { a() } catch ({message}) { b(message) } finally { c() } try { d() } catch { e() } throw f', ['try', '  $a()', 'catch %0', '  message = %0.message', '  $b(message)', 'finally', '  $c()', 'try', '  $d()', 'catch', '  $e()', 'throw $f']],
  ['labels and with', 'l: for (;;) { continue l } with (a) { b() }', ['l:', '  loop ;', '    continue l', 'unknown($a)', '$b()']],
  ['generators', 'function* f() { const a = yield 1; yield* g; yield }', ['f = fn1', 'fn1 f() generator', '  a = yield(1)', '  yield($g)', '  yield()']],
  ['classes', 'class A extends B(c) { #p = 1; static s = () => this; constructor(x) { super(x) } get v() { return this.#p } static { A.s() } *[Symbol.iterator]() {} "m n"() {} }', [
    'A = class0', 'A["<static 109>"]()', 'fn1 s() arrow of class0', '  return this', 'fn2 constructor(x) of class0', '  super(x)', 'fn3 v() of class0', '  return this.#p', 'fn4 () of class0', '  A.s()',
    'fn5 [Symbol.iterator]() generator of class0', 'fn6 "m n"() of class0', 'class0 A($B($c))', '  field #p = 1', '  static field s = fn1', '  method constructor = fn2', '  getter v = fn3', '  static method <static 109> = fn4', '  method [Symbol.iterator] = fn5', '  method m n = fn6',
  ]],
  ['functions in fields', 'class A { a = [() => this]; b = function () {}; c = { d() { () => 1 } } }', ['A = class0', 'fn1 () arrow of class0', '  return this', 'fn2 b() of class0', 'fn3 d()', '  fn4', 'fn4 () arrow in fn3', '  return 1', 'class0 A()', '  field a = [fn1]', '  field b = fn2', '  field c = object("d": fn3)']],
  ['class expressions', 'const A = class { m() {} }, B = class C { static { C } }', ['A = class0', 'B = {C = class1; C["<static 42>"](); C}', 'fn1 m() of class0', 'fn2 () of class1', '  C', 'class0 ()', '  method m = fn1', 'class1 C()', '  static method <static 42> = fn2']],
];

const TYPED: readonly (readonly [string, string, readonly string[]])[] = [
  ['types are dropped', 'let a = b as any as C, d = e!.f, g = h satisfies I, i = f<string>(1), j = k<string>', ['a = $b', 'd = $e.f', 'g = $h', 'i = $f(1)', 'j = $k']],
  ['assertions', 'let a = <Db>b; (<any>c).d = 1; (e as any) = 2; f!.g = 3', ['a = $b', '$c.d = 1', 'e = 2', '$f.g = 3']],
  ['types of parameters', 'function f(this: X, a: Db, b?: N.Db<T> | null, c: string = "", ...d: Db[]): Promise<Db> {}', ['f = fn1', 'fn1 f(a: $Db, b: $N.Db, c: $string = "", ...d): $Db']],
  ['properties of parameters', 'class A { constructor(private db: Db, readonly n = 1) { super() } }', ['A = class0', 'fn1 constructor(db: $Db, n = 1) of class0', '  this.db = db', '  this.n = n', '  super()', 'class0 A()', '  method constructor = fn1', '  field db: $Db', '  field n']],
  ['decorators', '@Controller("a") class A { @Input() b: B; @Get("/c") @Use(d) m() {} }', ['A = class0', '$Controller("a")(A)', '@$Get("/c") @$Use($d) fn1 m() of class0', 'class0 A()', '  field b: $B', '  method m = fn1']],
  ['decorators of parameters', 'class A { constructor(@Inject(K) k: K) {} m(@Query("id") id: string, @Body() b = 1) {} }', ['A = class0', 'fn1 constructor(k: $K) of class0', 'fn2 m(id: $string = $Query("id"), b = 1) of class0', 'class0 A()', '  method constructor = fn1', '  method m = fn2']],
  ['signatures', 'declare const a: any; declare module "m" { const b: B } function f(a: string): void; function f(a: any) {} abstract class C { abstract g(): void; h(): void; h(a?: any) {} } type T = typeof f', ['f = fn1', 'C = class0', 'fn1 f(a)', 'fn2 h(a\'1) of class0', 'class0 C()', '  method h = fn2']],
  ['interfaces', 'export interface R extends S { db: Db; m(): void } class A implements R {} function f(r: R) {}', ['R = class1', 'f = fn1', 'exports.R = R', 'A = class0', 'fn1 f(r: R)', 'class0 A(R)', 'class1 R($S)', '  field db: $Db']],
  ['enumerations', 'enum E { A, B = 5, C, "d e" = "x" } E.A', ['E = object("A": 0, "B": 5, "C": 6, "d e": "x")', 'E.A']],
  ['namespaces', 'namespace N { export const a = 1; export function f() { return a } const b = 2 } namespace M.O { export class C {} }', ['N = object()', 'f = fn1', 'N.f = f', 'a = 1', 'N.a = a', 'b = 2', 'M = object()', 'M.O = (M.O or object())', 'C = class0', 'M.O.C = C', 'fn1 f()', '  return a', 'class0 C()']],
  ['modules', 'import a = require("b"); import c = a.d.e; import type {F} from "g"; export = c', ['a = import(b)', 'F = import(g, F)', 'c = a.d.e', 'exports = c']],
];

const JSX: readonly (readonly [string, string, readonly string[]])[] = [
  ['elements', 'x(<div a="b&amp;" {...c} d={e} f>t {g} {/* no */}<h.I/> </div>)', ['$x($jsx("div", object("a": "b&", ...$c, "d": $e, "f": true), "t ", $g, $jsx($h.I, object())))']],
  ['fragments', '<><A>{...b}</A></>', ['$jsx("", object(), $jsx($A, object(), ...$b))']],
];

describe('lowering of JavaScript', () => {
  it.each(CASES)('%s', async (_title, text, expected) => {
    expect(await printed(text)).toEqual(expected);
  });

  it.each(CASES)('the same from TSX: %s', async (title, text, expected) => {
    if (title === 'labels and with') return;
    expect(await printed(text, 'tsx')).toEqual(expected);
  });

  it.each(TYPED)('of TypeScript: %s', async (_title, text, expected) => {
    expect(await printed(text, 'typescript')).toEqual(expected);
  });

  it.each(JSX)('of JSX: %s', async (_title, text, expected) => {
    expect(await printed(text, 'javascript')).toEqual(expected);
    expect(await printed(text, 'tsx')).toEqual(expected);
  });

  it('gives every expression the range of its syntax, without parentheses', async () => {
    const text = 'const a = (f(x.y, (b + `c${d}`)));\nif (!(a as any)) { g.h = (i!) }\n';
    const found = nodesOf(await lowered(text, 'typescript')).filter((node) => ['call', 'member', 'concat', 'not', 'variable', 'assign'].includes(node.kind)).map((node) => `${node.kind} ${text.slice(node.span.start, node.span.stop)}`);
    expect(found.sort()).toEqual(['assign a = (f(x.y, (b + `c${d}`)))', 'assign g.h = (i!)', 'call f(x.y, (b + `c${d}`))', 'concat `c${d}`', 'concat b + `c${d}`', 'member g.h', 'member x.y', 'not !(a as any)', 'variable a', 'variable a']);
  });
});
