import { expect, test } from 'vitest';
import { EXPECTED, judgeSample } from './core.ts';

test('a task of each language is judged by its labels, in bubblewrap', { timeout: 900_000 }, async () => {
  expect(await judgeSample('bubblewrap')).toEqual(EXPECTED);
});
