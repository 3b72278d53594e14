import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { makeTree, script, shell, specification } from './specification.ts';

const harness = fileURLToPath(new URL('killed-harness.ts', import.meta.url));

/** What is left after a run, however it ended. */
export function leavings(driver: SandboxDriver): void {
  test('a process tree is gone with its command, daemons and all', async () => {
    const layers = [await makeTree({})];
    const daemons = 'setsid sleep 41414.1 >/dev/null 2>&1 </dev/null & (setsid sh -c "sleep 41414.1 & sleep 41414.1" >/dev/null 2>&1 </dev/null &) ; sleep 0.3; echo done';
    const result = await driver.run(specification(shell(daemons), { layers }));
    expect({ end: result.end, stdout: result.stdout.toString(), alive: processesWith('41414.1') }).toEqual({ end: { kind: 'exited', code: 0 }, stdout: 'done\n', alive: [] });
  });

  test('an abort ends the run, before and in the middle', async () => {
    const layers = [await makeTree({})];
    const plain = specification(shell('setsid sleep 41414.2 & exec sleep 41414.2'), { layers });
    expect((await driver.run({ ...plain, signal: AbortSignal.abort() })).end).toEqual({ kind: 'lost', reason: 'cancelled' });
    const controller = new AbortController();
    const running = driver.run({ ...plain, signal: controller.signal });
    await until(() => processesWith('41414.2').length >= 2);
    controller.abort();
    expect((await running).end).toEqual({ kind: 'lost', reason: 'cancelled' });
    expect(processesWith('41414.2')).toEqual([]);
  });

  test('two runs at once keep apart', async () => {
    const layers = [await makeTree({ 'a.txt': 'base' })];
    const results = await Promise.all(
      ['one', 'two'].map(async (text) => {
        const line = `echo -n ${text} >a.txt; echo ${text} >"$TMPDIR/mine"; sleep 0.5; cat a.txt "$TMPDIR/mine"; ls "$TMPDIR"`;
        return (await driver.run(specification(shell(line), { layers, upper: await makeTree({}) }))).stdout.toString();
      }),
    );
    expect(results).toEqual(['oneone\nmine\n', 'twotwo\nmine\n']);
  });

  test('networks are empty and apart: the same port can be served by two at once, and again at once', async () => {
    const plain = specification(script('served-port.mjs', '31337'), { layers: [await makeTree({})] });
    const free = { before: [], answer: 'mine' };
    for (let round = 0; round < 3; round += 1) {
      const results = await Promise.all([driver.run(plain), driver.run(plain)]);
      expect(results.map(({ stdout, stderr }) => ({ ...(JSON.parse(stdout.toString()) as object), stderr: stderr.toString() }))).toEqual([free, free].map((facts) => ({ ...facts, stderr: '' })));
    }
  });

  test('what a killed harness leaves is removed by the next one; the living are left alone', async () => {
    const layer = await makeTree({});
    // In a folder of its own: other harnesses work beside it.
    const upper = join(await makeTree({}), 'upper');
    await mkdir(upper);
    // What others left before is not looked at here.
    await sweepElsewhere(driver.name);
    const child = spawn(execPath, [harness, driver.name, 'run', layer, upper], { stdio: 'inherit' });
    await until(() => processesWith('31337.5').length >= 2);
    expect(await sweepElsewhere(driver.name)).toBe(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await sweepElsewhere(driver.name);
    await until(() => processesWith('31337.5').length === 0);
    expect(await sweepElsewhere(driver.name)).toBe(0);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(upper);
    expect((await readdir(dirname(upper))).filter((name) => name.startsWith('.ase-overlay-'))).toEqual([]);
    expect(readFileSync(join(upper, 'here'), 'utf8')).toBe('here\n');
  });
}

async function sweepElsewhere(driver: string): Promise<number> {
  const { stdout } = await promisify(execFile)(execPath, [harness, driver, 'sweep']);
  return Number(stdout);
}

/** Ids of the host's processes with `text` in their command line, without the harnesses that only speak of it. */
function processesWith(text: string): readonly string[] {
  return readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'latin1').replaceAll('\0', ' ').startsWith(`sleep ${text}`);
    } catch {
      return false;
    }
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
