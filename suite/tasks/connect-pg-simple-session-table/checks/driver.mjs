/** Runs as the candidate: a store whose database is a recorder, or one that listens at a port. */
import { EventEmitter } from 'node:events';
import { inherits } from 'node:util';

export default function driver({ require }) {
  function Store(options) {
    EventEmitter.call(this);
    this.given = options;
  }
  inherits(Store, EventEmitter);
  const PGStore = require('/work/repo')({ Store });
  const sess = { cookie: { maxAge: 60_000 }, word: 'word' };

  /** What the database is asked, and what it answers. */
  function recording({ by, rows = [], fails }) {
    const statements = [];
    const ended = [];
    const pool = {
      query(text, values, fn) {
        statements.push([text, values]);
        setImmediate(() => (fails === undefined ? fn(null, { rows }) : fn(new Error(fails))));
      },
      end: () => ended.push(true),
    };
    const promise = {
      async query(text, values) {
        statements.push([text, values]);
        if (fails !== undefined) throw new Error(fails);
        return rows;
      },
    };
    return { statements, ended, database: by === 'pgPromise' ? { pgPromise: promise } : by === 'both' ? { pool, pgPromise: promise } : { pool } };
  }

  const answered = (store, operation, ...args) => new Promise((resolve) => {
    store[operation](...args, (error, value) => resolve({ error: error?.message ?? null, value: value ?? null }));
  });

  async function operate(store, sid) {
    const answers = {};
    answers.get = await answered(store, 'get', sid);
    answers.set = await answered(store, 'set', sid, sess);
    answers.touch = await answered(store, 'touch', sid, sess);
    answers.destroy = await answered(store, 'destroy', sid);
    answers.pruneSessions = await answered(store, 'pruneSessions');
    return answers;
  }

  /** Collects what is printed meanwhile. What comes by the pipe may come later than an answer. */
  async function printing(work) {
    const { write } = process.stderr;
    const printed = [];
    process.stderr.write = (text) => printed.push(String(text)) > 0;
    try {
      await work();
    } finally {
      process.stderr.write = write;
    }
    return printed.join('');
  }

  const turns = () => new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

  return {
    /** Every operation of one store: the statements, and what they answered. */
    use: async (options, { by = 'pool', sid = 'sid', rows } = {}) => {
      const { statements, database } = recording({ by, rows });
      const store = new PGStore({ pruneSessionInterval: false, ...options, ...database });
      return { answers: await operate(store, sid), statements };
    },
    /** A store as it is after its constructor, and the statements at once and some turns later. */
    made: async (options, { by = 'pool', fails, logs = true } = {}) => {
      const { statements, ended, database } = recording({ by, fails });
      const logged = [];
      const store = new PGStore({ ...options, ...database, ...(logs ? { errorLog: (...words) => logged.push(words.join(' ')) } : {}) });
      const atOnce = statements.length;
      const printed = await printing(turns);
      store.close();
      return { printed, atOnce, later: statements.length, logged, ended: ended.length, ttl: store.ttl ?? null, interval: store.pruneSessionInterval, given: Object.keys(store.given ?? {}) };
    },
    nothing: () => {
      const { statements, database } = recording({ by: 'pool' });
      const store = new PGStore({ pruneSessionInterval: false, ...database });
      return { quoted: store.quotedTable(), statements };
    },
    wrongPromise: (value) => {
      new PGStore({ pgPromise: value, pruneSessionInterval: false });
      return 'made';
    },
    /** A store with a pool of its own, which is asked for a session and then has trouble. */
    connect: async (options, environment) => {
      if (environment !== undefined) process.env.DATABASE_URL = environment;
      const logged = [];
      const store = new PGStore({ pruneSessionInterval: false, errorLog: (...words) => logged.push(words.join(' ')), ...options });
      delete process.env.DATABASE_URL;
      const { error } = await answered(store, 'get', 'sid');
      store.pool.emit('error', new Error(options.trouble));
      store.close();
      return { error, logged, ended: store.pool.ended };
    },
  };
}
