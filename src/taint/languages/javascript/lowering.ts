import type { Argument, Block, Expression, Literal, Span, Statement, Variable } from '../../ir/nodes.ts';
import type { FlatTree } from '../../tree/flat-tree.ts';
import type { Numbers } from './kinds.ts';
import { type Declarations, findVariable, type Scope } from './scopes.ts';

/** State of one file's lowering. */
export interface Lowering {
  readonly tree: FlatTree;
  readonly numbers: Numbers;
  readonly declarations: Declarations;
  readonly errors: Span[];
  /** Statements that belong at the end of the module. */
  readonly deferred: Statement[];
  readonly expression: (node: number) => Expression;
  readonly statement: (node: number, into: Statement[]) => void;
  /** A `{}`, or the one statement that stands instead. */
  readonly block: (node: number) => Block;
  /** By function: what its `arguments` hold. */
  readonly argumentsOf: Map<number, readonly Expression[]>;
  /** Where the lowering stands. */
  scope: Scope;
  depth: number;
  /** Of the namespace whose body is lowered: `export` assigns to its members. */
  namespace: Expression | null;
}

export type LowerExpression = (lowering: Lowering, node: number) => Expression;
export type LowerStatement = (lowering: Lowering, node: number, into: Statement[]) => void;

export function spanOf({ tree }: Lowering, node: number): Span {
  return { start: tree.start[node] ?? 0, stop: tree.stop[node] ?? 0 };
}

export function textOf({ tree }: Lowering, node: number): string {
  return tree.text.slice(tree.start[node], tree.stop[node]);
}

/** The first child under a field; -1 without. */
export function fieldOf({ tree }: Lowering, node: number, field: number): number {
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) if (tree.field[child] === field) return child;
  return -1;
}

/** Named children without comments. */
export function namedOf({ tree, numbers: { kind } }: Lowering, node: number): number[] {
  const children: number[] = [];
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) {
    const at = tree.kind[child] ?? -1;
    if (at >= 0 && at !== kind.comment && at !== kind.html_comment) children.push(child);
  }
  return children;
}

/** The first named child; -1 without. */
export function firstOf({ tree, numbers: { kind } }: Lowering, node: number): number {
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) {
    const at = tree.kind[child] ?? -1;
    if (at >= 0 && at !== kind.comment && at !== kind.html_comment) return child;
  }
  return -1;
}

/** The first child of a kind; -1 without. */
export function kindIn({ tree }: Lowering, node: number, kind: number): number {
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) if (tree.kind[child] === kind) return child;
  return -1;
}

/** What stands in parentheses, as long as something does. */
export function withoutParentheses(lowering: Lowering, node: number): number {
  let at = node;
  while (at >= 0 && lowering.tree.kind[at] === lowering.numbers.kind.parenthesized_expression) at = firstOf(lowering, at);
  return at;
}

/** The expression under a field; unknown where it is missing. */
export function expressionIn(lowering: Lowering, node: number, field: number): Expression {
  const child = fieldOf(lowering, node, field);
  return child < 0 ? unknown(spanOf(lowering, node), []) : lowering.expression(child);
}

/** The expression under a field; null without. */
export function optionalIn(lowering: Lowering, node: number, field: number): Expression | null {
  const child = fieldOf(lowering, node, field);
  return child < 0 ? null : lowering.expression(child);
}

export const unknown = (span: Span, parts: readonly Expression[]): Expression => ({ kind: 'unknown', span, parts });
export const literal = (span: Span, value: Literal): Expression => ({ kind: 'literal', span, value });
export const symbol = (span: Span, name: string): Expression => ({ kind: 'symbol', span, name, fallback: null });
export const variableAt = (span: Span, variable: Variable): Expression => ({ kind: 'variable', span, variable });
export const member = (span: Span, object: Expression, key: Expression): Expression => ({ kind: 'member', span, object, key });
export const assign = (span: Span, target: Expression, value: Expression): Expression => ({ kind: 'assign', span, target, value });
export const sequence = (span: Span, expressions: readonly Expression[]): Expression => ({ kind: 'sequence', span, expressions });
export const call = (span: Span, callee: Expression, values: readonly Expression[]): Expression => ({ kind: 'call', span, callee, arguments: values.map(positional), isNew: false });
export const positional = (value: Expression): Argument => ({ value, isSpread: false, name: null });
export const evaluate = (value: Expression): Statement => ({ kind: 'evaluate', span: value.span, value });

/** A variable of the function at hand that no code names. */
export const temporary = (lowering: Lowering): Variable => ({ name: '', owner: lowering.scope.owner });

/** Lowers in the scope that a node opens, if it does. */
export function within<Result>(lowering: Lowering, node: number, work: () => Result): Result {
  const scope = lowering.declarations.scopeAt.get(node);
  if (scope === undefined) return work();
  const before = lowering.scope;
  lowering.scope = scope;
  const result = work();
  lowering.scope = before;
  return result;
}

/** A name as an expression, by its text. */
export function nameAt(lowering: Lowering, name: string, span: Span): Expression {
  const variable = findVariable(lowering.scope, name);
  if (variable !== null) return variableAt(span, variable);
  if (name === 'exports') return { kind: 'exports', span };
  if (name === 'undefined') return literal(span, undefined);
  if (name === 'NaN') return literal(span, Number.NaN);
  if (name === 'Infinity') return literal(span, Number.POSITIVE_INFINITY);
  return symbol(span, name);
}

/** Lists may be longer than a call has room for arguments. */
export function pushAll<Item>(into: Item[], items: readonly Item[]): void {
  for (const item of items) into.push(item);
}
