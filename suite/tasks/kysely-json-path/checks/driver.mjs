/** Runs as the candidate: compiles queries on a table of notes, without a database. */
export default function driver({ require }) {
  const kysely = require('/work/repo');
  const { DummyDriver, Kysely } = kysely;
  const open = (name) => {
    const dialect = {
      createAdapter: () => new kysely[`${name}Adapter`](),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new kysely[`${name}Introspector`](db),
      createQueryCompiler: () => new kysely[`${name}QueryCompiler`](),
    };
    return new Kysely({ dialect });
  };
  const databases = { sqlite: open('Sqlite'), mysql: open('Mysql'), postgres: open('Postgres'), mssql: open('Mssql') };
  /** `steps`: `[['key', 'a'], ['at', 0]]`. */
  const path = (start, steps) => steps.reduce((built, [step, value]) => built[step](value), start);
  /** `way`: an operator, or the name of a function. */
  const read = (eb, way, steps) => (/^\w/.test(way) ? eb.fn(way, ['meta', path(eb.jsonPath(), steps)]) : path(eb.ref('meta', way), steps));
  const queries = {
    find: (db, { owner, way, steps, value }) => db.selectFrom('notes').select('id').where('owner', '=', owner).where((eb) => eb(read(eb, way, steps), '=', value)),
    either: (db, { owner, way, steps, value }) => db.selectFrom('notes').select('id').where((eb) => eb.and([eb(read(eb, way, steps), '=', value), eb('owner', '=', owner)])),
    order: (db, { way, steps, direction }) => db.selectFrom('notes').select('id').orderBy((eb) => read(eb, way, steps), direction),
    show: (db, { owner, way, steps }) => db.selectFrom('notes').select((eb) => read(eb, way, steps).as('shown')).where('owner', '=', owner).orderBy('id'),
    remove: (db, { owner, way, steps, value }) => db.deleteFrom('notes').where('owner', '=', owner).where((eb) => eb(read(eb, way, steps), '=', value)),
    change: (db, { owner, way, steps, value }) => db.updateTable('notes').set({ rank: 1 }).where('owner', '=', owner).where((eb) => eb(read(eb, way, steps), '=', value)),
    write: (db, { owner, steps, value }) => db.updateTable('notes').set((eb) => ({ meta: eb.fn('json_set', ['meta', path(eb.jsonPath(), steps), eb.val(value)]) })).where('owner', '=', owner),
  };
  const answer = (kind, dialect, request) => {
    try {
      const { sql, parameters } = queries[kind](databases[dialect], request).compile();
      return { sql, parameters: [...parameters] };
    } catch (error) {
      return { refused: String(error?.message) };
    }
  };
  return {
    /** The statements of requests, `[kind, dialect, request]`, one after the other. One may be refused and the next one not. */
    ask: (requests) => requests.map((request) => answer(...request)),
  };
}
