import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { env, kill } from 'node:process';
import type { Readable } from 'node:stream';
import { AseError } from '../contract/errors.ts';

export interface GitCommand {
  /** A bare repository that we made: its own configuration is empty. */
  readonly repository: string;
  readonly args: readonly string[];
  /** Given by the environment, so that secrets in addresses do not show in the list of processes. */
  readonly config?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Ways of fetching that are allowed, as GIT_ALLOW_PROTOCOL has them. */
  readonly protocols?: string;
  readonly signal?: AbortSignal | undefined;
  /** Told the process that leads git's group. */
  readonly onStarted?: (pid: number) => void;
  /** Takes stdout while it comes; without it, stdout is collected. */
  readonly onOutput?: (stdout: Readable) => Promise<void>;
}

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Nothing that runs programs, and no address that is one (`ext::…`). */
const CONFIG: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.attributesFile': '/dev/null',
  'submodule.recurse': 'false',
  'fetch.recurseSubmodules': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'protocol.ext.allow': 'never',
  'advice.detachedHead': 'false',
};
const PROTOCOLS = 'file:git:http:https:ssh';
/** What reaches git of the user's GIT_ variables: how to connect. The others point it to another repository or name programs. */
const KEPT = /^GIT_(?:SSH|SSH_COMMAND|SSH_VARIANT|SSL_.*|HTTP_.*|PROXY_.*|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM)$/;
const MAX_COLLECTED_BYTES = 512 * 1024 ** 2;
const MAX_STDERR = 16_384;

/**
 * Runs git; it never asks, runs no hook and checks nothing out. Its own process group, without a terminal, is killed when `signal` aborts.
 * @throws AseError `unavailable` where git is missing, `cancelled`
 */
export async function runGit(command: GitCommand): Promise<GitResult> {
  throwIfAborted(command.signal);
  const child = spawn('git', ['--git-dir', command.repository, '--no-replace-objects', ...command.args], {
    env: gitEnvironment({ ...CONFIG, ...command.config }, command.protocols ?? PROTOCOLS),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const abort = (): void => killGroup(child);
  if (child.pid !== undefined) command.onStarted?.(child.pid);
  command.signal?.addEventListener('abort', abort, { once: true });
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => {
    if (stderr.length < MAX_STDERR) stderr += piece.toString('utf8');
  });
  child.stdin.on('error', () => undefined); // git that ended early says why by its exit code
  child.stdin.end(command.stdin ?? '');
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
  const pieces: Buffer[] = [];
  try {
    const taken = command.onOutput === undefined ? collect(child.stdout, pieces) : command.onOutput(child.stdout);
    const [code] = await Promise.all([ended, taken]);
    throwIfAborted(command.signal);
    return { code, stdout: Buffer.concat(pieces), stderr };
  } catch (error) {
    killGroup(child);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (error as NodeJS.ErrnoException).syscall?.startsWith('spawn') === true) {
      throw new AseError('unavailable', 'git is not installed, and the source is a git repository', { remedy: 'Install it, for example with `apt-get install git`.', cause: error });
    }
    throw error;
  } finally {
    command.signal?.removeEventListener('abort', abort);
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AseError('cancelled', 'git was stopped');
}

function gitEnvironment(config: Readonly<Record<string, string>>, protocols: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name));
  const settings = Object.entries(config).flatMap(([key, value], index): [string, string][] => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    ...Object.fromEntries([...kept, ...settings]),
    GIT_CONFIG_COUNT: String(Object.keys(config).length),
    GIT_ALLOW_PROTOCOL: protocols,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    SSH_ASKPASS: 'false',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_ATTR_NOSYSTEM: '1',
    LC_ALL: 'C',
  };
}

async function collect(stdout: Readable, pieces: Buffer[]): Promise<void> {
  let bytes = 0;
  for await (const piece of stdout as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MAX_COLLECTED_BYTES) throw new AseError('unsafe', 'the repository lists more files than can be taken');
    pieces.push(piece);
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
