import assert from 'node:assert/strict';
import { ask } from './ask.mjs';
import { conditionOf } from './condition.mjs';

const quoted = (value) => JSON.stringify(String(value));
const listed = (values, type = 'varchar[]') => `[${values.map(quoted).join(', ')}]::${type}`;

/** Asks for one condition after the other and compares what is sent with what is expected. */
async function expectConditions({ target, random }, expected) {
  const statements = await ask(target, expected.map(([where]) => (random.bool(0.7) ? ['find', where] : [random.pick(['count', 'remove']), where])));
  assert.deepEqual(statements.map(conditionOf), expected.map(([, condition]) => condition));
}

/** What a member of a list may hold. */
const items = (random) => [
  random.word(),
  `${random.word()} ${random.word()}`,
  `${random.word()},${random.word()}`,
  `{${random.word()},"${random.word()}"}`,
  `"${random.word()}"`,
  `C:\\${random.word()}\\${random.word()}\\`,
  `${random.word()}%_*`,
  `[${random.word()}] (${random.word()}); -- ${random.word()} /* ${random.word()} */`,
  `\u00fc\u4e2d\u{1f600}${random.word()}`,
  `${random.word()}\n\t${random.word()}`,
  random.word().repeat(40),
  '',
  'NULL',
  String(random.int(1, 99_999)),
  `$${random.int(1, 9)} :${random.word()} @${random.word()}`,
];

export default {
  driver: 'driver.mjs',
  cases: {
    'patterns': async (context) => {
      const { random } = context;
      const operators = [['like', '~~'], ['ilike', '~~*'], ['nlike', '!~~'], ['nilike', '!~~*']];
      const texts = [`${random.word()}%`, `%${random.word()}_`, `100\\%${random.word()}`, `it's ${random.word()}`, `${random.word()}?`, `${random.word()}\\\\`];
      await expectConditions(context, random.shuffle(operators.flatMap(([name, operator]) => texts.map((pattern) => [{ owner: { [name]: pattern } }, `(owner::text ${operator} ${quoted(pattern)})`]))));
      await expectConditions(context, [[{ rank: { like: '1%' } }, `(rank::text ~~ "1%")`], [{ 'data.name': { ilike: 'x' } }, '((data ->> "name") ~~* "x")']]);
    },
    'regular expressions': async (context) => {
      const { random } = context;
      const word = random.word();
      await expectConditions(context, random.shuffle([
        [{ owner: { regexp: new RegExp(`^${word}$`) } }, `(owner ~ ${quoted(`^${word}$`)})`],
        [{ owner: { regexp: new RegExp(`^(${word}|x)?'\\d+`, 'i') } }, `(owner ~* ${quoted(`^(${word}|x)?'\\d+`)})`],
        [{ owner: { regexp: new RegExp(word, 'g') } }, `(owner ~ ${quoted(word)})`],
        [{ owner: { regexp: new RegExp(word, 'gim') } }, `(owner ~* ${quoted(word)})`],
        [{ owner: { regexp: new RegExp(word, 'm') } }, `(owner ~ ${quoted(word)})`],
      ]));
    },
    'lists of one member': async (context) => {
      await expectConditions(context, context.random.shuffle(items(context.random)).map((item) => [{ tags: { contains: [item] } }, `(tags @> ${listed([item])})`]));
    },
    'lists of several members': async (context) => {
      const { random } = context;
      const lists = Array.from({ length: 8 }, () => random.shuffle(items(random)).slice(0, random.int(2, 12)));
      await expectConditions(context, lists.map((list) => [{ tags: { contains: list } }, `(tags @> ${listed(list)})`]));
    },
    'an empty list': (context) => expectConditions(context, [[{ tags: { contains: [] } }, '(tags @> []::varchar[])']]),
    'a list as JSON': async (context) => {
      const list = [context.random.word(), context.random.int(1, 99), `${context.random.word()} "x"`];
      await expectConditions(context, [[{ tags: { contains: JSON.stringify(list) } }, `(tags @> ${listed(list)})`]]);
    },
    'members take the type of the property': async ({ target, random }) => {
      const numbers = [random.int(1, 99), -random.int(1, 9), 0];
      const words = [random.word(), random.word()];
      const asked = [['"sizes"', numbers, 'integer[]', 'int4[]'], ['"names"', words, 'text[]', 'text[]'], ['"other"', words, 'varchar[]', 'varchar[]']];
      const statements = await ask(target, asked.map(([column, list, type]) => ['expression', column, 'contains', list, type]));
      assert.deepEqual(statements.map(conditionOf), asked.map(([column, list, , type]) => `(${column.slice(1, -1)} @> ${listed(list, type)})`));
    },
    'words that are searched for': async (context) => {
      const { random } = context;
      const [a, b, c] = [random.word(), random.word(), random.word()];
      const queries = [a, `${a} & ${b}`, `${a} | !${b}`, `(${a} & ${b}) | ${c}`, `${a} <-> ${b}`, `${a}:*`, `${a}:ab & ${b}:*C`, `\u00fc${a} & "${b}"`, `${a} <${random.int(2, 9)}> ${b}`, Array.from({ length: 30 }, () => random.word()).join(' | ')];
      await expectConditions(context, random.shuffle(queries).map((query) => [{ owner: { match: query } }, `(to_tsvector(owner) @@ to_tsquery(${quoted(query)}))`]));
      await expectConditions(context, [[{ 'data.title': { match: `${a} & ${b}` } }, `(to_tsvector((data ->> "title")) @@ to_tsquery(${quoted(`${a} & ${b}`)}))`]]);
    },
    'every other operator is that of the base': async (context) => {
      const { random } = context;
      const [low, high, word] = [random.int(1, 50), random.int(51, 99), random.word()];
      await expectConditions(context, random.shuffle([
        [{ rank: { gt: low } }, `(rank > "${low}")`],
        [{ rank: { gte: low } }, `(rank >= "${low}")`],
        [{ rank: { lt: high } }, `(rank < "${high}")`],
        [{ rank: { lte: high } }, `(rank <= "${high}")`],
        [{ rank: { between: [low, high] } }, `(rank between ("${low}", "${high}"))`],
        [{ rank: { inq: [low, high] } }, `(rank = ("${low}", "${high}"))`],
        [{ owner: { nin: [word, `${word}'s`] } }, `(owner <> (${quoted(word)}, ${quoted(`${word}'s`)}))`],
        [{ owner: { neq: word } }, `(owner <> ${quoted(word)})`],
        [{ owner: { neq: null } }, '(IS_NOT_NULL owner)'],
      ]));
    },
    'conditions together keep their values': async (context) => {
      const { random } = context;
      const [a, b, c, d] = [random.word(), random.word(), random.word(), random.int(1, 99)];
      const parts = {
        owner: [{ like: `${a}%` }, `(owner::text ~~ ${quoted(`${a}%`)})`],
        tags: [{ contains: [b, c] }, `(tags @> ${listed([b, c])})`],
        'data.text': [{ match: `${c} & ${a}` }, `(to_tsvector((data ->> "text")) @@ to_tsquery(${quoted(`${c} & ${a}`)}))`],
        rank: [{ gt: d }, `(rank > "${d}")`],
      };
      const order = random.shuffle(Object.entries(parts));
      const where = Object.fromEntries(order.map(([name, [condition]]) => [name, condition]));
      const all = order.map(([, [, text]]) => text).join(', ');
      await expectConditions(context, [
        [where, `(AND_EXPR ${all})`],
        [{ or: order.map(([name, [condition]]) => ({ [name]: condition })) }, `(OR_EXPR ${all})`],
      ]);
      const [changed] = await ask(context.target, [['change', where, { owner: b, rank: d }]]);
      assert.equal(conditionOf(changed), `(AND_EXPR ${all})`);
    },
  },
};
