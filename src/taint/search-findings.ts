import type { Finding } from '../contract/findings.ts';
import { type Unprinted, withFingerprints } from './fingerprints.ts';
import { findMatches } from './match/find-matches.ts';
import type { Match, MatchedFile } from './match/match.ts';
import type { Rule } from './rules/rule.ts';
import { placesIn, shownCode } from './text-places.ts';

/** What a rule of mode search finds in a file, in the file's order; one finding a place. */
export function searchFindings(rule: Rule, file: MatchedFile): Finding[] {
  if (rule.search === null) return [];
  const matches = findMatches(rule.search, file);
  if (matches.length === 0) return [];
  const { text } = file.tree;
  const placeOf = placesIn(file.path, text);
  const seen = new Set<string>();
  const found: Unprinted[] = [];
  for (const match of matches) {
    const range = `${match.start} ${match.stop}`;
    if (seen.has(range)) continue;
    seen.add(range);
    const { id, severity, cwe } = rule;
    found.push({ rule: id, message: filledMessage(rule.message, match), severity, cwe: [...cwe], place: placeOf(match.start, match.stop), trace: [], labels: [], code: text.slice(match.start, match.stop) });
  }
  return withFingerprints(found);
}

/** The rule's message with the code that its metavariables stand for; one that stands for nothing stays as it is written. */
function filledMessage(message: string, { bindings }: Pick<Match, 'bindings'>): string {
  return message.replace(/\$(?:\.\.\.)?[A-Z_][A-Z0-9_]*/g, (name) => {
    const bound = bindings.get(name);
    return bound === undefined ? name : shownCode(bound.text);
  });
}
