import { bind, type Bound, firstWay, MAX_WAYS, type Matching, NO_WAYS, type Ways } from './matching.ts';
import { listOf } from './match-lists.ts';
import { ellipsisName, isEllipsis, isStatement, type Shape } from './shape.ts';

export interface Statements {
  readonly codes: readonly Shape[];
  readonly at: number;
  /** Nothing may be left. */
  readonly isWhole: boolean;
  /** The codes are those of the blocks below too. */
  readonly isFlat: boolean;
}

export interface Sequence {
  readonly way: Bound;
  /** Behind the last statement that was matched; 0 for none. */
  readonly stop: number;
}

/** Statements in order; `...` reaches into the blocks of what it passes, and after it statements may be left. */
export function matchStatements(matching: Matching, patterns: readonly Shape[], place: Statements, bound: Bound): readonly Sequence[] {
  return statementsFrom(matching, { patterns, at: 0 }, place, bound);
}

interface Asked {
  readonly patterns: readonly Shape[];
  readonly at: number;
}

function statementsFrom(matching: Matching, asked: Asked, place: Statements, bound: Bound): readonly Sequence[] {
  const first = asked.patterns[asked.at];
  const { codes, at } = place;
  if (first === undefined) return place.isWhole && at < codes.length ? [] : [{ way: bound, stop: 0 }];
  const rest = { patterns: asked.patterns, at: asked.at + 1 };
  if (isEllipsis(first)) return passing(matching, first, { rest, place }, bound);
  const code = codes[at];
  const found: Sequence[] = [];
  if (code === undefined || matching.steps <= 0) return found;
  for (const way of matching.match(first, code, bound)) {
    for (const inner of statementsFrom(matching, rest, { ...place, at: at + 1 }, way)) found.push({ way: inner.way, stop: Math.max(inner.stop, code.stop) });
  }
  return found.slice(0, MAX_WAYS);
}

function passing(matching: Matching, first: Shape, { rest, place }: { rest: Asked; place: Statements }, bound: Bound): readonly Sequence[] {
  const { codes, at } = place;
  const name = ellipsisName(first);
  const isLast = rest.at === rest.patterns.length;
  if (isLast && name === null) return [{ way: bound, stop: codes.length > at ? (codes.at(-1)?.stop ?? 0) : 0 }];
  const found: Sequence[] = [];
  const go = (list: readonly Shape[], from: number, isFlat: boolean): void => {
    for (let next = isLast ? list.length : from; next <= list.length && found.length < MAX_WAYS && matching.steps > 0; next += 1) {
      matching.steps -= 1;
      const ways = name === null ? [bound] : bind(matching, name, listOf(list.slice(from, next), list[next]?.start ?? 0), bound);
      const passed = name === null ? 0 : (list[next - 1]?.stop ?? 0);
      for (const way of ways) for (const inner of statementsFrom(matching, rest, { codes: list, at: next, isWhole: name !== null, isFlat }, way)) found.push({ way: inner.way, stop: Math.max(inner.stop, passed) });
    }
  };
  go(codes, at, place.isFlat);
  if (place.isFlat || name !== null) return found;
  const { list, starts, isDeeper } = matching.index.flattened(codes);
  if (isDeeper) go(list, starts[at] ?? list.length, true);
  return found;
}

const HOLDING = new Set(['expression-statement', 'assign', 'return_statement']);

/** An expression as a statement holds for a statement whose own expression has it. */
export function matchStatement(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const [wanted] = pattern.children;
  if (wanted === undefined) return NO_WAYS;
  if (wanted.type === 'metavariable') return bind(matching, wanted.value, code.type === 'expression-statement' ? (code.children[0] ?? code) : code, bound);
  if (isEllipsis(wanted)) return [bound];
  if (wanted.type === 'deep' && isStatement(code)) return firstWay(code.children, (child) => (child.type === 'block' ? NO_WAYS : matching.match(wanted, child, bound)));
  if (!HOLDING.has(code.type) || !isStatement(code)) return NO_WAYS;
  return firstWay(code.children, (child) => matchWithin(matching, wanted, child, bound));
}

function matchWithin(matching: Matching, wanted: Shape, code: Shape, bound: Bound): Ways {
  if (isStatement(code)) return NO_WAYS;
  const found = matching.match(wanted, code, bound);
  return found.length > 0 ? found : firstWay(code.children, (child) => matchWithin(matching, wanted, child, bound));
}
