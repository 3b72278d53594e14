import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { CandidateError, TargetLost } from './errors.mjs';
import { killSlot, launch } from './launcher.mjs';
import { collectOutput } from './output.mjs';
import { decode, encode, lineReader } from './protocol.mjs';

export const NODE_PATH = '/env/node/bin/node';
export const CALL_MS = 10_000;
const START_MS = 30_000;
const LAST_ANSWER_MS = 50;

/**
 * What runs a driver, by the end of its name. A candidate's own settings and folders are not looked for modules before it asks for them.
 * @type {Record<string, { command: string[], main: string, helpers: string[] }>}
 */
const RUNNERS = {
  '.mjs': { command: [NODE_PATH], main: 'driver-main.mjs', helpers: ['protocol.mjs', 'lines.mjs'] },
  '.py': { command: ['/usr/bin/python3', '-I', '-B'], main: 'driver-main.py', helpers: [] },
  '.php': { command: ['/usr/bin/php', '-d', 'display_errors=stderr', '-d', 'html_errors=0', '-d', 'memory_limit=512M'], main: 'driver-main.php', helpers: [] },
  '.rb': { command: ['/usr/bin/ruby', '--disable=gems'], main: 'driver-main.rb', helpers: [] },
  '.pl': { command: ['/usr/bin/perl'], main: 'driver-main.pl', helpers: [] },
};

/** @typedef {{ env?: Record<string, string>, args?: unknown }} TargetOptions */
/** @typedef {{ resolve: (value: unknown) => void, reject: (error: Error) => void, timer: NodeJS.Timeout }} Pending */
/** @typedef {Awaited<ReturnType<typeof createTarget>>} Target */

/**
 * A process of the candidate that runs the task's driver. It is started by the first call, and again by the first one after it was lost.
 * @param {{ launcher: import('./launcher.mjs').Launcher, slot: number, driver: string }} place
 */
export function createTarget({ launcher, slot, driver }) {
  const scratch = /** @type {import('./launcher.mjs').Launcher['slots'][number]} */ (launcher.slots[slot]).scratch;
  const files = copyForCandidate(launcher.drop, driver);
  /** @type {Promise<ReturnType<typeof connect>> | null} */
  let running = null;
  /** @type {TargetOptions} */
  let options = {};

  async function start() {
    const { env = {}, args } = options;
    const command = [...files.command, files.main, files.driver, encode(args ?? null)];
    const connection = connect(launch(launcher, { command, slot, cwd: scratch, env, channels: true }));
    await connection.request(0, START_MS, null);
    return connection;
  }

  async function stop() {
    const stopped = running;
    running = null;
    const connection = await stopped?.catch(() => null);
    await killSlot(launcher, slot, connection === null || connection === undefined ? [] : [connection.child]);
  }

  /**
   * @param {number} milliseconds
   * @param {string} name
   * @param {...unknown} args
   */
  async function callWithin(milliseconds, name, ...args) {
    try {
      running ??= start();
      const connection = await running;
      return await connection.request(connection.nextId(), milliseconds, { name, args });
    } catch (error) {
      // A process that failed to load has said so; it is as good as lost.
      if (error instanceof TargetLost || !(await isRunning())) await stop();
      throw error;
    }
  }

  async function isRunning() {
    return running === null ? false : running.then(
      () => true,
      () => false,
    );
  }

  return {
    scratch,
    callWithin,
    /** @param {string} name @param {...unknown} args @returns {Promise<any>} what the driver answered, of any shape */
    call: (name, ...args) => callWithin(CALL_MS, name, ...args),
    /** @param {TargetOptions} [next] */
    restart: async (next = {}) => {
      await stop();
      options = next;
    },
    /** What the process printed so far. */
    output: async () => (running === null ? { stdout: '', stderr: '' } : (await running).output()),
    stop,
  };
}

/**
 * The driver and what runs it, where candidates can read them and nobody but the judge can write.
 * @param {string} drop
 * @param {string} driver
 */
function copyForCandidate(drop, driver) {
  const runner = RUNNERS[extname(driver)];
  if (runner === undefined) throw new Error(`nothing runs the driver ${basename(driver)}; known are ${Object.keys(RUNNERS).join(', ')}`);
  const folder = join(drop, 'driver');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (const name of [runner.main, ...runner.helpers]) copyFileSync(new URL(name, import.meta.url), join(folder, name));
  copyFileSync(driver, join(folder, basename(driver)));
  return { command: runner.command, main: join(folder, runner.main), driver: join(folder, basename(driver)) };
}

/**
 * Requests to one process and its answers; hostile ones end it.
 * @param {import('node:child_process').ChildProcess} child
 */
function connect(child) {
  const [, , , input, answers] = /** @type {any[]} */ (child.stdio);
  const output = collectOutput(child);
  /** @type {Map<number, Pending>} */
  const pending = new Map();
  /** @type {TargetLost | null} */
  let lost = null;
  let lastId = 0;

  /** @param {TargetLost} error */
  const lose = (error) => {
    lost ??= error;
    for (const { reject, timer } of pending.values()) {
      clearTimeout(timer);
      reject(lost);
    }
    pending.clear();
  };
  // Answers that were sent before the end count, and may come after it; a daemon can keep the pipe open for ever.
  const ended = () => setTimeout(() => lose(new TargetLost(`the process ended ${describeEnd(child)}`, 'crashed')), LAST_ANSWER_MS);
  child.once('exit', ended);
  answers.once('close', ended);
  child.once('error', (error) => lose(new TargetLost(`the process could not be started: ${error.message}`, 'crashed')));
  // A pipe whose reader died breaks; the end of the process tells what happened.
  for (const stream of [child.stdin, input, answers]) stream?.on('error', () => undefined);
  child.stdin?.end();

  answers.on(
    'data',
    lineReader(
      (line) => take(line),
      () => lose(new TargetLost('an answer of more than 4 MiB', 'protocol')),
    ),
  );

  /** @param {string} line */
  function take(line) {
    const answer = parseAnswer(line);
    const waiting = answer === null ? undefined : pending.get(answer.id);
    if (answer === null || waiting === undefined) {
      lose(new TargetLost('an answer that nobody asked for, or none at all', 'protocol'));
      return;
    }
    pending.delete(answer.id);
    clearTimeout(waiting.timer);
    if ('error' in answer) waiting.reject(new CandidateError(answer.error));
    else waiting.resolve(answer.value);
  }

  /**
   * @param {number} id
   * @param {number} milliseconds
   * @param {{ name: string, args: unknown[] } | null} message null: only waits for the answer
   */
  function request(id, milliseconds, message) {
    return new Promise((resolve, reject) => {
      if (lost !== null) {
        reject(lost);
        return;
      }
      const late = () => lose(new TargetLost(`no answer within ${milliseconds} ms`, 'timeout'));
      pending.set(id, { resolve, reject, timer: setTimeout(late, milliseconds) });
      if (message !== null) input.write(`${encode({ id, ...message })}\n`);
    });
  }

  return { child, request, nextId: () => (lastId += 1), output: output.text };
}

/** @param {import('node:child_process').ChildProcess} child */
function describeEnd({ exitCode, signalCode }) {
  if (signalCode !== null) return `by ${signalCode}`;
  return exitCode === null ? 'its answers' : `with exit code ${exitCode}`;
}

/**
 * @param {string} line
 * @returns {{ id: number, value: unknown } | { id: number, error: { name?: unknown, message?: unknown, code?: unknown } } | null}
 */
function parseAnswer(line) {
  try {
    const answer = /** @type {any} */ (decode(line));
    if (answer === null || typeof answer !== 'object' || !Number.isInteger(answer.id)) return null;
    if (answer.error !== undefined) return answer.error === null || typeof answer.error !== 'object' ? null : { id: answer.id, error: answer.error };
    return { id: answer.id, value: answer.value };
  } catch {
    // Not JSON, nested too deep for the stack, an expression or number that is none: all are no answer.
    return null;
  }
}
