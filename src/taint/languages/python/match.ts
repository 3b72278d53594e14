import type { Expression, Statement } from '../../ir/nodes.ts';
import {
  assign, call, childIn, childrenIn, childrenOf, compare, type Context, deeper, evaluate, hasToken, kindAt, literal, logical, member, plain, reference, spanOf, temporary, textAt, unknown,
} from './context.ts';
import { blockOf, type Case, chain, isLong, withinSwitch } from './control.ts';
import { identifier } from './names.ts';
import { assignTo } from './targets.ts';

/** What a pattern asks of a value, and what it takes from it. */
interface Pattern {
  /** Null: everything fits. */
  readonly test: Expression | null;
  readonly captures: readonly Statement[];
}

const NOTHING: Pattern = { test: null, captures: [] };

export function matchOf(context: Context, node: number, into: Statement[]): void {
  const span = spanOf(context, node);
  const subjects = childrenIn(context, node, 'subject').map((child) => context.expression(child));
  const [only] = subjects;
  const subject: Expression = only !== undefined && subjects.length === 1 ? only : { kind: 'array', items: subjects.map(plain), span };
  const kept = subject.kind === 'variable' ? subject : reference(subject.span, temporary(context));
  const body = childIn(context, node, 'body');
  const clauses = body === -1 ? [] : childrenOf(context, body).filter((child) => kindAt(context, child) === context.kinds.case_clause);
  const literals = clauses.map((clause) => literalsOf(context, clause));
  if (literals.every((one, at) => one !== null && (one.length > 0 || at === literals.length - 1))) {
    into.push(switchOf(context, node, subject, literals.map((one, at) => ({ clause: clauses[at] ?? node, tests: one ?? [] }))));
    return;
  }
  if (kept !== subject) into.push(evaluate(assign(subject.span, kept, subject)));
  withinSwitch(context, isLong(clauses.length), () => {
    const cases = clauses.map((clause) => caseOf(context, clause, kept));
    into.push(...chain(cases, [], span));
  });
}

interface Plain {
  readonly clause: number;
  readonly tests: readonly number[];
}

/** Literals alone are a switch; several for one body fall through. */
function switchOf(context: Context, node: number, subject: Expression, clauses: readonly Plain[]): Statement {
  const span = spanOf(context, node);
  const fallsThrough = clauses.some(({ tests }) => tests.length > 1);
  const cases = withinSwitch(context, true, () =>
    clauses.flatMap(({ clause, tests }): { test: Expression | null; body: Statement[] }[] => {
      const lowered = tests.map((test) => valueOf(context, test));
      const body = blockOf(context, childIn(context, clause, 'consequence'));
      if (fallsThrough) body.push({ kind: 'break', label: null, span: spanOf(context, clause) });
      return lowered.length === 0 ? [{ test: null, body }] : lowered.map((test, at) => ({ test, body: at === lowered.length - 1 ? body : [] }));
    }),
  );
  return { kind: 'switch', subject, cases, fallsThrough, span };
}

/** The literals of a case; none: `case _`; null: it is more than that. */
function literalsOf(context: Context, clause: number): number[] | null {
  const patterns = childrenOf(context, clause).filter((child) => kindAt(context, child) === context.kinds.case_pattern);
  const [only] = patterns;
  if (only === undefined || patterns.length > 1 || childIn(context, clause, 'guard') !== -1) return null;
  const [inner, ...others] = childrenOf(context, only);
  if (inner === undefined) return [];
  const found = kindAt(context, inner) === context.kinds.union_pattern ? childrenOf(context, inner) : [inner];
  const isNegative = hasToken(context, only, '-') || hasToken(context, inner, '-') || hasToken(context, inner, '_');
  return others.length === 0 && !isNegative && found.every((one) => isLiteral(context, one)) ? found : null;
}

function isLiteral({ kinds, ...context }: Context, node: number): boolean {
  const kind = context.tree.kind[node] ?? 0;
  const isDotted = kind === kinds.dotted_name && (context.tree.end[node] ?? 0) > node + 2;
  return isDotted || [kinds.string, kinds.concatenated_string, kinds.integer, kinds.float, kinds.none, kinds.true, kinds.false].includes(kind);
}

function valueOf(context: Context, node: number): Expression {
  return kindAt(context, node) === context.kinds.dotted_name ? dotted(context, node) : context.expression(node);
}

export function dotted(context: Context, node: number): Expression {
  const [first, ...rest] = childrenOf(context, node);
  if (first === undefined) return unknown(spanOf(context, node), []);
  let value = identifier(context, first);
  // A name of a module may be long where it is hostile; what reads the tree follows each step.
  if (rest.length > 100) return unknown(spanOf(context, node), [value]);
  for (const part of rest) value = member({ start: value.span.start, stop: spanOf(context, part).stop }, value, literal(spanOf(context, part), textAt(context, part)));
  return value;
}

function caseOf(context: Context, clause: number, subject: Expression): Case {
  const patterns = childrenOf(context, clause).filter((child) => kindAt(context, child) === context.kinds.case_pattern);
  const [only] = patterns;
  const span = spanOf(context, only ?? clause);
  const { test, captures: found } = patterns.length === 1 && only !== undefined ? read(context, only, subject) : sequenceOf(context, patterns, subject);
  // The name of the subject may be taken for a part of it: then it is the last.
  const captures = [...found.filter((one) => !isTo(one, subject)), ...found.filter((one) => isTo(one, subject))];
  const guard = childIn(context, clause, 'guard');
  const [asked] = guard === -1 ? [] : childrenOf(context, guard);
  const taken = asked === undefined ? [] : captures.map((one) => (one.kind === 'evaluate' ? one.value : unknown(span, [])));
  const tests = [test, ...(asked === undefined ? [] : [guarded(taken, context.expression(asked))])].filter((one) => one !== null);
  const body = blockOf(context, childIn(context, clause, 'consequence'));
  const whole = tests.length === 0 ? literal(span, true) : logical('and', tests, span);
  return { test: whole, body: asked === undefined ? [...captures, ...body] : body };
}

function isTo(statement: Statement, subject: Expression): boolean {
  if (statement.kind !== 'evaluate' || statement.value.kind !== 'assign' || subject.kind !== 'variable') return false;
  const { target } = statement.value;
  return target.kind === 'variable' && target.variable === subject.variable;
}

/** A guard reads what the pattern has taken. */
function guarded(taken: readonly Expression[], test: Expression): Expression {
  return taken.length === 0 ? test : { kind: 'sequence', expressions: [...taken, test], span: test.span };
}

function read(context: Context, node: number, subject: Expression): Pattern {
  let found = NOTHING;
  const span = spanOf(context, node);
  const whole = deeper(context, node, () => {
    found = readInner(context, node, subject);
    return found.test ?? literal(span, true);
  });
  return found === NOTHING && whole.kind === 'unknown' ? { test: whole, captures: [] } : found;
}

function readInner(context: Context, node: number, subject: Expression): Pattern {
  const { kinds } = context;
  const kind = kindAt(context, node);
  const span = spanOf(context, node);
  const children = childrenOf(context, node);
  const [first] = children;
  if (kind === kinds.case_pattern) return first === undefined ? NOTHING : read(context, first, subject);
  if (kind === kinds.dotted_name && children.length === 1 && first !== undefined) return capture(context, first, subject);
  if (isLiteral(context, node)) return equals(subject, signed(context, node));
  if (kind === kinds.as_pattern) return asOf(context, children, subject);
  if (kind === kinds.union_pattern) return unionOf(context, children, subject, hasToken(context, node, '_'));
  if (kind === kinds.class_pattern) return classOf(context, children, subject);
  if (kind === kinds.dict_pattern) return dictionaryOf(context, node, subject);
  if (kind === kinds.splat_pattern) return first === undefined ? NOTHING : capture(context, first, subject);
  if (kind === kinds.list_pattern || kind === kinds.tuple_pattern) return sequenceOf(context, children, subject);
  return { test: unknown(span, [subject, ...children.map((child) => context.expression(child))]), captures: [] };
}

/** The sign of a number is a token before it. */
function signed(context: Context, node: number): Expression {
  const value = valueOf(context, node);
  const { tree } = context;
  const isNegative = tree.parent[node] === tree.parent[node - 1] && tree.kinds.nameOf(kindAt(context, node - 1)) === '-' && kindAt(context, node - 1) < 0;
  return isNegative && value.kind === 'literal' && typeof value.value === 'number' ? literal({ start: spanOf(context, node - 1).start, stop: value.span.stop }, -value.value) : value;
}

function equals(subject: Expression, value: Expression): Pattern {
  return { test: compare(value.span, '==', subject, value), captures: [] };
}

function capture(context: Context, name: number, value: Expression): Pattern {
  const span = spanOf(context, name);
  return { test: null, captures: [evaluate(assignTo(context, name, { ...value, span }, span))] };
}

function joined(patterns: readonly Pattern[], own: Expression | null, span: Expression['span']): Pattern {
  const tests = [own, ...patterns.map(({ test }) => test)].filter((test) => test !== null);
  return { test: tests.length === 0 ? null : logical('and', tests, span), captures: patterns.flatMap(({ captures }) => captures) };
}

function asOf(context: Context, children: readonly number[], subject: Expression): Pattern {
  const patterns = children.map((child) => (kindAt(context, child) === context.kinds.identifier ? capture(context, child, subject) : read(context, child, subject)));
  return joined(patterns, null, subject.span);
}

function unionOf(context: Context, children: readonly number[], subject: Expression, takesAll: boolean): Pattern {
  const patterns = children.map((child) => read(context, child, subject));
  const tests = patterns.map(({ test }) => test);
  const known = tests.filter((test) => test !== null);
  return { test: takesAll || known.length < tests.length ? null : logical('or', known, subject.span), captures: patterns.flatMap(({ captures }) => captures) };
}

/** `[a, *b]`: the elements one by one; how many there must be is not known. */
function sequenceOf(context: Context, children: readonly number[], subject: Expression): Pattern {
  const { kinds } = context;
  const splatOf = (child: number): number => (kindAt(context, child) === kinds.case_pattern ? (childrenOf(context, child)[0] ?? child) : child);
  const star = children.findIndex((child) => kindAt(context, splatOf(child)) === kinds.splat_pattern);
  const patterns = children.map((child, at) => {
    const span = spanOf(context, child);
    if (at === star) return read(context, child, call(span, member(span, subject, literal(span, 'slice')), [literal(span, at)]));
    return read(context, child, member(span, subject, literal(span, star !== -1 && at > star ? at - children.length : at)));
  });
  return joined(patterns, unknown(subject.span, [subject]), subject.span);
}

function dictionaryOf(context: Context, node: number, subject: Expression): Pattern {
  const values = childrenIn(context, node, 'value');
  const keys = childrenIn(context, node, 'key');
  const patterns = values.map((value, at) => {
    const key = keys[at];
    const span = spanOf(context, value);
    return read(context, value, member(span, subject, key === undefined ? unknown(span, []) : keyOf(context, key)));
  });
  const rest = childrenOf(context, node).filter((child) => kindAt(context, child) === context.kinds.splat_pattern);
  return joined([...patterns, ...rest.map((child) => read(context, child, subject))], unknown(subject.span, [subject]), subject.span);
}

function keyOf(context: Context, node: number): Expression {
  return isLiteral(context, node) ? valueOf(context, node) : unknown(spanOf(context, node), []);
}

function classOf(context: Context, children: readonly number[], subject: Expression): Pattern {
  const [named, ...given] = children;
  if (named === undefined) return NOTHING;
  const patterns = given.map((child) => {
    const inner = childrenOf(context, child)[0] ?? child;
    const span = spanOf(context, child);
    if (kindAt(context, inner) !== context.kinds.keyword_pattern) return read(context, child, member(span, subject, unknown(span, [])));
    const [name, value] = childrenOf(context, inner);
    const field = member(span, subject, name === undefined ? unknown(span, []) : literal(spanOf(context, name), textAt(context, name)));
    return value === undefined ? NOTHING : read(context, value, field);
  });
  return joined(patterns, compare(subject.span, 'instanceof', subject, dotted(context, named)), subject.span);
}
