import process from 'node:process';
import type { RunImage, SandboxDriver } from '../contract/sandbox.ts';
import { createBubblewrap } from '../sandboxes/bubblewrap.ts';
import { createDocker } from '../sandboxes/docker.ts';
import { engineHosts } from '../sandboxes/docker-engine.ts';
import { createImageRunner } from '../sandboxes/docker-image-run.ts';

/** Every driver there is, best first. */
export function sandboxDrivers(): readonly SandboxDriver[] {
  return [createDocker({ hosts: engineHosts(process.env) }), createBubblewrap()];
}

/** For rules that are images; needs an engine whatever sandbox is chosen. */
export function imageRunner(): RunImage {
  return createImageRunner({ hosts: engineHosts(process.env) });
}
