/** Statements as PostgreSQL's own parser reads them. */
import assert from 'node:assert/strict';
import { loadModule, parseSync } from 'libpg-query';

await loadModule();

/** No statement of the checks comes near; what a candidate makes longer is not worth a look. */
const MAX_LENGTH = 10_000;

/**
 * @param {unknown} sql whatever the candidate answered
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
assert.equal(read('select 1; select -1')?.length, 2);

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

/** The names of the columns that the statements use. */
export function columns(tree) {
  return nodes(tree, 'ColumnRef').flatMap((node) => node.fields.map((field) => field.String?.sval));
}

/** The names of the tables that the statements read, change or drop. */
export function tables(tree) {
  const used = ['RangeVar', 'relation'].flatMap((name) => nodes(tree, name).map((node) => node.relname));
  const dropped = nodes(tree, 'DropStmt').flatMap((node) => node.objects.map((object) => object.List?.items.at(-1)?.String?.sval));
  return [...used, ...dropped];
}

/** A name for a table or a column that is no keyword. */
export function identifier(random) {
  return `${random.word()}_${random.word()}`;
}

/** The texts that the statements use as values. */
export function texts(tree) {
  return nodes(tree, 'A_Const').flatMap((node) => (node.sval === undefined ? [] : [node.sval.sval ?? '']));
}

/** What the columns of a `SELECT …` without a table come to: `[number or bigint, …]`, as `toNumber` reads a literal. */
export function selected(sql, toNumber = Number) {
  const statements = read(sql);
  if (statements?.length !== 1) return null;
  return statements[0].SelectStmt?.targetList?.map((item) => evaluate(item.ResTarget?.val, toNumber)) ?? null;
}

const TYPES = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric']);

/**
 * Arithmetic with literals. A text counts as a number only below a cast, as in PostgreSQL.
 * @returns {any} undefined for what is no such arithmetic
 */
export function evaluate(node, toNumber = Number) {
  if (node?.A_Const !== undefined) return literal(node.A_Const, toNumber);
  if (node?.TypeCast !== undefined) {
    const { arg, typeName } = node.TypeCast;
    if (!TYPES.has(typeName.names.at(-1).String.sval)) return undefined;
    return arg.A_Const?.sval === undefined ? evaluate(arg, toNumber) : number(arg.A_Const.sval.sval ?? '', toNumber);
  }
  if (node?.A_Expr?.kind !== 'AEXPR_OP') return undefined;
  const right = evaluate(node.A_Expr.rexpr, toNumber);
  const left = node.A_Expr.lexpr === undefined ? null : evaluate(node.A_Expr.lexpr, toNumber);
  if (right === undefined || left === undefined || (left !== null && typeof left !== typeof right)) return undefined;
  const operator = node.A_Expr.name.at(-1).String.sval;
  if (left === null) return operator === '-' ? -right : operator === '+' ? right : undefined;
  return ARITHMETIC[operator]?.(left, right);
}

/** Whether PostgreSQL takes the expression for an integer. */
export function isWhole(node) {
  if (node?.A_Const !== undefined) return node.A_Const.ival !== undefined;
  if (node?.TypeCast !== undefined) return /^int[248]$/.test(node.TypeCast.typeName.names.at(-1).String.sval);
  if (node?.A_Expr === undefined) return false;
  const { lexpr, name, rexpr } = node.A_Expr;
  return /^[+-]$/.test(name.at(-1).String.sval) && (lexpr === undefined || isWhole(lexpr)) && isWhole(rexpr);
}

/** For literals that must keep all their digits. */
export function toBigInt(text) {
  return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}

const ARITHMETIC = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (typeof left === 'bigint' ? undefined : left / right),
};

function literal(constant, toNumber) {
  if (constant.ival !== undefined) return toNumber(String(constant.ival.ival ?? 0));
  return constant.fval === undefined ? undefined : toNumber(constant.fval.fval);
}

/** PostgreSQL reads infinities in any case, with or without a sign, and `inf` for short. */
function number(text, toNumber) {
  const infinity = /^\s*([+-]?)inf(?:inity)?\s*$/i.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
  return /^\s*nan\s*$/i.test(text) ? NaN : toNumber(text);
}
