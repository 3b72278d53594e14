import { finished } from 'node:stream/promises';
import type Docker from 'dockerode';
import { createCollector } from './output-collector.ts';

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
