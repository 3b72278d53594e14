import { createHash } from 'node:crypto';

/**
 * Random choices that a seed repeats: SHA-256 in counter mode, so that no output tells the next one.
 * @param {string} seed
 */
export function createRandom(seed) {
  let counter = 0;
  let pool = Buffer.alloc(0);

  /** @param {number} count */
  function bytes(count) {
    while (pool.length < count) {
      pool = Buffer.concat([pool, createHash('sha256').update(`${seed}\n${counter++}`).digest()]);
    }
    const taken = pool.subarray(0, count);
    pool = pool.subarray(count);
    return Buffer.from(taken);
  }

  /**
   * A whole number from `low` to `high`, both included.
   * @param {number} low
   * @param {number} high
   */
  function int(low, high) {
    return low + (bytes(6).readUIntBE(0, 6) % (high - low + 1));
  }

  /**
   * @template T
   * @param {readonly T[]} items
   * @returns {T}
   */
  function pick(items) {
    return /** @type {T} */ (items[int(0, items.length - 1)]);
  }

  /**
   * @template T
   * @param {readonly T[]} items
   * @returns {T[]} the same items in another order
   */
  function shuffle(items) {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = int(0, last);
      [result[last], result[other]] = [/** @type {T} */ (result[other]), /** @type {T} */ (result[last])];
    }
    return result;
  }

  return {
    bytes,
    int,
    pick,
    shuffle,
    /** @param {number} [chance] between 0 and 1 */
    bool: (chance = 0.5) => int(0, 999_999) < chance * 1_000_000,
    /** Lower-case letters, the first of a word that means nothing. @param {number} [length] */
    token: (length = 10) => Array.from({ length }, () => String.fromCharCode(97 + int(0, 25))).join(''),
    /** A pronounceable, harmless-looking word of 4 to 8 letters. */
    word: () => Array.from({ length: int(2, 4) }, () => pick([...'bdfgklmnprstvz']) + pick([...'aeiou'])).join(''),
  };
}

/** @typedef {ReturnType<typeof createRandom>} Random */
