import type { Definition, Expression, IrClass, IrFunction, Span, Statement, Variable } from '../../ir/nodes.ts';
import { kindAt, nameOfKind, spanOf, startOf, stopOf, type Syntax, textOf } from './syntax.ts';

/** What names mean at a place of the file. */
export interface Names {
  /** Without a `\` at its end; empty outside of namespaces. */
  readonly namespace: string;
  /** By alias; those of classes and functions in lower case, as the language reads them. */
  readonly classes: Map<string, string>;
  readonly functions: Map<string, string>;
  readonly constants: Map<string, string>;
}

/** Something that `break` leaves; it has a label where a `break 2` needs one. */
export interface Breakable {
  readonly isSwitch: boolean;
  label: string | null;
}

/** `extract` in a function writes to all of its variables, also to those that are named later. */
interface Extraction {
  readonly source: Variable;
  readonly span: Span;
  readonly into: Expression[];
}

export interface Scope {
  readonly index: number;
  readonly name: string;
  readonly variables: Map<string, Variable>;
  /** What an arrow function sees besides its parameters. */
  readonly outer: Scope | null;
  isGenerator: boolean;
  readonly parameters: Variable[];
  /** What is given beyond the parameters, where the function asks for it. */
  rest: Variable | null;
  readonly breakables: Breakable[];
  readonly extractions: Extraction[];
}

export interface ClassPlace {
  readonly index: number;
  readonly name: string;
  readonly isTrait: boolean;
}

/** The state of lowering one file. */
export interface Lowering extends Syntax {
  readonly path: string;
  readonly functions: IrFunction[];
  readonly classes: IrClass[];
  readonly definitions: Definition[];
  readonly errors: Span[];
  /** What runs once, before the file's own statements: static variables keep their values from call to call, as the module's do. */
  readonly prelude: Statement[];
  readonly global: Scope;
  names: Names;
  scope: Scope;
  classPlace: ClassPlace | null;
  depth: number;
  labels: number;
  lineStarts: number[] | null;
  /** They are here and not imported, since each kind of syntax may hold each other. */
  readonly expression: (node: number) => Expression;
  readonly statement: (node: number, into: Statement[]) => void;
  /** The statements of a block, or one. */
  readonly block: (node: number) => Statement[];
}

export type ExpressionHandler = (lowering: Lowering, node: number) => Expression;
export type StatementHandler = (lowering: Lowering, node: number, into: Statement[]) => void;

const SUPERGLOBALS: ReadonlySet<string> = new Set(['GLOBALS', '_GET', '_POST', '_REQUEST', '_COOKIE', '_SERVER', '_FILES', '_ENV', '_SESSION', 'HTTP_GET_VARS', 'HTTP_POST_VARS', 'HTTP_COOKIE_VARS', 'HTTP_SERVER_VARS', 'HTTP_POST_FILES', 'HTTP_ENV_VARS', 'HTTP_SESSION_VARS', 'HTTP_RAW_POST_DATA', 'http_response_header']);

export function newScope(index: number, name: string, outer: Scope | null): Scope {
  return { index, name, variables: new Map(), outer, isGenerator: false, parameters: [], rest: null, breakables: [], extractions: [] };
}

export function variableNamed(scope: Scope, name: string): Variable {
  let place = scope;
  for (;;) {
    const known = place.variables.get(name);
    if (known !== undefined) return known;
    if (place.outer === null) break;
    place = place.outer;
  }
  const made: Variable = { name, owner: place.index };
  place.variables.set(name, made);
  return made;
}

export const TEMPORARY = '#';

/** A variable that the code has no name for. */
export function temporary(lowering: Lowering): Variable {
  return { name: TEMPORARY, owner: lowering.scope.index };
}

/** Name of a `variable_name`, without `$`. */
export function nameOfVariable(syntax: Syntax, node: number): string {
  return syntax.tree.text.slice(startOf(syntax, node) + 1, stopOf(syntax, node)).trim();
}

/** The local variable that a node names; null for all else. */
export function localVariable(lowering: Lowering, node: number): Variable | null {
  if (kindAt(lowering, node) !== lowering.kinds.variableName) return null;
  const name = nameOfVariable(lowering, node);
  return name === 'this' || SUPERGLOBALS.has(name) ? null : variableNamed(lowering.scope, name);
}

export function readName(lowering: Lowering, name: string, span: Span): Expression {
  if (name === 'this') return { kind: 'this', span };
  if (SUPERGLOBALS.has(name)) return { kind: 'symbol', name: `$${name}`, fallback: null, span };
  return { kind: 'variable', variable: variableNamed(lowering.scope, name), span };
}

export function unknown(lowering: Lowering, node: number, parts: readonly Expression[]): Expression {
  return { kind: 'unknown', parts, span: spanOf(lowering, node) };
}

export function literal(value: string | number | boolean | null, span: Span): Expression {
  return { kind: 'literal', value, span };
}

export function symbol(name: string, span: Span): Expression {
  return { kind: 'symbol', name, fallback: null, span };
}

/** A call of something that the language has as a construct: its name has no range of its own, so that what rules say of the call is not said of the name too. */
export function callOf(name: string, values: readonly Expression[], span: Span): Expression {
  return { kind: 'call', callee: symbol(name, { start: span.start, stop: span.start }), arguments: values.map((value) => ({ value, isSpread: false, name: null })), isNew: false, span };
}

export function evaluate(value: Expression): Statement {
  return { kind: 'evaluate', value, span: value.span };
}

export function isKind(lowering: Lowering, node: number, name: string): boolean {
  return node >= 0 && nameOfKind(lowering, node) === name;
}

/** Not by spreading: a block may have more statements than a call may have arguments. */
export function append<T>(into: T[], added: readonly T[]): void {
  for (const item of added) into.push(item);
}

/** Lowers what will stand deeper in the tree than in the text. */
export function deeper<T>(state: Lowering, by: number, lower: () => T): T {
  state.depth += by;
  const value = lower();
  state.depth -= by;
  return value;
}

/** 1 for the first. */
export function lineOf(state: Lowering, offset: number): number {
  if (state.lineStarts === null) {
    const starts = [0];
    for (let at = state.tree.text.indexOf('\n'); at !== -1; at = state.tree.text.indexOf('\n', at + 1)) starts.push(at + 1);
    state.lineStarts = starts;
  }
  let [low, high] = [0, state.lineStarts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((state.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

export function lowerText(lowering: Lowering, node: number): string {
  return textOf(lowering, node).toLowerCase();
}
