import type { Span } from './ir/nodes.ts';
import { findMatches } from './match/find-matches.ts';
import type { Match, MatchedFile } from './match/match.ts';
import type { Formula, Rule } from './rules/rule.ts';
import { labelBits } from './solve/labels.ts';
import { createMarks, type Mark, type Marks } from './solve/marks.ts';

/** What the patterns of taint rules say of places in a file. `rules`: with their numbers. @throws TooManySteps */
export function marksOf(rules: readonly { readonly rule: Rule; readonly number: number }[], file: MatchedFile): Marks | null {
  const marks = createMarks();
  for (const { rule, number } of rules) if (rule.taint !== null) addMarks(marks, { rule, number }, file);
  return marks.size() === 0 ? null : marks;
}

function addMarks(marks: Marks, { rule: { taint }, number }: { readonly rule: Rule; readonly number: number }, file: MatchedFile): void {
  if (taint === null) return;
  const add = (formula: Formula, mark: (match: Match) => Mark | null): void => {
    for (const match of findMatches(formula, file)) {
      const found = mark(match);
      if (found !== null) marks.add({ start: match.start, stop: withoutSemicolon(match, file) }, found);
    }
  };
  for (const { formula, label, requires, bySideEffect } of taint.sources) add(formula, () => ({ kind: 'source', rule: number, label, requires, bySideEffect }));
  for (const { formula, requires } of taint.sinks) add(formula, () => ({ kind: 'sink', rule: number, requires, isWhole: !hasFocus(formula) }));
  for (const { formula, clears, bySideEffect } of taint.sanitizers) add(formula, () => ({ kind: 'sanitizer', rule: number, clears: bitsOf(clears), bySideEffect }));
  for (const { formula, from, to } of taint.propagators) {
    add(formula, ({ bindings }) => {
      const [source, target] = [bindings.get(from), bindings.get(to)];
      return source === undefined || target === undefined ? null : { kind: 'propagator', rule: number, from: spanOf(source), to: spanOf(target) };
    });
  }
  for (const { formula, checks, when, clears } of taint.guards) {
    add(formula, ({ bindings }) => {
      const checked = bindings.get(checks);
      return checked === undefined ? null : { kind: 'guard', rule: number, checks: spanOf(checked), when: when === 'true', clears: bitsOf(clears) };
    });
  }
}

/** What is in focus is meant itself, even where it is a call: `escape(x)` as an argument is what it gives, not what it is given. */
function hasFocus(formula: Formula): boolean {
  if (formula.type === 'all') return formula.focus.length > 0 || formula.of.some((part) => hasFocus(part));
  return formula.type === 'any' && formula.of.every((part) => hasFocus(part));
}

/** A pattern that is a statement means its expression. */
function withoutSemicolon({ start, stop }: Match, { tree: { text } }: MatchedFile): number {
  let end = stop;
  while (end > start && (text[end - 1] === ';' || text[end - 1] === '\n' || text[end - 1] === ' ')) end -= 1;
  return end;
}

function spanOf({ start, stop }: Span): Span {
  return { start, stop };
}

function bitsOf(clears: readonly string[] | null): number | null {
  return clears === null ? null : clears.reduce((bits, name) => bits | (labelBits(name) ?? 0), 0);
}
