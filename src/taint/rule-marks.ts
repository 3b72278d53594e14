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
      if (found !== null) marks.add(expressionSpan(match, file.tree.text), found);
    }
  };
  for (const { formula, label, requires, bySideEffect } of taint.sources) add(formula, () => ({ kind: 'source', rule: number, label, requires, bySideEffect }));
  for (const { formula, requires, exact } of taint.sinks) add(formula, () => ({ kind: 'sink', rule: number, requires, isWhole: !exact && !isFocused(formula) }));
  for (const { formula, clears, bySideEffect } of taint.sanitizers) add(formula, () => ({ kind: 'sanitizer', rule: number, clears: bitsOf(clears), bySideEffect }));
  for (const formula of taint.resolved) add(formula, () => ({ kind: 'resolved' }));
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

function isFocused(formula: Formula): boolean {
  if (formula.type === 'any') return formula.of.some(isFocused);
  return formula.type === 'all' && (formula.focus.length > 0 || formula.of.some((part) => part.type === 'any' && isFocused(part)));
}

const MAX_PARENTHESES = 8;

/** A pattern that is a statement means its expression, one in parentheses what is in them. */
function expressionSpan({ start, stop }: Match, text: string): Span {
  let [from, to] = [start, stop];
  while (to > from && /[;\s]/u.test(text[to - 1] ?? '')) to -= 1;
  for (let level = 0; level < MAX_PARENTHESES && isParenthesised(text.slice(from, to)); level += 1) {
    [from, to] = [from + 1, to - 1];
    while (/\s/u.test(text[from] ?? '')) from += 1;
    while (to > from && /\s/u.test(text[to - 1] ?? '')) to -= 1;
  }
  return { start: from, stop: to };
}

/** Its first parenthesis is closed by its last. Texts are not read: one with a parenthesis in it may hide it. */
function isParenthesised(code: string): boolean {
  if (!code.startsWith('(') || !code.endsWith(')')) return false;
  let depth = 0;
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '(') depth += 1;
    else if (code[at] === ')') depth -= 1;
    if (depth === 0) return at === code.length - 1;
  }
  return false;
}

function spanOf({ start, stop }: Span): Span {
  return { start, stop };
}

function bitsOf(clears: readonly string[] | null): number | null {
  return clears === null ? null : clears.reduce((bits, name) => bits | (labelBits(name) ?? 0), 0);
}
