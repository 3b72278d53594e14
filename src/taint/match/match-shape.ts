import { type FileIndex, foldConstant, pathOf } from './file-index.ts';
import { ellipsisName, isEllipsis, isStatement, keyOf, type Shape, shapeAt } from './shape.ts';
import { translateRegex } from './translate-regex.ts';

/** What each metavariable stands for. */
export type Bound = ReadonlyMap<string, Shape>;

/** A match in work; `steps` falls with each comparison, and at 0 nothing matches any more. */
export interface Matching {
  readonly index: FileIndex;
  steps: number;
}

/** More ways for one place than this are cut: they differ in what metavariables stand for only. */
const MAX_WAYS = 32;
const NO_WAYS: readonly Bound[] = [];
const LOOSE_ROLES = new Set(['type', 'decorator', 'modifier']);
const UNORDERED = new Set(['members', 'jsx_self_closing_element', 'jsx_opening_element', 'object', 'object_pattern', 'dictionary', 'set', 'named_imports']);
const COMMUTATIVE = new Set(['&', '|']);

/** All ways in which code is what a pattern says. */
export function matchShape(matching: Matching, pattern: Shape, code: Shape, bound: Bound): readonly Bound[] {
  matching.steps -= 1;
  if (matching.steps <= 0) return NO_WAYS;
  const [inner] = code.children;
  // Types, defaults and decorators of a parameter may be left out.
  if (code.type === 'parameter' && inner !== undefined && pattern.type !== 'parameter' && pattern.type !== 'ellipsis') return matchShape(matching, pattern, inner, bound);
  switch (pattern.type) {
    case 'ellipsis':
      return [bound];
    case 'metavariable':
      return isStatement(code) && code.role === 'statement' ? NO_WAYS : bind(pattern.value, code, bound);
    case 'deep':
      return matchDeep(matching, pattern, code, bound);
    case 'typed':
      return matchTyped(matching, pattern, code, bound);
    case 'any-string':
    case 'string':
    case 'string-metavariable':
    case 'string-regex':
      return matchString(matching, pattern, code, bound);
    default:
      return matchNode(matching, pattern, code, bound);
  }
}

function bind(name: string, code: Shape, bound: Bound): readonly Bound[] {
  if (name === '$_') return [bound];
  const known = bound.get(name);
  if (known !== undefined) return keyOf(known) === keyOf(code) ? [bound] : NO_WAYS;
  return [new Map(bound).set(name, code)];
}

function matchDeep(matching: Matching, pattern: Shape, code: Shape, bound: Bound): readonly Bound[] {
  const [inner] = pattern.children;
  if (inner === undefined) return NO_WAYS;
  const found = matchShape(matching, inner, code, bound);
  return found.length > 0 ? found : firstWay(code.children, (child) => matchDeep(matching, pattern, child, bound));
}

function firstWay<Item>(items: readonly Item[], match: (item: Item) => readonly Bound[]): readonly Bound[] {
  for (const item of items) {
    const found = match(item);
    if (found.length > 0) return found;
  }
  return NO_WAYS;
}

const LITERAL_TYPES: Readonly<Record<string, string>> = { string: 'string', template: 'string', number: 'number', integer: 'int', float: 'float', true: 'boolean', false: 'boolean' };

function matchTyped(matching: Matching, pattern: Shape, code: Shape, bound: Bound): readonly Bound[] {
  const [metavariable] = pattern.children;
  const same = typesOf(matching, code).some((type) => type === pattern.value || (type === 'int' && pattern.value === 'number'));
  return same && metavariable !== undefined ? bind(metavariable.value, code, bound) : NO_WAYS;
}

function typesOf({ index }: Matching, code: Shape): readonly string[] {
  const literal = foldConstant(code, index.constants) ?? code;
  const known = LITERAL_TYPES[literal.type];
  if (known !== undefined) return [known];
  if (code.type === 'new') return [code.children[0]?.value ?? ''];
  if (code.type !== 'name') return [];
  const declared = [...(index.byType.get('parameter') ?? []), ...(index.byType.get('assign') ?? [])].filter(({ children }) => children[0]?.value === code.value);
  return declared.flatMap(({ children }) => children.slice(1).flatMap((child) => (child.role === 'type' ? [child.value] : child.type === 'new' ? [child.children[0]?.value ?? ''] : [])));
}

function matchString({ index }: Matching, pattern: Shape, code: Shape, bound: Bound): readonly Bound[] {
  const constant = foldConstant(code, index.constants);
  if (pattern.type === 'any-string' && code.type === 'template') return [bound];
  if (constant?.type !== 'string') return NO_WAYS;
  if (pattern.type === 'string-metavariable') return bind(pattern.value, constant, bound);
  if (pattern.type === 'string-regex') {
    const [source, flags] = JSON.parse(pattern.value) as [string, string];
    return translateRegex(source, flags)?.test(constant.value) === true ? [bound] : NO_WAYS;
  }
  return pattern.type === 'any-string' || pattern.value === constant.value ? [bound] : NO_WAYS;
}

function matchNode(matching: Matching, pattern: Shape, code: Shape, bound: Bound): readonly Bound[] {
  if (pattern.type === 'expression-statement') return matchStatement(matching, pattern, code, bound);
  const { index } = matching;
  if (isSamePath(index, pattern, code)) return [bound];
  if (pattern.type === 'dot' && pattern.children[1]?.type === 'ellipsis') return matchChain(matching, pattern, code, bound);
  if (pattern.type !== code.type) {
    const constant = code.type === 'name' ? index.constants.get(code.value) : undefined;
    return constant !== undefined && constant.type === pattern.type && constant.value === pattern.value ? [bound] : NO_WAYS;
  }
  return pattern.value === code.value || isSameFunction(index, pattern, code) ? matchChildren(matching, pattern, code, bound) : NO_WAYS;
}

/** A name or member by what it was imported as. */
function isSamePath(index: FileIndex, pattern: Shape, code: Shape): boolean {
  if (!(pattern.type === 'name' || pattern.type === 'dot') || !(code.type === 'name' || code.type === 'dot')) return false;
  const path = pathOf(pattern, new Map());
  return path !== null && path === pathOf(code, index.imports);
}

/** PHP's functions have no case. */
function isSameFunction({ tree }: FileIndex, pattern: Shape, code: Shape): boolean {
  return tree.grammar === 'php' && pattern.type === 'name' && pattern.role === 'callee' && pattern.value.toLowerCase() === code.value.toLowerCase();
}

/** `a. ... .b`: any members and calls between. */
function matchChain(matching: Matching, pattern: Shape, code: Shape, bound: Bound): readonly Bound[] {
  const [head] = pattern.children;
  if (head === undefined) return NO_WAYS;
  for (let place: Shape | undefined = code; place !== undefined; place = place.type === 'dot' || place.type === 'call' || place.type === 'index' ? place.children[0] : undefined) {
    const found = matchShape(matching, head, place, bound);
    if (found.length > 0) return found;
  }
  return NO_WAYS;
}

function matchChildren(matching: Matching, pattern: Shape, code: Shape, bound: Bound): readonly Bound[] {
  const [asked, had] = [pattern, code].map(partsOf) as [Parts, Parts];
  let ways: readonly Bound[] = matchAnyOrder(matching, asked.loose, had.loose, bound);
  if (asked.keywords.length < had.keywords.length && !asked.ordered.some(isEllipsis)) return NO_WAYS;
  ways = each(ways, (way) => matchAnyOrder(matching, asked.keywords, had.keywords, way));
  return pattern.type === 'function' ? matchFunction(matching, asked.ordered, had.ordered, ways) : each(ways, (way) => matchOrdered(matching, pattern, { code, left: asked.ordered, right: had.ordered }, way));
}

interface Parts {
  /** May be left out of the pattern, in any order. */
  readonly loose: readonly Shape[];
  readonly keywords: readonly Shape[];
  readonly ordered: readonly Shape[];
}

function partsOf({ children }: Shape): Parts {
  const isLoose = ({ role }: Shape): boolean => LOOSE_ROLES.has(role);
  return { loose: children.filter(isLoose), keywords: children.filter(({ role }) => role === 'keyword'), ordered: children.filter((child) => !isLoose(child) && child.role !== 'keyword') };
}

function matchFunction(matching: Matching, asked: readonly Shape[], had: readonly Shape[], ways: readonly Bound[]): readonly Bound[] {
  // `function ...(...)` holds for any name and none; a pattern without a body for any body.
  const anyName = asked[0]?.role === 'name' && isEllipsis(asked[0]);
  const left = anyName ? asked.slice(1) : asked;
  const named = anyName && had[0]?.role === 'name' ? had.slice(1) : had;
  const right = left.at(-1)?.type !== 'block' && named.at(-1)?.type === 'block' ? named.slice(0, -1) : named;
  return each(ways, (way) => matchList(matching, left, right, way));
}

interface Ordered {
  readonly code: Shape;
  readonly left: readonly Shape[];
  readonly right: readonly Shape[];
}

function matchOrdered(matching: Matching, pattern: Shape, { code, left, right }: Ordered, bound: Bound): readonly Bound[] {
  if (UNORDERED.has(pattern.type)) return matchAnyOrder(matching, left, right, bound);
  if (pattern.type === 'block') {
    const [only] = left;
    const whole = only?.type === 'expression-statement' && left.length === 1 && right.length > 1 ? only.children[0] : undefined;
    // `if ($E) $S`: the whole body where it is several statements.
    if (whole?.type === 'metavariable') return bind(whole.value, code, bound);
    return matchStatements(matching, left, { codes: right, whole: true }, bound).map(({ way }) => way);
  }
  const straight = matchList(matching, left, right, bound);
  const mayReorder = straight.length === 0 && pattern.type === 'chain' && COMMUTATIVE.has(pattern.value) && (left.length === right.length || left.some(isEllipsis));
  return mayReorder ? matchAnyOrder(matching, left, right, bound) : straight;
}

function each(ways: readonly Bound[], next: (way: Bound) => readonly Bound[]): readonly Bound[] {
  const found: Bound[] = [];
  for (const way of ways) {
    found.push(...next(way));
    if (found.length >= MAX_WAYS) return found.slice(0, MAX_WAYS);
  }
  return found;
}

function matchAnyOrder(matching: Matching, patterns: readonly Shape[], codes: readonly Shape[], bound: Bound): readonly Bound[] {
  const [first, ...rest] = patterns;
  if (first === undefined) return [bound];
  if (isEllipsis(first)) return matchAnyOrder(matching, rest, codes, bound);
  const found: Bound[] = [];
  for (const [at, code] of codes.entries()) {
    if (found.length >= MAX_WAYS || matching.steps <= 0) break;
    const ways = matchShape(matching, first, code, bound);
    if (ways.length > 0) found.push(...each(ways, (way) => matchAnyOrder(matching, rest, codes.toSpliced(at, 1), way)));
  }
  return found;
}

/** In order, with `...` for any number. */
function matchList(matching: Matching, patterns: readonly Shape[], codes: readonly Shape[], bound: Bound): readonly Bound[] {
  const [first, ...rest] = patterns;
  if (first === undefined) return codes.length === 0 ? [bound] : NO_WAYS;
  if (!isEllipsis(first)) {
    const [code] = codes;
    return code === undefined ? NO_WAYS : each(matchShape(matching, first, code, bound), (way) => matchList(matching, rest, codes.slice(1), way));
  }
  const found: Bound[] = [];
  for (let taken = 0; taken <= codes.length && found.length < MAX_WAYS && matching.steps > 0; taken += 1) {
    matching.steps -= 1;
    const name = ellipsisName(first);
    const ways = name === null ? [bound] : bind(name, listOf(codes.slice(0, taken), codes[taken]?.start ?? 0), bound);
    found.push(...each(ways, (way) => matchList(matching, rest, codes.slice(taken), way)));
    if (found.length > 0 && rest.length === 0 && name === null) break;
    if (rest.length === 0 && name === null) taken = codes.length - 1;
  }
  return found;
}

function listOf(codes: readonly Shape[], start: number): Shape {
  return shapeAt({ start: codes[0]?.start ?? start, stop: codes.at(-1)?.stop ?? start }, 'list', { children: codes });
}

/** An expression as a statement holds for any statement whose own expressions have it. */
function matchStatement(matching: Matching, pattern: Shape, code: Shape, bound: Bound): readonly Bound[] {
  const [wanted] = pattern.children;
  if (wanted === undefined) return NO_WAYS;
  if (wanted.type === 'metavariable') return bind(wanted.value, code.type === 'expression-statement' ? (code.children[0] ?? code) : code, bound);
  if (isEllipsis(wanted)) return [bound];
  if (!isStatement(code)) return NO_WAYS;
  return firstWay(code.children, (child) => matchWithin(matching, wanted, child, bound));
}

function matchWithin(matching: Matching, wanted: Shape, code: Shape, bound: Bound): readonly Bound[] {
  if (isStatement(code)) return NO_WAYS;
  const found = matchShape(matching, wanted, code, bound);
  return found.length > 0 ? found : firstWay(code.children, (child) => matchWithin(matching, wanted, child, bound));
}

export interface Statements {
  readonly codes: readonly Shape[];
  readonly whole: boolean;
}

/** Statements in order; `...` reaches into the blocks of what it passes. `whole`: nothing may be left. */
export function matchStatements(matching: Matching, patterns: readonly Shape[], { codes, whole }: Statements, bound: Bound): readonly { readonly way: Bound; readonly stop: number }[] {
  const [first, ...rest] = patterns;
  if (first === undefined) return whole && codes.length > 0 ? [] : [{ way: bound, stop: 0 }];
  const [code] = codes;
  const found: { way: Bound; stop: number }[] = [];
  if (!isEllipsis(first)) {
    if (code === undefined) return [];
    for (const way of matchShape(matching, first, code, bound)) for (const inner of matchStatements(matching, rest, { codes: codes.slice(1), whole }, way)) found.push({ way: inner.way, stop: Math.max(inner.stop, code.stop) });
    return found.slice(0, MAX_WAYS);
  }
  if (rest.length === 0) return [{ way: bound, stop: codes.at(-1)?.stop ?? 0 }];
  const flat = flatten(codes);
  for (let at = 0; at < flat.length && found.length < MAX_WAYS && matching.steps > 0; at += 1) {
    matching.steps -= 1;
    const item = flat[at];
    if (item !== undefined) found.push(...matchStatements(matching, rest, { codes: item.list.slice(item.at), whole }, bound));
  }
  return found.slice(0, MAX_WAYS);
}

interface Position {
  readonly list: readonly Shape[];
  readonly at: number;
}

/** Every statement below, each with the list in which it stands. */
function flatten(codes: readonly Shape[]): Position[] {
  const found: Position[] = [];
  const visit = (shape: Shape): void => {
    for (const child of shape.children) {
      if (child.type === 'block') add(child.children);
      else visit(child);
    }
  };
  const add = (list: readonly Shape[]): void => {
    for (const [at, code] of list.entries()) {
      found.push({ list, at });
      if (code.type === 'block') add(code.children);
      else visit(code);
    }
  };
  add(codes);
  return found;
}
