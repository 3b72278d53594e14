/** What may stand where a type is asked for, so that a condition comes true for everybody. */

const TYPES = ['text', 'integer', 'double precision', 'numeric', 'boolean', 'bigint'];

/**
 * @param {import('../../../kit/random.mjs').Random} random
 * @param {string[]} truths expressions; each form takes one of them
 * @returns {{ type: string, value?: string }[]} `value`: what the type has to be compared with, where it takes part
 */
export function intrusions(random, truths) {
  const truth = () => random.pick(truths);
  const name = () => (random.bool() ? random.pick(TYPES) : random.pick(TYPES).toUpperCase());
  const gap = random.pick([' ', '\t', '\n', '  ', '\r\n']);
  const alone = [
    `${name()}) or ${truth()} or (null`,
    `${name()})${gap}or${gap}${truth()}${gap}or${gap}(null`,
    `${name()})or(${truth()})or(null`,
    `${name()}/**/)/**/or/**/(${truth()})/**/or/**/(null`,
    `${name()}) or ${truth()} or cast(null as ${random.pick(TYPES)}`,
    `${name()}\n) or ${truth()} or cast(null as\n${random.pick(TYPES)}`,
    `${name()}) or ${truth()} --`,
    `${name()}) is not null or ${truth()} or (select null`,
  ].map((type) => ({ type }));
  // The type begins something that the value ends.
  const together = [['/*', '*/'], ['--', '\n'], ['"', '"'], ["'", ''], ['`', '`'], ['[', ']']].map(([begin, end]) => ({
    type: `${name()} ${begin}`,
    value: `${end}) or ${truth()} --`,
  }));
  return random.shuffle([...alone, ...together]);
}
