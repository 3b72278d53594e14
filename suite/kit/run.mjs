import { TargetLost } from './errors.mjs';
import { killSlot, launch } from './launcher.mjs';
import { collectOutput } from './output.mjs';

const RUN_MS = 20_000;
const KEPT_BYTES = 4 * 1024 * 1024;

/** @typedef {{ stdin?: string | Buffer, env?: Record<string, string>, cwd?: string, timeoutMs?: number }} RunOptions */

/**
 * Runs a program to its end as the candidate. One that does not end takes everything else of its slot with it.
 * @param {import('./launcher.mjs').Launcher} launcher
 * @param {number} slot
 * @param {string[]} command
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number | null, signal: string | null, stdout: string, stderr: string }>}
 */
export async function run(launcher, slot, command, { stdin = '', env = {}, cwd, timeoutMs = RUN_MS } = {}) {
  const child = launch(launcher, { command, slot, env, ...(cwd === undefined ? {} : { cwd }) });
  const output = collectOutput(child, KEPT_BYTES);
  child.stdin?.on('error', () => undefined).end(stdin);
  const late = Symbol('late');
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    // What it started in the background may hold the pipes open: only its own end counts, and a moment for the last bytes.
    child.once('close', resolve);
    child.once('exit', () => setTimeout(resolve, 50));
  });
  const winner = await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, timeoutMs, late)))]);
  clearTimeout(timer);
  if (winner === late) {
    await killSlot(launcher, slot, [child]);
    throw new TargetLost(`${command.join(' ')} did not end within ${timeoutMs} ms`, 'timeout');
  }
  return { code: child.exitCode, signal: child.signalCode, ...output.text() };
}
