import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderNameOf, nameOfFolder } from '../../src/journal/folder-name.ts';

test('names of generators become folders that say them', () => {
  const names = ['baseline:reference', 'anthropic:claude-x?thinking=8000', 'openai-compatible:Qwen/Qwen3@http://127.0.0.1:8000/v1', '..', '.', 'a.', 'é', 'con fig', ''];
  expect(names.map(folderNameOf)).toEqual([
    'baseline=3areference',
    'anthropic=3aclaude-x=3fthinking=3d8000',
    'openai-compatible=3a+qwen=2f+qwen3=40http=3a=2f=2f127.0.0.1=3a8000=2fv1',
    '=2e=2e',
    '=2e',
    'a=2e',
    '=c3=a9',
    'con=20fig',
    '~12ae32cb1ec02d01eda3581b127c1fee',
  ]);
});

test('any name: one short, safe folder of its own, and back', () => {
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 200 }), fc.string({ unit: fc.constantFrom('a', 'A', '+', '=', '~', '.', '/', '\ud800') }));
  fc.assert(
    fc.property(name, name, (one, other) => {
      const folder = folderNameOf(one);
      expect(folder).toMatch(/^[a-z0-9._+=~-]{1,100}$/);
      expect(['.', '..']).not.toContain(folder);
      expect(folder.toLowerCase() === folderNameOf(other).toLowerCase()).toBe(one === other);
      expect(nameOfFolder(folder)).toBe(folder.includes('~') ? null : one);
    }),
    { numRuns: 2000 },
  );
});
