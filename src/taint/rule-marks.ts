import type { GrammarName } from '../util/grammars.ts';
import type { Span } from './ir/nodes.ts';
import { findMatches } from './match/find-matches.ts';
import { formulaKey } from './match/formula-key.ts';
import type { Match, MatchedFile } from './match/match.ts';
import type { Formula, Rule } from './rules/rule.ts';
import { ruleHoldsFor } from './rules/rule-files.ts';
import { labelBits } from './solve/labels.ts';
import { createMarks, type Mark, type Marks } from './solve/marks.ts';

/** Who asks for a formula: a part of a rule. */
interface Asker {
  readonly rule: Rule;
  /** Among all that is asked: what is said of one place stands in this order. */
  readonly order: number;
  readonly mark: (match: Match) => Mark | null;
}

interface Asked {
  readonly formula: Formula;
  readonly askers: readonly Asker[];
}

const plans = new WeakMap<readonly Rule[], Map<GrammarName, readonly Asked[]>>();

/** What the rules ask of files of a grammar: what several of them say, once. */
function askedOf(rules: readonly Rule[], grammar: GrammarName): readonly Asked[] {
  const known = plans.get(rules) ?? new Map<GrammarName, readonly Asked[]>();
  plans.set(rules, known);
  const plan = known.get(grammar) ?? planFor(rules, grammar);
  known.set(grammar, plan);
  return plan;
}

function planFor(rules: readonly Rule[], grammar: GrammarName): readonly Asked[] {
  const plan = new Map<string, { formula: Formula; askers: Asker[] }>();
  let order = 0;
  for (const [number, rule] of rules.entries()) {
    if (!rule.grammars.includes(grammar)) continue;
    for (const { formula, mark } of partsOf(rule, number)) {
      const key = formulaKey(formula, grammar);
      const asked = plan.get(key) ?? { formula, askers: [] };
      plan.set(key, asked);
      asked.askers.push({ rule, order, mark });
      order += 1;
    }
  }
  return [...plan.values()];
}

/** What the patterns of taint rules say of places in a file; a rule's number is its place among the rules. @throws TooManySteps */
export function marksOf(rules: readonly Rule[], file: MatchedFile): Marks | null {
  const found: { readonly asker: Asker; readonly matches: readonly Match[] }[] = [];
  const holding = new Set(rules.filter((rule) => ruleHoldsFor(rule)(file.path)));
  for (const { formula, askers } of askedOf(rules, file.tree.grammar)) {
    const here = askers.filter(({ rule }) => holding.has(rule));
    if (here.length === 0) continue;
    const matches = findMatches(formula, file);
    if (matches.length > 0) for (const asker of here) found.push({ asker, matches });
  }
  const marks = createMarks();
  const spans = new Map<Match, Span>();
  for (const { asker, matches } of found.sort((a, b) => a.asker.order - b.asker.order)) {
    for (const match of matches) {
      const mark = asker.mark(match);
      const span = spans.get(match) ?? expressionSpan(match, file.tree.text);
      spans.set(match, span);
      const givesWay = mark?.kind === 'sanitizer' && mark.givesWay && marks.at(span).some((other) => (other.kind === 'source' || other.kind === 'sink') && other.rule === mark.rule);
      if (mark !== null && !givesWay) marks.add(span, mark);
    }
  }
  return marks.size() === 0 ? null : marks;
}

function partsOf({ taint }: Rule, number: number): { formula: Formula; mark: (match: Match) => Mark | null }[] {
  if (taint === null) return [];
  return [
    ...taint.sources.map(({ formula, label, requires, bySideEffect }) => ({ formula, mark: (): Mark => ({ kind: 'source', rule: number, label, requires, bySideEffect }) })),
    ...taint.sinks.map(({ formula, requires, exact }) => ({ formula, mark: (): Mark => ({ kind: 'sink', rule: number, requires, isWhole: !exact && !isFocused(formula) }) })),
    ...taint.sanitizers.map(({ formula, clears, bySideEffect, givesWay }) => ({ formula, mark: (): Mark => ({ kind: 'sanitizer', rule: number, clears: bitsOf(clears), bySideEffect, givesWay }) })),
    ...taint.resolved.map((formula) => ({ formula, mark: (): Mark => ({ kind: 'resolved' }) })),
    ...taint.propagators.map(({ formula, from, to }) => ({
      formula,
      mark: ({ bindings }: Match): Mark | null => {
        const [source, target] = [bindings.get(from), bindings.get(to)];
        return source === undefined || target === undefined ? null : { kind: 'propagator', rule: number, from: spanOf(source), to: spanOf(target) };
      },
    })),
    ...taint.guards.map(({ formula, checks, when, clears }) => ({
      formula,
      mark: ({ bindings }: Match): Mark | null => {
        const checked = bindings.get(checks);
        return checked === undefined ? null : { kind: 'guard', rule: number, checks: spanOf(checked), when: when === 'true', clears: bitsOf(clears) };
      },
    })),
  ];
}

function isFocused(formula: Formula): boolean {
  if (formula.type === 'any') return formula.of.some(isFocused);
  return formula.type === 'all' && (formula.focus.length > 0 || formula.of.some((part) => part.type === 'any' && isFocused(part)));
}

const MAX_PARENTHESES = 8;

/** What stands before an expression and is none of it: a `return`, a declaration's word, the sign of what is spread. */
const BEFORE = /(?:return\b(?=[^;])|(?:const|let|var)\b|\*{1,2}|\.\.\.)\s*/uy;

/** A pattern that is a statement means its expression, one in parentheses what is in them. */
function expressionSpan({ start, stop }: Match, text: string): Span {
  BEFORE.lastIndex = start;
  let [from, to] = [BEFORE.test(text) ? BEFORE.lastIndex : start, stop];
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
