import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type Docker from 'dockerode';

export interface CollectedOutput {
  readonly stdout: () => Buffer;
  readonly stderr: () => Buffer;
  /** Resolves when the engine has sent everything, or the connection is gone. */
  readonly ended: Promise<void>;
}

/** Takes the two streams apart; beyond `limitBytes` of either nothing is kept and `onLimit` is called. */
export function collectOutput(engine: Docker, stream: NodeJS.ReadWriteStream, options: { limitBytes: number; onLimit: () => void }): CollectedOutput {
  const stdout = createCollector(options);
  const stderr = createCollector(options);
  engine.modem.demuxStream(stream, stdout.writable, stderr.writable);
  // A command that ended before it read its stdin resets the connection after all output has come: that is no fault.
  const ended = finished(stream, { writable: false }).catch(() => undefined);
  return { stdout: stdout.content, stderr: stderr.content, ended };
}

function createCollector({ limitBytes, onLimit }: { limitBytes: number; onLimit: () => void }): { writable: Writable; content: () => Buffer } {
  const parts: Buffer[] = [];
  let kept = 0;
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      const room = limitBytes - kept;
      if (room > 0) parts.push(chunk.subarray(0, room));
      kept += Math.min(room, chunk.length);
      if (chunk.length > room) onLimit();
      done();
    },
  });
  return { writable, content: () => Buffer.concat(parts) };
}
