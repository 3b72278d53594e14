import { bind, type Bound, each, MAX_WAYS, type Matching, NO_WAYS, type Ways } from './matching.ts';
import { isEllipsis, type Shape, shapeAt } from './shape.ts';

const COMMUTATIVE = new Set(['&', '|', '^']);
/** More operands than these are given to metavariables one by one: the number of ways grows too fast. */
const MAX_SHARED = 3;

/** Whether the operands may stand in any order. */
export function isCommutative({ value }: Shape): boolean {
  return COMMUTATIVE.has(value);
}

/** Operands in order; a metavariable stands for one or more of them, `...` for any number. In any order where the operator allows, and then others may be left. */
export function matchChain(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const operands = code.children;
  if (isCommutative(pattern)) return matchCommutative(matching, pattern, code, bound);
  return inOrder(matching, { pattern, code }, { asked: 0, had: 0, until: operands.length }, bound);
}

/** The operands from the first to one before the last: `a && b` in `a && b && c`. */
export function prefixOf(chain: Shape, length: number): Shape {
  return groupOf(chain, chain.children.slice(0, length));
}

function groupOf(chain: Shape, operands: readonly Shape[]): Shape {
  const [first] = operands;
  if (operands.length === 1 && first !== undefined) return first;
  return shapeAt({ start: first?.start ?? chain.start, stop: operands.at(-1)?.stop ?? chain.stop }, 'chain', { value: chain.value, children: operands });
}

interface Chains {
  readonly pattern: Shape;
  readonly code: Shape;
}
interface Reached {
  readonly asked: number;
  readonly had: number;
  readonly until: number;
}

function inOrder(matching: Matching, chains: Chains, reached: Reached, bound: Bound): Ways {
  const { asked, had, until } = reached;
  const first = chains.pattern.children[asked];
  matching.steps -= 1;
  if (matching.steps <= 0) return NO_WAYS;
  if (first === undefined) return had === until ? [bound] : NO_WAYS;
  const isLast = asked + 1 === chains.pattern.children.length;
  if (first.type !== 'metavariable' && !isEllipsis(first)) {
    const code = chains.code.children[had];
    return code === undefined ? NO_WAYS : each(matching.match(first, code, bound), (way) => inOrder(matching, chains, { asked: asked + 1, had: had + 1, until }, way));
  }
  const found: Bound[] = [];
  const least = isEllipsis(first) ? had : had + 1;
  for (let next = isLast ? Math.max(least, until) : least; next <= until && found.length < MAX_WAYS && matching.steps > 0; next += 1) {
    const ways = isEllipsis(first) ? [bound] : bind(matching, first.value, groupOf(chains.code, chains.code.children.slice(had, next)), bound);
    found.push(...each(ways, (way) => inOrder(matching, chains, { asked: asked + 1, had: next, until }, way)));
  }
  return found;
}

function matchCommutative(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const asked = pattern.children.filter((child) => child.type !== 'metavariable' && !isEllipsis(child));
  const open = pattern.children.filter((child) => child.type === 'metavariable');
  return oneByOne(matching, asked, code.children, { bound, next: (way, left) => share(matching, { code, open }, left, way) });
}

interface Going {
  readonly bound: Bound;
  readonly next: (way: Bound, left: readonly Shape[]) => Ways;
}

function oneByOne(matching: Matching, patterns: readonly Shape[], codes: readonly Shape[], { bound, next }: Going): Ways {
  const [first, ...rest] = patterns;
  if (first === undefined) return next(bound, codes);
  const found: Bound[] = [];
  for (const [at, code] of codes.entries()) {
    if (found.length >= MAX_WAYS || matching.steps <= 0) break;
    const left = codes.toSpliced(at, 1);
    found.push(...each(matching.match(first, code, bound), (way) => oneByOne(matching, rest, left, { bound: way, next })));
  }
  return found;
}

/** Gives each metavariable some of the operands that are left. */
function share(matching: Matching, asked: { code: Shape; open: readonly Shape[] }, left: readonly Shape[], bound: Bound): Ways {
  const [first, ...rest] = asked.open;
  if (first === undefined) return [bound];
  matching.steps -= 1;
  if (matching.steps <= 0) return NO_WAYS;
  const found: Bound[] = [];
  const groups = left.length > MAX_SHARED ? left.map((_, at) => 1n << BigInt(at)) : Array.from({ length: 2 ** left.length - 1 }, (_, at) => BigInt(at + 1));
  for (const group of groups) {
    if (found.length >= MAX_WAYS) break;
    const taken = left.filter((_, at) => (group >> BigInt(at)) % 2n === 1n);
    const others = left.filter((_, at) => (group >> BigInt(at)) % 2n === 0n);
    found.push(...each(bind(matching, first.value, groupOf(asked.code, taken), bound), (way) => share(matching, { code: asked.code, open: rest }, others, way)));
  }
  return found;
}

/** `1 + 2 + ...`: more of the same operator may follow. */
export function matchOpenBinary(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const [left] = pattern.children;
  for (let place: Shape | undefined = code; left !== undefined && place?.type === 'binary' && place.value === pattern.value; [place] = place.children) {
    const [operand] = place.children;
    const found = operand === undefined ? NO_WAYS : matching.match(left, operand, bound);
    if (found.length > 0) return found;
  }
  return NO_WAYS;
}
