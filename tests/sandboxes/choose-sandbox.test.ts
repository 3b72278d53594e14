import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AseError } from '../../src/contract/errors.ts';
import { createBubblewrap } from '../../src/sandboxes/bubblewrap.ts';
import { chooseSandbox } from '../../src/sandboxes/choose-sandbox.ts';
import { createDocker } from '../../src/sandboxes/docker.ts';
import { engineHosts } from '../../src/sandboxes/docker-engine.ts';
import { makeDriver as makeBubblewrap } from './bubblewrap-driver.ts';
import { makeDriver as makeDocker } from './docker-driver.ts';

/** A socket that nobody listens at. */
async function deadDocker(): Promise<ReturnType<typeof createDocker>> {
  const socket = join(await mkdtemp(join(tmpdir(), 'ase-dead-')), 'docker.sock');
  return createDocker({ hosts: engineHosts({ DOCKER_HOST: `unix://${socket}` }) });
}

test('auto takes Docker where its engine answers', { timeout: 60_000 }, async () => {
  const { driver, line } = await chooseSandbox({ wanted: 'auto', drivers: [makeBubblewrap(), makeDocker()] });
  expect(driver.name).toBe('docker');
  expect(line).toMatch(/^sandbox: docker \(.*cgroup v[12].*\)$/);
});

test('auto falls back to bubblewrap, and says why', { timeout: 60_000 }, async () => {
  const { driver, line } = await chooseSandbox({ wanted: 'auto', drivers: [await deadDocker(), makeBubblewrap()] });
  expect(driver.name).toBe('bubblewrap');
  expect(line).toMatch(/^sandbox: bubblewrap \(bubblewrap \d+\.\d+.*\); not docker: no Docker engine answers \(unix:.*ENOENT.*\)$/);
});

test('what is asked for is taken, though the other one would work', { timeout: 60_000 }, async () => {
  const { driver, line } = await chooseSandbox({ wanted: 'bubblewrap', drivers: [makeDocker(), makeBubblewrap()] });
  expect(driver.name).toBe('bubblewrap');
  expect(line).toMatch(/^sandbox: bubblewrap \(.*\), as asked for$/);
});

test('where none works, each says why not and what to do', async () => {
  const drivers = [await deadDocker(), createBubblewrap({ searchPath: await mkdtemp(join(tmpdir(), 'ase-empty-')) })];
  const error = await chooseSandbox({ wanted: 'auto', drivers }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AseError);
  const { code, message, remedy } = error as AseError;
  expect({ code, message, remedy }).toEqual({
    code: 'no-sandbox',
    message: expect.stringMatching(/^no sandbox works here\ndocker: no Docker engine answers .*\nbubblewrap: bwrap, .* are not installed$/),
    remedy: expect.stringMatching(/^docker: Install and start one: .*docker\.io.*\nbubblewrap: .*bubblewrap.*perl.*$/),
  });
});
