import { env } from 'node:process';
import { expect, test } from 'vitest';
import { podmanSocket } from '../../scripts/setup/machine.mjs';
import { podmanSpecification } from '../../src/sandboxes/podman-container.ts';
import { conformance } from './conformance.ts';
import { makeDriver } from './docker-driver.ts';

// Also for harnesses that are processes of their own.
env['DOCKER_HOST'] = `unix://${podmanSocket()}`;

test('Podman is told by its own name', async () => {
  expect((await makeDriver().probe()).detail).toMatch(/^podman \d+\.\d+\.\d+, cgroup v[12]$/);
});

test('an option that Podman would leave out in silence is refused', () => {
  const asked = { Image: 'any', HostConfig: { NetworkMode: 'none', IpcMode: 'none' } };
  const specify = (more: object): object => podmanSpecification({ ...asked, HostConfig: { ...asked.HostConfig, ...more } }, () => '/nowhere');
  expect(() => specify({ Devices: [] })).toThrow("no container of Podman's is made with Devices");
  expect(() => specify({ NetworkMode: 'bridge' })).toThrow("no container of Podman's is made with the network bridge");
  expect(() => specify({ SecurityOpt: ['apparmor=unconfined'] })).toThrow("no container of Podman's is made with apparmor=unconfined");
  expect(() => specify({ Mounts: [{ Type: 'volume', Source: 'some', Target: '/work/repo' }] })).toThrow("no container of Podman's is made with a mount of type volume");
});

conformance('podman', makeDriver);
