import { isUtf8 } from 'node:buffer';

/** A file's bytes as text; bytes that are no UTF-8 are left out, which is how the recorded hits of A.S.E. were made. */
export function decodeText(content: Uint8Array): string {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
  return isUtf8(content) ? text : text.replaceAll('\uFFFD', '');
}
