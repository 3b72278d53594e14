import type { Formula } from '../rules/rule.ts';
import { evaluate } from './evaluate.ts';
import { type FileIndex, indexOf } from './file-index.ts';
import type { Binding, Match, MatchedFile } from './match.ts';
import { MAX_STEPS } from './pattern-places.ts';
import type { Range } from './range.ts';
import type { Shape } from './shape.ts';
import { mayHold } from './words.ts';

/** A pattern needs more comparisons in a file than it may: what it would find is not known. */
export class TooManySteps extends Error {}

/** Where a formula holds in a file: by offset, each once. @throws TooManySteps */
export function findMatches(formula: Formula, file: MatchedFile): readonly Match[] {
  if (!mayHold(formula, file.tree)) return [];
  const index = indexOf(file.tree);
  const ranges = evaluate(formula, index);
  if (ranges === null) throw new TooManySteps(`a pattern needs more than ${MAX_STEPS} comparisons`);
  return unique(ranges).map(({ start, stop, bound }) => ({ start, stop, bindings: new Map([...bound].map(([name, shape]) => [name, bindingOf(shape, index)])) }));
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
