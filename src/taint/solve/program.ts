import type { Block, Expression, IrClass, IrFunction, Literal, Module, Span, Variable } from '../ir/nodes.ts';
import type { LanguageSupport } from '../languages/language-support.ts';
import type { Models } from '../models/models.ts';
import type { Context } from '../rules/rule.ts';
import type { Marks } from './marks.ts';
import type { Reliance } from './reliance.ts';
import type { Contents, State } from './state.ts';
import type { Assumed, Facts, Input, InputRoot, Taint, Value } from './taint.ts';

/** A file, and what came of running its body. */
export interface Unit {
  readonly module: Module;
  readonly support: LanguageSupport;
  readonly models: Models;
  readonly marks: Marks | null;
  /** Assigned once, to a function, class or import: known wherever they are used. */
  readonly fixed: ReadonlyMap<Variable, Expression>;
  progress: 'new' | 'running' | 'done';
  /** While the body runs for the first time, functions of the repository are not looked into. */
  isShallow: boolean;
  exports: Value;
  cells: Map<Variable, Value>;
}

/** A rule as the solver asks it. */
export interface SolverRule {
  readonly number: number;
  readonly context: Context | null;
  /** Bits of the characters that can do harm; null: those of the context. */
  readonly characters: number | null;
  readonly takesModels: boolean;
  /** Paths at its sinks lead from the folder below which they were looked at. */
  readonly isRelative: boolean;
  /** It has no context of its own or of models. */
  readonly isOpen: boolean;
  readonly kinds: ReadonlySet<string>;
  /** Of the models' sinks of its context; empty: all. */
  readonly sinkKinds: ReadonlySet<string>;
  /** Whether it is asked about sinks in this file. */
  readonly holdsFor: (path: string) => boolean;
}

/** Data that reached a sink. */
export interface Flow {
  readonly rule: number;
  readonly module: string;
  readonly span: Span;
  readonly note: string;
  readonly taint: Taint;
  /** Labels that count here and are left. */
  readonly labels: number;
}

/** A sink that a flow may reach, in whatever function: for verdicts it counts that it was there. */
export interface SinkSite {
  readonly rule: number;
  readonly module: string;
  readonly span: Span;
  readonly note: string;
  readonly requires: string | null;
  readonly context: Context | null;
}

export interface PendingSink {
  readonly site: SinkSite;
  readonly value: Value;
  readonly assumed: Assumed;
  readonly condition: SinkCondition | null;
}
/** It is a sink only where this value is (or is not) that constant, which the callers know. */
export interface SinkCondition {
  readonly value: Value;
  readonly expected: Literal;
  readonly isNegated: boolean;
}
export interface PendingCall {
  readonly callee: Value;
  readonly arguments: readonly CallArgument[];
  readonly isNew: boolean;
  readonly span: Span;
  readonly module: string;
  /** What is proven where it is called. */
  readonly facts: Facts;
  readonly assumed: Assumed;
}
export interface CallArgument {
  readonly value: Value;
  readonly name: string | null;
  readonly isSpread: boolean;
  readonly span: Span;
  /** What the callee can assign to, where the language passes by reference; only while the call's own function is followed. */
  readonly place?: Expression;
}

/** What a function does, in terms of what it is given. */
export interface Summary {
  readonly returns: Value;
  readonly heap: ReadonlyMap<string, Contents>;
  /** What it made of objects that modules made. */
  readonly shared: ReadonlyMap<string, Contents>;
  readonly written: ReadonlyMap<Variable, Value>;
  readonly sinks: readonly PendingSink[];
  readonly calls: readonly PendingCall[];
  /** What is proven of its inputs when it returns. */
  readonly proves: Facts;
  readonly isEndless: boolean;
}

/** A map of the program's that may lie over another's. */
export interface Table<Item> {
  readonly get: (key: string) => Item | undefined;
  readonly has: (key: string) => boolean;
  readonly set: (key: string, item: Item) => unknown;
}

export interface Program {
  readonly units: Pick<ReadonlyMap<string, Unit>, 'get' | 'has'>;
  readonly files: ReadonlySet<string>;
  readonly rules: readonly SolverRule[];
  /** Some rule is open: what a function does to data against injections says nothing of what it looks for. */
  readonly hasOpenRules: boolean;
  /** Functions and classes that are reached by name alone, lower case. */
  readonly definitions: Pick<ReadonlyMap<string, { readonly kind: 'function' | 'class'; readonly module: string; readonly index: number }>, 'get'>;
  readonly summaries: Table<SummaryEntry>;
  /** Of each function the constants for which it has summaries of their own. */
  readonly special: Table<Set<string>>;
  readonly heap: Table<Contents>;
  /** Of a function that is a member of an object: that object, which `this` is in it. */
  readonly owners: Table<string>;
  /** Notes what relies on files that candidates change; null where nobody asks. */
  readonly reliance: Reliance | null;
  readonly flows: Map<string, Flow>;
  /** Sites that were looked at, by rule, file and place. */
  readonly sites: Map<string, SinkSite & { /** What made data that came there harmless. */ readonly reasons: Set<string> }>;
  /** Their keys, in order: what a first look at a module's body notes is taken back. */
  readonly noted: string[];
  /** Why something was not followed to its end. */
  readonly incomplete: Map<string, string>;
  /** Variables of functions around others, numbered. */
  readonly captured: { readonly names: Map<Variable, string>; readonly variables: Variable[] };
  /** Names of modules that are being looked up. */
  readonly resolving: Set<string>;
  /** Modules whose bodies are being run. */
  running: number;
  steps: number;
  readonly maxSteps: number;
  depth: number;
}

export interface SummaryEntry {
  summary: Summary;
  progress: 'running' | 'done';
  wasAskedMeanwhile: boolean;
}

/** One function while it is followed. */
export interface Frame {
  readonly program: Program;
  readonly unit: Unit;
  readonly fn: IrFunction;
  /** What its inputs are known to be, by their keys. */
  readonly given: ReadonlyMap<string, Value>;
  /** What holds now; null where nothing comes to. */
  state: State | null;
  readonly sinks: PendingSink[];
  readonly calls: PendingCall[];
  readonly returns: { readonly value: Value; readonly state: State }[];
  readonly loops: LoopExit[];
  /** States in which something was thrown, of the `try` around. */
  readonly thrown: { state: State | null }[];
  readonly solver: Solver;
  stepsLeft: number;
  /** Objects that may still be looked into. */
  looksLeft: number;
  /** Calls of callees that may still be made again for the call at which it is. */
  handedOn: number;
}

export interface LoopExit {
  readonly label: string | null;
  readonly isLoop: boolean;
  breaks: State | null;
  continues: State | null;
}

/** The parts of the solver call one another through this, so that no two need to import each other. */
export interface Solver {
  readonly evaluate: (frame: Frame, expression: Expression) => Value;
  readonly execute: (frame: Frame, block: Block) => void;
  readonly assign: (frame: Frame, target: Expression, value: Value) => void;
  readonly readMember: (frame: Frame, object: Value, keys: readonly string[] | null, span: Span) => Value;
  readonly compare: (frame: Frame, left: Value, right: Value) => Value;
  readonly call: (frame: Frame, call: Call) => Value;
  readonly summaryOf: (program: Program, solver: Solver, unit: Unit, index: number) => Summary;
  readonly specialSummary: (program: Program, solver: Solver, unit: Unit, which: { index: number; constants: ReadonlyMap<string, Value> }) => Summary;
  readonly apply: (frame: Frame, summary: Summary, application: Application) => Value;
  readonly runModule: (program: Program, solver: Solver, unit: Unit) => void;
  readonly checkSink: (frame: Frame, site: SinkSite, value: Value) => void;
}

export interface Call {
  readonly callee: Value;
  readonly arguments: readonly CallArgument[];
  readonly isNew: boolean;
  readonly span: Span;
  /** The object whose member is called. */
  readonly receiver: Value | null;
  readonly module: string;
  /** A call of a callee that is made again: functions among these arguments were called there. */
  readonly called?: readonly CallArgument[];
}

export interface Application {
  readonly root: (root: InputRoot) => Value;
  /** Index of the function that is called. */
  readonly callee: number;
  /** Takes what a parameter is given that the callee assigns to for its caller too. */
  readonly writeBack: (parameter: Variable, value: Value) => void;
  readonly span: Span;
  readonly note: string;
}

export function functionOf(program: Program, ref: { module: string; index: number }): { unit: Unit; fn: IrFunction } | null {
  const unit = program.units.get(ref.module);
  const fn = unit?.module.functions[ref.index];
  return unit === undefined || fn === undefined ? null : { unit, fn };
}

export function classOf(program: Program, ref: { module: string; index: number }): { unit: Unit; self: IrClass } | null {
  const unit = program.units.get(ref.module);
  const self = unit?.module.classes[ref.index];
  return unit === undefined || self === undefined ? null : { unit, self };
}

export function inputOf(root: Exclude<InputRoot, { kind: 'captured' }>, path: readonly string[] = []): Input {
  const name = root.kind === 'parameter' ? `#${root.at}` : root.kind === 'this' ? '#this' : `#call${root.call}`;
  return { key: [name, ...path].join('.'), root, path };
}

/** A variable of a function around, by a number of its own. */
export function capturedInput({ captured }: Program, variable: Variable): Input {
  let name = captured.names.get(variable);
  if (name === undefined) {
    name = `#captured${captured.variables.length}`;
    captured.names.set(variable, name);
    captured.variables.push(variable);
  }
  return { key: name, root: { kind: 'captured', variable }, path: [] };
}

export function fieldOf({ key, root, path }: Input, field: string): Input {
  return { key: `${key}.${field}`, root, path: [...path, field] };
}

/** The input of a key, as the functions above write them. */
export function inputOfKey({ captured }: Program, key: string): Input | null {
  const [name = '', ...path] = key.slice(1).split('.');
  const [, kind = '', number = ''] = /^(captured|call|)(\d+)$/u.exec(name) ?? [];
  if (name === 'this') return { key, root: { kind: 'this' }, path };
  if (number === '') return null;
  const at = Number(number);
  if (kind === '') return { key, root: { kind: 'parameter', at }, path };
  if (kind === 'call') return { key, root: { kind: 'result', call: at }, path };
  const variable = captured.variables[at];
  return variable === undefined ? null : { key, root: { kind: 'captured', variable }, path };
}
