import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { expect, test } from 'vitest';
import { verifyRun } from '../../src/run/verify.ts';
import { comparableRun, killRepeatedly, runOnce } from '../run/kill.ts';
import { fixtureSuites, sharedCache } from './ase.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'ase.mjs');
const asked = ['run', '--suites', fixtureSuites, '--suite', 'tiny', '--cache', sharedCache, '--sandbox', 'bubblewrap', '--generator', 'baseline:reference', '--generator', 'baseline:original', '--cycles', '7'];
const command = (folder: string): [string, ...string[]] => [execPath, program, ...asked, '--run', folder];
/** The last part is the run's name, which run.json holds. */
const newFolder = async (): Promise<string> => join(mkdtempSync(join(tmpdir(), 'ase-killed-')), 'run');

test('ase run, killed at 25 random moments, ends with the same bytes as one that was left alone', { timeout: 1_200_000 }, async () => {
  const whole = await newFolder();
  await runOnce(command(whole), null);
  const started = performance.now();
  await runOnce(command(await newFolder()), null);
  const wholeMs = performance.now() - started;

  const { folders, killed } = await killRepeatedly({ command, newFolder, kills: 25, wholeMs, random: Math.random });

  expect(killed).toBe(25);
  const expected = await comparableRun(whole);
  expect(Object.keys(expected).length).toBe(4 + 14 * 2);
  for (const folder of folders) {
    expect(await comparableRun(folder)).toEqual(expected);
    expect((await verifyRun(folder)).differences).toEqual([]);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(folder);
  }
});
