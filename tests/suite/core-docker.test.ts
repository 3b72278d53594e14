import { expect, test } from 'vitest';
import { EXPECTED, judgeSample } from './core.ts';

test('a task of each language is judged by its labels, in Docker', { timeout: 900_000 }, async () => {
  expect(await judgeSample('docker')).toEqual(EXPECTED);
});
