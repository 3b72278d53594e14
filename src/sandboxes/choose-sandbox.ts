import { AseError } from '../contract/errors.ts';
import type { Availability, SandboxDriver } from '../contract/sandbox.ts';

export type WantedSandbox = 'auto' | SandboxDriver['name'];

export interface ChosenSandbox {
  readonly driver: SandboxDriver;
  /** Which one and why, for people. */
  readonly line: string;
}

/**
 * The wanted driver, or with `auto` the first that works here: Docker before bubblewrap, whatever the order of `drivers`, because its base image is
 * the same on every machine.
 * @throws AseError `no-sandbox` that says of each driver why not and what makes it work
 */
export async function chooseSandbox({ wanted, drivers }: { wanted: WantedSandbox; drivers: readonly SandboxDriver[] }): Promise<ChosenSandbox> {
  const names = (['docker', 'bubblewrap'] as const).filter((name) => wanted === 'auto' || wanted === name);
  const refusals: Refusal[] = [];
  for (const name of names) {
    const driver = drivers.find((candidate) => candidate.name === name);
    if (driver === undefined) continue;
    const found = await driver.probe();
    if (found.available) return { driver, line: lineOf(driver.name, { wanted, detail: found.detail, refusals }) };
    refusals.push({ name, ...found });
  }
  throw new AseError('no-sandbox', `no sandbox works here\n${refusals.map(({ name, detail }) => `${name}: ${detail}`).join('\n')}`, {
    remedy: refusals.map(({ name, remedy }) => `${name}: ${remedy}`).join('\n'),
  });
}

interface Refusal extends Availability {
  readonly name: SandboxDriver['name'];
}

function lineOf(name: SandboxDriver['name'], { wanted, detail, refusals }: { wanted: WantedSandbox; detail: string; refusals: readonly Refusal[] }): string {
  const reasons = refusals.map((refusal) => `; not ${refusal.name}: ${refusal.detail}`);
  return `sandbox: ${name} (${detail})${wanted === 'auto' ? '' : ', as asked for'}${reasons.join('')}`;
}
