/** Names that end the string which a path is written into, and go on as SQL. */

/** What ends a string: as it is, with a backslash that ends a doubled or escaped quote, behind a quote that is seen to; and the other quote. */
const ENDS = ["'", "\\'", "''", "'''", '"', '\\"'];

/**
 * @param {any} random
 * @param {'mysql' | 'mariadb'} dialect
 * @param {string[]} truths conditions; each form takes one of them
 * @param {{ names?: string[], inner?: boolean }} [scene] names of members that there are; whether the condition stands in parentheses with others
 * @returns {{ name: string, value?: string | number }[]} `value`: what it has to be compared with, where it takes part
 */
export function intrusions(random, dialect, truths, { names = [random.word()], inner = false } = {}) {
  const name = () => random.pick(names);
  const truth = () => random.pick(truths);
  const close = `${dialect === 'mysql' ? ')' : '))'}${inner ? ')' : ''}`;
  const reopen = `${inner ? '(' : ''}${dialect === 'mysql' ? "(meta->>'$.x" : "json_unquote(json_extract(meta,'$.x"}`;
  const comment = () => random.pick(['-- ', '-- -', '#', `-- ${random.word()}`, '/*']);
  const gap = random.pick([' ', '\t', '\n', '/**/']);
  const forms = ENDS.flatMap((end) => [
    { name: `${name()}${end}${close}${gap}or${gap}${truth()}${gap}${random.pick(['-- ', '#'])}` },
    { name: `${name()}${end}${close} or ${truth()} ${comment()}` },
    { name: `${name()}${end}${close} is not null or ${truth()} or ${reopen}` },
    { name: `${name()}${end}${close}||${truth()}||${reopen.replace("'", end)}` },
    { name: `${name()}${end}${close} as char) is null or ${truth()} -- `, value: random.int(1, 99) },
    { name: `${end}${close} or ${truth()} or ${inner ? '(' : ''}''=('` },
  ]);
  // The name leaves the string open, and the value goes on where it ends.
  const together = ['\\', '\\\\\\'].map((end) => ({ name: `${name()}${end}`, value: `${close} or ${truth()} -- ` }));
  return random.shuffle([...forms, ...together]);
}
