/** What is kept of each of a candidate's streams: its end. */
const KEPT_BYTES = 256 * 1024;

/**
 * Reads what a process prints, whether or not anybody looks, so that it never blocks on a full pipe.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [keptBytes]
 */
export function collectOutput(child, keptBytes = KEPT_BYTES) {
  const stdout = createTail(keptBytes);
  const stderr = createTail(keptBytes);
  child.stdout?.on('data', stdout.add).on('error', () => undefined);
  child.stderr?.on('data', stderr.add).on('error', () => undefined);
  return { text: () => ({ stdout: stdout.text(), stderr: stderr.text() }) };
}

/** @param {number} keptBytes */
function createTail(keptBytes) {
  /** @type {Buffer[]} */
  let parts = [];
  let bytes = 0;
  return {
    /** @param {Buffer} chunk */
    add(chunk) {
      parts.push(chunk);
      bytes += chunk.length;
      if (bytes < 2 * keptBytes) return;
      parts = [Buffer.concat(parts).subarray(-keptBytes)];
      bytes = keptBytes;
    },
    text: () => Buffer.concat(parts).subarray(-keptBytes).toString('utf8'),
  };
}
