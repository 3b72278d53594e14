import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrammarName } from '../../../src/util/grammars.ts';
import { isWithin, lowered, nodesOf } from './javascript-lowering.ts';

const SNIPPETS = [
  'import a, {b as c} from "x";\nexport default class A extends B { #p = 1; static { a() } constructor(x) { super(x) } get v() { return this.#p } }\n',
  'const {a, b: [c = 1, ...d], ...e} = require("x").y;\nfor (const [k, v] of Object.entries(e)) { if (!k && v?.w) continue; f(`a${k}b${v}c`, ...d) }\n',
  'function* f(a, {b = 2} = {}) { try { switch (a) { case 1: return b; default: throw new E(arguments[0]) } } catch ({message}) { l: while (a++) break l } finally { yield* g } }\n',
  'window.x = async () => { await import("m"); a ||= b; c += 1 + d; [p, q] = [q, p]; delete o.k; return /a/g.test(s) ? t`u${v}` : (w, x) };\nexport * from "y"; export {a as b};\n',
];
const TYPED = [
  'enum E { A, B = "x" }\nnamespace N.M { export const a = 1; export function f(): void {} }\nimport r = require("r");\n@C() abstract class D<T> implements I { constructor(private db: Db) { super() } @G("/") m(@B() b?: N.X | null): Promise<T> { return b! as any } abstract n(): void }\n',
  'export interface I extends J { a: string }\nconst f = <T,>(a: T[], ...b: string[]): a is T => a satisfies T;\nexport = f;\n',
];
const TOKENS = ['(', ')', '{', '}', '[', ']', '`', '${', '"', '/', '=>', '...', ',', ';', 'class ', 'function ', 'export ', 'import ', 'static ', 'await ', '#', '<', '>', '@', '?.', ':', 'é', '\ud800', '\0', '//', '/*', '<!--'];

interface Change {
  readonly at: number;
  readonly length: number;
  readonly token: string;
}

const changes = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(12), token: fc.oneof(fc.constantFrom(...TOKENS), fc.constant('')) }), { minLength: 1, maxLength: 6 });

function changed(text: string, list: readonly Change[]): string {
  return list.reduce((before, { at, length, token }) => {
    const place = Math.floor(at * before.length);
    return before.slice(0, place) + token + before.slice(place + length);
  }, text);
}

async function check(text: string, grammar: GrammarName): Promise<void> {
  const module = await lowered(text, grammar);
  expect(nodesOf(module).filter(({ span }) => !isWithin(span, text))).toEqual([]);
  expect(module.errors.filter((span) => !isWithin(span, text))).toEqual([]);
  expect(module.functions.map((one) => one.index)).toEqual(module.functions.map((_one, index) => index));
  expect(module.classes.map((one) => one.index)).toEqual(module.classes.map((_one, index) => index));
  expect(module.functions.every((one) => one.parent < one.index)).toBe(true);
  const values = new Set(nodesOf(module).flatMap((node) => (node.kind === 'function' ? [node.index] : [])));
  if (module.errors.length === 0) expect([...values].sort((a, b) => a - b)).toEqual(module.functions.slice(1).map((one) => one.index));
}

describe('whatever a file holds', () => {
  it.each(['javascript', 'tsx'] as const)('is lowered as %s', async (grammar) => {
    expect.hasAssertions();
    await fc.assert(fc.asyncProperty(fc.constantFrom(...SNIPPETS), changes, (text, list) => check(changed(text, list), grammar)), { numRuns: 400 });
  });

  it('is lowered as TypeScript', async () => {
    expect.hasAssertions();
    await fc.assert(fc.asyncProperty(fc.constantFrom(...SNIPPETS, ...TYPED), changes, (text, list) => check(changed(text, list), 'typescript')), { numRuns: 400 });
  });

  it('is lowered where it is noise', async () => {
    expect.hasAssertions();
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...TOKENS, 'a', ' ', '\n', '1'), { maxLength: 60 }), (tokens) => check(tokens.join(''), 'typescript')), { numRuns: 300 });
  });
});

const DEEP: readonly (readonly [string, string])[] = [
  ['parentheses and lists', `x = ${'[('.repeat(5000)}1${')]'.repeat(5000)}`],
  ['members', `x${'.a()'.repeat(5000)}`],
  ['else if', `if (a) {}${' else if (a) {}'.repeat(5000)}`],
  ['blocks', `${'{ let a = 1; '.repeat(5000)}${'}'.repeat(5000)}`],
  ['patterns', `var ${'[{a: '.repeat(5000)}b${'}]'.repeat(5000)} = x`],
  ['templates', `x = ${'`${'.repeat(5000)}1${'}`'.repeat(5000)}`],
  ['calls of require', `${'require(`${'.repeat(5000)}1${'}`)'.repeat(5000)}`],
  ['assignments', `${'a = '.repeat(5000)}1`],
  ['mixed operators', `x = ${'a + b - '.repeat(5000)}c`],
  ['chains in chains', `x = ${'('.repeat(1000)}a${` && b && c && d && e)`.repeat(1000)}`],
];

describe('what is nested too deep', () => {
  it.each(DEEP)('%s are unknown', async (_title, text) => {
    const module = await lowered(text);
    expect(module.errors.length).toBeGreaterThan(0);
    expect(depthOf(module)).toBeLessThan(2000);
  });

  it('functions within functions are all lowered', async () => {
    const module = await lowered(`${'() => { a; return '.repeat(3000)}1${' }'.repeat(3000)}`);
    expect(module.functions.length).toBe(3001);
    expect(module.functions.every((one) => one.index === 0 || one.body.length === 2)).toBe(true);
  });
});

/** How deep the objects of a module nest, found without recursion. */
function depthOf(module: unknown): number {
  let deepest = 0;
  const pending: { readonly at: unknown; readonly depth: number }[] = [{ at: module, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { at, depth } = next;
    if (typeof at !== 'object' || at === null) continue;
    deepest = Math.max(deepest, depth);
    for (const part of Object.values(at)) pending.push({ at: part, depth: depth + 1 });
  }
  return deepest;
}

describe('long files', () => {
  it('a sum of 10,000 operands is one', async () => {
    const module = await lowered(`x = ${'a + '.repeat(10_000)}"b"`);
    expect(nodesOf(module).flatMap((node) => (node.kind === 'concat' ? [node.parts.length] : []))).toEqual([10_001]);
  });

  it('a condition of 10,000 operands is not deep', async () => {
    const module = await lowered(`x = ${'a || '.repeat(10_000)}b`);
    expect(module.errors).toEqual([]);
    expect(nodesOf(module).filter((node) => node.kind === 'logical')).toHaveLength(10_000);
    expect(depthOf(module)).toBeLessThan(100);
  });

  it('a megabyte is lowered', async () => {
    const text = SNIPPETS.join('').repeat(Math.ceil(1_000_000 / SNIPPETS.join('').length));
    const module = await lowered(text);
    expect(module.functions.length).toBeGreaterThan(3000);
    expect(module.errors).toEqual([]);
  });

  it('hundreds of thousands of statements in a block are lowered', async () => {
    const module = await lowered(`{${'a;'.repeat(200_000)}}`);
    expect(module.functions[0]?.body).toHaveLength(200_000);
  });
});
