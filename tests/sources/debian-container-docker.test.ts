import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { parse } from 'yaml';
import { expect, onTestFinished, test } from 'vitest';
import type { DebianSource, SystemDescription } from '../../src/contract/task.ts';
import { buildSystem } from '../../src/environments/build-system.ts';
import { openSourceApt } from '../../src/sources/debian-apt.ts';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import { sharedCache } from '../cli/ase.ts';
import { contextIn, scratch } from './fixtures.ts';

const folderOfTask = join(import.meta.dirname, '..', '..', 'suite', 'tasks', 'config-inifiles-handle');
const task = parse(readFileSync(join(folderOfTask, 'task.yaml'), 'utf8')) as { source: DebianSource; fixed: { source: DebianSource }; environment: { system: SystemDescription } };

/** The public image is not to be had without its registry: this machine's packages make what stands for it. */
function havePublicImage(): void {
  const image = 'debian:bookworm';
  if (execFileSync('docker', ['images', '--quiet', image]).length > 0) return;
  execFileSync('sh', ['-c', 'mmdebstrap --quiet --variant=apt bookworm - | docker import - "$1"', 'sh', image], { stdio: ['ignore', 'ignore', 'inherit'] });
  onTestFinished(() => void execFileSync('docker', ['image', 'rm', '--force', image]));
}

function setPlace(place: 'machine' | 'container'): void {
  env['ASE_DEBIAN'] = place;
  onTestFinished(() => {
    delete env['ASE_DEBIAN'];
  });
}

test('a container of Debian gives the sources and the system that a Debian machine gives', { timeout: 900_000 }, async () => {
  havePublicImage();
  const folder = scratch();
  mkdirSync(join(folder, 'cache'));
  const [elsewhere, here] = [await contextIn(folder), await contextIn(folder, { cache: sharedCache })];
  const all = async (context: typeof here): Promise<string[]> => {
    const { source, fixed, environment } = task;
    return [(await fetchSource(source, context)).digest, (await fetchSource(fixed.source, context)).digest, (await buildSystem(environment.system, context)).digest];
  };
  setPlace('machine');
  const expected = await all(here);
  setPlace('container');
  expect(await all(elsewhere)).toEqual(expected);
  expect(elsewhere.lines).toContain('asking apt, in a container, for its lists of sources');
  // What Debian has not: the words of its programs come out of the container, too.
  const apt = await openSourceApt(elsewhere, 24 * 3_600_000);
  await expect(apt.download({ name: task.source.package, version: '0.1', part: 'tar' }, folder)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(/apt did not give the source \S+ 0\.1: E: .*'0\.1'/) });
  await expect(buildSystem({ language: 'perl', packages: ['no-such-package'] }, elsewhere)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(/mmdebstrap ended with \d+: [^]*no-such-package/) });
  const unknown: DebianSource = { ...task.source, version: '0.1', sha256: '0'.repeat(64) };
  await expect(fetchSource(unknown, elsewhere)).rejects.toMatchObject({ code: 'gone', message: expect.stringMatching(/it has \d/) });
});
