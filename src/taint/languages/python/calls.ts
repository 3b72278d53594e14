import { type Argument, CONSTRUCTOR, type Expression } from '../../ir/nodes.ts';
import type { Context } from './context.ts';
import { call, childIn, childrenIn, childrenOf, expressionIn, hasToken, kindAt, literal, member, plain, spanOf, symbol, textAt, unknown } from './context.ts';
import { unwrap } from './operators.ts';

/** The name under which `**` stands among arguments. */
const KEYWORDS = '**';

function argument(context: Context, node: number): Argument {
  const { kinds } = context;
  const inner = unwrap(context, node);
  const kind = kindAt(context, inner);
  if (kind === kinds.keyword_argument) {
    const name = childIn(context, inner, 'name');
    return { value: expressionIn(context, inner, 'value'), isSpread: false, name: name === -1 ? null : textAt(context, name) };
  }
  const isKeywords = kind === kinds.dictionary_splat;
  if (!isKeywords && kind !== kinds.list_splat && kind !== kinds.list_splat_pattern) return plain(context.expression(node));
  const [value] = childrenOf(context, inner);
  return { value: value === undefined ? unknown(spanOf(context, inner), []) : context.expression(value), isSpread: true, name: isKeywords ? KEYWORDS : null };
}

export function argumentsOf(context: Context, node: number): Argument[] {
  if (node === -1) return [];
  if (kindAt(context, node) !== context.kinds.argument_list) return [plain(context.expression(node))];
  return childrenOf(context, node).map((child) => argument(context, child));
}

export function callOf(context: Context, node: number): Expression {
  const span = spanOf(context, node);
  const named = childIn(context, node, 'function');
  const given = argumentsOf(context, childIn(context, node, 'arguments'));
  if (named === -1) return unknown(span, given.map((one) => one.value));
  const callee = context.expression(named);
  if (callee.kind === 'symbol' && callee.name === 'super' && context.state.ofClass !== null) return { kind: 'super', span };
  if (callee.kind !== 'member') return { kind: 'call', callee, arguments: given, isNew: false, span };
  const isOfBase = given[0]?.value.kind === 'this' && isBase(context, named);
  const object: Expression = isOfBase ? { kind: 'super', span: callee.object.span } : callee.object;
  const isConstructor = object.kind === 'super' && callee.key.kind === 'literal' && callee.key.value === CONSTRUCTOR;
  return { kind: 'call', callee: isConstructor ? { ...object, span: callee.span } : { ...callee, object }, arguments: isOfBase ? given.slice(1) : given, isNew: false, span };
}

/** `Base.method(self, …)`, as it was written before `super`. */
function isBase(context: Context, node: number): boolean {
  const object = childIn(context, node, 'object');
  return object !== -1 && context.state.ofClass?.bases.has(textAt(context, object)) === true;
}

export function attribute(context: Context, node: number): Expression {
  const name = childIn(context, node, 'attribute');
  const span = spanOf(context, node);
  const object = expressionIn(context, node, 'object');
  if (name === -1) return unknown(span, [object]);
  const text = textAt(context, name);
  return member(span, object, literal(spanOf(context, name), text === '__init__' ? CONSTRUCTOR : text));
}

export function subscript(context: Context, node: number): Expression {
  const span = spanOf(context, node);
  const object = expressionIn(context, node, 'value');
  const keys = childrenIn(context, node, 'subscript');
  const [key] = keys;
  if (key === undefined) return unknown(span, [object]);
  if (keys.length > 1) return member(span, object, { kind: 'array', items: keys.map((one) => plain(context.expression(one))), span: { start: spanOf(context, key).start, stop: span.stop } });
  if (kindAt(context, key) !== context.kinds.slice) return member(span, object, context.expression(key));
  return call(span, member(span, object, literal(spanOf(context, key), 'slice')), bounds(context, key));
}

/** Start, stop and step; those that are left out are `undefined` where others follow. */
function bounds(context: Context, node: number): Expression[] {
  const { tree, kinds } = context;
  const out: Expression[] = [];
  let at = 0;
  const end = tree.end[node] ?? 0;
  for (let child = node + 1; child < end; child = tree.end[child] ?? end) {
    const kind = kindAt(context, child);
    if (kind === kinds.comment || kind === kinds.line_continuation) continue;
    if (kind < 0) {
      at += 1;
      continue;
    }
    while (out.length < at) out.push(literal(spanOf(context, child), undefined));
    out.push(context.expression(child));
  }
  return out;
}

/** A slice among several subscripts. */
export function slice(context: Context, node: number): Expression {
  const span = spanOf(context, node);
  return call(span, symbol(span, 'slice'), bounds(context, node));
}

export function yieldOf(context: Context, node: number): Expression {
  context.state.isGenerator = true;
  const span = spanOf(context, node);
  const [child] = childrenOf(context, node);
  if (child === undefined) return { kind: 'yield', value: null, span };
  const value = context.expression(child);
  // What another generator gives is given one by one.
  return { kind: 'yield', value: hasToken(context, node, 'from') ? member(value.span, value, unknown(value.span, [])) : value, span };
}

export function awaitOf(context: Context, node: number): Expression {
  const [child] = childrenOf(context, node);
  const span = spanOf(context, node);
  return { kind: 'await', value: child === undefined ? unknown(span, []) : context.expression(child), span };
}

/** `print` and `exec` of Python 2. */
export function printOf(context: Context, node: number): Expression {
  const span = spanOf(context, node);
  const given = childrenOf(context, node).map((child): Argument => {
    if (kindAt(context, child) !== context.kinds.chevron) return plain(context.expression(child));
    const [file] = childrenOf(context, child);
    return { value: file === undefined ? unknown(spanOf(context, child), []) : context.expression(file), isSpread: false, name: 'file' };
  });
  return { kind: 'call', callee: symbol({ start: span.start, stop: span.start + 'print'.length }, 'print'), arguments: given, isNew: false, span };
}

export function execOf(context: Context, node: number): Expression {
  const span = spanOf(context, node);
  return call(span, symbol({ start: span.start, stop: span.start + 'exec'.length }, 'exec'), childrenOf(context, node).map((child) => context.expression(child)));
}

export function dictionary(context: Context, node: number): Expression {
  const { kinds } = context;
  const entries = childrenOf(context, node).map((child) => {
    if (kindAt(context, child) === kinds.pair) return { key: expressionIn(context, child, 'key'), value: expressionIn(context, child, 'value') };
    const [inner] = kindAt(context, child) === kinds.dictionary_splat ? childrenOf(context, child) : [];
    return { key: null, value: context.expression(inner ?? child) };
  });
  return { kind: 'object', entries, span: spanOf(context, node) };
}
