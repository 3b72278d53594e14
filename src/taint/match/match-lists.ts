import { bind, type Bound, each, MAX_WAYS, type Matching, NO_WAYS, type Ways } from './matching.ts';
import { ellipsisName, isEllipsis, type Shape, shapeAt } from './shape.ts';

/** Each pattern is another one of the codes, in any order; codes may be left. */
export function matchAnyOrder(matching: Matching, patterns: readonly Shape[], codes: readonly Shape[], bound: Bound): Ways {
  const [first, ...rest] = patterns;
  if (first === undefined) return [bound];
  if (isEllipsis(first)) return matchAnyOrder(matching, rest, codes, bound);
  const found: Bound[] = [];
  for (const [at, code] of codes.entries()) {
    if (found.length >= MAX_WAYS || matching.steps <= 0) break;
    const ways = matching.match(first, code, bound);
    if (ways.length > 0) found.push(...each(ways, (way) => (rest.length === 0 ? [way] : matchAnyOrder(matching, rest, codes.toSpliced(at, 1), way))));
  }
  return found;
}

/** In any order with none left, unless the pattern has `...`. */
export function matchSet(matching: Matching, patterns: readonly Shape[], codes: readonly Shape[], bound: Bound): Ways {
  const asked = patterns.filter((pattern) => !isEllipsis(pattern));
  return asked.length === patterns.length && asked.length !== codes.length ? NO_WAYS : matchAnyOrder(matching, asked, codes, bound);
}

/** In order, with `...` for any number. */
export function matchList(matching: Matching, patterns: readonly Shape[], codes: readonly Shape[], bound: Bound): Ways {
  return listFrom(matching, { patterns, codes, pattern: 0, code: 0 }, bound);
}

interface Position {
  readonly patterns: readonly Shape[];
  readonly codes: readonly Shape[];
  readonly pattern: number;
  readonly code: number;
}

function listFrom(matching: Matching, at: Position, bound: Bound): Ways {
  const { patterns, codes } = at;
  const first = patterns[at.pattern];
  if (first === undefined) return codes.length === at.code ? [bound] : NO_WAYS;
  if (!isEllipsis(first)) {
    const code = codes[at.code];
    return code === undefined ? NO_WAYS : each(matching.match(first, code, bound), (way) => listFrom(matching, { ...at, pattern: at.pattern + 1, code: at.code + 1 }, way));
  }
  const name = ellipsisName(first);
  const isLast = at.pattern + 1 === patterns.length;
  if (isLast && name === null) return [bound];
  const found: Bound[] = [];
  for (let next = isLast ? codes.length : at.code; next <= codes.length && found.length < MAX_WAYS && matching.steps > 0; next += 1) {
    matching.steps -= 1;
    const ways = name === null ? [bound] : bind(matching, name, listOf(codes.slice(at.code, next), codes[next]?.start ?? codes.at(-1)?.stop ?? 0), bound);
    found.push(...each(ways, (way) => listFrom(matching, { ...at, pattern: at.pattern + 1, code: next }, way)));
  }
  return found;
}

/** What an ellipsis with a name stands for. */
export function listOf(codes: readonly Shape[], start: number): Shape {
  return shapeAt({ start: codes[0]?.start ?? start, stop: codes.at(-1)?.stop ?? start }, 'list', { children: codes });
}
