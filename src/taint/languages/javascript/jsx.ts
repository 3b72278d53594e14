import type { Argument, Entry, Expression } from '../../ir/nodes.ts';
import { fieldOf, firstOf, literal, type Lowering, type LowerExpression, namedOf, positional, spanOf, symbol, textOf, unknown } from './lowering.ts';
import { stringValue } from './values.ts';
import { decodeEntities } from './text-literals.ts';

/** `<a b={c}>{d}</a>` is `jsx('a', {b: c}, d)`. */
export const lowerElement: LowerExpression = (lowering, node) => {
  const { tree, numbers: { field: fields } } = lowering;
  const open = fieldOf(lowering, node, fields.open_tag);
  const children = namedOf(lowering, node).filter((child) => tree.field[child] !== fields.open_tag && tree.field[child] !== fields.close_tag);
  return element(lowering, node, open < 0 ? node : open, mergeTexts(lowering, children));
};

export const lowerSelfClosing: LowerExpression = (lowering, node) => element(lowering, node, node, []);

function element(lowering: Lowering, node: number, tag: number, children: readonly Argument[]): Expression {
  const span = spanOf(lowering, node);
  const { field: fields } = lowering.numbers;
  const name = fieldOf(lowering, tag, fields.name);
  const attributes = namedOf(lowering, tag).filter((child) => lowering.tree.field[child] === fields.attribute);
  const properties: Expression = { kind: 'object', span: spanOf(lowering, tag), entries: attributes.flatMap((child) => lowerAttribute(lowering, child) ?? []) };
  const first = name < 0 ? literal({ start: span.start, stop: span.start }, '') : tagName(lowering, name);
  return { kind: 'call', span, callee: symbol({ start: span.start, stop: span.start }, 'jsx'), arguments: [positional(first), positional(properties), ...children], isNew: false };
}

/** Names in lower case are HTML's. */
function tagName(lowering: Lowering, node: number): Expression {
  const { kind: kinds } = lowering.numbers;
  const text = textOf(lowering, node);
  const isComponent = lowering.tree.kind[node] === kinds.member_expression || (lowering.tree.kind[node] === kinds.identifier && !/^[a-z]/u.test(text));
  return isComponent ? lowering.expression(node) : literal(spanOf(lowering, node), text);
}

function lowerAttribute(lowering: Lowering, node: number): Entry | null {
  const { tree, numbers: { kind: kinds } } = lowering;
  if (tree.kind[node] === kinds.jsx_expression) {
    const inner = firstOf(lowering, node);
    const spread = inner >= 0 && tree.kind[inner] === kinds.spread_element ? firstOf(lowering, inner) : inner;
    return spread < 0 ? null : { key: null, value: lowering.expression(spread) };
  }
  const [name, value] = namedOf(lowering, node);
  if (name === undefined) return null;
  const key = literal(spanOf(lowering, name), textOf(lowering, name));
  if (value === undefined) return { key, value: literal(spanOf(lowering, node), true) };
  return { key, value: attributeValue(lowering, value) };
}

function attributeValue(lowering: Lowering, node: number): Expression {
  const { kind: kinds } = lowering.numbers;
  const kind = lowering.tree.kind[node];
  if (kind === kinds.string) return literal(spanOf(lowering, node), stringValue(lowering, node));
  if (kind !== kinds.jsx_expression) return lowering.expression(node);
  const inner = firstOf(lowering, node);
  return inner < 0 ? literal(spanOf(lowering, node), undefined) : lowering.expression(inner);
}

/** Runs of text and references are one text; blank ones between lines are nothing. */
function mergeTexts(lowering: Lowering, children: readonly number[]): Argument[] {
  const { tree, numbers: { kind: kinds } } = lowering;
  const found: Argument[] = [];
  let start = -1;
  let stop = -1;
  const flush = (): void => {
    const text = start < 0 ? '' : tree.text.slice(start, stop);
    if (text.trim() !== '') found.push(positional(literal({ start, stop }, decodeEntities(text))));
    start = -1;
  };
  for (const child of children) {
    const isText = tree.kind[child] === kinds.jsx_text || tree.kinds.nameOf(tree.kind[child] ?? 0) === 'html_character_reference';
    if (isText) {
      if (start < 0) start = tree.start[child] ?? 0;
      stop = tree.stop[child] ?? 0;
      continue;
    }
    flush();
    const argument = childValue(lowering, child);
    if (argument !== null) found.push(argument);
  }
  flush();
  return found;
}

function childValue(lowering: Lowering, node: number): Argument | null {
  const { tree, numbers: { kind: kinds } } = lowering;
  if (tree.kind[node] !== kinds.jsx_expression) return positional(lowering.expression(node));
  const inner = firstOf(lowering, node);
  if (inner < 0) return null;
  if (tree.kind[inner] !== kinds.spread_element) return positional(lowering.expression(inner));
  const spread = firstOf(lowering, inner);
  return { value: spread < 0 ? unknown(spanOf(lowering, inner), []) : lowering.expression(spread), isSpread: true, name: null };
}
