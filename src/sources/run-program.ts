import { spawn } from 'node:child_process';
import { env as ownEnvironment } from 'node:process';
import { Readable } from 'node:stream';
import { AseError } from '../contract/errors.ts';

export interface ProgramRun {
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly stdin?: Buffer | Readable;
  readonly signal?: AbortSignal | undefined;
  /** Takes stdout while it comes; without it, stdout is collected. */
  readonly onOutput?: (stdout: Readable) => Promise<void>;
  /** What to do where the program is not installed. */
  readonly remedy: string;
}

export interface ProgramEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Unpacks the archive that a program writes to its stdout, with tar and more options of its. Where the program failed, its own end is the answer, whatever tar says of the rest.
 * @throws AseError `unavailable` where the archive of a program that went well cannot be unpacked, and as runProgram does
 */
export async function unpackOutput(start: (onOutput: (stdout: Readable) => Promise<void>) => Promise<ProgramEnd>, folder: string, { options = [], signal }: { readonly options?: readonly string[]; readonly signal: AbortSignal | undefined }): Promise<ProgramEnd> {
  let fault = '';
  const end = await start(async (stdout) => {
    const { code, stderr } = await runProgram({ command: ['tar', '--extract', '--file=-', '--no-same-owner', ...options, '--directory', folder], stdin: stdout, signal, remedy: 'Install it: apt-get install tar.' });
    if (code === 0) return;
    fault = `tar ended with ${code}: ${stderr.trim().slice(-300)}`;
    // Nobody reads on: a program would wait for ever.
    stdout.resume();
  });
  if (end.code === 0 && fault !== '') throw new AseError('unavailable', `an archive could not be unpacked: ${fault}`);
  return end;
}

const MAX_TEXT = 32 * 1024 ** 2;
const MAX_STDERR = 65_536;

/**
 * Runs a trusted program to its end, in plain English whatever the user's language.
 * @throws AseError `unavailable` where it is not installed, `cancelled`
 */
export async function runProgram({ command: [program, ...args], cwd, stdin, signal, onOutput, remedy }: ProgramRun): Promise<ProgramEnd> {
  const child = spawn(program, args, { ...(cwd === undefined ? {} : { cwd }), env: { ...ownEnvironment, LC_ALL: 'C.UTF-8', LANGUAGE: 'C' }, stdio: ['pipe', 'pipe', 'pipe'], ...(signal === undefined ? {} : { signal }) });
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (piece: Buffer) => (stderr = (stderr + piece.toString('utf8')).slice(-MAX_STDERR)));
  if (onOutput === undefined) child.stdout.on('data', (piece: Buffer) => (stdout = (stdout + piece.toString('utf8')).slice(0, MAX_TEXT)));
  // A program that ended early says why by its exit code.
  child.stdin.on('error', () => undefined);
  if (stdin instanceof Readable) stdin.pipe(child.stdin);
  else child.stdin.end(stdin ?? '');
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
  ended.catch(() => undefined);
  try {
    await onOutput?.(child.stdout);
    return { code: await ended, stdout, stderr };
  } catch (error) {
    child.kill('SIGKILL');
    if (signal?.aborted === true) throw new AseError('cancelled', `${program} was stopped`, { cause: error });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new AseError('unavailable', `${program} is not installed`, { remedy, cause: error });
    throw error;
  }
}
