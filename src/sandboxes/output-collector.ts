import { Writable } from 'node:stream';

export interface OutputCollector {
  readonly writable: Writable;
  readonly content: () => Buffer;
}

/** Keeps what is written to it; beyond `limitBytes` nothing is kept and `onLimit` is called. */
export function createCollector({ limitBytes, onLimit }: { limitBytes: number; onLimit: () => void }): OutputCollector {
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
