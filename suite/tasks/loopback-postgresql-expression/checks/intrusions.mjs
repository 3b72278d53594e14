/** Texts that end the literal which they are written into, and go on as SQL. */

/** What ends a literal: as it is, where a quote is doubled only the first time, and where a backslash counts. */
const ENDS = ["'", "''", "\\'", "'''", '$$'];

/**
 * @param {import('../../../kit/random.mjs').Random} random
 * @param {{ vault: string, close: string, reopen: string }} scene a table that nobody asks for; what ends the surrounding expression, and what begins another one with a literal
 * @returns {string[]}
 */
export function intrusions(random, { vault, close, reopen }) {
  const word = () => random.word();
  const pin = random.word();
  const truth = () => random.pick([`exists(select from ${vault})`, `exists(table ${vault})`, `(select ${pin} from ${vault}) is not null`, `exists (select 1 from "${vault}")`]);
  const value = () => random.pick([`(select max(${pin})::text from ${vault})`, `(select ${pin} from public.${vault} limit 1)`]);
  const gap = random.pick([' ', '\n', '\t', '  ']);
  const texts = ENDS.flatMap((end) => [
    `${word()}${end}${close}${gap}or${gap}${truth()} --`,
    `${word()}${end}${close} or ${truth()} -- ${word()}`,
    `${word()}${end}${close} or ${truth()} or ${reopen}${end}${word()}`,
    `${end}||${value()}||${end}`,
    `${word()}${end}||(table ${vault})||${end}${word()}`,
    `${word()}${end}${close}; drop table ${vault} --`,
  ]);
  return random.shuffle(texts);
}
