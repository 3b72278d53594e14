import type { Expression, IrClass, IrFunction, Module, Statement, Variable } from '../../ir/nodes.ts';
import type { FlatTree, KindTable } from '../../tree/flat-tree.ts';
import { attribute, awaitOf, callOf, dictionary, execOf, printOf, slice, subscript, yieldOf } from './calls.ts';
import { comprehension } from './comprehensions.ts';
import { childrenOf, type Context, evaluate, type FunctionState, kindAt, literal, type LowerExpression, type LowerStatement, MAX_DEPTH, type Scope, spanOf, symbol, unknown } from './context.ts';
import { assertOf, forOf, ifOf, leave, raiseOf, tryOf, whileOf, withOf } from './control.ts';
import { lambda } from './functions.ts';
import { importModules, importNames } from './imports.ts';
import { type ByKind, byKind, type Numbers, numbersOf, placeOf } from './kinds.ts';
import { dotted, matchOf } from './match.ts';
import { identifier, openScope } from './names.ts';
import { binary, boolean, comparison, conditional, not, tuple, unary } from './operators.ts';
import { findScopes } from './scopes.ts';
import { block, classOf, decorated, deleteOf, expressionStatement, functionOf, ignore, returnOf, typeAlias } from './statements.ts';
import { asPattern, assignment, augmented, named } from './targets.ts';
import { concatenated, float, integer, interpolation, string } from './texts.ts';

const constant = (value: boolean | null): LowerExpression => (context, node) => literal(spanOf(context, node), value);
/** Brackets and the like: what is in them. */
const inner: LowerExpression = (context, node) => {
  const [first, ...others] = childrenOf(context, node);
  return first === undefined || others.length > 0 ? parts(context, node) : context.expression(first);
};
const parts: LowerExpression = (context, node) => unknown(spanOf(context, node), childrenOf(context, node).map((child) => context.expression(child)));
const interpolated: LowerExpression = (context, node) => ({ kind: 'concat', parts: interpolation(context, node), span: spanOf(context, node) });

const EXPRESSIONS: ReadonlyMap<string, LowerExpression> = new Map<string, LowerExpression>([
  ['identifier', identifier], ['integer', integer], ['float', float], ['true', constant(true)], ['false', constant(false)], ['none', constant(null)],
  ['ellipsis', (context, node) => symbol(spanOf(context, node), 'Ellipsis')],
  ['string', string], ['concatenated_string', concatenated], ['interpolation', interpolated], ['format_expression', interpolated],
  ['attribute', attribute], ['subscript', subscript], ['slice', slice], ['call', callOf], ['await', awaitOf], ['yield', yieldOf],
  ['binary_operator', binary], ['boolean_operator', boolean], ['not_operator', not], ['unary_operator', unary], ['comparison_operator', comparison], ['conditional_expression', conditional],
  ['list', tuple], ['tuple', tuple], ['set', tuple], ['expression_list', tuple], ['pattern_list', tuple], ['tuple_pattern', tuple], ['list_pattern', tuple], ['dictionary', dictionary],
  ['list_comprehension', comprehension], ['set_comprehension', comprehension], ['dictionary_comprehension', comprehension], ['generator_expression', comprehension],
  ['parenthesized_expression', inner], ['parenthesized_list_splat', inner], ['list_splat', inner], ['list_splat_pattern', inner], ['dictionary_splat', inner], ['dictionary_splat_pattern', inner],
  ['as_pattern_target', inner], ['case_pattern', inner], ['type', inner], ['decorator', inner], ['chevron', inner], ['with_item', inner], ['if_clause', inner],
  ['lambda', lambda], ['named_expression', named], ['assignment', assignment], ['augmented_assignment', augmented], ['as_pattern', asPattern], ['dotted_name', dotted],
  ['print_statement', printOf], ['exec_statement', execOf],
]);

const STATEMENTS: ReadonlyMap<string, LowerStatement> = new Map<string, LowerStatement>([
  ['block', block], ['module', block], ['expression_statement', expressionStatement], ['return_statement', returnOf], ['delete_statement', deleteOf], ['type_alias_statement', typeAlias],
  ['function_definition', functionOf], ['class_definition', classOf], ['decorated_definition', decorated],
  ['if_statement', ifOf], ['while_statement', whileOf], ['for_statement', forOf], ['with_statement', withOf], ['try_statement', tryOf], ['match_statement', matchOf],
  ['break_statement', leave('break')], ['continue_statement', leave('continue')], ['raise_statement', raiseOf], ['assert_statement', assertOf],
  ['import_statement', importModules], ['import_from_statement', importNames],
  ['pass_statement', ignore], ['global_statement', ignore], ['nonlocal_statement', ignore], ['future_import_statement', ignore],
  // Pieces of statements that the parser did not put together.
  ['ERROR', block], ['elif_clause', block], ['else_clause', block], ['except_clause', block], ['finally_clause', block], ['case_clause', block], ['with_clause', block],
]);

interface Tables {
  readonly expressions: ByKind<LowerExpression>;
  readonly statements: ByKind<LowerStatement>;
}

const known = new WeakMap<KindTable, Tables>();

function tablesOf(table: KindTable): Tables {
  const before = known.get(table);
  if (before !== undefined) return before;
  const tables = { expressions: byKind(table, EXPRESSIONS), statements: byKind(table, STATEMENTS) };
  known.set(table, tables);
  return tables;
}

/** Lowers a file of Python. */
export function lower(tree: FlatTree, path: string): Module {
  const numbers = numbersOf(tree.kinds);
  const tables = tablesOf(tree.kinds);
  const scopes = findScopes(tree, numbers);
  const errors = tree.hasError ? errorsOf(tree, numbers.kinds.block) : [];
  const functions: (IrFunction | null)[] = [null];
  const classes: (IrClass | null)[] = [];
  const declared = scopes.get(0) ?? { node: 0, kind: 'module', names: new Map(), globals: new Set(), nonlocals: new Set() };
  const module: Scope = { declared, bindings: new Map(), parent: null, ofClass: null };
  const state: FunctionState = { index: 0, method: null, ofClass: null, loops: [], isGenerator: false, self: null, selfName: '' };
  const context: Context = {
    ...numbers, tree, functions, classes, errors, scopes, module, star: starOf(tree, numbers.kinds), lowered: new Set(), depth: 0, labels: 0, scope: module, state,
    expression: (node) => lowerExpression(context, tables, node),
    statement: (node, into) => lowerStatement(context, tables, node, into),
  };
  for (const [name, binding] of openScope(context, { ...declared, globals: new Set(), nonlocals: new Set() }, 0, null).bindings) module.bindings.set(name, binding);
  const body: Statement[] = [];
  block(context, 0, body);
  functions[0] = { index: 0, name: '', parameters: [], body, parent: -1, thisMode: 'own', ofClass: null, isGenerator: false, decorators: [], type: null, span: { start: 0, stop: tree.text.length } };
  const exported = [...module.bindings.values()].map((binding): Variable | null => (binding.kind === 'variable' ? binding.variable : null)).filter((variable) => variable !== null);
  return { path, language: 'python', functions: functions.filter((one) => one !== null), classes: classes.filter((one) => one !== null), definitions: [], exported, errors };
}

/** The module whose names all come in; of several it is not known which brings a name. */
function starOf(tree: FlatTree, kinds: Numbers['kinds']): string | null {
  const modules = new Set<string>();
  for (let node = 0; node < tree.size; node += 1) {
    if (tree.kind[node] !== kinds.wildcard_import) continue;
    const statement = tree.parent[node] ?? 0;
    const text = tree.text.slice(tree.start[statement], tree.stop[statement]);
    const module = /^from\s+([\w.]+)\s+import\b/u.exec(text)?.[1];
    if (module !== undefined) modules.add(module);
  }
  const [only] = modules;
  return modules.size === 1 && only !== undefined ? only : null;
}

/** Places of ERROR and MISSING: the parser makes the latter up, so they have no text. */
function errorsOf(tree: FlatTree, emptyBlock: number): { start: number; stop: number }[] {
  const errors: { start: number; stop: number }[] = [];
  for (let node = 0; node < tree.size; node += 1) {
    const kind = tree.kind[node] ?? 0;
    const [start = 0, stop = 0] = [tree.start[node], tree.stop[node]];
    const isMissing = start === stop && tree.end[node] === node + 1 && kind !== emptyBlock && node > 0;
    if (isMissing || tree.kinds.nameOf(kind) === 'ERROR') errors.push({ start, stop });
  }
  return errors;
}

function lowerExpression(context: Context, tables: Tables, node: number): Expression {
  if (context.depth >= MAX_DEPTH) {
    context.errors.push(spanOf(context, node));
    return unknown(spanOf(context, node), []);
  }
  context.depth += 1;
  const kind = kindAt(context, node);
  const handler = tables.expressions[placeOf(kind)];
  if (kind === context.kinds.ERROR) context.lowered.add(node);
  const value = handler === undefined ? unexpected(context, tables, node) : handler(context, node);
  const missed = context.tree.hasError ? missedIn(context, node).map((child) => context.expression(child)) : [];
  context.depth -= 1;
  return missed.length === 0 ? value : { kind: 'sequence', expressions: [...missed, value], span: value.span };
}

/** Errors among the children of a node, which its handler does not look for. */
function missedIn(context: Context, node: number): number[] {
  return childrenOf(context, node).filter((child) => kindAt(context, child) === context.kinds.ERROR && !context.lowered.has(child));
}

/** A statement where an expression belongs, after an error of the parser. */
function unexpected(context: Context, tables: Tables, node: number): Expression {
  const handler = tables.statements[placeOf(kindAt(context, node))];
  if (handler === undefined || handler === block) return parts(context, node);
  const into: Statement[] = [];
  handler(context, node, into);
  return unknown(spanOf(context, node), into.flatMap((statement) => (statement.kind === 'evaluate' ? [statement.value] : [])));
}

function lowerStatement(context: Context, tables: Tables, node: number, into: Statement[]): void {
  const handler = tables.statements[placeOf(kindAt(context, node))];
  if (handler === undefined) {
    into.push(evaluate(unknownPiece(context, node)));
    return;
  }
  if (context.depth >= MAX_DEPTH) {
    context.errors.push(spanOf(context, node));
    into.push(evaluate(unknown(spanOf(context, node), [])));
    return;
  }
  context.depth += 1;
  if (kindAt(context, node) === context.kinds.ERROR) context.lowered.add(node);
  handler(context, node, into);
  if (context.tree.hasError) for (const child of missedIn(context, node)) context.statement(child, into);
  context.depth -= 1;
}

/** An expression among statements: known as such only where the parser understood what is around it. */
function unknownPiece(context: Context, node: number): Expression {
  const value = context.expression(node);
  const parent = context.tree.parent[node] ?? 0;
  return kindAt(context, parent) === context.kinds.ERROR ? unknown(value.span, [value]) : value;
}
