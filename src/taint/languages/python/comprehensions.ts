import type { Block, Expression, Statement } from '../../ir/nodes.ts';
import { call, childIn, childrenIn, childrenOf, type Context, evaluate, expressionIn, kindAt, literal, logical, plain, spanOf, symbol, unknown } from './context.ts';
import { makeFunction } from './functions.ts';
import { bring } from './targets.ts';

/** More clauses than this nest too deep. */
const MAX_CLAUSES = 100;

/** `[f(x) for x in y if x]`: `comprehension(y, function (x) { return x ? f(x) : undefined })`; further loops stand in the function and give an element from within. */
export function comprehension(context: Context, node: number): Expression {
  const { kinds } = context;
  const clauses = childrenOf(context, node).filter((child) => kindAt(context, child) === kinds.for_in_clause || kindAt(context, child) === kinds.if_clause);
  const span = spanOf(context, node);
  const [first, ...rest] = clauses.slice(0, MAX_CLAUSES);
  if (first === undefined || clauses.length > MAX_CLAUSES) {
    context.errors.push(span);
    return unknown(span, []);
  }
  const iterable = iterableOf(context, first);
  const index = makeFunction(context, {
    node, span, name: '', receiver: null, ofClass: null, decorators: [], type: null,
    enter: (body) => {
      const target = childIn(context, first, 'left');
      const { variable, taken } = target === -1 ? { variable: { name: '', owner: context.state.index }, taken: null } : bring(context, target);
      if (taken !== null) body.push(evaluate(taken));
      const conditions: Expression[] = [];
      const inner = rest.reduce<Statement[]>((into, clause) => enter(context, clause, conditions, into), body);
      inner.push(give(context, node, conditions));
      return [{ variable, name: variable.name, default: null, kind: 'plain', type: null, span: spanOf(context, target === -1 ? first : target) }];
    },
  });
  return call(span, symbol({ start: span.start, stop: span.start }, kindAt(context, node) === kinds.dictionary_comprehension ? 'dictionary_comprehension' : 'comprehension'), [iterable, { kind: 'function', index, span }]);
}

function iterableOf(context: Context, clause: number): Expression {
  const parts = childrenIn(context, clause, 'right').map((child) => context.expression(child));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return { kind: 'array', items: parts.map(plain), span: spanOf(context, clause) };
}

/** Takes a further clause and gives the block that what follows stands in. */
function enter(context: Context, clause: number, conditions: Expression[], into: Statement[]): Statement[] {
  const span = spanOf(context, clause);
  if (kindAt(context, clause) === context.kinds.if_clause) {
    const [test] = childrenOf(context, clause);
    conditions.push(test === undefined ? unknown(span, []) : context.expression(test));
    return into;
  }
  const test = conditions.length === 0 ? null : logical('and', conditions.splice(0), span);
  const iterable = iterableOf(context, clause);
  const target = childIn(context, clause, 'left');
  const { variable, taken } = target === -1 ? { variable: null, taken: null } : bring(context, target);
  const body: Statement[] = taken === null ? [] : [evaluate(taken)];
  const loop: Statement = { kind: 'each', item: variable, key: null, iterable, body, span };
  into.push(test === null ? loop : { kind: 'if', test, whenTrue: [loop], whenFalse: [] satisfies Block, span });
  return body;
}

function give(context: Context, node: number, conditions: readonly Expression[]): Statement {
  const inner = childIn(context, node, 'body');
  const span = spanOf(context, inner === -1 ? node : inner);
  const element: Expression =
    inner !== -1 && kindAt(context, inner) === context.kinds.pair
      ? { kind: 'object', entries: [{ key: expressionIn(context, inner, 'key'), value: expressionIn(context, inner, 'value') }], span }
      : inner === -1 ? unknown(span, []) : context.expression(inner);
  if (conditions.length === 0) return { kind: 'return', value: element, span };
  const test = logical('and', conditions, { start: conditions[0]?.span.start ?? span.start, stop: conditions.at(-1)?.span.stop ?? span.stop });
  return { kind: 'return', value: { kind: 'conditional', test, whenTrue: element, whenFalse: literal(span, undefined), span }, span };
}
