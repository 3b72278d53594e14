import type { Expression, Span } from '../../ir/nodes.ts';
import { type ExpressionHandler, literal, type Lowering, lowerText, symbol, unknown } from './lowering.ts';
import { decodeDouble, decodeSingle, readInteger, withoutIndentation } from './strings.ts';
import { childOfKind, endOf, isError, kindAt, nameOfKind, spanOf, startOf, stopOf, textOf } from './syntax.ts';

type Decode = (text: string, isFirst: boolean) => string;

/** Texts and expressions of a string, in their order; texts reach from one interpolation to the next, as no token holds line ends of heredocs. */
function pieces(lowering: Lowering, node: number, range: Span, decode: Decode): Expression[] {
  const { text } = lowering.tree;
  const parts: Expression[] = [];
  let at = range.start;
  const flush = (stop: number): void => {
    if (stop <= at) return;
    const value = decode(text.slice(at, stop), at === range.start);
    if (value !== '') parts.push(literal(value, { start: at, stop }));
  };
  const end = endOf(lowering, node);
  for (let child = node + 1; child < end; child = endOf(lowering, child)) {
    const kind = nameOfKind(lowering, child);
    if (kind === 'string_content' || kind === 'escape_sequence' || kind === 'comment' || isError(lowering, child)) continue;
    if (startOf(lowering, child) < range.start || stopOf(lowering, child) > range.stop) continue;
    if (kind === '{') flush(startOf(lowering, child));
    else if (kindAt(lowering, child) >= 0) {
      flush(startOf(lowering, child));
      parts.push(lowering.expression(child));
    } else if (kind !== '}') continue;
    at = stopOf(lowering, child);
  }
  flush(range.stop);
  return parts;
}

function joined(parts: readonly Expression[], span: Span): Expression {
  const [first] = parts;
  if (first === undefined) return literal('', span);
  return parts.length === 1 && first.kind === 'literal' ? { ...first, span } : { kind: 'concat', parts, span };
}

/** What stands between the quotes. */
function quotedRange(lowering: Lowering, node: number, closing: string): Span {
  const { start, stop } = spanOf(lowering, node);
  // `b"…"`: its opening quote is no token.
  const first = Math.min(start + (lowering.tree.text[start] === closing ? 1 : 2), stop);
  return { start: first, stop: stop > first && lowering.tree.text[stop - 1] === closing ? stop - 1 : stop };
}

function single(lowering: Lowering, node: number): Expression {
  const { start, stop } = quotedRange(lowering, node, "'");
  return literal(decodeSingle(lowering.tree.text.slice(start, stop)), spanOf(lowering, node));
}

function double(lowering: Lowering, node: number): Expression {
  return joined(
    pieces(lowering, node, quotedRange(lowering, node, '"'), (text) => decodeDouble(text, '"')),
    spanOf(lowering, node),
  );
}

function shellCommand(lowering: Lowering, node: number): Expression {
  const span = spanOf(lowering, node);
  const value = joined(
    pieces(lowering, node, quotedRange(lowering, node, '`'), (text) => decodeDouble(text, '`')),
    span,
  );
  return { kind: 'call', callee: symbol('shell_exec', { start: span.start, stop: span.start }), arguments: [{ value, isSpread: false, name: null }], isNew: false, span };
}

/** Lines of a heredoc or nowdoc, and how far its last line is indented. */
function documentLines(lowering: Lowering, node: number): { readonly range: Span; readonly width: number } {
  const { text } = lowering.tree;
  let [start, stop] = [startOf(lowering, node), stopOf(lowering, node)];
  for (let child = node + 1; child < endOf(lowering, node); child = endOf(lowering, child)) {
    const kind = nameOfKind(lowering, child);
    if (kind === 'heredoc_start') start = stopOf(lowering, child);
    if (kind === 'heredoc_end') stop = startOf(lowering, child);
  }
  while (start < stop && text[start] !== '\n') start += 1;
  start = Math.min(start + 1, stop);
  let margin = stop;
  while (margin > start && (text[margin - 1] === ' ' || text[margin - 1] === '\t')) margin -= 1;
  const width = stop - margin;
  if (margin > start && text[margin - 1] === '\n') margin -= 1;
  if (margin > start && text[margin - 1] === '\r') margin -= 1;
  return { range: { start, stop: margin }, width };
}

function heredoc(lowering: Lowering, node: number): Expression {
  const { range, width } = documentLines(lowering, node);
  const body = childOfKind(lowering, node, lowering.kinds.heredocBody);
  const decode: Decode = (text, isFirst) => decodeDouble(withoutIndentation(text, width, isFirst), null);
  const span = spanOf(lowering, node);
  if (body === -1) return literal(decode(lowering.tree.text.slice(range.start, range.stop), true), span);
  return joined(pieces(lowering, body, range, decode), span);
}

function nowdoc(lowering: Lowering, node: number): Expression {
  const { range, width } = documentLines(lowering, node);
  return literal(withoutIndentation(lowering.tree.text.slice(range.start, range.stop), width, true), spanOf(lowering, node));
}

function float(lowering: Lowering, node: number): Expression {
  const value = Number(textOf(lowering, node).replaceAll('_', ''));
  return Number.isNaN(value) ? unknown(lowering, node, []) : literal(value, spanOf(lowering, node));
}

export const LITERALS: readonly (readonly [string, ExpressionHandler])[] = [
  ['string', single],
  ['encapsed_string', double],
  ['shell_command_expression', shellCommand],
  ['heredoc', heredoc],
  ['nowdoc', nowdoc],
  ['integer', (lowering, node) => literal(readInteger(textOf(lowering, node)), spanOf(lowering, node))],
  ['float', float],
  ['boolean', (lowering, node) => literal(lowerText(lowering, node) === 'true', spanOf(lowering, node))],
  ['null', (lowering, node) => literal(null, spanOf(lowering, node))],
];
