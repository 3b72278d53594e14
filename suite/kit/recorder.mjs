import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, constants, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const DRAIN_MS = 25;
const MAX_BYTES = 4 * 1024 * 1024;

/** @typedef {{ stdout?: string, code?: number }} RecorderOptions */

/**
 * A program that tells the judge what it was called with. It writes into a FIFO that candidates cannot read: what was recorded cannot be taken back.
 * @param {import('./launcher.mjs').Launcher} launcher
 * @param {number} slot
 * @param {{ name: string, token: string } & RecorderOptions} options
 */
export async function createRecorder(launcher, slot, { name, token, stdout = '', code = 0 }) {
  const bin = join(launcher.drop, 'bin');
  mkdirSync(bin, { recursive: true, mode: 0o755 });
  const fifo = join(launcher.drop, `calls-${token}`);
  const answer = join(launcher.drop, `answer-${token}`);
  const made = spawnSync('mkfifo', [fifo]);
  if (made.status !== 0) throw new Error(`mkfifo failed: ${made.error?.message ?? made.stderr.toString()}`);
  writeFileSync(answer, stdout, { mode: 0o644 });
  // The count comes first, and one write of printf up to 4,096 bytes is not mixed with another.
  const script = `#!/bin/sh\nprintf '%s\\0' "$#" "$@" >${fifo}\ncat ${answer}\nexit ${code}\n`;
  writeFileSync(join(bin, name), script, { mode: 0o755 });

  const descriptor = openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK);
  // Nobody may open it for reading any more, not even the same user in a nested sandbox: what was recorded stays with the judge.
  chmodSync(fifo, 0o222);
  let recorded = Buffer.alloc(0);
  const drain = () => {
    const chunk = Buffer.alloc(65_536);
    for (;;) {
      const bytes = readAvailable(descriptor, chunk);
      if (bytes === 0) return;
      if (recorded.length < MAX_BYTES) recorded = Buffer.concat([recorded, chunk.subarray(0, bytes)]);
    }
  };
  const timer = setInterval(drain, DRAIN_MS);

  await run(launcher, slot, [join(bin, name), token]);
  drain();
  if (JSON.stringify(parseCalls(recorded)) !== JSON.stringify([[token]])) throw new Error(`the recorder ${name} does not record`);
  recorded = Buffer.alloc(0);

  return {
    path: join(bin, name),
    /** The argument lists so far, first call first. */
    calls: async () => {
      drain();
      return parseCalls(recorded);
    },
    close: () => {
      clearInterval(timer);
      closeSync(descriptor);
    },
  };
}

/**
 * @param {number} descriptor
 * @param {Buffer} chunk
 */
function readAvailable(descriptor, chunk) {
  try {
    return readSync(descriptor, chunk);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EAGAIN') return 0;
    throw error;
  }
}

/**
 * Whatever candidates write there gives some calls: forging only adds to them.
 * @param {Buffer} recorded
 * @returns {string[][]}
 */
function parseCalls(recorded) {
  const words = recorded.toString('utf8').split('\0');
  words.pop();
  /** @type {string[][]} */
  const calls = [];
  for (let at = 0; at < words.length; ) {
    const count = Number(words[at]);
    const size = Number.isInteger(count) && count >= 0 ? count : 0;
    calls.push(words.slice(at + 1, at + 1 + size));
    at += 1 + size;
  }
  return calls;
}
