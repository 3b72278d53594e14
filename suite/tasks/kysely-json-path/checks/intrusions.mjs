/** Names and places that end the literal which a path is written into, and go on as SQL. */

const TRUTHS = ['true', '1=1', '2 > 1', 'id = id', 'not false', 'id', "'a'='a'"];

/** What ends the literal: a quote, one behind a quote that is seen to, behind another line, behind a sign that somebody might look for. */
const endsFor = (dialect) => ["'", "'''", "\n'", "''' '", `"'`, `"'''`, ...(dialect === 'mysql' ? [] : ["\\'", "\\'''"])];

/**
 * @param {any} random
 * @param {string} dialect
 * @param {'key' | 'at'} step
 * @param {string} [behind] what comes after the literal: `)` in the arguments of a function
 * @returns {{ start: string, reopen: string }[]} a text up to where SQL goes on, and SQL that opens such a literal again
 */
export function breaks(random, dialect, step, behind = '') {
  const name = () => random.word();
  return endsFor(dialect).map((end) => {
    const inside = step === 'key' ? name() : random.pick([`${random.int(0, 9)}`, '#-1', 'last']);
    const close = step === 'key' || random.bool() ? '' : ']';
    const path = `'$${step === 'key' ? `.${name()}` : `[${random.int(0, 9)}`}`;
    return { start: `${inside}${close}${end}${behind}`, reopen: behind === '' ? `meta->>${path}` : `json_extract(meta, ${path}` };
  });
}

/** A place in the statement for its parameter of that number. */
export const parameter = (dialect, number) => ({ postgres: `$${number}`, mssql: `@${number}` })[dialect] ?? '?';

/** Conditions that hold for every row. */
export function conditions(random, dialect, step, behind) {
  const gap = () => random.pick([' ', '\t', '\n', '  ']);
  const forms = [
    ({ start, reopen }, truth) => `${start} is null or ${truth} or ${reopen}`,
    ({ start, reopen }, truth) => `${start} is not null or ${truth} or ${reopen}`,
    ({ start, reopen }, truth) => `${start}${gap()}or${gap()}${truth}${gap()}or${gap()}${reopen}`,
    ({ start, reopen }, truth) => `${start}${gap()}OR${gap()}${truth}${gap()}Or${gap()}not ${reopen}`,
    ({ start }, truth) => `${start} = ?${gap()}or ${truth} -- `,
    ({ start }, truth) => `${start} = ? or ${truth} --${gap()}`,
    ({ start, reopen }, truth) => `${start}<>0||${truth}||${reopen}`,
    ({ start, reopen }, truth) => `${start} in (0) or ${truth} or ${reopen}`,
  ];
  const made = forms.flatMap((form) => breaks(random, dialect, step, behind).map((one) => form(one, random.pick(TRUTHS)).replace('?', () => parameter(dialect, 1))));
  return random.shuffle(made);
}
