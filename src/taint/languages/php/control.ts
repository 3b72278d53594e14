import type { Block, Expression, Statement, Variable } from '../../ir/nodes.ts';
import { assignTo, read } from './assign.ts';
import { MAX_CHAIN } from './limits.ts';
import { append, type Breakable, deeper, evaluate, isKind, localVariable, type Lowering, type StatementHandler, temporary, unknown } from './lowering.ts';
import { classReference } from './names.ts';
import { listed } from './operators.ts';
import { interpolated } from './statements.ts';
import { bare, childAt, childOfKind, endOf, firstNamed, kindAt, namedChildren, spanOf, stopOf } from './syntax.ts';

function conditionOf(lowering: Lowering, node: number): Expression {
  const condition = childAt(lowering, node, lowering.fields.condition);
  return condition === -1 ? unknown(lowering, node, []) : lowering.expression(bare(lowering, condition));
}

interface Arm {
  readonly node: number;
  /** Null: the rest. */
  readonly test: Expression | null;
  readonly body: Statement[];
}

/** All branches of an `if`, those of `else if` too; HTML behind the `:` of a branch belongs to it. */
function armsOf(lowering: Lowering, node: number): Arm[] {
  const { fields, kinds, tree } = lowering;
  const arms: Arm[] = [];
  // Each branch stands within the ones before it.
  const depthOf = (): number => Math.min(arms.length, MAX_CHAIN);
  const testOf = (at: number): Expression => deeper(lowering, depthOf(), () => conditionOf(lowering, at));
  const blockOf = (at: number): Statement[] => deeper(lowering, depthOf(), () => lowering.block(at));
  let statement = node;
  while (statement !== -1) {
    const current = statement;
    statement = -1;
    const end = endOf(lowering, current);
    let arm: Arm = { node: current, test: testOf(current), body: [] };
    arms.push(arm);
    for (let child = current + 1; child < end; child = endOf(lowering, child)) {
      if (tree.field[child] === fields.body && kindAt(lowering, child) !== kinds.comment) append(arm.body, blockOf(child));
      else if (kindAt(lowering, child) === kinds.textInterpolation) interpolated(lowering, child, arm.body);
      if (tree.field[child] !== fields.alternative || kindAt(lowering, child) === kinds.comment) continue;
      const body = childAt(lowering, child, fields.body);
      const isElse = kindAt(lowering, child) === kinds.elseClause;
      if (isElse && body !== -1 && kindAt(lowering, body) === kinds.if) {
        statement = body;
        break;
      }
      arm = { node: child, test: isElse ? null : testOf(child), body: body === -1 ? [] : blockOf(body) };
      arms.push(arm);
    }
  }
  return arms;
}

function branch(lowering: Lowering, node: number, into: Statement[]): void {
  const arms = armsOf(lowering, node);
  const stop = stopOf(lowering, node);
  // Too many to stand within each other: one after the other, as if more than one could run.
  const isLong = arms.length > MAX_CHAIN;
  let rest: Block = [];
  for (const { node: at, test, body } of isLong ? arms : arms.toReversed()) {
    const span = { start: spanOf(lowering, at).start, stop };
    if (isLong) into.push({ kind: 'if', test: { kind: 'unknown', parts: test === null ? [] : [test], span }, whenTrue: body, whenFalse: [], span });
    else rest = test === null ? body : [{ kind: 'if', test, whenTrue: body, whenFalse: rest, span }];
  }
  append(into, rest);
}

/** The bodies of a loop, and HTML that stands in it but not in a block. */
function bodyOf(lowering: Lowering, node: number, prefix: Statement[]): Block {
  const { fields, kinds, tree } = lowering;
  const body: Statement[] = prefix;
  const end = endOf(lowering, node);
  for (let child = node + 1; child < end; child = endOf(lowering, child)) {
    if (kindAt(lowering, child) === kinds.textInterpolation) interpolated(lowering, child, body);
    else if (tree.field[child] === fields.body && kindAt(lowering, child) !== kinds.comment) append(body, lowering.block(child));
  }
  return body;
}

/** Something that `break` leaves, with a label around it where one is needed. */
function breakable(lowering: Lowering, into: Statement[], isSwitch: boolean, make: () => Statement): void {
  const place: Breakable = { isSwitch, label: null };
  lowering.scope.breakables.push(place);
  const statement = make();
  lowering.scope.breakables.pop();
  into.push(place.label === null ? statement : { kind: 'labelled', label: place.label, body: [statement], span: statement.span });
}

function whileLoop(lowering: Lowering, node: number, into: Statement[]): void {
  const test = conditionOf(lowering, node);
  const isLate = isKind(lowering, node, 'do_statement');
  breakable(lowering, into, false, () => ({ kind: 'loop', test, update: null, body: bodyOf(lowering, node, []), isLate, span: spanOf(lowering, node) }));
}

function joined(expressions: readonly Expression[]): Expression | null {
  const [first] = expressions;
  const last = expressions.at(-1);
  if (first === undefined || last === undefined) return null;
  return expressions.length === 1 ? first : { kind: 'sequence', expressions, span: { start: first.span.start, stop: last.span.stop } };
}

function forLoop(lowering: Lowering, node: number, into: Statement[]): void {
  const { fields } = lowering;
  const part = (field: number): Expression[] => {
    const child = childAt(lowering, node, field);
    return child === -1 ? [] : listed(lowering, child);
  };
  append(into, part(fields.initialize).map(evaluate));
  const test = joined(part(fields.condition));
  const update = joined(part(fields.update));
  breakable(lowering, into, false, () => ({ kind: 'loop', test, update, body: bodyOf(lowering, node, []), isLate: false, span: spanOf(lowering, node) }));
}

/** What stands behind `as`: a plain variable is the item itself, all else is assigned at the start of each round. */
function itemOf(lowering: Lowering, target: number, before: Statement[]): Variable {
  const inner = kindAt(lowering, target) === lowering.kinds.byReference ? firstNamed(lowering, target) : target;
  const plain = inner === -1 ? null : localVariable(lowering, inner);
  if (plain !== null || inner === -1) return plain ?? temporary(lowering);
  const variable = temporary(lowering);
  const span = spanOf(lowering, inner);
  before.push(evaluate(assignTo(lowering, inner, read(variable, span), span)));
  return variable;
}

function isPlace(expression: Expression): boolean {
  let at = expression;
  while (at.kind === 'member' && (at.key.kind === 'literal' || at.key.kind === 'variable')) at = at.object;
  return at.kind === 'variable' || at.kind === 'this' || (expression.kind === 'member' && at.kind === 'symbol');
}

function foreach(lowering: Lowering, node: number, into: Statement[]): void {
  const { kinds, fields, tree } = lowering;
  const [source, second] = namedChildren(lowering, node).filter((child) => tree.field[child] !== fields.body);
  const span = spanOf(lowering, node);
  if (source === undefined || second === undefined) {
    into.push(evaluate(unknown(lowering, node, source === undefined ? [] : [lowering.expression(source)])));
    append(into, bodyOf(lowering, node, []));
    return;
  }
  const iterable = lowering.expression(source);
  const before: Statement[] = [];
  const parts = kindAt(lowering, second) === kinds.pair ? namedChildren(lowering, second) : [second];
  const target = parts.at(-1) ?? second;
  const named = parts.length > 1 && parts[0] !== undefined ? itemOf(lowering, parts[0], before) : null;
  const item = itemOf(lowering, target, before);
  const isWritten = kindAt(lowering, target) === kinds.byReference && isPlace(iterable);
  const key = named ?? (isWritten ? temporary(lowering) : null);
  breakable(lowering, into, false, () => {
    const body = bodyOf(lowering, node, before);
    if (!isWritten || key === null) return { kind: 'each', item, key, iterable, body, span };
    // By reference: what the body makes of the item stands in the array afterwards.
    const at = spanOf(lowering, target);
    const place: Expression = { kind: 'member', object: iterable, key: read(key, at), span: at };
    return { kind: 'each', item, key, iterable, body: [...body, evaluate({ kind: 'assign', target: place, value: read(item, at), span: at })], span };
  });
}

function switchOf(lowering: Lowering, node: number, into: Statement[]): void {
  const { fields, kinds } = lowering;
  const subject = conditionOf(lowering, node);
  const block = childAt(lowering, node, fields.body);
  breakable(lowering, into, true, () => {
    const cases: { readonly test: Expression | null; readonly body: Statement[] }[] = [];
    const end = block === -1 ? -1 : endOf(lowering, block);
    for (let child = block + 1; child < end; child = endOf(lowering, child)) {
      if (kindAt(lowering, child) === kinds.textInterpolation) interpolated(lowering, child, cases.at(-1)?.body ?? []);
      const isCase = isKind(lowering, child, 'case_statement');
      if (!isCase && !isKind(lowering, child, 'default_statement')) continue;
      const value = isCase ? childAt(lowering, child, fields.value) : -1;
      cases.push({ test: isCase ? (value === -1 ? unknown(lowering, child, []) : lowering.expression(value)) : null, body: caseBody(lowering, child, value) });
    }
    return { kind: 'switch', subject, cases, fallsThrough: true, span: spanOf(lowering, node) };
  });
}

function caseBody(lowering: Lowering, node: number, value: number): Statement[] {
  const body: Statement[] = [];
  const end = endOf(lowering, node);
  for (let child = node + 1; child < end; child = endOf(lowering, child)) if (child !== value && kindAt(lowering, child) >= 0) lowering.statement(child, body);
  return body;
}

/** `catch (A | B $e)` as a test of what was caught. */
function caughtTest(lowering: Lowering, clause: number, error: Variable): Expression {
  const list = childAt(lowering, clause, lowering.fields.type);
  const span = list === -1 ? spanOf(lowering, clause) : spanOf(lowering, list);
  const names = list === -1 ? [] : namedChildren(lowering, list).map((type) => firstNamed(lowering, type));
  const tests = names.map((name): Expression => ({ kind: 'compare', operator: 'instanceof', left: read(error, span), right: name === -1 ? unknown(lowering, clause, []) : classReference(lowering, name), span }));
  const [first, ...others] = tests.length > MAX_CHAIN ? [{ kind: 'unknown', parts: [], span } as const] : tests;
  return others.reduce<Expression>((left, right) => ({ kind: 'logical', operator: 'or', left, right, span }), first ?? { kind: 'unknown', parts: [], span });
}

function handlerOf(lowering: Lowering, clauses: readonly number[], error: Variable): Block {
  for (const clause of clauses.slice(MAX_CHAIN)) lowering.errors.push(spanOf(lowering, clause));
  const arms = clauses.slice(0, MAX_CHAIN).map((clause, at) => {
    const named = childAt(lowering, clause, lowering.fields.name);
    const variable = named === -1 ? null : localVariable(lowering, named);
    const span = spanOf(lowering, clause);
    const test = caughtTest(lowering, clause, error);
    const isOther = variable !== null && variable !== error;
    const before: Statement[] = isOther ? [evaluate({ kind: 'assign', target: read(variable, span), value: read(error, span), span })] : [];
    const body = childAt(lowering, clause, lowering.fields.body);
    return { test, span, body: [...before, ...(body === -1 ? [] : deeper(lowering, at, () => lowering.block(body)))] };
  });
  // What no clause catches goes on: the last one is taken for all else, since every place it could go to sees no more than this.
  let rest: Block = arms.at(-1)?.body ?? [];
  for (const { test, span, body } of arms.slice(0, -1).reverse()) rest = [{ kind: 'if', test, whenTrue: body, whenFalse: rest, span }];
  return rest;
}

function tryOf(lowering: Lowering, node: number, into: Statement[]): void {
  const { fields } = lowering;
  const block = childAt(lowering, node, fields.body);
  const clauses = namedChildren(lowering, node).filter((child) => isKind(lowering, child, 'catch_clause'));
  const last = namedChildren(lowering, node).find((child) => isKind(lowering, child, 'finally_clause'));
  const body = block === -1 ? [] : lowering.block(block);
  const named = clauses[0] === undefined ? -1 : childAt(lowering, clauses[0], fields.name);
  const error = clauses.length === 0 ? null : named === -1 ? temporary(lowering) : localVariable(lowering, named);
  const finalizer = last === undefined ? -1 : childOfKind(lowering, last, lowering.kinds.compound);
  into.push({
    kind: 'try',
    body,
    error,
    handler: error === null ? null : handlerOf(lowering, clauses, error),
    finalizer: finalizer === -1 ? null : lowering.block(finalizer),
    span: spanOf(lowering, node),
  });
}

export const CONTROL: readonly (readonly [string, StatementHandler])[] = [
  ['if_statement', branch],
  ['while_statement', whileLoop],
  ['do_statement', whileLoop],
  ['for_statement', forLoop],
  ['foreach_statement', foreach],
  ['switch_statement', switchOf],
  ['try_statement', tryOf],
];
