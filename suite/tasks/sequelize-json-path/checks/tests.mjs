import assert from 'node:assert/strict';
import { ask } from './ask.mjs';
import { openDatabase } from './database.mjs';
import { nodes, read } from './statement.mjs';

const RUN = ['mysql', 'mariadb', 'sqlite'];

function table(random, metas) {
  const owner = random.word();
  return metas.map((meta, index) => ({ id: index + 1, owner, meta }));
}

/** Asks in each dialect, and compares what the database finds. @param {[where: any, ids: number[]][]} expected */
async function expectFound({ target }, notes, expected, dialects = RUN) {
  for (const dialect of dialects) {
    const statements = await ask(target, expected.map(([where, , order = ['id']]) => ['select', dialect, where, order]));
    const database = openDatabase(dialect, notes);
    assert.deepEqual(statements.map((statement) => database.ids(statement)), expected.map(([, ids]) => ids), `${dialect}: ${JSON.stringify(statements)}`);
  }
}

/** The paths of extractions as PostgreSQL reads them: `['{a,b}']`. */
function postgresPaths(statement) {
  return nodes(read(statement), 'A_Expr')
    .filter(({ name }) => name?.at(-1)?.String?.sval === '#>>')
    .map(({ lexpr, rexpr }) => [lexpr?.ColumnRef?.fields.map((field) => field.String?.sval).join('.'), rexpr?.A_Const?.sval?.sval]);
}

export default {
  driver: 'driver.mjs',
  cases: {
    'names, nested and not': async (context) => {
      const { random } = context;
      const [a, b, c, word] = [random.token(5), random.token(6), random.token(7), random.word()];
      const notes = table(random, [{ [a]: word }, { [a]: { [b]: word } }, { [a]: { [b]: { [c]: word } } }, { [b]: word }, {}]);
      await expectFound(context, notes, [
        [{ meta: { [a]: word } }, [1]],
        [{ meta: { [a]: { [b]: word } } }, [2]],
        [{ meta: { [a]: { [b]: { [c]: word } } } }, [3]],
        [{ [`meta.${a}.${b}`]: word }, [2]],
        [{ [`meta.${b}`]: word }, [4]],
        [{ meta: { [c]: word } }, []],
        [{ owner: notes[0].owner, meta: { [a]: `${word}x` } }, []],
      ]);
    },
    'operators and values that are cast': async (context) => {
      const { random } = context;
      const [a, b, low, word] = [random.token(5), random.token(6), random.int(1, 50), `it's ${random.word()} "x" \\ y`];
      const notes = table(random, [{ [a]: low, x: { [b]: word } }, { [a]: low + 5, x: { [b]: 'other' } }, { [a]: low + 100 }]);
      await expectFound(context, notes, [
        [{ meta: { [a]: { 'Op.gt': low } } }, [2, 3]],
        [{ meta: { [a]: { 'Op.gt': low, 'Op.lte': low + 5 } } }, [2]],
        [{ meta: { [a]: low + 100 } }, [3]],
        [{ meta: { x: { [b]: word } } }, [1]],
        [{ meta: { x: { [b]: { 'Op.ne': word } } } }, [2]],
        [{ meta: { [a]: { 'Op.gte': low }, x: { [b]: 'other' } } }, [2]],
        [{ meta: { x: { [b]: { 'Op.in': [word, 'other'] } } } }, [1, 2]],
      ]);
    },
    'an order': async (context) => {
      const { random } = context;
      const [a, b] = [random.token(5), random.token(6)];
      const words = random.shuffle(['aa', 'bb', 'cc', 'dd']);
      const notes = table(random, words.map((word) => ({ [a]: { [b]: word } })));
      const ordered = ['aa', 'bb', 'cc', 'dd'].map((word) => words.indexOf(word) + 1);
      await expectFound(context, notes, [[{}, ordered, [[`meta.${a}.${b}`, 'ASC']]], [{}, [...ordered].reverse(), [[`meta.${a}.${b}`, 'DESC']]]]);
    },
    'what is deleted and changed': async ({ target, random }) => {
      const [a, word] = [random.token(5), random.word()];
      const notes = table(random, [{ [a]: word }, { [a]: 'other' }, {}]);
      for (const dialect of RUN) {
        const [removed, changed] = await ask(target, [['remove', dialect, { meta: { [a]: word } }], ['change', dialect, { meta: { [a]: word } }, { rank: 7 }]]);
        assert.deepEqual(openDatabase(dialect, notes).after(removed)?.map(({ id }) => id), [2, 3], dialect);
        assert.deepEqual(openDatabase(dialect, notes).after(changed)?.map(({ rank }) => rank), [7, 0, 0], dialect);
      }
    },
    'names of any characters in MySQL': async (context) => {
      const { random } = context;
      const names = [`${random.word()} ${random.word()}`, `${random.word()}-${random.word()}`, `\u00fc\u6f22${random.word()}`, `$${random.word()}`, `${random.word()}; -- #/*`, `a(${random.word()})[]`, `${random.word()}@x,y`, `${random.token(30)}${random.token(30)}`, String(random.int(1, 99))];
      const notes = table(random, names.map((name) => ({ [name]: 'w', deep: { [name]: 'v' } })));
      await expectFound(context, notes, names.flatMap((name, index) => [[{ meta: { [name]: 'w' } }, [index + 1]], [{ meta: { deep: { [name]: 'v' } } }, [index + 1]]]), ['mysql']);
    },
    'long names': async (context) => {
      const { random } = context;
      const [a, b] = [random.token(40), random.token(80)];
      await expectFound(context, table(random, [{ [a]: { [b]: 'w' } }, {}]), [[{ meta: { [a]: { [b]: 'w' } } }, [1]]]);
    },
    'places in lists, and quotes, in SQLite': async (context) => {
      const { random } = context;
      const [a, b, name] = [random.token(5), random.token(6), `${random.word()}'s`];
      const notes = table(random, [{ [a]: ['x', { [b]: 'y' }, ['z']] }, { [name]: 'w' }, { [a]: { [name]: 'v' } }, { [a]: { x1: 'u' } }]);
      await expectFound(context, notes, [
        [{ meta: { [a]: { 0: 'x' } } }, [1]],
        [{ meta: { [a]: { 1: { [b]: 'y' } } } }, [1]],
        [{ meta: { [a]: { 2: { 0: 'z' } } } }, [1]],
        [{ meta: { [a]: { 1: 'x' } } }, []],
        [{ meta: { [name]: 'w' } }, [2]],
        [{ meta: { [a]: { [name]: 'v' } } }, [3]],
        [{ meta: { [a]: { x1: 'u' } } }, [4]],
      ], ['sqlite']);
    },
    'paths of PostgreSQL': async ({ target, random }) => {
      const [a, b, c] = [random.token(5), random.token(6), random.word()];
      const statements = await ask(target, [
        ['select', 'postgres', { meta: { [a]: c } }],
        ['select', 'postgres', { meta: { [a]: { [b]: { 'Op.gt': 5 }, 0: c } } }],
        ['select', 'postgres', { [`meta.${a}.${b}`]: c }, [[`meta.${b}`, 'DESC']]],
        ['remove', 'postgres', { meta: { [`${c}'s`]: { [a]: `'${c}'` } } }],
      ]);
      assert.deepEqual(statements.map(postgresPaths), [
        [['Note.meta', `{${a}}`]],
        [['Note.meta', `{${a},0}`], ['Note.meta', `{${a},${b}}`]],
        [['Note.meta', `{${a},${b}}`], ['Note.meta', `{${b}}`]],
        [['meta', `{${c}'s,${a}}`]],
      ], JSON.stringify(statements));
    },
    'columns that are quoted already, paths as texts, and none': async ({ target, random }) => {
      const [a, b] = [random.token(5), random.token(6)];
      const notes = table(random, [{ [a]: { [b]: 'w' } }, { [a]: 'v' }]);
      for (const dialect of RUN) {
        for (const column of ['meta', '`meta`', '`notes`.`meta`']) {
          const texts = await ask(target, [[a, b], `${a}.${b}`, `${a}["${b}"]`, [a], a].map((path) => ['path', dialect, column, path]));
          const found = texts.map(({ sql }) => openDatabase(dialect, notes).ids({ sql: `select id from notes where ${sql} in ('w', 'v')` }));
          assert.deepEqual(found, [[1], [1], [1], [2], [2]], `${dialect}: ${JSON.stringify(texts)}`);
        }
        const [whole] = await ask(target, [['path', dialect, 'meta', undefined]]);
        assert.deepEqual(openDatabase(dialect, notes).ids({ sql: `select id from notes where ${whole.sql} = meta order by id` }), [1, 2], JSON.stringify(whole));
      }
      const [bare, quoted, whole] = await ask(target, [['path', 'postgres', 'meta', `${a}[0].${b}`], ['path', 'postgres', '"t"."meta"', [a]], ['path', 'postgres', '"meta"', undefined]]);
      assert.deepEqual([bare, quoted, whole].map(({ sql }) => postgresPaths({ sql: `select ${sql}` })), [[['meta', `{${a},0,${b}}`]], [['t.meta', `{${a}}`]], [['meta', '{}']]]);
    },
    'every dialect takes the text in an expression': async ({ target, random }) => {
      const a = random.token(5);
      for (const dialect of RUN) {
        const [{ sql }] = await ask(target, [['path', dialect, 'meta', [a]]]);
        assert.deepEqual(openDatabase(dialect, table(random, [{ [a]: '4' }])).ids({ sql: `select id from notes where 3 < ${sql} + 0 and not ${sql} is null` }), [1], sql);
      }
    },
    'other dialects': async ({ target, random }) => {
      const name = random.pick(['mssql', 'oracle', random.word()]);
      const [{ refused }] = await ask(target, [['other', random.pick(['mysql', 'postgres']), name]]);
      assert.match(refused ?? '', new RegExp(name));
    },
  },
};
