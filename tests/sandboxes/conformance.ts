import { afterAll, beforeAll, describe } from 'vitest';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { confinement } from './confinement.ts';
import { endings } from './endings.ts';
import { judging } from './judging.ts';
import { leavings } from './leavings.ts';
import { repositories } from './repositories.ts';

/**
 * What every driver must do. `<name>-driver.ts` beside this file exports the same `makeDriver`, for tests that kill the
 * process that uses it.
 */
export function conformance(name: string, makeDriver: () => SandboxDriver): void {
  const driver = makeDriver();
  describe(name, { timeout: 120_000 }, () => {
    beforeAll(async () => {
      const found = await driver.probe();
      if (!found.available) throw new Error(`${found.detail}\n${found.remedy}`);
      await driver.prepare((line) => process.stderr.write(`${line}\n`));
    }, 240_000);
    afterAll(async () => {
      await driver.sweep();
    });
    confinement(driver);
    repositories(driver);
    endings(driver);
    judging(driver);
    leavings(driver);
  });
}
