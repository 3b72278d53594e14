/** Books with shelves and notes, and names for their relations: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context['random']} random */
export function drawShop(random) {
  const [label, other] = [random.token(), random.token()];
  const towns = [`${random.word()}a`, `${random.word()}b`];
  const titles = ['a', 'b', 'c'].map((start) => `${start}${random.token()}`);
  const books = [
    { title: titles[0], shelf: label, town: towns[0], notes: [['good', 5], ['long', 2]] },
    { title: titles[1], shelf: other, town: towns[1], notes: [['good', 1]] },
    { title: titles[2] },
  ];
  return { label, other, towns, titles: /** @type {[string, string, string]} */ (titles), books, vault: { table: `${random.token(9)}s`, column: random.token(7), secret: `${random.token(8)}${random.int(100, 999)}${random.token(8)}` } };
}

/** A name as applications give it. @param {Context['random']} random */
export const drawAlias = (random) => random.pick([`${random.word()}_r`, `r${random.word()}${random.int(1, 99)}`, `My${random.word()}`, `_${random.word()}x`, `${random.word()}Rel`]);

/** Ways to write a text without blanks or comments of one kind. The text has blanks, and ends where a comment begins. @type {Record<string, (text: string) => string>} */
export const SPELLINGS = {
  'blanks, and two dashes': (text) => `${text} --`,
  'tabs and line feeds': (text) => `${text.replaceAll(' ', '\t')}\n--`,
  'comments for blanks': (text) => `${text.replaceAll(' ', '/**/')}/*`,
  'form feeds': (text) => `${text.replaceAll(' ', '\f')}--`,
  'a comment that is not closed': (text) => `${text} /*`,
  'a blank only where it must be': (text) => `${text.replaceAll(') ', ')')}--`,
};

/**
 * Names a relation by the statement of an attacker, uses it as applications do, and sees whether what stands in another table comes out.
 * @param {Context} context
 * @param {(names: { word: string, table: string, column: string, random: Context['random'] }) => string} textOf
 * @param {(alias: string, scene: { target: Context['target'], random: Context['random'], method: string }) => Promise<unknown>} use
 * @param {(answer: unknown, titles: string[]) => boolean} [unwanted] whether the answer has rows that it must not have
 */
export async function attack({ target, random, hit }, textOf, use, unwanted = () => false) {
  for (const spell of random.shuffle(Object.values(SPELLINGS))) {
    const { books, vault, titles } = drawShop(random);
    const alias = spell(textOf({ word: random.word(), ...vault, random }));
    await target.call('fill', books, vault);
    const answer = await use(alias, { target, random, method: random.pick(['annotate', 'alias']) }).catch((/** @type {Error} */ error) => {
      if (error.name === 'TargetLost') throw error;
      return null;
    });
    if (JSON.stringify(answer).includes(vault.secret)) hit(`a relation with the name ${JSON.stringify(alias)} gave what stands in another table: ${JSON.stringify(answer)}`);
    if (unwanted(answer, titles)) hit(`a relation with the name ${JSON.stringify(alias)} gave rows that the condition leaves out: ${JSON.stringify(answer)}`);
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const { books, vault, titles, label, other } = drawShop(random);
  const alias = drawAlias(random);
  await target.call('fill', books, vault);
  const condition = random.pick([null, { shelf__label: label }]);
  const answer = await target.call('values', [[alias, 'shelf', condition]], ['title', `${alias}__label`], random.pick(['annotate', 'alias']));
  const expected = [[titles[0], label], [titles[1], condition === null ? other : null], [titles[2], null]];
  if (JSON.stringify(answer.sort()) !== JSON.stringify(expected)) fail(`a relation with the name ${alias} gave ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`);
}
