import type { Block, Expression, Statement } from '../../ir/nodes.ts';
import {
  childIn, childrenIn, childrenOf, type Context, evaluate, expressionIn, kindAt, literal, type LoopState, reference, spanOf, temporary, textAt, unknown,
} from './context.ts';
import { assignTo, bring } from './targets.ts';
import { oldAlias } from './scopes.ts';

/** Longer chains of `elif` become a switch: they would nest. */
const MAX_CHAIN = 100;

export interface Case {
  readonly test: Expression;
  readonly body: Block;
}

export function blockOf(context: Context, node: number): Statement[] {
  const into: Statement[] = [];
  if (node !== -1) context.statement(node, into);
  return into;
}

/** Lowers cases that may become a switch; `break` in them means a loop outside of it. */
export function withinSwitch<T>(context: Context, isSwitch: boolean, lower: () => T): T {
  const loop = context.state.loops.at(-1);
  if (loop === undefined || !isSwitch) return lower();
  loop.switches += 1;
  const lowered = lower();
  loop.switches -= 1;
  return lowered;
}

export function isLong(cases: number): boolean {
  return cases > MAX_CHAIN;
}

/** The first case that holds. */
export function chain(cases: readonly Case[], otherwise: Block, node: { start: number; stop: number }): Block {
  if (isLong(cases.length)) {
    const tested = cases.map(({ test, body }) => ({ test: { kind: 'cast', to: 'bool', value: test, span: test.span } satisfies Expression, body }));
    return [{ kind: 'switch', subject: literal(node, true), cases: [...tested, { test: null, body: otherwise }], fallsThrough: false, span: node }];
  }
  const last = cases.at(-1);
  if (last?.test.kind === 'literal' && last.test.value === true && otherwise.length === 0) return chain(cases.slice(0, -1), last.body, node);
  return cases.reduceRight<Block>((whenFalse, { test, body }, at) => {
    const span = { start: at === 0 ? node.start : test.span.start, stop: node.stop };
    return [{ kind: 'if', test, whenTrue: body, whenFalse, span }];
  }, otherwise);
}

export function ifOf(context: Context, node: number, into: Statement[]): void {
  const alternatives = childrenIn(context, node, 'alternative');
  const conditions = [node, ...alternatives.filter((one) => kindAt(context, one) === context.kinds.elif_clause)];
  const last = alternatives.find((one) => kindAt(context, one) === context.kinds.else_clause);
  withinSwitch(context, isLong(conditions.length), () => {
    const cases = conditions.map((one) => ({ test: expressionIn(context, one, 'condition'), body: blockOf(context, childIn(context, one, 'consequence')) }));
    const otherwise = last === undefined ? [] : blockOf(context, childIn(context, last, 'body'));
    into.push(...chain(cases, otherwise, spanOf(context, node)));
  });
}

/** A loop and its `else`, which runs unless `break` left the loop. */
function loopOf(context: Context, node: number, into: Statement[], build: (body: Block) => Statement): void {
  const alternative = childIn(context, node, 'alternative');
  const loop: LoopState = { label: null, hasElse: alternative !== -1, switches: 0 };
  context.state.loops.push(loop);
  const body = blockOf(context, childIn(context, node, 'body'));
  context.state.loops.pop();
  const statements = [build(body), ...(alternative === -1 ? [] : blockOf(context, childIn(context, alternative, 'body')))];
  if (loop.label === null) into.push(...statements);
  else into.push({ kind: 'labelled', label: loop.label, body: statements, span: spanOf(context, node) });
}

export function whileOf(context: Context, node: number, into: Statement[]): void {
  const test = expressionIn(context, node, 'condition');
  loopOf(context, node, into, (body) => ({ kind: 'loop', test, update: null, body, isLate: false, span: spanOf(context, node) }));
}

export function forOf(context: Context, node: number, into: Statement[]): void {
  const span = spanOf(context, node);
  const counted = countedOf(context, node);
  const iterable = counted === null ? expressionIn(context, node, 'right') : context.expression(counted.iterable);
  const left = childIn(context, node, 'left');
  const none = { variable: null, taken: null };
  const key = counted === null ? none : bring(context, counted.key);
  const item = counted === null ? (left === -1 ? none : bring(context, left)) : bring(context, counted.item);
  const taken = [key.taken, item.taken].filter((one) => one !== null).map(evaluate);
  loopOf(context, node, into, (body) => ({ kind: 'each', item: item.variable, key: key.variable, iterable, body: [...taken, ...body], span }));
}

/** `for i, a in enumerate(b)`: the numbers are keys. */
function countedOf(context: Context, node: number): { key: number; item: number; iterable: number } | null {
  const { kinds } = context;
  const [left, right] = [childIn(context, node, 'left'), childIn(context, node, 'right')];
  if (left === -1 || right === -1 || kindAt(context, right) !== kinds.call || (kindAt(context, left) !== kinds.pattern_list && kindAt(context, left) !== kinds.tuple_pattern)) return null;
  const callee = childIn(context, right, 'function');
  const given = childIn(context, right, 'arguments');
  if (callee === -1 || textAt(context, callee) !== 'enumerate' || context.expression(callee).kind !== 'symbol' || given === -1 || kindAt(context, given) !== kinds.argument_list) return null;
  const [key, item, ...others] = childrenOf(context, left);
  const [iterable, ...more] = childrenOf(context, given);
  if (key === undefined || item === undefined || iterable === undefined || others.length > 0 || more.length > 0) return null;
  const isStarred = [key, item].some((one) => kindAt(context, one) === kinds.list_splat_pattern) || kindAt(context, iterable) === kinds.list_splat || kindAt(context, iterable) === kinds.dictionary_splat;
  return isStarred || kindAt(context, iterable) === kinds.keyword_argument ? null : { key, item, iterable };
}

export function leave(kind: 'break' | 'continue') {
  return (context: Context, node: number, into: Statement[]): void => {
    const loop = context.state.loops.at(-1);
    const isPlain = loop === undefined || kind === 'continue' || (!loop.hasElse && loop.switches === 0);
    if (!isPlain && loop.label === null) {
      loop.label = `loop${context.labels}`;
      context.labels += 1;
    }
    into.push({ kind, label: isPlain ? null : loop.label, span: spanOf(context, node) });
  };
}

export function withOf(context: Context, node: number, into: Statement[]): void {
  const clauses = childrenOf(context, node).filter((child) => kindAt(context, child) === context.kinds.with_clause);
  for (const item of clauses.flatMap((clause) => childrenOf(context, clause))) into.push(evaluate(kindAt(context, item) === context.kinds.with_item ? expressionIn(context, item, 'value') : context.expression(item)));
  into.push(...blockOf(context, childIn(context, node, 'body')));
}

/** What a handler catches and under which name. */
interface Handler {
  readonly node: number;
  readonly test: Expression | null;
  readonly alias: number;
}

function handlerOf(context: Context, node: number): Handler {
  const { kinds } = context;
  const old = oldAlias(context.tree, context, node);
  const values = childrenIn(context, node, 'value').filter((value) => value !== old);
  const [first] = values;
  const isNamed = first !== undefined && kindAt(context, first) === kinds.as_pattern;
  const named = isNamed ? childIn(context, first, 'alias') : childIn(context, node, 'alias');
  const types = isNamed ? childrenOf(context, first).slice(0, 1) : values;
  const test = types.length === 0 ? null : unknown(spanOf(context, types[0] ?? node), types.map((type) => context.expression(type)));
  return { node, test, alias: old === -1 ? named : old };
}

export function tryOf(context: Context, node: number, into: Statement[]): void {
  const { kinds } = context;
  const clauses = childrenOf(context, node);
  const body = blockOf(context, childIn(context, node, 'body'));
  for (const clause of clauses) if (kindAt(context, clause) === kinds.else_clause) body.push(...blockOf(context, childIn(context, clause, 'body')));
  const nodes = clauses.filter((clause) => kindAt(context, clause) === kinds.except_clause);
  const last = clauses.find((clause) => kindAt(context, clause) === kinds.finally_clause);
  const error = nodes.length === 0 ? null : temporary(context);
  const handler = error === null ? null : withinSwitch(context, isLong(nodes.length - 1), () => {
    const cases = nodes.map((clause) => {
      const { test, alias } = handlerOf(context, clause);
      const span = spanOf(context, alias === -1 ? clause : alias);
      const start = alias === -1 ? [] : [evaluate(assignTo(context, alias, reference(span, error), span))];
      return { test: test ?? unknown(spanOf(context, clause), []), body: [...start, ...innerBlock(context, clause)] };
    });
    const otherwise = cases.pop();
    return chain(cases, otherwise?.body ?? [], { start: spanOf(context, nodes[0] ?? node).start, stop: spanOf(context, nodes.at(-1) ?? node).stop });
  });
  const finalizer = last === undefined ? null : innerBlock(context, last);
  into.push({ kind: 'try', body, error, handler, finalizer, span: spanOf(context, node) });
}

function innerBlock(context: Context, node: number): Statement[] {
  return childrenOf(context, node).filter((child) => kindAt(context, child) === context.kinds.block).flatMap((child) => blockOf(context, child));
}

export function raiseOf(context: Context, node: number, into: Statement[]): void {
  const cause = childIn(context, node, 'cause');
  const [value] = childrenOf(context, node).filter((child) => child !== cause);
  if (cause !== -1 && kindAt(context, cause) !== context.kinds.none) into.push(evaluate(context.expression(cause)));
  into.push({ kind: 'throw', value: value === undefined ? null : context.expression(value), span: spanOf(context, node) });
}

export function assertOf(context: Context, node: number, into: Statement[]): void {
  const [test, message] = childrenOf(context, node).map((child) => context.expression(child));
  const span = spanOf(context, node);
  if (test === undefined) return;
  into.push({ kind: 'if', test: { kind: 'not', value: test, span: test.span }, whenTrue: [{ kind: 'throw', value: message ?? null, span }], whenFalse: [], span });
}
