import { compilePattern } from '../../../src/taint/match/compile-pattern.ts';
import { findMatches } from '../../../src/taint/match/find-matches.ts';
import type { Match } from '../../../src/taint/match/match.ts';
import type { Formula } from '../../../src/taint/rules/rule.ts';
import { loadParser } from '../../../src/taint/tree/parse.ts';
import type { GrammarName } from '../../../src/util/grammars.ts';

/** All matches of one pattern in a text. */
export async function matchesOf(grammar: GrammarName, pattern: string, text: string): Promise<readonly Match[]> {
  const compiled = await compilePattern(pattern, grammar);
  if (compiled === null) throw new Error(`does not parse: ${pattern}`);
  const formula: Formula = { type: 'pattern', pattern: new Map([[grammar, compiled]]), place: { line: 1, column: 1 } };
  return findMatches(formula, { path: 'file', tree: (await loadParser(grammar))(text) });
}

/** The matched code, each once. */
export async function foundBy(grammar: GrammarName, pattern: string, text: string): Promise<string[]> {
  return [...new Set((await matchesOf(grammar, pattern, text)).map(({ start, stop }) => text.slice(start, stop)))];
}
