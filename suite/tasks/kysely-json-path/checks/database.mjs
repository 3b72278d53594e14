/** What the candidate would send to a database, and a real SQLite that runs it. */
import assert from 'node:assert/strict';
import { constants, DatabaseSync } from 'node:sqlite';

const { SQLITE_DELETE, SQLITE_DENY, SQLITE_FUNCTION, SQLITE_OK, SQLITE_READ, SQLITE_SELECT, SQLITE_UPDATE } = constants;

/** No statement of the checks comes near. */
const MAX_LENGTH = 10_000;

/**
 * The statements of requests, in one call to the driver; tests, harmless use and attacks ask alike.
 * @param {any} target
 * @param {[kind: string, dialect: string, request: any][]} requests
 * @returns {Promise<any[]>} as many; of any shape, for an answer may be forged
 */
export async function ask(target, requests) {
  const answers = await target.call('ask', requests);
  return requests.map((_, index) => answers?.[index] ?? {});
}

const MYSQL = /(?<string>'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*")|(?<name>`(?:[^`]|``)+`)|(?<comment>#[^\n]*|--(?=\s|$)[^\n]*|\/\*[^]*?\*\/)|(?<or>\|\|)|(?<other>(?!\/\*)[^'"`#])/gy;

/** A string of MySQL, with its quotes, as SQLite writes it; the last place of a list has another name there. */
function literal(text) {
  const value = text.slice(1, -1).replace(/\\([^])|(['"])\2/g, (whole, escaped, quote) => escaped ?? (quote === text[0] ? quote : whole));
  return `'${value.replaceAll('[last]', '[#-1]').replaceAll("'", "''")}'`;
}

/** A statement of MySQL, with its rules for strings, names and comments, as one of SQLite; null for a string or comment that does not end. */
function fromMysql(sql) {
  const parts = [...sql.matchAll(MYSQL)];
  if (parts.reduce((sum, part) => sum + part[0].length, 0) !== sql.length) return null;
  const text = parts.map(({ 0: whole, groups: { string, name, comment, or } }, index) => {
    if (string !== undefined) return literal(string);
    if (name !== undefined) return `"${name.slice(1, -1).replaceAll('``', '`').replaceAll('"', '""')}"`;
    if (comment !== undefined) return ' ';
    if (or !== undefined) return ' or ';
    // Without a space behind them two of these are no comment.
    return whole === '-' && parts[index - 1]?.[0] === '-' ? ' -' : whole;
  });
  return text.join('');
}

/** Statements come from the candidate: they may read and change rows, but open no file, run forever nor fill the memory. */
function allow(action, _table, detail) {
  if (action === SQLITE_FUNCTION) return /^(?:json_|->)/.test(detail) ? SQLITE_OK : SQLITE_DENY;
  return [SQLITE_DELETE, SQLITE_READ, SQLITE_SELECT, SQLITE_UPDATE].includes(action) ? SQLITE_OK : SQLITE_DENY;
}

/**
 * @param {{ id: number, owner: string, meta: unknown }[]} notes
 * @param {{ name: string, pin: string }} [vault] another table, with one row
 */
export function openDatabase(notes, vault) {
  const database = new DatabaseSync(':memory:', { allowUnknownNamedParameters: true });
  database.exec('create table notes (id integer primary key, owner text, rank integer, meta text)');
  const insert = database.prepare('insert into notes values (?, ?, 0, ?)');
  for (const { id, owner, meta } of notes) insert.run(id, owner, JSON.stringify(meta));
  if (vault !== undefined) {
    database.exec(`create table ${vault.name} (pin text)`);
    database.prepare(`insert into ${vault.name} values (?)`).run(vault.pin);
  }
  const all = database.prepare('select id, owner, rank, meta from notes order by id');
  database.setAuthorizer(allow);
  /** What SQLite makes of a statement; null where it is refused. */
  const attempt = (dialect, statement, use) => {
    if (typeof statement?.sql !== 'string' || statement.sql.length > MAX_LENGTH) return null;
    const sql = dialect === 'mysql' ? fromMysql(statement.sql) : statement.sql;
    const values = Array.from(statement.parameters ?? []);
    const sign = { postgres: '$', mssql: '@' }[dialect];
    try {
      const bound = sign === undefined ? values : [Object.fromEntries(values.map((value, index) => [`${sign}${index + 1}`, value]))];
      return sql === null ? null : use(database.prepare(sql), bound);
    } catch {
      return null;
    }
  };
  const trusted = (sql) => {
    database.setAuthorizer(null);
    database.exec(sql);
    database.setAuthorizer(allow);
  };
  return {
    /** The first column of the rows that the statement gives; null where it is refused. */
    values: (dialect, statement) => attempt(dialect, statement, (prepared, bound) => prepared.all(...bound).map((row) => Object.values(row)[0])),
    /** The same, all columns. */
    cells: (dialect, statement) => attempt(dialect, statement, (prepared, bound) => prepared.all(...bound).flatMap((row) => Object.values(row))),
    /** What all rows would be after the statement; null where it is refused. The next one finds them as they were. */
    after(dialect, statement) {
      trusted('begin');
      const done = attempt(dialect, statement, (prepared, bound) => prepared.run(...bound));
      const rows = all.all().map((row) => ({ ...row }));
      trusted('rollback');
      return done === null ? null : rows;
    },
  };
}

// A database that does not work must not look like one that refuses.
const probe = openDatabase([{ id: 3, owner: 'x', meta: { a: { b: ['c', 'd'] } } }]);
assert.deepEqual(probe.values('mysql', { sql: "select `id` from `notes` where 'x\\'y' = \"x'y\" and `meta`->>'$.a.b[last]' = ? -- '", parameters: ['d'] }), [3]);
assert.deepEqual(probe.values('mysql', { sql: "select id from notes where 1 = 2 || 'a''b' = \"a'b\" and 1--1 = 2" }), [3]);
assert.deepEqual(["select 'a", 'select `', "select '\\'", 'select 1 /*'].map((sql) => probe.values('mysql', { sql })), [null, null, null, null]);
assert.deepEqual(probe.values('postgres', { sql: `select "meta"->'a'->'b'->>0 from "notes" where "owner" = $1`, parameters: ['x'] }), ['c']);
assert.deepEqual(probe.after('mssql', { sql: `update "notes" set "rank" = @1`, parameters: [4] })?.map(({ rank }) => rank), [4]);
assert.deepEqual([probe.after('sqlite', { sql: 'commit' }), probe.after('sqlite', { sql: 'update notes set rank = 0' })?.length], [null, 1]);
