import { env } from 'node:process';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { createDocker } from '../../src/sandboxes/docker.ts';
import { engineHosts } from '../../src/sandboxes/docker-engine.ts';

export function makeDriver(): SandboxDriver {
  return createDocker({ hosts: engineHosts(env) });
}
