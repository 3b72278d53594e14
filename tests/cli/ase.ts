import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env as ownEnvironment, execPath, getuid } from 'node:process';
import { onTestFinished } from 'vitest';

const checkout = join(import.meta.dirname, '..', '..');
export const fixtureSuites = join(checkout, 'tests', 'fixtures', 'suites');
/** Kept between tests and test runs: Node's archive is large. */
export const sharedCache = join(tmpdir(), `ase-test-cache-${String(getuid?.() ?? 0)}`);

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Started {
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when stderr holds the text. */
  said(text: string | RegExp): Promise<void>;
}

/** Starts the program as a user does. */
export function startAse(args: readonly string[], { cwd, env = {} }: StartOptions): Started {
  const child = spawn(execPath, [join(checkout, 'bin', 'ase.mjs'), ...args], { cwd, env: { ...ownEnvironment, ASE_CACHE: sharedCache, ASE_SUITES: fixtureSuites, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    said: async (text) => {
      const has = (): boolean => (typeof text === 'string' ? stderr.includes(text) : text.test(stderr));
      while (!has()) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ase ended before it said ${String(text)}:\n${stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}

export async function ase(args: readonly string[], options: StartOptions): Promise<Ended> {
  return startAse(args, options).ended;
}

/** A folder of the test's own. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ase-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
