import { expect, it } from 'vitest';
import { lowered, printed } from './javascript-lowering.ts';

/** A second variable of one name is printed with a number. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['blocks shadow', 'let a = 1; { let a = 2; a } a', ['a = 1', "a'1 = 2", "a'1", 'a']],
  ['var goes to its function', 'function f() { if (x) { var a = 1 } a; { a } }', ['f = fn1', 'fn1 f()', '  if $x', '    a = 1', '  a', '  a']],
  ['parameters shadow', 'let a = 1; (a) => a; (b) => a', ['a = 1', 'fn1', 'fn2', "fn1 (a'1) arrow", "  return a'1", 'fn2 (b) arrow', '  return a']],
  ['captured variables are the same', 'let a; a = 1; function f() { a = 2; return () => a }', ['f = fn1', 'a = 1', 'fn1 f()', '  a = 2', '  return fn2', 'fn2 () arrow in fn1', '  return a']],
  ['caught errors', 'try {} catch (e) { e } e', ['try', 'catch e', '  e', '$e']],
  ['loops have their own', 'for (let i of a) i; for (let i of b) i; i', ['each item i of $a', '  i', "each item i'1 of $b", "  i'1", '$i']],
  ['cases share one', 'switch (x) { case 1: let a = 1; case 2: a } a', ['switch $x', 'case 1', '  a = 1', 'case 2', '  a', '$a']],
  ['names of function expressions are their own', 'const f = function g() { return g }; g', ['f = fn1', '$g', 'fn1 g()', '  return g']],
  ['functions of blocks are seen outside where nothing else is', '{ function f() {} } f()', ['f = fn1', 'f()', 'fn1 f()']],
  ['used before they are declared', 'const f = () => a; let a = 1', ['f = fn1', 'a = 1', 'fn1 f() arrow', '  return a']],
  ['defaults of parameters see the ones before', 'let b; function f(a, b = a) { var a }', ['f = fn1', "fn1 f(a, b = a)"]],
  ['names of nature', 'let constructor = 1; constructor; __proto__; toString', ['constructor = 1', 'constructor', '$__proto__', '$toString']],
];

it.each(CASES)('%s', async (_title, text, expected) => {
  expect(await printed(text)).toEqual(expected);
});

it('says which function declares a variable', async () => {
  const module = await lowered('let a; function f(b) { let c; (d) => { var e; [e] = x } }');
  const owners = module.functions.map((one) => one.parameters.map(({ variable }) => `${variable.name} ${variable.owner}`));
  expect(owners).toEqual([[], ['b 1'], ['d 2']]);
  expect(module.functions.map((one) => one.parent)).toEqual([-1, 0, 1]);
});
