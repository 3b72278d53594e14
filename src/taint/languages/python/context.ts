import type { Argument, CompareOperator, Expression, IrClass, IrFunction, Literal, Member, Span, Statement, Variable } from '../../ir/nodes.ts';
import type { FlatTree } from '../../tree/flat-tree.ts';
import type { FieldName, Numbers } from './kinds.ts';
import type { Declared } from './scopes.ts';

export const MAX_DEPTH = 300;

/** What a name means where it stands. */
export type Binding =
  | { readonly kind: 'variable'; readonly variable: Variable }
  /** The first parameter of a method. */
  | { readonly kind: 'this'; readonly owner: FunctionState }
  | { readonly kind: 'class'; readonly index: number }
  /** Bound in the body of a class: read as its member. */
  | { readonly kind: 'field'; readonly index: number };

export interface Scope {
  readonly declared: Declared;
  readonly bindings: Map<string, Binding>;
  readonly parent: Scope | null;
  /** Of a class's body. */
  readonly ofClass: ClassState | null;
}

export interface ClassState {
  readonly index: number;
  readonly members: Member[];
  /** Names of the bases as they are written: `Base.method(self)` is a call of the base. */
  readonly bases: ReadonlySet<string>;
}

export interface LoopState {
  label: string | null;
  /** An `else` stands behind the loop: leaving it means leaving both. */
  readonly hasElse: boolean;
  /** Switches around the statement, within the loop. */
  switches: number;
}

/** A function that is being lowered. */
export interface FunctionState {
  readonly index: number;
  /** The method whose `this` is seen in it. */
  method: FunctionState | null;
  /** The class whose bases `super` means. */
  readonly ofClass: ClassState | null;
  readonly loops: LoopState[];
  isGenerator: boolean;
  /** For places that see the first parameter of a method but not its `this`. */
  self: Variable | null;
  selfName: string;
}

export interface Context extends Numbers {
  readonly tree: FlatTree;
  readonly functions: (IrFunction | null)[];
  readonly classes: (IrClass | null)[];
  readonly errors: Span[];
  readonly scopes: ReadonlyMap<number, Declared>;
  readonly module: Scope;
  /** The module of the only `from … import *`. */
  readonly star: string | null;
  /** Places of errors that have been lowered. */
  readonly lowered: Set<number>;
  depth: number;
  labels: number;
  scope: Scope;
  state: FunctionState;
  /** Lowers any node as an expression. */
  readonly expression: (node: number) => Expression;
  /** Lowers one statement. */
  readonly statement: (node: number, into: Statement[]) => void;
}

export type LowerExpression = (context: Context, node: number) => Expression;
export type LowerStatement = (context: Context, node: number, into: Statement[]) => void;

export function kindAt({ tree }: Context, node: number): number {
  return tree.kind[node] ?? 0;
}

export function textAt({ tree }: Context, node: number): string {
  return tree.text.slice(tree.start[node], tree.stop[node]);
}

export function spanOf({ tree }: Context, node: number): Span {
  return { start: tree.start[node] ?? 0, stop: tree.stop[node] ?? 0 };
}

/** The children with names in the grammar; comments are none. */
export function childrenOf({ tree, kinds }: Context, node: number): number[] {
  const out: number[] = [];
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) {
    const kind = tree.kind[child] ?? 0;
    if (kind >= 0 && kind !== kinds.comment && kind !== kinds.line_continuation) out.push(child);
  }
  return out;
}

/** The first child in a field; -1 without. */
export function childIn({ tree, kinds, fields }: Context, node: number, field: FieldName): number {
  const wanted = fields[field];
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) {
    if (tree.field[child] === wanted && tree.kind[child] !== kinds.comment && tree.kind[child] !== kinds.line_continuation) return child;
  }
  return -1;
}

export function childrenIn(context: Context, node: number, field: FieldName): number[] {
  return childrenOf(context, node).filter((child) => context.tree.field[child] === context.fields[field]);
}

/** Whether a token stands among the children. */
export function hasToken({ tree }: Context, node: number, token: string): boolean {
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) {
    const kind = tree.kind[child] ?? 0;
    if (kind < 0 && tree.kinds.nameOf(kind) === token) return true;
  }
  return false;
}

/** An expression in a field; `unknown` where the parser left it out. */
export function expressionIn(context: Context, node: number, field: FieldName): Expression {
  const child = childIn(context, node, field);
  return child === -1 ? unknown(spanOf(context, node), []) : context.expression(child);
}

export function unknown(span: Span, parts: readonly Expression[]): Expression {
  return { kind: 'unknown', parts, span };
}

export function literal(span: Span, value: Literal): Expression {
  return { kind: 'literal', value, span };
}

export function symbol(span: Span, name: string): Expression {
  return { kind: 'symbol', name, fallback: null, span };
}

export function reference(span: Span, variable: Variable): Expression {
  return { kind: 'variable', variable, span };
}

export function member(span: Span, object: Expression, key: Expression): Expression {
  return { kind: 'member', object, key, span };
}

export function assign(span: Span, target: Expression, value: Expression): Expression {
  return { kind: 'assign', target, value, span };
}

export function plain(value: Expression): Argument {
  return { value, isSpread: false, name: null };
}

export function call(span: Span, callee: Expression, values: readonly Expression[]): Expression {
  return { kind: 'call', callee, arguments: values.map(plain), isNew: false, span };
}

export function compare(span: Span, operator: CompareOperator, left: Expression, right: Expression): Expression {
  return { kind: 'compare', operator, left, right, span };
}

export function evaluate(value: Expression): Statement {
  return { kind: 'evaluate', value, span: value.span };
}

/** A variable that the source does not name. */
export function temporary(context: Context): Variable {
  return { name: '', owner: context.state.index };
}

/** `and` and `or` of many operands as a tree of little depth: they are associative. */
export function logical(operator: 'and' | 'or', operands: readonly Expression[], span: Span): Expression {
  const [first] = operands;
  if (first === undefined) return unknown(span, []);
  if (operands.length === 1) return first;
  const middle = Math.ceil(operands.length / 2);
  const [left, right] = [operands.slice(0, middle), operands.slice(middle)];
  const between = (some: readonly Expression[]): Span => ({ start: some[0]?.span.start ?? span.start, stop: some.at(-1)?.span.stop ?? span.stop });
  return { kind: 'logical', operator, left: logical(operator, left, between(left)), right: logical(operator, right, between(right)), span };
}

/** One level deeper than the nodes around it; too deep is not understood. */
export function deeper(context: Context, node: number, lower: () => Expression): Expression {
  if (context.depth >= MAX_DEPTH) {
    context.errors.push(spanOf(context, node));
    return unknown(spanOf(context, node), []);
  }
  context.depth += 1;
  const value = lower();
  context.depth -= 1;
  return value;
}
