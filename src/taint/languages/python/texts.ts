import type { Expression } from '../../ir/nodes.ts';
import { call, childIn, childrenOf, type Context, hasToken, kindAt, literal, spanOf, symbol, textAt, unknown } from './context.ts';

const ESCAPE = /\\(?:\r?\n|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(['"\\abfnrtv]))/g;
const SIMPLE = new Map([['a', '\u0007'], ['b', '\b'], ['f', '\f'], ['n', '\n'], ['r', '\r'], ['t', '\t'], ['v', '\v']]);

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (...match: (string | undefined)[]) => {
    const [, short, long, byte, octal, simple] = match;
    const hex = short ?? long ?? byte;
    if (hex !== undefined) return character(Number.parseInt(hex, 16));
    if (octal !== undefined) return character(Number.parseInt(octal, 8));
    return simple === undefined ? '' : (SIMPLE.get(simple) ?? simple);
  });
}

function character(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
}

/** The text of a string without parts; null where it has some. */
export function plainText(context: Context, node: number): string | null {
  const parts = partsOf(context, node);
  if (parts.length === 0) return '';
  const [first] = parts;
  return parts.length === 1 && first?.kind === 'literal' && typeof first.value === 'string' ? first.value : null;
}

function partsOf(context: Context, node: number): Expression[] {
  const parts: Expression[] = [];
  let prefix = '';
  for (const child of childrenOf(context, node)) {
    const kind = kindAt(context, child);
    if (kind === context.kinds.string_start) prefix = textAt(context, child).toLowerCase();
    else if (kind === context.kinds.string_content) parts.push(literal(spanOf(context, child), decode(textAt(context, child), prefix)));
    else if (kind === context.kinds.interpolation) parts.push(...interpolation(context, child));
    else if (kind !== context.kinds.string_end) parts.push(context.expression(child));
  }
  return parts;
}

function decode(text: string, prefix: string): string {
  const quote = prefix.search(/['"]/);
  const letters = quote === -1 ? prefix : prefix.slice(0, quote);
  const unquoted = letters.includes('r') ? text : unescape(text);
  return letters.includes('f') || letters.includes('t') ? unquoted.replaceAll('{{', '{').replaceAll('}}', '}') : unquoted;
}

const CONVERSIONS = new Map([['!r', 'repr'], ['!a', 'ascii'], ['!s', 'str']]);

/** `{x!r:>{width}}`: the value and whatever the format has in it. */
export function interpolation(context: Context, node: number): Expression[] {
  const inner = childIn(context, node, 'expression');
  if (inner === -1) return [unknown(spanOf(context, node), childrenOf(context, node).map((child) => context.expression(child)))];
  const converted = convert(context, node, context.expression(inner));
  const before = hasToken(context, node, '=') ? [literal(spanOf(context, inner), `${textAt(context, inner)}=`)] : [];
  const format = childIn(context, node, 'format_specifier');
  if (format === -1) return [...before, converted];
  const to = numberFormat(textAt(context, format));
  const value: Expression = to === null ? converted : { kind: 'cast', to, value: converted, span: spanOf(context, node) };
  return [...before, value, ...childrenOf(context, format).flatMap((child) => nested(context, child))];
}

function nested(context: Context, node: number): Expression[] {
  if (kindAt(context, node) !== context.kinds.format_expression) return [context.expression(node)];
  const value = context.expression(node);
  return value.kind === 'concat' ? [...value.parts] : [value];
}

function convert(context: Context, node: number, value: Expression): Expression {
  const conversion = childIn(context, node, 'type_conversion');
  const name = conversion === -1 ? undefined : CONVERSIONS.get(textAt(context, conversion));
  if (name === undefined) return value;
  const span = spanOf(context, node);
  return call(span, symbol({ start: span.start, stop: span.start }, name), [value]);
}

function numberFormat(format: string): 'int' | 'float' | null {
  if (/^:(?:.?[<>=^])?[-+ ]?#?0?\d*[_,]?[bdoxXn]$/.test(format)) return 'int';
  return /^:(?:.?[<>=^])?[-+ ]?#?0?\d*[_,]?(?:\.\d+)?[eEfFgG%]$/.test(format) ? 'float' : null;
}

export function string(context: Context, node: number): Expression {
  const parts = partsOf(context, node);
  const span = spanOf(context, node);
  const [first] = parts;
  if (first === undefined) return literal(span, '');
  return parts.length === 1 && first.kind === 'literal' && !hasInterpolation(context, node) ? { ...first, span } : { kind: 'concat', parts, span };
}

function hasInterpolation(context: Context, node: number): boolean {
  return childrenOf(context, node).some((child) => kindAt(context, child) === context.kinds.interpolation);
}

export function concatenated(context: Context, node: number): Expression {
  const parts = childrenOf(context, node).flatMap((child) => {
    const part = context.expression(child);
    return part.kind === 'concat' ? part.parts : [part];
  });
  const span = spanOf(context, node);
  if (!parts.every((part) => part.kind === 'literal' && typeof part.value === 'string')) return { kind: 'concat', parts, span };
  return literal(span, parts.map((part) => (part.kind === 'literal' ? String(part.value) : '')).join(''));
}

export function integer(context: Context, node: number): Expression {
  const text = textAt(context, node).replaceAll('_', '').replace(/[lLjJ]$/, '');
  const isOldOctal = /^0[0-7]+$/.test(text);
  return literal(spanOf(context, node), isOldOctal ? Number.parseInt(text, 8) : Number(text));
}

export function float(context: Context, node: number): Expression {
  return literal(spanOf(context, node), Number(textAt(context, node).replaceAll('_', '').replace(/[jJ]$/, '')));
}
