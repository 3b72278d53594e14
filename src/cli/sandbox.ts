import process from 'node:process';
import type { SandboxDriver } from '../contract/sandbox.ts';
import { createBubblewrap } from '../sandboxes/bubblewrap.ts';
import { createDocker } from '../sandboxes/docker.ts';
import { engineHosts } from '../sandboxes/docker-engine.ts';

/** Every driver there is, best first. `workers`: judges that work at the same time. */
export function sandboxDrivers(workers: number): readonly SandboxDriver[] {
  return [createDocker({ hosts: engineHosts(process.env), atOnce: workers }), createBubblewrap()];
}
