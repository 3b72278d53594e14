import process from 'node:process';
import { AseError } from '../contract/errors.ts';
import type { SandboxDriver } from '../contract/sandbox.ts';
import { createBubblewrap } from '../sandboxes/bubblewrap.ts';
import { createDocker } from '../sandboxes/docker.ts';
import { engineHosts } from '../sandboxes/docker-engine.ts';

/** Every driver there is, best first. */
export function sandboxDrivers(): readonly SandboxDriver[] {
  return [createDocker({ hosts: engineHosts(process.env) }), createBubblewrap()];
}

export async function sandboxFor(wanted: string): Promise<{ readonly driver: SandboxDriver; readonly line: string }> {
  for (const driver of sandboxDrivers()) {
    if (wanted !== 'auto' && wanted !== driver.name) continue;
    const { available, detail } = await driver.probe();
    if (available) return { driver, line: `sandbox: ${driver.name} (${detail})` };
  }
  throw new AseError('no-sandbox', `no sandbox ${wanted}`);
}
