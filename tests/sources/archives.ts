import { gzipSync } from 'node:zlib';
import { Header } from 'tar';

export interface RawEntry {
  readonly path: string;
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'BlockDevice' | 'FIFO' | 'ContiguousFile';
  readonly content?: string | Buffer;
  readonly linkpath?: string;
  readonly mode?: number;
  /** What the header says, where that is not true. */
  readonly size?: number;
}

/** A tar file as an attacker writes it: nothing is corrected. */
export function rawTar(entries: readonly RawEntry[]): Buffer {
  const blocks = entries.flatMap(({ path, type = 'File', content = '', linkpath, mode = 0o644, size }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    new Header({ path, type, mode, size: size ?? body.length, mtime: new Date(0), ...(linkpath === undefined ? {} : { linkpath }) }).encode(header, 0);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

export function rawTgz(entries: readonly RawEntry[]): Buffer {
  return gzipSync(rawTar(entries));
}
