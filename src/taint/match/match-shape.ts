import type { FileIndex } from './file-index.ts';
import { pathOf, NO_IMPORTS } from './imports.ts';
import { matchImport, matchItem } from './match-imports.ts';
import { matchAnyOrder, matchList, matchSet } from './match-lists.ts';
import { matchChain, matchOpenBinary } from './match-operators.ts';
import { matchStatement, matchStatements } from './match-statements.ts';
import { matchString } from './match-strings.ts';
import { matchTyped } from './match-typed.ts';
import { bind, type Bound, each, firstWay, MAX_WAYS, type Matching, NO_WAYS, type Ways } from './matching.ts';
import { isEllipsis, isStatement, type Shape, shapeAt, withRole } from './shape.ts';

const LOOSE_ROLES = new Set(['type', 'decorator', 'modifier', 'catch', 'attribute']);
const UNORDERED = new Set(['members', 'object', 'object_pattern']);
const SETS = new Set(['dictionary', 'set']);
/** Where `...` is one thing, which has to be there. */
const SINGLE = new Set(['assign', 'pair', 'binary', 'conditional', 'keyword', 'index', 'if_statement', 'while_statement']);
const LITERALS = new Set(['number', 'integer', 'float', 'true', 'false', 'none', 'null', 'regex']);
/** Patterns that say more of a parameter than its name. */
const AS_WHOLE = new Set(['parameter', 'ellipsis', 'assign']);
const GATHERING = new Set(['variadic_parameter', 'list_splat_pattern', 'dictionary_splat_pattern', 'rest_pattern']);

/** A match of one pattern in one file; `steps`: comparisons that it may take. */
export function matchingIn(index: FileIndex, steps: number, isSymbolic = false): Matching {
  const matching: Matching = { index, steps, isSymbolic, match: (pattern, code, bound) => matchShape(matching, pattern, code, bound) };
  return matching;
}

/** All ways in which code is what a pattern says; casts in the code may be left out of the pattern. */
export function matchShape(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const [inner] = code.children;
  if (matching.isSymbolic && code.type === 'name') return matchName(matching, pattern, code, bound);
  if (code.type !== 'cast' || pattern.type === 'cast' || inner === undefined) return matchRoot(matching, pattern, code, bound);
  return [...matchShape(matching, pattern, inner, bound), ...matchRoot(matching, pattern, code, bound)];
}

/** A name, or else the expression that it was given before. */
function matchName(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const found = matchRoot(matching, pattern, code, bound);
  const value = found.length > 0 ? null : givenTo(matching, code);
  return value === null ? found : matchShape(matching, pattern, value, bound);
}

/** Of a name that gets one value in the whole file, that value where it stands before. */
function givenTo({ index }: Matching, name: Shape): Shape | null {
  const variable = index.variableOf(name);
  const value = variable?.writes === 1 ? variable.value : null;
  return value !== null && value.stop <= name.start ? value : null;
}

/** The same for a place where matching begins: what is inside of a cast is a place of its own. */
export function matchRoot(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  matching.steps -= 1;
  if (matching.steps <= 0) return NO_WAYS;
  const [inner] = code.children;
  // Types, defaults and decorators of a parameter may be left out.
  if (code.type === 'parameter' && inner !== undefined && !AS_WHOLE.has(pattern.type)) return matchShape(matching, pattern, inner, bound);
  switch (pattern.type) {
    case 'ellipsis':
      return [bound];
    case 'metavariable':
      return isExpression(matching.index, code) ? bind(matching, pattern.value, code, bound) : NO_WAYS;
    case 'deep':
      return matchDeep(matching, pattern, code, bound);
    case 'typed':
      return matchTyped(matching, pattern, code, bound);
    case 'any-string':
    case 'string':
    case 'string-metavariable':
    case 'string-regex':
      return matchString(matching, pattern, code, bound);
    case 'import-item':
      return matchItem(matching, pattern, code, bound);
    case 'import':
      return matchImport(matching, pattern, code, bound);
    case 'expression-statement':
      return matchStatement(matching, pattern, code, bound);
    default:
      return matchNode(matching, pattern, code, bound);
  }
}

/** What a metavariable alone may be; a template's own text is none, but in PHP. */
function isExpression({ tree }: FileIndex, code: Shape): boolean {
  return !(isStatement(code) && code.role === 'statement') && !GATHERING.has(code.type) && (code.role !== 'piece' || tree.grammar === 'php');
}

function matchDeep(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const [inner] = pattern.children;
  if (inner === undefined) return NO_WAYS;
  const found = matchShape(matching, inner, code, bound);
  if (inner.type === 'metavariable' && found.length > 0) {
    // What else it may be is for the other patterns of the rule to say.
    const all = [...found];
    for (const child of code.children) if (all.length < MAX_WAYS) all.push(...matchDeep(matching, pattern, child, bound));
    return all.slice(0, MAX_WAYS);
  }
  if (found.length > 0) return found;
  const value = matching.isSymbolic && code.type === 'name' ? givenTo(matching, code) : null;
  return firstWay(value === null ? code.children : [value], (child) => matchDeep(matching, pattern, child, bound));
}

function matchNode(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const { index } = matching;
  const { type } = pattern;
  if (type === 'name' || type === 'dot') {
    if (isSamePath(index, pattern, code)) return [bound];
    if (pattern.children[1]?.type === 'ellipsis') return matchMembers(matching, pattern, code, bound);
  }
  if (type !== code.type) return matchOther(matching, pattern, code, bound);
  if (type === 'chain' && pattern.value === code.value) return matchChain(matching, pattern, code, bound);
  if (type === 'binary' && pattern.children[1]?.type === 'ellipsis') return matchOpenBinary(matching, pattern, code, bound);
  if (pattern.value !== code.value && !isEqualWord(index, pattern, code)) return NO_WAYS;
  return matchChildren(matching, pattern, code, bound);
}

/** A name or member by what it was imported as. */
function isSamePath({ imports }: FileIndex, pattern: Shape, code: Shape): boolean {
  if (code.type !== 'name' && code.type !== 'dot') return false;
  const path = pathOf(pattern, NO_IMPORTS);
  if (path === null || pattern.value === '?.') return false;
  const other = pathOf(code, imports);
  if (other === null || path === other) return path === other;
  // As written, whatever the name was imported as.
  return path === pathOf(code, NO_IMPORTS) || imports.wildcards.some((module) => path === `${module}.${other}`);
}

/** PHP's functions have no case; `a.b` is `a?.b` as well, and `var` any declaration. */
function isEqualWord({ tree }: FileIndex, pattern: Shape, code: Shape): boolean {
  if (pattern.type === 'dot') return pattern.value === '';
  if (pattern.type === 'modifier') return pattern.value === 'var' && (code.value === 'let' || code.value === 'const');
  return tree.grammar === 'php' && pattern.type === 'name' && code.role === 'callee' && pattern.value.toLowerCase() === code.value.toLowerCase();
}

/** Patterns for code of another kind: constants, short forms, a function that is a value. */
function matchOther(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const { index } = matching;
  if (LITERALS.has(pattern.type)) {
    const constant = index.constantOf(code);
    return constant !== null && constant.type === pattern.type ? matchShape(matching, pattern, constant, bound) : NO_WAYS;
  }
  if (pattern.type === 'pair' && code.type === 'name') return matchShape(matching, pattern, shapeAt(code, 'pair', { children: [shapeAt(code, 'string', { value: code.value, role: 'key' }), code] }), bound);
  if (pattern.type === 'function') return matchFunctionValue(matching, pattern, code, bound);
  if (pattern.type === 'dot' && code.type === 'name') return matchImported(matching, pattern, code, bound);
  if (pattern.children.every(isEllipsis) && pattern.children.length < 2) return isAnyOf(index, pattern, code) ? [bound] : NO_WAYS;
  return NO_WAYS;
}

/** `[...]` is a comprehension too, `{ ... }` any set or dictionary, and `...` in backquotes any text in them. */
function isAnyOf({ tree }: FileIndex, pattern: Shape, code: Shape): boolean {
  const isEmpty = pattern.children.length === 0;
  if (SETS.has(pattern.type) && SETS.has(code.type)) return !isEmpty || code.children.length === 0;
  if (isEmpty) return false;
  if (pattern.type === 'template') return code.type === 'string' && tree.text[code.start] === '`';
  return code.type === `${pattern.type}_comprehension` || (SETS.has(pattern.type) && /^(?:set|dictionary)_comprehension$/u.test(code.type));
}

/** `m.$F` and `$M.f` are `f` where it was imported from a module m. */
function matchImported(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const path = pathOf(code, matching.index.imports) ?? '';
  const last = path.lastIndexOf('.');
  if (path === code.value || last <= 0) return NO_WAYS;
  const [module, member] = [path.slice(0, last), path.slice(last + 1)].map((value) => shapeAt(code, 'text', { value }));
  const [owner, name] = pattern.children;
  if (owner === undefined || name === undefined || module === undefined || member === undefined) return NO_WAYS;
  const matchMember = (way: Bound): Ways => matchShape(matching, name, { ...member, type: 'name' }, way);
  if (owner.type === 'metavariable') return each(bind(matching, owner.value, module, bound), matchMember);
  return name.type === 'metavariable' && pathOf(owner, NO_IMPORTS) === module.value ? matchMember(bound) : NO_WAYS;
}

/** `function f() {}` is `const f = () => {}` too. */
function matchFunctionValue(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const [name, value, ...rest] = code.children;
  const isDeclared = code.type === 'assign' && rest.some(({ role, value: word }) => role === 'modifier' && ['const', 'let', 'var'].includes(word));
  if (!isDeclared || name === undefined || value?.type !== 'function' || value.children[0]?.role === 'name' || pattern.children[0]?.role !== 'name') return NO_WAYS;
  const named: Shape = { ...value, start: code.start, stop: code.stop, children: [withRole(name, 'name'), ...value.children] };
  return matchShape(matching, pattern, named, bound);
}

/** `a. ... .b`: any members and calls between. */
function matchMembers(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  const [head] = pattern.children;
  if (head === undefined) return NO_WAYS;
  for (let place: Shape | undefined = code; place !== undefined; place = place.type === 'dot' || place.type === 'call' || place.type === 'index' ? place.children[0] : undefined) {
    const found = matchShape(matching, head, place, bound);
    if (found.length > 0) return found;
  }
  return NO_WAYS;
}

function matchChildren(matching: Matching, pattern: Shape, code: Shape, bound: Bound): Ways {
  if (pattern.children.length === 0 && code.children.length === 0) return [bound];
  const [asked, had] = [partsOf(pattern), partsOf(code)];
  if (asked.keywords.length < had.keywords.length && !asked.ordered.some(isEllipsis)) return NO_WAYS;
  const loose = asked.loose.filter((part) => !isImplied(matching.index, part, had.loose));
  let ways = loose.length === 0 ? [bound] : matchAnyOrder(matching, loose, had.loose, bound);
  if (asked.keywords.length > 0) ways = each(ways, (way) => matchAnyOrder(matching, asked.keywords, had.keywords, way));
  return each(ways, (way) => matchOrdered(matching, pattern, { code, left: asked.ordered, right: had.ordered }, way));
}

/** In PHP what says nothing else is public. */
function isImplied({ tree }: FileIndex, { type, value }: Shape, had: readonly Shape[]): boolean {
  return type === 'modifier' && value === 'public' && tree.grammar === 'php' && !had.some((other) => other.value === 'private' || other.value === 'protected');
}

interface Parts {
  /** May be left out of the pattern, in any order. */
  readonly loose: readonly Shape[];
  readonly keywords: readonly Shape[];
  readonly ordered: readonly Shape[];
}

const parts = new WeakMap<Shape, Parts>();

function partsOf(shape: Shape): Parts {
  const { children } = shape;
  if (children.every(({ role }) => role !== 'keyword' && !LOOSE_ROLES.has(role))) return { loose: [], keywords: [], ordered: children };
  const known = parts.get(shape);
  if (known !== undefined) return known;
  const found = {
    loose: children.filter(({ role }) => LOOSE_ROLES.has(role)),
    keywords: children.filter(({ role }) => role === 'keyword'),
    ordered: children.filter(({ role }) => role !== 'keyword' && !LOOSE_ROLES.has(role)),
  };
  parts.set(shape, found);
  return found;
}

interface Ordered {
  readonly code: Shape;
  readonly left: readonly Shape[];
  readonly right: readonly Shape[];
}

function matchOrdered(matching: Matching, pattern: Shape, ordered: Ordered, bound: Bound): Ways {
  const { left, right } = ordered;
  if (UNORDERED.has(pattern.type)) return matchAnyOrder(matching, left, right, bound);
  if (SETS.has(pattern.type)) return matchSet(matching, left, right, bound);
  if (pattern.type === 'block') return matchBlock(matching, ordered, bound);
  const asked = leftOut(matching, pattern, ordered);
  if (SINGLE.has(pattern.type) && left.length !== asked.length) return NO_WAYS;
  return matchList(matching, left, asked, bound);
}

/** What of the code the pattern need not say: the `else` (not in PHP), a function's name and body, the children of an element. */
function leftOut({ index }: Matching, pattern: Shape, { left, right }: Ordered): readonly Shape[] {
  if (pattern.type === 'if_statement' && left.length < right.length && index.tree.grammar !== 'php') return right.slice(0, left.length);
  if (pattern.type === 'jsx' && left.length <= 1 && left.every(({ role }) => role === 'tag')) return right.filter(({ role }) => role === 'tag');
  if (pattern.type !== 'function') return right;
  return left.at(-1)?.type !== 'block' && right.at(-1)?.type === 'block' ? right.slice(0, -1) : right;
}

function matchBlock(matching: Matching, { code, left, right }: Ordered, bound: Bound): Ways {
  const [only] = left;
  const whole = only?.type === 'expression-statement' && left.length === 1 && right.length > 1 ? only.children[0] : undefined;
  // `if ($E) $S`: the whole body where it is several statements.
  if (whole?.type === 'metavariable') return bind(matching, whole.value, code, bound);
  return matchStatements(matching, left, { codes: code.children, at: 0, isWhole: true, isFlat: false }, bound).map(({ way }) => way);
}

