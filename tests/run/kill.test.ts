import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyRun } from '../../src/run/verify.ts';
import { createRandom } from '../../src/stats/random.ts';
import { comparableRun, killRepeatedly, runOnce } from './kill.ts';

const program = join(import.meta.dirname, 'fixtures', 'small-run.ts');
const command = (folder: string): [string, ...string[]] => [process.execPath, program, folder, '--seconds', '0.01'];
const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'ase-kill-'));

test('a run that is killed at 25 random moments ends as one that was left alone', { timeout: 600_000 }, async () => {
  const whole = await newFolder();
  await runOnce(command(whole), null);
  const started = performance.now();
  await runOnce(command(await newFolder()), null);
  const wholeMs = performance.now() - started;
  const draw = createRandom(`kill ${Date.now()}`);

  const { folders, killed } = await killRepeatedly({ command, newFolder, kills: 25, wholeMs, random: () => draw() / 2 ** 32 });

  expect(killed).toBe(25);
  const expected = await comparableRun(whole);
  expect(Object.keys(expected).length).toBe(4 + 36 * 3);
  for (const folder of folders) {
    expect(await comparableRun(folder)).toEqual(expected);
    expect((await verifyRun(folder)).differences).toEqual([]);
    expect(await judgedTwice(folder)).toEqual([]);
    expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  }
});

/** A verdict that the journal holds must never be reached again. */
async function judgedTwice(folder: string): Promise<string[]> {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const line of (await readFile(join(folder, 'journal.jsonl'), 'utf8')).trimEnd().split('\n')) {
    const { event } = JSON.parse(line) as { event: { type: string; task: string; generator: string; cycle: number } };
    if (event.type !== 'judged' && event.type !== 'predicted') continue;
    const key = `${event.type} ${event.task} ${event.generator} ${event.cycle}`;
    if (seen.has(key)) twice.push(key);
    seen.add(key);
  }
  return twice;
}
