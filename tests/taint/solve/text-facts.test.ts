import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endsWithProves, includesProves, startsWithProves } from '../../../src/taint/solve/text-facts.ts';
import { lies, told } from './proofs.ts';

test.each<[string, boolean, string]>([
  ['..', false, ' traversal up up-below'],
  ['.', false, '. traversal up up-below'],
  ['../', false, ' up-below'],
  ['/', false, '/ up-below'],
  ['%', false, '% encoded-dot encoded-separator'],
  ['\0', false, '\0'],
  ['<', true, ''],
  ['a', false, ''],
  ['', false, ''],
])('includes %j (found: %j) proves %j', (needle, isFound, proof) => {
  expect(told(includesProves(needle, isFound)).trimEnd()).toBe(proof.trimEnd());
});

test.each<[string, boolean, string]>([
  ['https://', true, ' scheme absolute option up up-below'],
  ['https://example.com/', true, ' scheme absolute host option up up-below'],
  ['https://example.com', true, ' scheme absolute option up up-below'],
  ['https://user@example.com/', true, ' scheme absolute option up up-below'],
  ['/', true, ' scheme option up up-below'],
  ['/base/', true, ' scheme host option up up-below'],
  ['//', true, ' scheme option up up-below'],
  ['/', false, ' absolute'],
  ['-', false, ' option'],
  ['..', false, ' up up-below'],
  ['../', false, ' up-below'],
  ['.', false, ' up up-below'],
  ['..', true, ' scheme absolute option'],
  ['..a', true, ' scheme absolute option up up-below'],
  ['', true, ''],
])('startsWith %j (found: %j) proves %j', (prefix, isFound, proof) => {
  expect(told(startsWithProves(prefix, isFound)).trimEnd()).toBe(proof.trimEnd());
});

test('no random text belies what a comparison proves', () => {
  const text = fc.array(fc.constantFrom('a', '.', '..', '/', '\\', '%', '2e', '2F', '-', ':', '<', ' ', '\t', '\n', 'ſ'), { maxLength: 6 }).map((all) => all.join(''));
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
