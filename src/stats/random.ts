/** Gives uniform integers in [0, 2³²). */
export type Random = () => number;

/** FNV-1a over UTF-16 units; it only has to spread seeds, not to resist anybody. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function splitMix(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** xoshiro128** 1.1 of Blackman and Vigna (2021), from its four words of state, which must not all be 0. */
export function xoshiro128(words: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = words;
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** The same text gives the same numbers on every machine. */
export function createRandom(seed: string): Random {
  const next = splitMix(hashText(seed));
  return xoshiro128([next() | 1, next(), next(), next()]);
}
