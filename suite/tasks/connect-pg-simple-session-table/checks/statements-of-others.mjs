/**
 * Names that want to be more than a name. `vault` is a table that nothing but the text of a name mentions: it is a hit
 * where PostgreSQL would read or change it.
 */
import assert from 'node:assert/strict';
import { identifier, names, read, tableNames, tables, takes } from './statement.mjs';

/** What may follow a table in a statement of each operation, with the parameters that the store gives values for. */
export const clauses = {
  'a session is read': ({ word, vault, random }) => [
    `where sid = $1 and expire >= to_timestamp($2) union ${random.pick(['', 'all '])}select data from ${vault} --`,
    `where sid = $1 and $2 > 0 or exists (table ${vault}) --`,
    `as ${word} cross join ${vault} where sid = $1 and $2 > ${random.int(0, 9)} --`,
  ],
  'a session is written': ({ word, vault, random }) => [
    `(sess, expire, sid) select $1, to_timestamp($2), $3 from ${vault} --`,
    `(sess, expire, sid) select data, to_timestamp($2), $3 from ${vault} where $1 is not null limit ${random.int(1, 9)} --`,
    `as ${word} (sess, expire, sid) values ((select max(data) from ${vault}), to_timestamp($2), $3 || $1) --`,
  ],
  'a session is touched': ({ word, vault }) => [
    `set expire = to_timestamp($1), sess = (select max(data) from ${vault}) where sid = $2 --`,
    `as ${word} set expire = to_timestamp($1), sess = data from ${vault} where ${word}.sid = $2 returning sess --`,
  ],
  'sessions are removed': ({ vault, random }) => [
    `where sid = $1 or exists (select ${random.int(1, 9)} from ${vault}) returning * --`,
    `using ${vault} where sid <> $1 --`,
    `where expire < to_timestamp($1) or sid in (table ${vault}) --`,
  ],
};

/** Ends of names that need no comment behind them: another table stands beside the first one. */
const beside = (vault, random) => [`", "${vault}`, `" using "${vault}`, `" as "${random.token(4)}", "${vault}`];

/** The same clause in every shape that a careless repair may let through. Each is tried alone. */
export function shapes(clause, { random, last = '' }) {
  const [word, other] = [identifier(random), identifier(random)];
  return [
    `${word}"${last} ${clause}`,
    `${word}" ${last} ${clause} "${other}"`,
    `"${word}"${last} ${clause} "`,
    `${word}"${other}"${last} ${clause}`,
    `${word}"""${last} ${clause}`,
    `${word}"."${other}"${last} ${clause}`,
    `${other}\n${word}"${last} ${clause} ${word}\n${other}`,
    ` ${word}"${last}\n${clause}`,
  ];
}

/** The options of stores whose one name is hostile. */
export function stores(option, vault, { random, clause }) {
  const innocent = () => random.pick(names(random));
  if (option === 'tableName') {
    return [...shapes(clause, { random }), ...beside(vault, random).map((end) => identifier(random) + end)].flatMap((name) => [{ tableName: name }, { schemaName: innocent(), tableName: name }]);
  }
  const last = `."${identifier(random)}"`;
  const pairs = [`${identifier(random)}"."${vault}", "${identifier(random)}`, `${identifier(random)}"."${identifier(random)}" using "${vault}", "${identifier(random)}`];
  return [...shapes(clause, { random, last }), ...pairs].flatMap((name) => [{ schemaName: name }, { schemaName: name, tableName: innocent() }]);
}

/** One name may be refused and the next one not. */
export function refused(error) {
  if (error.name !== 'CandidateError') throw error;
  return { statements: [] };
}

/** A pool prepares a statement: it takes one at a time, and values for all of its parameters and no others. */
function prepared([text, values], vault) {
  const tree = read(text);
  return tree?.length === 1 && Array.isArray(values) && takes(tree, values.length) && tableNames(tree).includes(vault);
}

export function attacksBy(option) {
  return Object.fromEntries(Object.entries(clauses).map(([name, write]) => [name, async ({ target, random, hit }) => {
    const vault = random.token(9);
    for (const clause of write({ word: identifier(random), vault, random })) {
      for (const options of random.shuffle(stores(option, vault, { random, clause }))) {
        const { statements } = await target.call('use', options, { sid: random.token() }).catch(refused);
        const bad = statements.find((statement) => prepared(statement, vault));
        if (bad !== undefined) hit(`with ${option} ${JSON.stringify(options[option])} the database reads or changes another table: ${bad[0]}`);
      }
    }
  }]));
}

export const aliveBy = (by) => async ({ target, random }) => {
  const vault = random.token(9);
  const [schema, table] = random.shuffle([`${random.word()}; drop table ${vault} --`, random.pick(names(random))]);
  const { statements } = await target.call('use', { schemaName: schema, tableName: table }, { by, sid: random.token() });
  assert.equal(statements.length, 5);
  for (const [text] of statements) assert.deepEqual(tables(read(text)), [{ schema, table }]);
};
