/** Books of two owners, and the words that join conditions: the same for both exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @param {Context['random']} random */
export function drawBooks(random) {
  const [mine, other] = [random.word(), `${random.token(6)}${random.int(10, 99)}`];
  const number = random.int(1000, 4999);
  const own = Array.from({ length: 3 }, (_, index) => ({ owner: mine, title: random.token(12), pages: number + index, lent: index % 2 }));
  const foreign = Array.from({ length: 3 }, (_, index) => ({ owner: other, title: random.token(12), pages: number + 10 + index, lent: 1, shelf: random.token() }));
  return { mine, other, own, foreign, rows: random.shuffle([...own, ...foreign]) };
}

/** Joins two conditions so that more comes out, or something else is done. @type {Record<string, (random: Context['random']) => string>} */
export const JOINTS = {
  'closed brackets': (random) => `) OR ${random.int(2, 9)}>1 OR (`,
  'a condition between': (random) => `OR ${random.int(1, 9)} OR`,
  'a negation': (random) => random.pick(['OR NOT', 'or not', 'Or  Not']),
  'comments for blanks': (random) => `OR/**/${random.int(1, 9)}/*${random.word()}*/OR`,
  'a text between': (random) => `AND 1 OR '${random.word()}' < 'zzzzzz' OR`,
  'a query between': () => 'OR id IN (SELECT id FROM books_book) OR',
  'a line between': (random) => `AND 1=1\nOR\t${random.int(1, 9)}\nOR`,
  'more brackets': (random) => `OR (SELECT ${random.int(1, 9)}) OR`,
};

/** Operators in the place of a joint. With an `id` that there is not and a `lent` of 0 they hold for what neither condition finds. */
export const OPERATORS = ['IS', '=', '==', 'is'];

/**
 * Finds books by conditions that only some of the own ones meet, with a joint of the attacker's, and sees whether others come out.
 * @param {Context} context
 * @param {'filter' | 'complex' | 'get' | 'within' | 'except' | 'marked' | 'find' | 'count' | 'exists' | 'delete' | 'update'} way
 * @param {Record<string, (random: Context['random']) => string>} joints
 */
export async function attack({ target, random, hit }, way, joints) {
  for (const [title, jointOf] of random.shuffle(Object.entries(joints))) {
    const { mine, own, foreign, rows } = drawBooks(random);
    const joint = jointOf(random);
    await target.call('fill', rows);
    const conditions = title in Object.fromEntries(OPERATORS.map((operator) => [operator, 0])) ? { id: random.int(900_000, 999_999), lent: 0, _connector: joint } : random.pick([{ owner: mine, title: own[0]?.title, _connector: joint }, { title: own[1]?.title, owner: mine, pages__gt: 0, _connector: joint }, { owner__startswith: mine, pages__lt: 5, _connector: joint }]);
    const seen = (/** @type {unknown} */ answer) => foreign.find(({ title: each, owner, shelf }) => JSON.stringify(answer ?? null).includes(each) || JSON.stringify(answer ?? null).includes(shelf) || JSON.stringify(answer ?? null).includes(owner));
    const call = way === 'update' ? target.call('update', conditions, { owner: mine }) : way === 'find' ? target.call('find', { all: [{ make: { kwargs: { pages__gt: 0 } } }, { make: { kwargs: conditions } }] }) : target.call(way, conditions);
    const answer = await call.catch((/** @type {Error} */ error) => {
      if (error.name === 'TargetLost') throw error;
      return null;
    });
    if (answer === null) continue;
    const what = `conditions joined by ${JSON.stringify(joint)} (${way})`;
    if (way === 'delete' && foreign.some(({ title: each }) => !answer.includes(each))) hit(`${what} deleted books that meet none of them`);
    if (way === 'update' && !foreign.every(({ title: each, owner }) => answer.some((/** @type {string[]} */ [its, by]) => its === each && by === owner))) hit(`${what} changed books that meet none of them`);
    if (way === 'count' && answer > own.length) hit(`${what} counted ${answer} books, more than meet any of them`);
    if (way !== 'delete' && way !== 'update' && way !== 'count' && seen(answer) !== undefined) hit(`${what} gave books that meet none of them: ${JSON.stringify(answer)}`);
  }
}

/** @param {Context} context */
export async function harmless({ target, random, fail }) {
  const { mine, own, rows } = drawBooks(random);
  await target.call('fill', rows);
  const any = random.bool();
  const found = await target.call(random.pick(['filter', 'complex', 'marked', 'within']), { owner: mine, title: own[0]?.title, ...(any ? { _connector: 'OR' } : random.pick([{}, { _connector: 'AND' }])) });
  const expected = (any ? own : own.slice(0, 1)).map(({ title }) => title).sort();
  if (JSON.stringify(found) !== JSON.stringify(expected)) fail(`${any ? 'one of two conditions' : 'two conditions'} gave ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}
