import type { ShapeTable } from './file-index.ts';
import type { Imports } from './imports.ts';
import type { Shape } from './shape.ts';

/** Places by the last word of their name, member or callee. `others`: those that may have any. */
interface NamedPlaces {
  readonly byWord: ReadonlyMap<string, readonly Shape[]>;
  readonly others: readonly Shape[];
}

const tables = new WeakMap<ShapeTable, ReadonlyMap<string, NamedPlaces>>();
const NAMED = ['name', 'dot', 'call', 'new'];
const NOTHING: readonly Shape[] = [];

/** The word that all code has that a name, member or call of a pattern means; null: any. In lower case, since PHP's functions have none. */
export function wordOf({ type, value, children }: Shape): string | null {
  if (type === 'name') return /^\$?\w+$/u.test(value) ? value.toLowerCase() : null;
  const named = type === 'dot' ? children.at(-1) : type === 'call' || type === 'new' ? children[0] : undefined;
  return named === undefined ? null : wordOf(named);
}

/** Of the shapes of a type those that may be what a pattern with this word means: those with the word, and those whose name stands for another. */
export function placesNamed(table: ShapeTable, imports: Imports, { type, word }: { readonly type: string; readonly word: string }): readonly Shape[] {
  const known = tables.get(table) ?? namedPlaces(table, imports);
  tables.set(table, known);
  const places = known.get(type);
  return places === undefined ? NOTHING : [...(places.byWord.get(word) ?? NOTHING), ...places.others];
}

function namedPlaces({ places, byType }: ShapeTable, imports: Imports): ReadonlyMap<string, NamedPlaces> {
  const found = new Map<string, { byWord: Map<string, Shape[]>; others: Shape[] }>(NAMED.map((type) => [type, { byWord: new Map(), others: [] }]));
  const add = (type: string, shape: Shape): void => {
    const table = found.get(type);
    const word = wordOf(shape);
    if (table === undefined) return;
    if (word === null || isRenamed(shape, imports)) table.others.push(shape);
    else {
      const others = table.byWord.get(word);
      if (others === undefined) table.byWord.set(word, [shape]);
      else others.push(shape);
    }
  };
  for (const shape of places) {
    if (shape.type === 'name' || shape.type === 'dot') add(shape.type, shape);
    // It is its name too.
    else if (shape.type === 'parameter') found.get('name')?.others.push(shape);
  }
  for (const type of ['call', 'new']) for (const shape of byType.get(type) ?? NOTHING) add(type, shape);
  return found;
}

function isRenamed(shape: Shape, imports: Imports): boolean {
  if (shape.type === 'name') return imports.paths.has(shape.value);
  const named = shape.type === 'dot' ? shape.children.at(-1) : shape.children[0];
  return named !== undefined && isRenamed(named, imports);
}
