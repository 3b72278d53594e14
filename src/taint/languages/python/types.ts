import type { Expression } from '../../ir/nodes.ts';
import { childrenOf, type Context, deeper, kindAt, literal, member, spanOf, symbol, textAt, unknown } from './context.ts';
import { nameExpression } from './names.ts';
import { unwrap } from './operators.ts';
import { plainText } from './texts.ts';

/** Types that say no more than the one in them. */
const TRANSPARENT = new Set(['Optional', 'Annotated', 'Final', 'ClassVar', 'Required', 'NotRequired', 'ReadOnly', 'Mapped', 'Union']);
const SCALARS = new Map([['str', 'string'], ['Text', 'string'], ['LiteralString', 'string']]);

/** The class that an annotation means; null where it names none or several. */
export function typeOf(context: Context, node: number): Expression | null {
  if (node === -1) return null;
  const found = deeper(context, node, () => read(context, node) ?? unknown(spanOf(context, node), []));
  return found.kind === 'unknown' ? null : found;
}

function read(context: Context, node: number): Expression | null {
  const { kinds } = context;
  const at = unwrap(context, node);
  const kind = kindAt(context, at);
  const children = childrenOf(context, at);
  switch (kind) {
    case kinds.type:
    case kinds.member_type:
      return children[0] === undefined ? null : typeOf(context, children[0]);
    case kinds.identifier: {
      const scalar = SCALARS.get(textAt(context, at));
      return scalar === undefined ? context.expression(at) : symbol(spanOf(context, at), scalar);
    }
    case kinds.attribute:
      return context.expression(at);
    case kinds.string:
      return quoted(context, at);
    case kinds.union_type:
    case kinds.binary_operator:
      return only(context, children);
    case kinds.generic_type:
    case kinds.subscript:
      return generic(context, children);
    default:
      return null;
  }
}

/** Of `Foo | None` the `Foo`. */
function only(context: Context, nodes: readonly number[]): Expression | null {
  const found = nodes.filter((node) => !isNone(context, node));
  const [one] = found;
  return one === undefined || found.length > 1 ? null : typeOf(context, one);
}

function isNone(context: Context, node: number): boolean {
  return textAt(context, node) === 'None';
}

function generic(context: Context, children: readonly number[]): Expression | null {
  const [base, ...given] = children;
  if (base === undefined) return null;
  const name = textAt(context, base).split('.').at(-1) ?? '';
  const inside = given.flatMap((node) => (kindAt(context, node) === context.kinds.type_parameter ? childrenOf(context, node) : [node]));
  if (name === 'Union') return only(context, inside.flatMap((node) => (kindAt(context, node) === context.kinds.tuple ? childrenOf(context, node) : [node])));
  if (name === 'Type' || name === 'type') return null;
  if (!TRANSPARENT.has(name)) return typeOf(context, base);
  return inside[0] === undefined ? null : typeOf(context, inside[0]);
}

/** `"Foo"`, `"a.Foo"`, `"Foo | None"`: written as text where the class comes later. */
function quoted(context: Context, node: number): Expression | null {
  const text = plainText(context, node);
  const span = spanOf(context, node);
  const named = text?.split('|').map((part) => part.trim()).filter((part) => part !== 'None') ?? [];
  const inner = /^(?:typing\.)?Optional\[([\w.]+)\]$/.exec(named[0] ?? '')?.[1] ?? named[0] ?? '';
  if (named.length !== 1 || !/^[^\W\d][\w.]{0,200}$/u.test(inner)) return null;
  const [first = '', ...rest] = inner.split('.');
  const scalar = SCALARS.get(first);
  if (scalar !== undefined) return symbol(span, scalar);
  let found = nameExpression(context, first, span);
  for (const part of rest) found = member(span, found, literal(span, part));
  return found;
}
