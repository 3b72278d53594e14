import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { identifier, names, read, tables, takes } from './statement.mjs';

const STATEMENTS = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'DeleteStmt'];

/** Each of the five operations has to be one statement about that table and no other. */
function about(statements, schema, table) {
  assert.equal(statements.length, STATEMENTS.length);
  statements.forEach(([text, values], index) => {
    const tree = read(text);
    assert.equal(tree?.length, 1, `PostgreSQL does not take ${text}`);
    assert.deepEqual(Object.keys(tree[0]), [STATEMENTS[index]]);
    assert.deepEqual(tables(tree), [{ schema, table }], text);
    assert.ok(takes(tree, values.length), text);
  });
}

/** Runs `ask` with the port of a server that reads whom a client wants to be, and hangs up. Gives the words of each client's greeting. */
async function greetings(ask) {
  const greeted = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      greeted.push(bytes.subarray(8).toString().split('\0'));
      socket.destroy();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await ask(server.address().port);
  } finally {
    server.close();
  }
  return greeted.map((words) => ({ user: words[words.indexOf('user') + 1], database: words[words.indexOf('database') + 1] }));
}

export default {
  driver: 'driver.mjs',
  cases: {
    'without options the table is session': async ({ target }) => {
      const { statements } = await target.call('use', {});
      about(statements, null, 'session');
      assert.deepEqual(tables(read(`select from ${(await target.call('nothing')).quoted}`)), [{ schema: null, table: 'session' }]);
    },
    'tables of every name': async ({ target, random }) => {
      for (const name of names(random)) about((await target.call('use', { tableName: name })).statements, null, name);
    },
    'schemas of every name': async ({ target, random }) => {
      for (const name of names(random)) about((await target.call('use', { schemaName: name })).statements, name, 'session');
    },
    'a schema and a table': async ({ target, random }) => {
      const [schemas, all] = [names(random), names(random)];
      for (const [index, name] of all.entries()) about((await target.call('use', { schemaName: schemas[index], tableName: name })).statements, schemas[index], name);
    },
    'empty names are none': async ({ target, random }) => {
      const name = identifier(random);
      about((await target.call('use', { schemaName: '', tableName: '' })).statements, null, 'session');
      about((await target.call('use', { schemaName: null, tableName: name })).statements, null, name);
      about((await target.call('use', { schemaName: name, tableName: null })).statements, name, 'session');
    },
    'stores do not share their names': async ({ target, random }) => {
      const name = identifier(random);
      about((await target.call('use', { schemaName: name, tableName: name })).statements, name, name);
      about((await target.call('use', {})).statements, null, 'session');
    },
    'sessions are read and written': async ({ target, random }) => {
      const [sid, word] = [random.token(), random.word()];
      for (const by of ['pool', 'pgPromise']) {
        const { answers, statements } = await target.call('use', { tableName: identifier(random) }, { by, sid, rows: [{ sess: { word } }] });
        assert.deepEqual(answers.get, { error: null, value: { word } });
        assert.ok(statements.slice(0, 4).every(([, values]) => values.includes(sid)));
        assert.ok(Object.values(answers).every(({ error }) => error === null));
      }
    },
    'pgPromise is asked where it is given': async ({ target, random }) => {
      const [schema, table] = [identifier(random), `${random.word()} ${random.word()}`];
      about((await target.call('use', { schemaName: schema, tableName: table }, { by: 'pgPromise' })).statements, schema, table);
      assert.equal((await target.call('made', {}, { by: 'both' })).later, 1);
    },
    'pgPromise must have a query function': async ({ target, random }) => {
      for (const wrong of [{}, { query: random.word() }, random.word()]) {
        await assert.rejects(target.call('wrongPromise', wrong), { errorName: 'Error', message: /pgPromise/ });
      }
    },
    'a lifetime and the options reach the store': async ({ target, random }) => {
      const ttl = random.int(10, 90_000);
      const made = await target.call('made', { ttl, tableName: identifier(random), [random.token(6)]: 1 });
      assert.equal(made.ttl, ttl);
      assert.ok(made.given.includes('ttl') && made.given.length >= 4);
      assert.equal((await target.call('made', {})).ttl, null);
    },
    'old sessions are pruned soon, not at once': async ({ target, random }) => {
      const seconds = random.int(2, 9000);
      const made = await target.call('made', { pruneSessionInterval: seconds });
      assert.deepEqual([made.atOnce, made.later, made.interval], [0, 1, seconds * 1000]);
      const usual = await target.call('made', {});
      assert.deepEqual([usual.atOnce, usual.later, usual.interval], [0, 1, 60_000]);
      const never = await target.call('made', { pruneSessionInterval: false });
      assert.deepEqual([never.atOnce, never.later, never.interval], [0, 0, false]);
    },
    'errors of pruning are logged': async ({ target, random }) => {
      const fails = random.token();
      const { logged } = await target.call('made', {}, { fails });
      assert.equal(logged.length, 1);
      assert.ok(logged[0].includes(fails));
      assert.ok((await target.call('made', {}, { fails, logs: false })).printed.includes(fails));
    },
    'a pool of others is not ended': async ({ target }) => {
      assert.equal((await target.call('made', {})).ended, 0);
    },
    'a pool of its own connects where the options say': async ({ target, random }) => {
      const [user, database, trouble] = [random.word(), random.word(), random.token()];
      const answers = [];
      const greeted = await greetings(async (port) => {
        const [right, wrong] = [`postgres://${user}:x@127.0.0.1:${port}/${database}`, `postgres://${user}x:x@127.0.0.1:${port}/${database}x`];
        answers.push(await target.call('connect', { conString: right, trouble }, wrong));
        answers.push(await target.call('connect', { trouble }, right));
        answers.push(await target.call('connect', { conObject: { user, password: 'x', host: '127.0.0.1', port, database }, conString: wrong, trouble }, wrong));
      });
      assert.deepEqual(greeted, Array.from({ length: 3 }, () => ({ user, database })));
      for (const { error, logged, ended } of answers) {
        assert.notEqual(error, null);
        assert.ok(logged.some((line) => line.includes(trouble)), 'an error of the pool is lost');
        assert.equal(ended, true);
      }
    },
  },
};
