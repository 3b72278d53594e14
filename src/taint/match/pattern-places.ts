import type { Pattern } from './pattern.ts';
import { type FileIndex, type ShapeTable, shapesIn } from './file-index.ts';
import { isCommutative, prefixOf } from './match-operators.ts';
import { matchingIn, matchRoot } from './match-shape.ts';
import { matchStatements } from './match-statements.ts';
import { placesNamed, wordOf } from './named-places.ts';
import type { Bound, Matching } from './matching.ts';
import type { Range } from './range.ts';
import { isStatement, type Shape } from './shape.ts';
import { mayMatch } from './words.ts';

/** Comparisons for one pattern in one file. */
export const MAX_STEPS = 2_000_000;

/** Finds patterns in a file; what each may still compare is kept for all that is asked of it there. */
export class PatternPlaces {
  readonly #index: FileIndex;
  readonly #matchings = new Map<Pattern, Matching>();
  /** A pattern needed more comparisons than it may: what is found is not all. */
  isExhausted = false;

  constructor(index: FileIndex) {
    this.#index = index;
  }

  /** All places in the file, or in one shape of it, where metavariables may be what is bound already. */
  find(pattern: Pattern | undefined, within: Shape | null, bound: Bound): readonly Range[] {
    if (pattern === undefined || this.isExhausted || !mayMatch(pattern, this.#index.tree)) return [];
    const matching = this.#matchings.get(pattern) ?? matchingIn(this.#index, MAX_STEPS, pattern.isSymbolic);
    this.#matchings.set(pattern, matching);
    const found = within === null && bound.size === 0 ? placesInFile(pattern, matching) : placesOf(pattern, matching, { table: within === null ? this.#index : shapesIn(within), bound });
    this.isExhausted ||= matching.steps <= 0;
    return found;
  }
}

const foundIn = new WeakMap<FileIndex, Map<Pattern, { readonly ranges: readonly Range[]; readonly steps: number }>>();

/** The rules of a pack ask for the same sources: looked for once in a file, counted for each that asks. */
function placesInFile(pattern: Pattern, matching: Matching): readonly Range[] {
  const here = foundIn.get(matching.index) ?? new Map<Pattern, { ranges: readonly Range[]; steps: number }>();
  foundIn.set(matching.index, here);
  const before = matching.steps;
  const known = here.get(pattern);
  if (known !== undefined && known.steps < before) {
    matching.steps -= known.steps;
    return known.ranges;
  }
  const ranges = placesOf(pattern, matching, { table: matching.index, bound: new Map() });
  if (matching.steps > 0) here.set(pattern, { ranges, steps: before - matching.steps });
  return ranges;
}

function placesOf(pattern: Pattern, matching: Matching, { table, bound }: { table: ShapeTable; bound: Bound }): readonly Range[] {
  const found: Range[] = [];
  const [only] = pattern.shapes;
  if (!pattern.sequence && only !== undefined) {
    for (const shape of candidates(only, table, matching.index)) for (const way of matchRoot(matching, only, shape, bound)) found.push({ start: shape.start, stop: shape.stop, bound: way });
    return found;
  }
  // A list is what an ellipsis with a name stands for.
  for (const { children } of ['block', 'members', 'list'].flatMap((type) => table.byType.get(type) ?? [])) {
    for (const [at, first] of children.entries()) {
      for (const { way, stop } of matchStatements(matching, pattern.shapes, { codes: children, at, isWhole: false, isFlat: false }, bound)) found.push({ start: first.start, stop: Math.max(stop, first.stop), bound: way });
    }
  }
  return found;
}

const BY_TYPE = new Set(['call', 'new', 'assign', 'index', 'return_statement', 'if_statement', 'class', 'template', 'binary', 'decorator', 'jsx']);
/** What a metavariable alone does not stand for. */
const NO_EXPRESSIONS = new Set(['block', 'parameters', 'members', 'decorator', 'attribute', 'keyword', 'pair', 'catch', 'parent']);

/** The shapes that may be the pattern: the others need not be looked at. */
function candidates(pattern: Shape, table: ShapeTable, { tree, imports }: FileIndex): Iterable<Shape> {
  const { byType, places } = table;
  const ofType = (type: string): readonly Shape[] => byType.get(type) ?? [];
  const word = wordOf(pattern);
  if (word !== null) {
    const types = pattern.type === 'dot' || pattern.type === 'name' ? ['dot', 'name'] : [pattern.type];
    return types.flatMap((type) => placesNamed(table, imports, { type, word }));
  }
  if (BY_TYPE.has(pattern.type)) return ofType(pattern.type);
  if (pattern.type === 'import' || pattern.type === 'function') return [...ofType(pattern.type), ...ofType('assign')];
  if (pattern.type === 'chain' && !isCommutative(pattern)) return chainsOf(ofType('chain'), pattern.value, tree.grammar === 'python');
  if (pattern.type === 'metavariable' || pattern.type === 'ellipsis') return places.filter(({ type }) => !NO_EXPRESSIONS.has(type));
  if (pattern.type === 'deep') return places.filter((shape) => !isStatement(shape) && !NO_EXPRESSIONS.has(shape.type));
  return places;
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
