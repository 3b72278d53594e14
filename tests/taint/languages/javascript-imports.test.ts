import { expect, it } from 'vitest';
import { javascriptSupport } from '../../../src/taint/languages/javascript/support.ts';

const FILES = new Set(['a.js', 'src/b.ts', 'src/c/index.tsx', 'src/d.json', 'src/e.mts', 'src/e2.jsx', 'node_modules/p/index.js', 'node_modules/q/lib/index.js', 'node_modules/@s/r/dist/index.js', 'src/node_modules/p/src/index.ts', 'node_modules/q/util.js', 'index.js']);

const CASES: readonly (readonly [string, string, string | null])[] = [
  ['./b', 'src/x.ts', 'src/b.ts'],
  ['./b.js', 'src/x.ts', 'src/b.ts'],
  ['./e.mjs', 'src/x.ts', 'src/e.mts'],
  ['./e2', 'src/x.ts', 'src/e2.jsx'],
  ['./c', 'src/x.ts', 'src/c/index.tsx'],
  ['./c/', 'src/x.ts', 'src/c/index.tsx'],
  ['./d.json', 'src/x.ts', 'src/d.json'],
  ['../a', 'src/x.ts', 'a.js'],
  ['..', 'src/x.ts', 'index.js'],
  ['.', 'x.ts', 'index.js'],
  ['../../a', 'src/x.ts', null],
  ['../../../etc/passwd', 'src/x.ts', null],
  ['./no', 'src/x.ts', null],
  ['p', 'x.ts', 'node_modules/p/index.js'],
  ['p', 'src/x.ts', 'src/node_modules/p/src/index.ts'],
  ['q', 'src/x.ts', 'node_modules/q/lib/index.js'],
  ['q/util', 'src/x.ts', 'node_modules/q/util.js'],
  ['@s/r', 'src/x.ts', 'node_modules/@s/r/dist/index.js'],
  ['fs', 'src/x.ts', null],
  ['node:fs', 'src/x.ts', null],
  ['/a', 'src/x.ts', null],
  ['', 'src/x.ts', null],
];

it.each(CASES)('%s in %s is %s', (module, from, expected) => {
  expect(javascriptSupport.resolveImport(module, from, FILES)).toBe(expected);
});
