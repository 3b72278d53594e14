import type { Formula } from '../rules/rule.ts';
import type { Asking } from './asking.ts';
import type { Pattern } from './pattern.ts';
import { conditionally } from './conditions.ts';
import type { FileIndex } from './file-index.ts';
import { PatternPlaces } from './pattern-places.ts';
import { captures, intersect, isExcluded, type Range } from './range.ts';

/** The ranges of a file in which a formula holds; null where a pattern needs more comparisons than it may. */
export function evaluate(formula: Formula, index: FileIndex): readonly Range[] | null {
  const patterns = new PatternPlaces(index);
  const ranges = rangesOf(formula, { index, patterns, within: null, bound: new Map(), rangesOf });
  return patterns.isExhausted ? null : ranges;
}

function rangesOf(formula: Formula, asking: Asking): readonly Range[] {
  switch (formula.type) {
    case 'pattern':
      return asking.patterns.find(formula.pattern.get(asking.index.tree.grammar) as Pattern | undefined, asking.within, asking.bound);
    case 'regex':
      return regexRanges(formula.regex, asking);
    case 'any':
      return formula.of.flatMap((part) => rangesOf(part, asking));
    case 'all':
      return allRanges(formula, asking);
    case 'inside':
      return rangesOf(formula.of, asking).map((range) => ({ ...range, isInside: true }));
    case 'not':
    case 'not-inside':
      return [];
  }
}

function regexRanges(regex: RegExp, { index, within, bound }: Asking): readonly Range[] {
  const [start, stop] = [within?.start ?? 0, within?.stop ?? index.tree.text.length];
  const text = within === null ? index.tree.text : index.tree.text.slice(start, stop);
  return [...text.matchAll(new RegExp(regex.source, `${regex.flags}g`))].map((found) => ({ start: start + found.index, stop: start + found.index + found[0].length, bound: new Map([...bound, ...captures(found, { start, stop })]) }));
}

/** All that a metavariable stands for: its formula may say only what that must not be. */
function whole({ within, bound }: Asking): readonly Range[] {
  return within === null ? [] : [{ start: within.start, stop: within.stop, bound }];
}

/** Whether a formula says where to look only, and not what is found. */
function saysWhere(formula: Formula): boolean {
  if (formula.type === 'any') return formula.of.every(saysWhere);
  return formula.type === 'inside' || (formula.type === 'all' && formula.focus.length === 0 && formula.of.every((part) => part.type === 'not' || part.type === 'not-inside' || saysWhere(part)));
}

function allRanges(formula: Extract<Formula, { type: 'all' }>, asking: Asking): readonly Range[] {
  const isNegative = ({ type }: Formula): boolean => type === 'not' || type === 'not-inside';
  const [first, ...more] = formula.of.filter((part) => !isNegative(part)).sort((a, b) => Number(saysWhere(a)) - Number(saysWhere(b)));
  let ranges = first === undefined ? whole(asking) : rangesOf(first, asking);
  for (const part of more) ranges = ranges.length === 0 ? ranges : intersect(asking.index, ranges, rangesOf(part, asking));
  // What a condition on the bindings rules out anyway is not compared with what must not be there.
  if (ranges.length > 0 && formula.conditions.every(({ type }) => type !== 'metavariable-pattern')) ranges = ranges.filter((range) => conditionally(formula.conditions, range, asking).length > 0);
  for (const part of formula.of) {
    if ((part.type !== 'not' && part.type !== 'not-inside') || ranges.length === 0) continue;
    const others = rangesOf(part.of, asking);
    const how = part.type === 'not-inside' ? 'within' : part.of.type === 'regex' ? 'either' : 'equal';
    ranges = ranges.filter((range) => !isExcluded(asking.index, range, { others, how }));
  }
  if (formula.conditions.length > 0) ranges = ranges.flatMap((range) => conditionally(formula.conditions, range, asking));
  if (formula.focus.length === 0) return ranges;
  return ranges.flatMap((range) => formula.focus.flatMap((name) => {
    const focus = range.bound.get(name);
    const narrowed = focus === undefined ? null : innerOf(focus, range);
    return narrowed === null ? [] : [{ ...narrowed, bound: range.bound }];
  }));
}

/** The one that lies in the other; null where neither does. */
function innerOf(a: Place, b: Place): Place | null {
  if (a.start >= b.start && a.stop <= b.stop) return { start: a.start, stop: a.stop };
  return b.start >= a.start && b.stop <= a.stop ? { start: b.start, stop: b.stop } : null;
}

type Place = Pick<Range, 'start' | 'stop'>;
