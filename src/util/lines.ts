import { createReadStream } from 'node:fs';

export interface Line {
  /** Counts from 1. */
  readonly number: number;
  /** Without its line feed; empty where `tooLong`. */
  readonly bytes: Buffer;
  /** Of the first byte after the line, its line feed included. */
  readonly end: number;
  /** False for a last line without a line feed. */
  readonly terminated: boolean;
  readonly tooLong: boolean;
}

/** Lines of a file as bytes, one at a time: a file of any size, and of any content, takes no more memory than a line may have. */
export async function* readLines(path: string, maxBytes: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let held = 0;
  let number = 1;
  let end = 0;
  const take = (terminated: boolean): Line => {
    const tooLong = held > maxBytes;
    const line = { number, bytes: tooLong ? Buffer.alloc(0) : Buffer.concat(parts), end, terminated, tooLong };
    parts = [];
    held = 0;
    number += 1;
    return line;
  };
  const keep = (piece: Buffer): void => {
    held += piece.length;
    end += piece.length;
    if (held <= maxBytes) parts.push(piece);
    else parts = [];
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let feed = chunk.indexOf(10); feed !== -1; feed = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, feed));
      end += 1;
      yield take(true);
      start = feed + 1;
    }
    keep(chunk.subarray(start));
  }
  if (held > 0) yield take(false);
}
