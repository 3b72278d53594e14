import { matchAnyOrder } from './match-lists.ts';
import { bind, type Bound, each, type Matching, NO_WAYS, type Ways } from './matching.ts';
import { META } from './rewrite-pattern.ts';
import { type Shape, shapeAt } from './shape.ts';

/** An import by what it brings in: the pattern may name less of it, and modules above it. */
export function matchImport(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  if (code.type === 'assign') return matchRequire(matching, pattern, code, bound);
  if (code.type !== 'import') return NO_WAYS;
  const [[askedModule, ...asked], [hadModule, ...had]] = [pattern.children, code.children];
  if (askedModule === undefined || hadModule === undefined) return NO_WAYS;
  const isScript = askedModule.role === 'module';
  if (pattern.value === code.value || isScript) {
    const direct = each(matchModule(matching, askedModule, hadModule, bound), (way) => matchAnyOrder(matching, asked, had, way));
    if (direct.length > 0 || isScript) return direct;
  }
  return matchNames(matching, namesIn(pattern), namesIn(code), bound);
}

/** The name, and the alias where the pattern has one. */
export function matchItem(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  if (code.type !== 'import-item' || pattern.value !== code.value) return NO_WAYS;
  let ways: Ways = [bound];
  for (const [at, part] of pattern.children.entries()) {
    const other = code.children[at];
    if (other === undefined) return NO_WAYS;
    ways = each(ways, (way) => matching.match(part, other, way));
  }
  return ways;
}

function matchModule(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  if (pattern.role === 'module') {
    const isAbove = pattern.type === 'string' && code.type === 'string' && code.value.startsWith(`${pattern.value}/`);
    return isAbove ? [bound] : matching.match(pattern, code, bound);
  }
  if (pattern.type === 'metavariable') return bind(matching, pattern.value, code, bound);
  return matchSegments(matching, segmentsOf(pattern.value), { shape: code, segments: segmentsOf(code.value) }, bound);
}

const segmentsOf = (path: string): string[] => path.split(/[.\\]/u);
const wordOf = ({ type, value }: Shape): string => (type === 'metavariable' ? `${META}${value.slice(1)}` : value);
const isWholeName = (text: string): boolean => new RegExp(`^${META}\\w+$`, 'u').test(text);
const nameOf = (text: string): string => `$${text.slice(META.length)}`;

interface Path {
  readonly shape: Shape;
  readonly segments: readonly string[];
}

/** The pattern's path is the code's, or the beginning of it. */
function matchSegments(matching: Matching, asked: readonly string[], had: Path, bound: Bound): Ways {
  if (asked.length > had.segments.length) return NO_WAYS;
  let ways: Ways = [bound];
  for (const [at, segment] of asked.entries()) {
    const other = had.segments[at] ?? '';
    ways = each(ways, (way) => (isWholeName(segment) ? bind(matching, nameOf(segment), shapeAt(had.shape, 'name', { value: other }), way) : segment === other ? [way] : NO_WAYS));
  }
  return ways;
}

/** All full names that an import of Python brings in. */
function namesIn({ value, children }: Shape): Path[] {
  const [module, ...items] = children;
  if (module === undefined) return [];
  const segments = segmentsOf(wordOf(module));
  if (value === 'module') return [{ shape: module, segments }];
  return items.filter(({ role }) => role !== 'modifier').map((item) => {
    const [name] = item.children;
    if (name === undefined) return { shape: item, segments };
    return { shape: name, segments: [...segments, wordOf(name)] };
  });
}

function matchNames(matching: Matching, asked: readonly Path[], had: readonly Path[], bound: Bound): Ways {
  const [first, ...rest] = asked;
  if (first === undefined) return [bound];
  const found: Bound[] = [];
  for (const [at, path] of had.entries()) found.push(...each(matchSegments(matching, first.segments, path, bound), (way) => matchNames(matching, rest, had.toSpliced(at, 1), way)));
  return found;
}

/** `import { a } from "m"` is `const { a } = require("m")`, `import "m"` any `require("m")` that is given a name. */
function matchRequire(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const [target, value] = code.children;
  const [module, ...asked] = pattern.children;
  const [callee, required] = value?.type === 'call' ? value.children : [];
  if (target === undefined || module?.role !== 'module' || callee?.value !== 'require' || required?.type !== 'string') return NO_WAYS;
  const ways = matching.match(module, required, bound);
  if (asked.length === 0 || target.type !== 'object_pattern') return asked.length === 0 ? ways : NO_WAYS;
  const items = target.children.map((part) => {
    const [name, alias] = part.type === 'pair_pattern' ? part.children : [part, part];
    const names = [name === undefined ? part : shapeAt(name, 'name', { value: name.value }), ...(alias === undefined ? [] : [alias])];
    return shapeAt(part, 'import-item', { value: 'named', children: names });
  });
  return each(ways, (way) => matchAnyOrder(matching, asked, items, way));
}
