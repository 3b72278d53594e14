/** Statements as PostgreSQL's own parser reads them. */
import assert from 'node:assert/strict';
import { loadModule, parseSync } from 'libpg-query';

await loadModule();

/** No statement of the checks comes near; what a candidate makes longer is not worth a look. */
const MAX_LENGTH = 20_000;

/**
 * @param {any} statement what the driver answered
 * @returns {any[] | null} the statements, null where PostgreSQL refuses them
 */
export function read(statement) {
  const { sql, params = [] } = statement ?? {};
  if (typeof sql !== 'string' || sql.length > MAX_LENGTH || !Array.isArray(params)) return null;
  const statements = parsed(sql);
  if (statements === null || params.length === 0) return statements;
  // With parameters there may be one statement only, and it has to use each of them.
  const used = new Set(nodes(statements, 'ParamRef').map(({ number }) => number));
  return statements.length === 1 && used.size === params.length && params.every((_, index) => used.has(index + 1)) ? statements : null;
}

/** @param {string} sql */
function parsed(sql) {
  try {
    return parseSync(sql).stmts?.map((entry) => entry.stmt) ?? [];
  } catch {
    return null;
  }
}

// A parser that does not work must not look like one that refuses.
assert.equal(read({ sql: 'select 1; select -1' })?.length, 2);

/** Every node below `tree` that has the given name: `ColumnRef`, `RangeVar`, `A_Const`, … */
export function nodes(tree, name) {
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

/** The names of the tables that the statements read, change or drop. */
export function tables(tree) {
  const used = ['RangeVar', 'relation'].flatMap((name) => nodes(tree, name).map((node) => node.relname));
  const dropped = nodes(tree, 'DropStmt').flatMap((node) => node.objects.map((object) => object.List?.items.at(-1)?.String?.sval));
  return [...used, ...dropped];
}
