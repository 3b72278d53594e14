import { randomInt } from 'node:crypto';
import { GrowingArray } from './growing-array.ts';

const EMPTY = 0xffff_ffff;

/**
 * Numbers words from 0, in the order in which they are first met. It looks a word up where it stands in a text: cutting each word out of it for a Map takes five times as long.
 */
export class WordTable {
  #slots = new Uint32Array(1 << 12).fill(EMPTY);
  #units = new Uint16Array(1 << 14);
  readonly #ends = new GrowingArray();
  readonly #hashes = new GrowingArray();
  /** Nobody who writes a repository knows it, and so which words would collide. */
  readonly #seed = randomInt(2 ** 32);

  get size(): number {
    return this.#ends.length;
  }

  /** The number of the word from `start` to `end`; equal to `size` before the call where it is new. */
  numberOf(text: string, start: number, end: number): number {
    let hash = this.#seed;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot] ?? EMPTY;
      if (number === EMPTY) return this.#add(text.slice(start, end), hash, slot);
      if (this.#hashes.at(number) === hash && this.#isWord(number, text, start, end)) return number;
    }
  }

  #isWord(number: number, text: string, start: number, end: number): boolean {
    const from = number === 0 ? 0 : this.#ends.at(number - 1);
    if (this.#ends.at(number) - from !== end - start) return false;
    for (let at = start; at < end; at += 1) {
      if (this.#units[from + at - start] !== text.charCodeAt(at)) return false;
    }
    return true;
  }

  #add(word: string, hash: number, slot: number): number {
    const number = this.size;
    const from = number === 0 ? 0 : this.#ends.at(number - 1);
    if (from + word.length > this.#units.length) {
      const larger = new Uint16Array(this.#units.length * 2);
      larger.set(this.#units);
      this.#units = larger;
    }
    for (let at = 0; at < word.length; at += 1) this.#units[from + at] = word.charCodeAt(at);
    this.#ends.push(from + word.length);
    this.#hashes.push(hash);
    this.#slots[slot] = number;
    if (this.size * 2 > this.#slots.length) this.#grow();
    return number;
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2).fill(EMPTY);
    const mask = this.#slots.length - 1;
    this.#hashes.view().forEach((hash, number) => {
      let slot = hash & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    });
  }
}
