import { expect, test } from 'vitest';
import { makeDriver } from '../sandboxes/docker-driver.ts';
import { ownProgram } from './program-rule.ts';

test('a program of the task sees its checks and the candidate, and no network', async () => {
  const driver = makeDriver();
  await driver.prepare(() => undefined);
  expect(await ownProgram(driver)).toMatchObject({ decision: 'flaw', reason: 'own: lo from the checks' });
});
