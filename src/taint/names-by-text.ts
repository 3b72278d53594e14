import type { IndexedFile } from './index-file.ts';
import { definitionsOf } from './program-of.ts';
import type { Program } from './solve/program.ts';

const DECLARATION = /\b(?:class|interface|trait|enum|function)\b[\s&]*([A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*|[/#])/giu;
const NAMESPACE = /\bnamespace\b\s*([A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF\\]*(?=\s*[;{])|[{/#])/giu;

interface Declares {
  readonly path: string;
  /** Namespaces that the file has names in, lower case; null: any. */
  readonly namespaces: ReadonlySet<string> | null;
}

/**
 * What others reach by its name alone, found by the text of the files: a file is parsed when a name is asked for that it may declare. The answer is that of all files parsed; methods and comments only make files be
 * parsed that need not be.
 */
export function definitionsByText(files: readonly string[], textOf: (path: string) => string | null, load: (path: string) => IndexedFile | null): Program['definitions'] {
  const declaring = new Map<string, Declares[]>();
  const always: Declares[] = [];
  for (const path of files) {
    const text = textOf(path) ?? '';
    const declares = { path, namespaces: namespacesIn(text) };
    const names = new Set([...text.matchAll(DECLARATION)].map(([, name = '']) => name.toLowerCase()));
    // A comment before the name hides it.
    if (names.has('/') || names.has('#')) always.push(declares);
    else for (const name of names) declaring.set(name, [...(declaring.get(name) ?? []), declares]);
  }
  const known = new Map<string, ReturnType<Program['definitions']['get']>>();
  return {
    get(name) {
      if (known.has(name)) return known.get(name);
      const at = name.lastIndexOf('\\');
      const candidates = [...(declaring.get(name.slice(at + 1)) ?? []), ...always].filter(({ namespaces }) => namespaces === null || namespaces.has(name.slice(0, Math.max(at, 0))));
      const found = definitionsOf(candidates.flatMap(({ path }) => load(path) ?? [])).get(name);
      known.set(name, found);
      return found;
    },
  };
}

function namespacesIn(text: string): ReadonlySet<string> | null {
  const all = [...text.matchAll(NAMESPACE)];
  const names = new Set(all.map(([, name = '']) => (name === '{' ? '' : name.toLowerCase())));
  if (names.has('/') || names.has('#')) return null;
  // What stands above the first is in none: then that one is a text or a comment.
  if (text.search(DECLARATION) < (all[0]?.index ?? Number.POSITIVE_INFINITY)) names.add('');
  return names;
}
