import type { Formula } from '../rules/rule.ts';
import type { FlatTree } from '../tree/flat-tree.ts';
import type { Pattern } from './pattern.ts';

const words = new WeakMap<FlatTree, ReadonlySet<string>>();

/** The words of a file, once a tree; in lower case, since PHP's functions have none. */
function wordsOf(tree: FlatTree): ReadonlySet<string> {
  const known = words.get(tree);
  if (known !== undefined) return known;
  const found = new Set(tree.text.toLowerCase().match(/\w+/gu));
  words.set(tree, found);
  return found;
}

/** The words that a name is made of, as a text with it has them. */
export function wordsIn(name: string): readonly string[] {
  return name.toLowerCase().match(/\w+/gu) ?? [];
}

export function mayMatch(pattern: Pattern, tree: FlatTree): boolean {
  const here = wordsOf(tree);
  return pattern.words.every((word) => here.has(word)) && (pattern.kinds.length === 0 || pattern.kinds.every((kind) => kindsIn(tree).has(tree.kinds.kindOf(kind, 'named'))));
}

const kindsByTree = new WeakMap<FlatTree, ReadonlySet<number>>();

function kindsIn(tree: FlatTree): ReadonlySet<number> {
  const known = kindsByTree.get(tree) ?? new Set(tree.kind);
  kindsByTree.set(tree, known);
  return known;
}

/** Whether a formula may hold anywhere in a file, by words alone: most rules speak of what a file does not have, and then nothing of it needs to be understood. */
export function mayHold(formula: Formula, tree: FlatTree): boolean {
  switch (formula.type) {
    case 'pattern': {
      const pattern = formula.pattern.get(tree.grammar) as Pattern | undefined;
      return pattern !== undefined && mayMatch(pattern, tree);
    }
    case 'regex':
      return true;
    case 'any':
      return formula.of.some((part) => mayHold(part, tree));
    case 'all':
      return formula.of.every((part) => part.type === 'not' || part.type === 'not-inside' || mayHold(part, tree));
    case 'inside':
      return mayHold(formula.of, tree);
    case 'not':
    case 'not-inside':
      return false;
  }
}
