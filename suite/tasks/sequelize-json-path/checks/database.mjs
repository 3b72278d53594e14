/** A real SQLite with the table that the models of the driver stand for. */
import assert from 'node:assert/strict';
import { constants, DatabaseSync } from 'node:sqlite';
import { forSqlite } from './mysql.mjs';

const { SQLITE_DELETE, SQLITE_DENY, SQLITE_FUNCTION, SQLITE_OK, SQLITE_READ, SQLITE_SELECT, SQLITE_UPDATE } = constants;

/** Statements come from the candidate: they may read and change rows, but open no file, run forever nor fill the memory. */
function allow(action, _table, detail) {
  if (action === SQLITE_FUNCTION) return /^(?:json_|->)/.test(detail) ? SQLITE_OK : SQLITE_DENY;
  return [SQLITE_DELETE, SQLITE_READ, SQLITE_SELECT, SQLITE_UPDATE].includes(action) ? SQLITE_OK : SQLITE_DENY;
}

/**
 * @param {string} dialect of the statements
 * @param {{ id: number, owner: string, rank?: number, meta: unknown }[]} notes
 * @param {{ name: string, pin: number }} [vault] another table, with one row
 */
export function openDatabase(dialect, notes, vault) {
  const database = new DatabaseSync(':memory:', { allowUnknownNamedParameters: true });
  database.exec('create table notes (id integer primary key, owner text, rank integer, meta json)');
  // What json_extract gives is unquoted already.
  database.function('json_unquote', (value) => value);
  const insert = database.prepare('insert into notes values (?, ?, ?, ?)');
  for (const { id, owner, rank = 0, meta } of notes) insert.run(id, owner, rank, JSON.stringify(meta));
  if (vault !== undefined) {
    database.exec(`create table ${vault.name} (pin integer)`);
    database.prepare(`insert into ${vault.name} values (?)`).run(vault.pin);
  }
  const all = database.prepare('select id, owner, rank from notes order by id');
  database.setAuthorizer(allow);
  const prepared = (statement) => {
    const sql = dialect === 'sqlite' ? String(statement?.sql) : forSqlite(statement?.sql);
    return sql === null ? null : database.prepare(sql);
  };
  return {
    /** The ids of the rows that the statement gives; null where it is refused. @param {any} statement */
    ids: (statement) => attempt(() => prepared(statement)?.all().map((row) => row.id)),
    /** All rows after the statement has run; null where it is refused. @param {any} statement */
    after(statement) {
      const bound = Object.fromEntries(Array.from(statement?.bind ?? [], (value, index) => [`$${index + 1}`, value]));
      const done = attempt(() => prepared(statement)?.run(bound));
      return done === null ? null : all.all().map((row) => ({ ...row }));
    },
  };
}

/** @template T @param {() => T | undefined} use @returns {T | null} */
function attempt(use) {
  try {
    return use() ?? null;
  } catch {
    return null;
  }
}

// A database that does not work must not look like one that refuses.
const probe = openDatabase('mysql', [{ id: 3, owner: 'x', meta: { a: { b: 'c' } } }]);
assert.deepEqual(probe.ids({ sql: "SELECT `id` FROM `notes` AS `N` WHERE (`N`.`meta`->>'$.\"a\".\"b\"') = 'c' and json_unquote(json_extract(meta,'$.a.b')) <= 'c';" }), [3]);
assert.deepEqual(probe.after({ sql: 'update `notes` set owner = $1', bind: ['y'] }), [{ id: 3, owner: 'y', rank: 0 }]);
