/** Statements as PostgreSQL's own parser reads them. */
import assert from 'node:assert/strict';
import { loadModule, parseSync } from 'libpg-query';

await loadModule();

/** No statement of the checks comes near; what a candidate makes longer is not worth a look. */
const MAX_LENGTH = 10_000;

/**
 * @param {unknown} sql whatever the candidate asked the database
 * @returns {any[] | null} the statements, null where PostgreSQL refuses the text
 */
export function read(sql) {
  if (typeof sql !== 'string' || sql.length > MAX_LENGTH) return null;
  try {
    return parseSync(sql).stmts?.map((entry) => entry.stmt) ?? [];
  } catch {
    return null;
  }
}

// A parser that does not work must not look like one that refuses.
assert.equal(read('select 1; select $1')?.length, 2);

/** Every node below `tree` that has the given name. */
function nodes(tree, name) {
  const found = [];
  const open = [tree];
  while (open.length > 0) {
    const node = open.pop();
    if (node === null || typeof node !== 'object') continue;
    if (!Array.isArray(node) && node[name] !== undefined) found.push(node[name]);
    open.push(...Object.values(node).reverse());
  }
  return found;
}

/** The tables that the statements read or change: `[{ schema, table }, …]`. */
export function tables(tree) {
  return ['RangeVar', 'relation'].flatMap((name) => nodes(tree, name).map((node) => ({ schema: node.schemaname ?? null, table: node.relname })));
}

/** The names of the tables that the statements read, change or drop. */
export function tableNames(tree) {
  const dropped = nodes(tree, 'DropStmt').flatMap((node) => node.objects.map((object) => object.List?.items.at(-1)?.String?.sval));
  return [...tables(tree).map(({ table }) => table), ...dropped];
}

/** Whether the statements use the parameters $1 to $count, no more and no less: with others the database refuses the values. */
export function takes(tree, count) {
  const used = new Set(nodes(tree, 'ParamRef').map((node) => node.number));
  return used.size === count && [...used].every((number) => number >= 1 && number <= count);
}

/** A name for a table, a schema or a column that is no keyword. */
export function identifier(random) {
  return `${random.word()}_${random.token(4)}`;
}

/** One name of every kind that needs the quotes around it; none has a double quote, none is longer than PostgreSQL allows. */
export function names(random) {
  const [word, other] = [random.word(), random.token(4)];
  return random.shuffle([
    `${word}_${other}`,
    `${word} ${other}`,
    `${word}.${other}`,
    `${word[0].toUpperCase()}${word.slice(1)}_${other}`,
    `${word}-${random.int(1, 999)}`,
    `${random.int(1, 99)}${other}`,
    `${word}'s ${other}`,
    `${word}\\${other}`,
    `${random.pick(['é', 'ж', '表', '😀'])}${word}`,
    `${word} where ${other} > $1; drop table ${random.token(5)} --`,
    `${word}\nusing ${other} /* ${random.token(3)}`,
    random.pick(['select', 'user', 'table', 'order', 'group']),
    `${word}$1`,
    `${word}_${random.token(24)}_${random.token(20)}`,
  ]);
}
