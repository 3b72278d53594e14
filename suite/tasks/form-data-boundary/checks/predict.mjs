/**
 * What Math.random gives next, from what it gave: V8 draws 64 numbers at a time by xorshift128+, whose state is linear in its bits, and hands
 * them out last first. https://v8.dev/blog/math-random
 */
const BATCH = 64;
const MASK = (1n << 64n) - 1n;
const KNOWN_BITS = 52;
const SOLVED_FROM = 5;

/** @param {[bigint, bigint]} state @returns {[bigint, bigint]} */
function step([first, second]) {
  let mixed = first;
  mixed ^= (mixed << 23n) & MASK;
  mixed ^= mixed >> 17n;
  return [second, mixed ^ second ^ (second >> 26n)];
}

const topBits = (number) => BigInt(Math.floor(number * 2 ** KNOWN_BITS));
const agrees = (state, number) => state[0] >> BigInt(64 - KNOWN_BITS) === topBits(number);

/** Bits as sums of the 128 unknown ones, bit 0 first. @type {(word: bigint[], by: number) => bigint[]} */
const shift = (word, by) => word.map((_, bit) => word[bit + by] ?? 0n);
const add = (one, two) => one.map((sum, bit) => sum ^ two[bit]);

function symbolicStep([first, second]) {
  let mixed = add(first, shift(first, -23));
  mixed = add(mixed, shift(mixed, 17));
  return [second, add(add(mixed, second), shift(second, 26))];
}

/** The equations that numbers in the order of their drawing give: the sum of unknown bits, and in bit 128 what it is. */
function equations(numbers) {
  const unknown = (offset) => Array.from({ length: 64 }, (_, bit) => 1n << BigInt(offset + bit));
  let words = [unknown(0), unknown(64)];
  return numbers.flatMap((number) => {
    words = symbolicStep(words);
    const known = topBits(number);
    return Array.from({ length: KNOWN_BITS }, (_, bit) => words[0][bit + 64 - KNOWN_BITS] | (((known >> BigInt(bit)) & 1n) << 128n));
  });
}

/** The state before the first of the numbers, or null. @returns {[bigint, bigint] | null} */
function solve(numbers) {
  const rows = equations(numbers);
  let rank = 0;
  for (let bit = 0n; bit < 128n; bit++) {
    const pivot = rows.findIndex((row, index) => index >= rank && (row >> bit) & 1n);
    if (pivot < 0) return null;
    [rows[rank], rows[pivot]] = [rows[pivot], rows[rank]];
    const row = rows[rank];
    for (let other = 0; other < rows.length; other++) if (other !== rank && (rows[other] >> bit) & 1n) rows[other] ^= row;
    rank++;
  }
  let state = 0n;
  for (let bit = 0; bit < 128; bit++) state |= ((rows[bit] >> 128n) & 1n) << BigInt(bit);
  return [state & MASK, state >> 64n];
}

/**
 * @param {number[]} seen at least 191 numbers that Math.random gave one after the other
 * @param {number} count
 * @returns {number[] | null} the next ones; null where the numbers are not from there
 */
export function predict(seen, count) {
  for (let start = 0; start < BATCH; start++) {
    const drawn = seen.slice(start, start + BATCH).reverse();
    // The quick question first: a wrong start has other numbers in the middle.
    let state = solve(drawn.slice(0, SOLVED_FROM));
    if (state === null) continue;
    const right = drawn.every((number) => {
      state = step(state);
      return agrees(state, number);
    });
    if (!right) continue;
    const given = seen.slice(0, start + BATCH);
    while (given.length < seen.length + count) {
      const batch = Array.from({ length: BATCH }, () => {
        state = step(state);
        return Number(state[0] >> 11n) / 2 ** 53;
      });
      given.push(...batch.reverse());
    }
    return given.slice(seen.length, seen.length + count);
  }
  return null;
}
