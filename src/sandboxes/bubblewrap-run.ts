import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import { kill } from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { SandboxEnd, SandboxSpec } from '../contract/sandbox.ts';
import { readReport } from './bubblewrap-programs.ts';
import { SEARCH_PATH } from './bubblewrap-tools.ts';
import type { StandardPipes } from './named-pipes.ts';
import { createCollector } from './output-collector.ts';
import { createStopper, stopOnAbort, watchLimits } from './stopper.ts';
import type { Ending, Stopper } from './stopper.ts';

/** Descriptors of the helper, after the standard ones. */
export const ARGUMENTS_FD = 3;
export const SECCOMP_FD = 4;
export const STATUS_FD = 5;
export const REPORT_FD = 6;
/** Mounts and namespaces take 10 ms. */
const FIRST_WORD_MS = 5_000;
/** Longer reports come from a candidate that found the descriptor, and tell nothing. */
const REPORT_BYTES = 4_096;

export interface Launch {
  readonly command: readonly [string, ...string[]];
  readonly bwrapArguments: readonly string[];
  readonly filter: Buffer;
  readonly pipes: StandardPipes;
  /** Whether memory ran out, looked up when all has ended; null where nobody can tell. `begun` gets the first process's id. */
  readonly memory: { readonly begun: (first: number) => void; readonly ranOut: () => Promise<boolean | null> };
}

/** Starts the helper and follows it to the end of everything in the sandbox. */
export async function follow(spec: SandboxSpec, launch: Launch): Promise<Ending> {
  const { pipes } = launch;
  const [program, ...args] = launch.command;
  // The first process's own environment can be read by candidates of the same user.
  const child = spawn(program, args, { stdio: [...pipes.theirs, 'pipe', 'pipe', 'pipe', 'pipe'], env: { PATH: SEARCH_PATH }, cwd: '/' });
  const stream: readonly (Readable | Writable | null | undefined)[] = child.stdio;
  let first: number | null = null;
  const stopper = createStopper(() => killTree(child, first));
  const ended = endOf(child);
  // Whoever is killed between bwrap's fork and its word of it would leave a child behind: the kill waits for the word.
  using _overdue = later(FIRST_WORD_MS, stopper.started);
  using _abort = stopOnAbort(spec.signal, stopper);
  using _watches = watchLimits(spec, stopper);
  pipes.handOver();
  feed(stream[ARGUMENTS_FD] as Writable, launch.bwrapArguments.map((argument) => `${argument}\0`).join(''));
  feed(stream[SECCOMP_FD] as Writable, launch.filter);
  const report = gather(stream[REPORT_FD] as Readable, { limitBytes: REPORT_BYTES, onLimit: () => undefined });
  (stream[STATUS_FD] as Readable).once('data', (chunk: Buffer) => {
    const found = /"child-pid"\s*:\s*(\d+)/.exec(chunk.toString('latin1'))?.[1];
    first = found === undefined ? null : Number(found);
    if (first !== null) launch.memory.begun(first);
    stopper.started();
  });
  const { stdin, stdout, stderr } = openStreams(pipes, spec.limits.outputBytes, stopper);
  stdin.write(spec.stdin);
  const exit = await ended;
  if (exit instanceof Error) throw exit;
  stdin.destroy();
  await Promise.all([stdout.ended, stderr.ended, report.ended]);
  const outOfMemory = await launch.memory.ranOut();
  const end = stopper.end() ?? endFrom(report.content().toString('utf8'), { exit, complaints: stderr.content(), outOfMemory });
  return { end, stdout: stdout.content(), stderr: stderr.content(), outOfMemory };
}

function later(milliseconds: number, action: () => void): Disposable {
  const timer = setTimeout(action, milliseconds);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}

type Exit = { readonly code: number | null; readonly signal: string | null };

/** Resolves to an error where the program could not be started at all. */
async function endOf(child: ChildProcess): Promise<Exit | Error> {
  return new Promise((resolve) => {
    child.once('error', resolve);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/**
 * With the first process the kernel kills all of them, and bwrap, its parent, ends after the last: so the end of bwrap is the end of everything.
 * Only before there is a first process bwrap itself is killed, which takes with it what it is about to start.
 */
function killTree(child: ChildProcess, first: number | null): void {
  if (first === null) {
    child.kill('SIGKILL');
    return;
  }
  try {
    kill(first, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A helper that ended early does not read: how it ended says more. */
function feed(stream: Writable, bytes: string | Buffer): void {
  stream.on('error', () => undefined);
  stream.end(bytes);
}

interface Gathered {
  readonly ended: Promise<void>;
  readonly content: () => Buffer;
}

function gather(stream: Readable, options: { limitBytes: number; onLimit: () => void }): Gathered {
  const { writable, content } = createCollector(options);
  stream.pipe(writable);
  return { ended: ending(stream), content };
}

interface Streams {
  readonly stdin: Socket;
  readonly stdout: Gathered;
  readonly stderr: Gathered;
}

function openStreams({ ours: [input, output, complaints] }: StandardPipes, limitBytes: number, stopper: Stopper): Streams {
  const stdin = new Socket({ fd: input, readable: false, writable: true });
  // A command that ends before it has read everything closes its end: no fault.
  stdin.on('error', () => undefined);
  const onLimit = (): void => stopper.stop({ kind: 'limit', limit: 'output' });
  const [stdout, stderr] = [output, complaints].map((fd) => gather(new Socket({ fd, readable: true, writable: false }), { limitBytes, onLimit })) as [Gathered, Gathered];
  return { stdin, stdout, stderr };
}

async function ending(stream: Readable): Promise<void> {
  await finished(stream, { writable: false }).catch(() => undefined);
}

function endFrom(report: string, { exit, complaints, outOfMemory }: { exit: Exit; complaints: Buffer; outOfMemory: boolean | null }): SandboxEnd {
  const status = readReport(report);
  if (status === null) {
    if (outOfMemory === true) return { kind: 'limit', limit: 'memory' };
    const said = complaints.toString('utf8').trim().slice(-500);
    return { kind: 'lost', reason: `the sandbox ended with ${exit.signal ?? exit.code} before its command${said === '' ? '' : `: ${said}`}` };
  }
  if (status.kind === 'failed') return { kind: 'lost', reason: `the command did not start: ${status.reason}` };
  if (status.kind === 'exited') return status;
  const signal = Object.entries(constants.signals).find(([, number]) => number === status.number)?.[0] ?? `signal ${status.number}`;
  return signal === 'SIGKILL' && outOfMemory === true ? { kind: 'limit', limit: 'memory' } : { kind: 'signalled', signal };
}
