/** Statements as PostgreSQL's own parser reads them. */
import assert from 'node:assert/strict';
import { loadModule, parseSync } from 'libpg-query';

await loadModule();

/** No statement of the checks comes near; what a candidate makes longer is not worth a look. */
const MAX_LENGTH = 10_000;

/**
 * @param {any} statement what the driver answered
 * @returns {any[] | null} the statements, null where PostgreSQL refuses the text
 */
export function read(statement) {
  const sql = statement?.sql;
  if (typeof sql !== 'string' || sql.length > MAX_LENGTH) return null;
  try {
    return parseSync(sql).stmts?.map((entry) => entry.stmt) ?? [];
  } catch {
    return null;
  }
}

// A parser that does not work must not look like one that refuses.
assert.equal(read({ sql: 'select 1; select -1' })?.length, 2);

/** Every node below `tree` that has the given name: `TypeCast`, `RangeVar`, `A_Expr`, … */
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

/** The comparisons of values in JSON: `[{ accessor: '#>>', path: '{a,b}', type: 'int4' or null, operator: '>' }, …]`. */
export function comparisons(statement) {
  const statements = read(statement);
  if (statements?.length !== 1) return null;
  return nodes(statements[0].SelectStmt?.whereClause, 'A_Expr').flatMap((node) => {
    const { lexpr: left } = node;
    const extraction = left?.TypeCast === undefined ? left?.A_Expr : left.TypeCast.arg?.A_Expr;
    const accessor = extraction?.name?.at(-1)?.String?.sval;
    if (accessor !== '#>>' && accessor !== '#>') return [];
    const type = left.TypeCast?.typeName.names.at(-1).String.sval ?? null;
    return [{ accessor, path: extraction.rexpr?.A_Const?.sval?.sval, type, operator: node.name?.at(-1)?.String?.sval }];
  });
}
