import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endsWithProves, includesProves, startsWithProves } from '../../../src/taint/solve/text-facts.ts';
import { lies, told } from './proofs.ts';

test.each<[string, boolean, string]>([
  ['..', false, ' traversal'],
  ['.', false, '. traversal'],
  ['../', false, ''],
  ['/', false, '/'],
  ['\0', false, '\0'],
  ['<', true, ''],
  ['a', false, ''],
  ['', false, ''],
])('includes %j (found: %j) proves %j', (needle, isFound, proof) => {
  expect(told(includesProves(needle, isFound)).trimEnd()).toBe(proof.trimEnd());
});

test.each<[string, boolean, string]>([
  ['https://', true, ' scheme absolute option'],
  ['https://example.com/', true, ' scheme absolute host option'],
  ['https://example.com', true, ' scheme absolute option'],
  ['https://user@example.com/', true, ' scheme absolute option'],
  ['/', true, ' scheme option'],
  ['/base/', true, ' scheme host option'],
  ['//', true, ' scheme option'],
  ['/', false, ' absolute'],
  ['-', false, ' option'],
  ['..', false, ''],
  ['', true, ''],
])('startsWith %j (found: %j) proves %j', (prefix, isFound, proof) => {
  expect(told(startsWithProves(prefix, isFound)).trimEnd()).toBe(proof.trimEnd());
});

test('no random text belies what a comparison proves', () => {
  const text = fc.array(fc.constantFrom('a', '.', '..', '/', '\\', '-', ':', '<', ' ', '\t', '\n', 'ſ'), { maxLength: 6 }).map((all) => all.join(''));
  fc.assert(
    fc.property(text, text, (one, needle) => {
      for (const whole of [one, needle + one, one + needle]) {
        expect(lies(includesProves(needle, whole.includes(needle)), whole)).toEqual([]);
        expect(lies(startsWithProves(needle, whole.startsWith(needle)), whole)).toEqual([]);
        expect(lies(endsWithProves(needle, whole.endsWith(needle)), whole)).toEqual([]);
      }
    }),
    { numRuns: 2000 },
  );
});
