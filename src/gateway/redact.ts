const STAND_IN = Buffer.from('[key]');

/**
 * Takes a key out of bytes that come in pieces, also where it lies across two of them. Holds back only what may be the key's beginning, so that
 * the pieces of a stream go on as they come.
 */
export function createRedactor(key: string): { add(piece: Buffer): Buffer; end(): Buffer } {
  const secret = Buffer.from(key);
  let held: Buffer = Buffer.alloc(0);
  return {
    add(piece) {
      if (secret.length === 0) return piece;
      const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
      const parts: Buffer[] = [];
      let from = 0;
      for (let at = bytes.indexOf(secret); at !== -1; at = bytes.indexOf(secret, from)) {
        parts.push(bytes.subarray(from, at), STAND_IN);
        from = at + secret.length;
      }
      const rest = bytes.subarray(from);
      const kept = beginningAtEnd(rest, secret);
      held = Buffer.from(rest.subarray(rest.length - kept));
      parts.push(rest.subarray(0, rest.length - kept));
      return parts.length === 1 ? (parts[0] ?? piece) : Buffer.concat(parts);
    },
    end: () => held,
  };
}

/** How many bytes at the end of `bytes` are the beginning of `secret`. */
function beginningAtEnd(bytes: Buffer, secret: Buffer): number {
  for (let length = Math.min(bytes.length, secret.length - 1); length > 0; length -= 1) {
    if (bytes.subarray(bytes.length - length).equals(secret.subarray(0, length))) return length;
  }
  return 0;
}
