import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/**
 * How this sandbox separates candidates from the judge; the driver says it in ASE_LAUNCHER.
 * - `setuid`: the judge may change the user of what it starts; every slot has a user and a tmpfs of its own.
 * - `nested`: a sandbox in the sandbox, with its own process namespace and without the judge's mounts.
 * - `direct`: no separation; only for benchmarks of what the checks themselves cost.
 * @typedef {{
 *   kind: 'setuid' | 'nested' | 'direct',
 *   drop: string,
 *   limits: { processes: number, fileBytes: number, dataBytes: number | null },
 *   slots: { scratch: string, uid?: number, gid?: number }[],
 *   nested?: { command: string[], seccomp: string },
 * }} Launcher
 */

/** @typedef {{ command: string[], slot: number, cwd?: string, env?: Record<string, string>, channels?: boolean }} LaunchOptions */

/**
 * What every candidate process begins with: limits that it cannot raise, and first choice of the out-of-memory killer.
 * Processes are -u in bash and -p in dash (in bash the size of a pipe); -f counts blocks of 512 bytes, -d counts KiB.
 * @param {Launcher['limits']} limits
 */
function prologue(limits) {
  const data = limits.dataBytes === null ? '' : `ulimit -d ${Math.floor(limits.dataBytes / 1024)}; `;
  return `echo 1000 2>/dev/null >/proc/self/oom_score_adj; ulimit -c 0; ulimit -n 1024; ulimit -f ${Math.floor(limits.fileBytes / 512)}; ${data}ulimit -u ${limits.processes} 2>/dev/null || ulimit -p ${limits.processes}; exec "$@"`;
}

/**
 * Starts a program as the candidate. Its file descriptors are stdin, stdout, stderr and, with `channels`, 3 and 4.
 * @param {Launcher} launcher
 * @param {LaunchOptions} options
 */
export function launch(launcher, options) {
  const slot = /** @type {Launcher['slots'][number]} */ (launcher.slots[options.slot]);
  const env = { PATH: `${launcher.drop}/bin:/env/node/bin:/usr/bin:/bin`, HOME: slot.scratch, TMPDIR: slot.scratch, LANG: 'C.UTF-8', ...options.env };
  const cwd = options.cwd ?? slot.scratch;
  const command = launcher.kind === 'direct' ? options.command : ['/bin/sh', '-c', prologue(launcher.limits), 'sh', ...options.command];
  /** @type {('pipe' | number)[]} */
  const stdio = options.channels === true ? ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'] : ['pipe', 'pipe', 'pipe'];
  if (launcher.nested === undefined) {
    const user = slot.uid === undefined ? {} : { uid: slot.uid, gid: /** @type {number} */ (slot.gid) };
    return spawn(/** @type {string} */ (command[0]), command.slice(1), { stdio, cwd, env, detached: true, ...user });
  }
  const filter = openSync(launcher.nested.seccomp, 'r');
  try {
    stdio.push(filter);
    const environment = Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]);
    const inside = ['--bind', slot.scratch, slot.scratch, '--seccomp', String(stdio.length - 1), ...environment, '--chdir', cwd, '--', ...command];
    const [program, ...prefix] = launcher.nested.command;
    return spawn(/** @type {string} */ (program), [...prefix, ...inside], { stdio, cwd: '/', env: {}, detached: true });
  } finally {
    closeSync(filter);
  }
}

/**
 * Kills everything that the candidate of a slot still runs. `children` are what `launch` gave for the slot.
 * @param {Launcher} launcher
 * @param {number} slotNumber
 * @param {Iterable<import('node:child_process').ChildProcess>} children
 */
export async function killSlot(launcher, slotNumber, children) {
  const ended = [...children].map((child) => whenGone(child));
  for (const child of children) {
    // A nested sandbox dies with its first process; a group that is gone already is what is wanted.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) signalGroup(child.pid);
  }
  const slot = /** @type {Launcher['slots'][number]} */ (launcher.slots[slotNumber]);
  if (slot.uid !== undefined) killAllOf(slot.uid);
  await Promise.all(ended);
}

/**
 * As that user, -1 is every process of it at once: nothing can fork its way out. The judge itself and the sandbox's first process are left out by
 * the kernel, and there is no other process of the judge's own user. Its real and saved user stay what they are, so that nobody can signal it meanwhile.
 * @param {number} uid
 */
function killAllOf(uid) {
  process.seteuid?.(uid);
  try {
    process.kill(-1, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  } finally {
    process.seteuid?.(0);
  }
}

/** @param {number} pid */
function signalGroup(pid) {
  try {
    // Of setuid candidates only the user itself may be signalled in whole; the judge holds CAP_KILL.
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function whenGone(child) {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) resolve(undefined);
    else child.once('exit', () => resolve(undefined));
  });
}
