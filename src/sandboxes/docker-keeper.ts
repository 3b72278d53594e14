import { Writable } from 'node:stream';
import type { Socket } from 'node:net';
import type { Engine } from './docker-engine.ts';

/** The program of docker-keeper-program.ts, as it is spoken to from outside. */
export interface Keeper {
  readonly isAlive: () => boolean;
  /** Resolves when it takes commands; false if it ended instead. */
  readonly ready: Promise<boolean>;
  /** Resolves when the keeper has cleaned up, or is gone. */
  readonly run: (command: KeptCommand, listener: KeeperListener) => Promise<KeeperAnswer>;
  /** What it says went wrong. */
  readonly complaint: () => string;
  readonly close: () => void;
}

export interface KeptCommand {
  readonly stdin: string;
  readonly command: readonly string[];
}

export interface KeeperListener {
  readonly stdout: (chunk: Buffer) => void;
  readonly stderr: (chunk: Buffer) => void;
  /** Its whole process tree is gone, and all output has come. */
  readonly ended: () => void;
}

export interface KeeperAnswer {
  /** As a shell tells it; null where the keeper ended first. */
  readonly code: number | null;
  /** Null where nobody can tell. */
  readonly outOfMemory: boolean | null;
  /** Nothing of the command is left. */
  readonly isClean: boolean;
}

/** The keeper sends less; more is not from it. */
const LONGEST_FRAME = 1 << 16;
const MOST_COMPLAINTS = 4_096;
/** A process that starts, on a machine however busy. */
const READY_MS = 60_000;
/** Cleaning takes milliseconds; what takes longer is not worth waiting for. */
const CLEANING_MS = 10_000;

const GONE: KeeperAnswer = { code: null, outOfMemory: null, isClean: false };

interface Running {
  readonly listener: KeeperListener;
  readonly answered: (answer: KeeperAnswer) => void;
  ended: Pick<KeeperAnswer, 'code' | 'outOfMemory'> | null;
  timer: NodeJS.Timeout | null;
}

/** What a frame asks for: nothing more, the end of the answer, or the end of the keeper, with the reason. */
type Reaction = 'go on' | 'clean' | { readonly fault: string };

function react(running: Running, kind: string, content: Buffer): Reaction {
  const { listener, ended } = running;
  if (ended === null && (kind === 'o' || kind === 'e')) (kind === 'o' ? listener.stdout : listener.stderr)(content);
  else if (ended === null && kind === 'x') running.ended = readEnd(content.toString('latin1'));
  else if (ended !== null && kind === 'c') return 'clean';
  else return { fault: ended !== null && kind === 'd' ? content.toString('latin1') : `a frame ${kind} in the wrong place` };
  return 'go on';
}

export function speakToKeeper(engine: Engine, socket: Socket): Keeper {
  let isAlive = true;
  let complaint = '';
  let running: Running | null = null;
  const readiness = Promise.withResolvers<boolean>();
  const answer = (isClean: boolean): void => {
    if (running === null) return;
    const { answered, ended, timer } = running;
    running = null;
    if (timer !== null) clearTimeout(timer);
    socket.unref();
    answered({ ...(ended ?? GONE), isClean });
  };
  const starting = setTimeout(() => lose('it did not get ready'), READY_MS);
  const lose = (reason: string): void => {
    clearTimeout(starting);
    if (complaint.length < MOST_COMPLAINTS) complaint += reason;
    if (!isAlive) return;
    isAlive = false;
    socket.destroy();
    readiness.resolve(false);
    answer(false);
  };
  const onFrame = (kind: string, content: Buffer): void => {
    if (running === null) {
      if (kind !== 'r') return lose(`a frame ${kind} that nobody waits for`);
      clearTimeout(starting);
      socket.unref();
      return readiness.resolve(true);
    }
    const reaction = react(running, kind, content);
    if (reaction === 'clean') return answer(running.ended?.outOfMemory === false);
    if (reaction !== 'go on') return lose(reaction.fault);
    if (kind !== 'x') return;
    running.timer = setTimeout(() => lose('cleaning took too long'), CLEANING_MS);
    running.listener.ended();
  };
  engine.api.modem.demuxStream(socket.ref(), sink(frameReader(onFrame, lose)), sink((chunk) => lose(chunk.toString('latin1'))));
  socket.once('close', () => lose('')).on('error', (error) => lose(error.message));
  const run: Keeper['run'] = (command, listener) =>
    new Promise((resolve) => {
      if (!isAlive) return resolve(GONE);
      running = { listener, answered: resolve, ended: null, timer: null };
      socket.ref().write(requestOf(command));
    });
  return { isAlive: () => isAlive, ready: readiness.promise, run, complaint: () => complaint, close: () => lose('') };
}

function readEnd(text: string): NonNullable<Running['ended']> {
  const [code = '', kills = ''] = text.split(' ');
  return { code: Number(code), outOfMemory: kills === '' ? null : Number(kills) > 0 };
}

function requestOf({ stdin, command }: KeptCommand): Buffer {
  const content = Buffer.concat([stdin, ...command].map((part) => withLength(Buffer.from(part))));
  return withLength(content);
}

function withLength(content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

function sink(take: (chunk: Buffer) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done): void {
      take(chunk);
      done();
    },
  });
}

function frameReader(onFrame: (kind: string, content: Buffer) => void, onFault: (reason: string) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    let at = 0;
    while (pending.length - at >= 5) {
      const length = pending.readUInt32BE(at + 1);
      if (length > LONGEST_FRAME) return onFault('a frame that is too long');
      const end = at + 5 + length;
      if (pending.length < end) break;
      onFrame(String.fromCharCode(pending[at] ?? 0), pending.subarray(at + 5, end));
      at = end;
    }
    pending = pending.subarray(at);
  };
}
