import type { Formula } from '../rules/rule.ts';
import type { Pattern } from './compile-pattern.ts';
import { holdsCondition } from './conditions.ts';
import { type FileIndex, indexOf } from './file-index.ts';
import type { Binding, Match, MatchedFile } from './match.ts';
import { isCommutative, prefixOf } from './match-operators.ts';
import { matchingIn, matchRoot } from './match-shape.ts';
import { matchStatements } from './match-statements.ts';
import type { Matching } from './matching.ts';
import { contains, merged, type Range } from './range.ts';
import { isStatement, type Shape } from './shape.ts';

/** Comparisons for one pattern in one file. */
const MAX_STEPS = 2_000_000;

/** A pattern needs more comparisons in a file than it may: what it would find is not known. */
export class TooManySteps extends Error {}

/** Where a formula holds in a file: by offset, each once. @throws TooManySteps */
export function findMatches(formula: Formula, file: MatchedFile): readonly Match[] {
  const index = indexOf(file.tree);
  return unique(rangesOf(formula, index)).map(({ start, stop, bound }) => ({ start, stop, bindings: new Map([...bound].map(([name, shape]) => [name, bindingOf(shape, index)])) }));
}

function bindingOf(shape: Shape, index: FileIndex): Binding {
  const constant = shape.type === 'name' ? index.constantOf(shape) : null;
  return { start: shape.start, stop: shape.stop, text: (constant?.type === 'some-string' || constant?.type === 'regex' ? undefined : constant?.value) ?? (shape.type === 'string' && shape.value === '' ? '' : index.tree.text.slice(shape.start, shape.stop)) };
}

function unique(ranges: readonly Range[]): Range[] {
  const found = new Map<string, Range>();
  for (const range of ranges) {
    const bound = [...range.bound].map(([name, shape]) => `${name}=${shape.start}-${shape.stop}`).sort();
    found.set(`${range.start}-${range.stop} ${bound.join(' ')}`, range);
  }
  return [...found.values()].sort((a, b) => a.start - b.start || a.stop - b.stop);
}

function rangesOf(formula: Formula, index: FileIndex): readonly Range[] {
  switch (formula.type) {
    case 'pattern':
      return patternRanges(formula.pattern.get(index.tree.grammar) as Pattern | undefined, index);
    case 'regex':
      return [...index.tree.text.matchAll(new RegExp(formula.regex.source, `${formula.regex.flags}g`))].map((found) => ({ start: found.index, stop: found.index + found[0].length, bound: new Map<string, Shape>() }));
    case 'any':
      return formula.of.flatMap((part) => rangesOf(part, index));
    case 'all':
      return allRanges(formula, index);
    case 'inside':
      return rangesOf(formula.of, index);
    case 'not':
    case 'not-inside':
      return [];
  }
}

function allRanges(formula: Extract<Formula, { type: 'all' }>, index: FileIndex): readonly Range[] {
  const [first, ...more] = formula.of.filter(({ type }) => type !== 'not' && type !== 'not-inside').sort((a, b) => Number(a.type === 'inside') - Number(b.type === 'inside'));
  if (first === undefined) return [];
  let ranges = rangesOf(first, index);
  for (const part of more) {
    const others = rangesOf(part, index);
    ranges = ranges.flatMap((range) => others.flatMap((other) => {
      const fits = part.type === 'inside' ? contains(other, range) : other.start === range.start && other.stop === range.stop;
      const bound = fits ? merged(range.bound, other.bound) : null;
      return bound === null ? [] : [{ ...range, bound }];
    }));
  }
  for (const part of formula.of) {
    if (part.type !== 'not' && part.type !== 'not-inside') continue;
    const others = rangesOf(part.of, index);
    ranges = ranges.filter((range) => !others.some((other) => (part.type === 'not' ? other.start === range.start && other.stop === range.stop : contains(other, range)) && merged(range.bound, other.bound) !== null));
  }
  for (const condition of formula.conditions) ranges = ranges.flatMap((range) => holdsCondition(condition, range, { index, rangesOf }));
  if (formula.focus.length === 0) return ranges;
  return ranges.flatMap((range) => formula.focus.flatMap((name) => {
    const focus = range.bound.get(name);
    return focus === undefined ? [] : [{ start: focus.start, stop: focus.stop, bound: range.bound }];
  }));
}

function patternRanges(pattern: Pattern | undefined, index: FileIndex): readonly Range[] {
  const matching = matchingIn(index, MAX_STEPS);
  const found = placesOf(pattern, matching);
  if (matching.steps <= 0) throw new TooManySteps(`a pattern needs more than ${MAX_STEPS} comparisons`);
  return found;
}

function placesOf(pattern: Pattern | undefined, matching: Matching): readonly Range[] {
  const { index } = matching;
  const isPhp = index.tree.grammar === 'php';
  if (pattern === undefined || (!isPhp && pattern.names.some((name) => !index.tree.text.includes(name)))) return [];
  const found: Range[] = [];
  const [only] = pattern.shapes;
  if (!pattern.sequence && only !== undefined) {
    for (const shape of candidates(only, index)) for (const bound of matchRoot(matching, only, shape, NO_BINDINGS)) found.push({ start: shape.start, stop: shape.stop, bound });
    return found;
  }
  for (const block of index.shapes) {
    if (block.type !== 'block' && block.type !== 'members') continue;
    for (const [at, first] of block.children.entries()) {
      for (const { way, stop } of matchStatements(matching, pattern.shapes, { codes: block.children, at, isWhole: false, isFlat: false }, NO_BINDINGS)) found.push({ start: first.start, stop: Math.max(stop, first.stop), bound: way });
    }
  }
  return found;
}

const NO_BINDINGS: ReadonlyMap<string, Shape> = new Map();
const BY_TYPE = new Set(['call', 'new', 'assign', 'index', 'return_statement', 'if_statement', 'class', 'template', 'binary', 'decorator', 'jsx']);
/** What a metavariable alone does not stand for. */
const NO_EXPRESSIONS = new Set(['block', 'parameters', 'members', 'decorator', 'attribute', 'keyword', 'pair', 'catch', 'parent']);

/** The shapes that may be the pattern: the others need not be looked at. */
function candidates(pattern: Shape, index: FileIndex): Iterable<Shape> {
  const { byType } = index;
  const ofType = (type: string): readonly Shape[] => byType.get(type) ?? [];
  if (BY_TYPE.has(pattern.type)) return ofType(pattern.type);
  if (pattern.type === 'import' || pattern.type === 'function') return [...ofType(pattern.type), ...ofType('assign')];
  if (pattern.type === 'chain' && !isCommutative(pattern)) return chainsOf(ofType('chain'), pattern.value, index.tree.grammar === 'python');
  if (pattern.type === 'metavariable') return index.places.filter(({ type }) => !NO_EXPRESSIONS.has(type));
  if (pattern.type === 'deep') return index.places.filter((shape) => !isStatement(shape) && !NO_EXPRESSIONS.has(shape.type));
  return index.places;
}

/** `a && b && c` has `a && b` in it. */
function* chainsOf(chains: readonly Shape[], operator: string, isPython: boolean): Iterable<Shape> {
  for (const chain of chains) {
    if (chain.value !== operator) continue;
    yield chain;
    // Python's chains are of any number of operands.
    if (isPython) continue;
    for (let length = chain.children.length - 1; length >= 2; length -= 1) yield prefixOf(chain, length);
  }
}
