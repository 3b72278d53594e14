/** Numbers of every shape that JavaScript writes in its own way; all are below zero unless their name says otherwise. */

const shapes = {
  digit: (random) => -random.int(1, 9),
  whole: (random) => -random.int(10, 10 ** random.int(2, 8)),
  safe: (random) => -random.int(2 ** 40, 2 ** 47),
  fraction: (random) => -random.int(1, 999_999) / 1000 - 0.0001,
  belowOne: (random) => -random.int(1, 999) / 1000,
  huge: (random) => -Number(`${random.int(1, 9)}.${random.int(1, 9999)}e${random.int(22, 300)}`),
  tiny: (random) => -Number(`${random.int(1, 9)}.${random.int(1, 9999)}e-${random.int(8, 300)}`),
  bigint: (random) => -BigInt(random.int(1, 1000)),
  longBigint: (random) => -(2n ** 63n) - BigInt(random.int(1, 2 ** 40)),
};

/** One number of every shape, in random order. */
export function below(random) {
  return random.shuffle(Object.values(shapes)).map((make) => make(random));
}

/** One small whole number below zero. */
export function smallBelow(random) {
  return -random.int(2, 900);
}

/** A number that is not below zero, of any shape. */
export function notBelow(random) {
  const number = random.pick(Object.values(shapes))(random);
  return random.bool(0.1) ? 0 : -number;
}
