import process from 'node:process';
import type { SandboxDriver } from '../contract/sandbox.ts';
import { createBubblewrap } from '../sandboxes/bubblewrap.ts';
import { createDocker } from '../sandboxes/docker.ts';
import { engineHosts } from '../sandboxes/docker-engine.ts';

/** Every driver there is, best first. */
export function sandboxDrivers(): readonly SandboxDriver[] {
  return [createDocker({ hosts: engineHosts(process.env) }), createBubblewrap()];
}
