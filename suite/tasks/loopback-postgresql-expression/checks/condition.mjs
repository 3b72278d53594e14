/** What the WHERE clause of a statement asks for, however its values got there. */
import { read } from './statement.mjs';

/**
 * A text for the condition, the same for all statements that ask for the same: `("owner" ~~* "a%")`.
 * @param {any} statement what the driver answered
 * @returns {string} what is wrong with it, where PostgreSQL would refuse it
 */
export function conditionOf(statement) {
  const statements = read(statement);
  if (statements?.length !== 1) return `no statement: ${JSON.stringify(statement)}`;
  const [{ SelectStmt, DeleteStmt, UpdateStmt }] = statements;
  const where = (SelectStmt ?? DeleteStmt ?? UpdateStmt)?.whereClause;
  try {
    return where === undefined ? '' : show(where, statement.params ?? []);
  } catch (error) {
    // Nested too deep, or of a shape that no filter asks for.
    return `unreadable, ${String(error)}: ${statement.sql}`;
  }
}

/** @param {any} value a parameter or a literal */
const text = (value) => (Array.isArray(value) ? `[${value.map(text).join(', ')}]` : JSON.stringify(String(value)));

function show(node, params) {
  const [kind, what] = Object.entries(node ?? {})[0] ?? ['nothing', {}];
  const below = (child) => show(child, params);
  const all = (list = []) => list.map(below).join(', ');
  const forms = {
    ColumnRef: () => what.fields.map((field) => field.String?.sval).join('.'),
    ParamRef: () => text(params[what.number - 1]),
    A_Const: () => text(constant(what)),
    BoolExpr: () => `(${what.boolop} ${all(what.args)})`,
    NullTest: () => `(${what.nulltesttype} ${below(what.arg)})`,
    TypeCast: () => cast(what, below),
    List: () => `(${all(what.items)})`,
    A_ArrayExpr: () => `[${all(what.elements)}]`,
    FuncCall: () => called(what, all),
    A_Expr: () => compared(what, below, params),
  };
  return forms[kind]?.() ?? `(${kind})`;
}

const constant = ({ sval, ival, fval, boolval, isnull }) => {
  if (isnull === true) return 'NULL';
  return sval?.sval ?? ival?.ival ?? fval?.fval ?? boolval?.boolval ?? (ival === undefined ? '' : 0);
};

const typeName = ({ names, arrayBounds = [] }) => `${names.at(-1).String.sval}${'[]'.repeat(arrayBounds.length)}`;

/** A cast to a text says nothing for what is one, a value or a value inside JSON. */
function cast({ arg, typeName: type }, below) {
  const name = typeName(type);
  const isText = arg.ParamRef !== undefined || arg.A_Const !== undefined || arg.A_Expr?.name?.at(-1)?.String?.sval === '->>';
  return isText && /^(?:text|varchar|bpchar)$/.test(name) ? below(arg) : `${below(arg)}::${name}`;
}

/** A backslash escapes in LIKE, whether that is said or not. */
function called({ funcname, args }, all) {
  const name = funcname.at(-1).String.sval;
  const escape = args?.[1]?.A_Const?.sval?.sval;
  return name === 'like_escape' && escape === '\\' ? all([args[0]]) : `${name}(${all(args)})`;
}

function compared({ name, lexpr, rexpr, kind }, below, params) {
  const operator = name.at(-1).String.sval;
  const right = operator === '@>' ? members(rexpr, below, params) : below(rexpr);
  return `(${below(lexpr)} ${kind === 'AEXPR_BETWEEN' ? 'between' : operator} ${right})`;
}

/** A list whose members are typed by a cast of the whole, of each member, or by nothing at all where it is a value. */
function members(node, below, params) {
  if (node.TypeCast !== undefined) {
    const { arg, typeName: type } = node.TypeCast;
    return `${literalList(arg, params) ?? below(arg)}::${typeName(type)}`;
  }
  const [first] = node.A_ArrayExpr?.elements ?? [];
  if (first?.TypeCast !== undefined) return `[${node.A_ArrayExpr.elements.map((element) => below(element.TypeCast?.arg ?? element)).join(', ')}]::${typeName(first.TypeCast.typeName)}[]`;
  return literalList(node, params) === null ? `${below(node)} without a type` : `${literalList(node, params)}::varchar[]`;
}

/** `{a,"b"}`, the text of an array, as a value or as a literal; a JavaScript array is one for the client. */
function literalList(node, params) {
  const value = node.ParamRef === undefined ? node.A_Const?.sval?.sval : params[node.ParamRef.number - 1];
  if (Array.isArray(value)) return text(value);
  const inner = typeof value === 'string' && /^\{([^]*)\}$/.exec(value)?.[1];
  if (typeof inner !== 'string') return null;
  const items = inner.match(/"(?:[^"\\]|\\[^])*"|[^,"{}]+/g) ?? [];
  return text(items.map((item) => (item.startsWith('"') ? item.slice(1, -1) : item).replace(/\\([^])/g, '$1')));
}
