import { AseError } from '../../contract/errors.ts';
import type { Finding } from '../../contract/findings.ts';
import type { Rule } from '../../taint/rules/rule.ts';
import { ruleHoldsFor } from '../../taint/rules/rule-files.ts';
import { searchFindings } from '../../taint/search-findings.ts';
import { loadSourceParser } from '../../taint/tree/parse.ts';
import type { SourceFile } from './walk-tree.ts';

export interface Analysed {
  /** By file, line, column and rule. */
  readonly findings: readonly Finding[];
  /** Files that a rule could not be asked about, with why. */
  readonly failed: readonly { readonly path: string; readonly why: string }[];
  /** Files of which parts are no code of their language, as far as their grammar knows it: nothing is found in those. */
  readonly partial: readonly string[];
}

/** Asks rules about files: each search rule about each file. @throws AseError `unavailable` for a flow rule */
export async function analyseFiles(files: readonly SourceFile[], rules: readonly Rule[], progress: (done: number) => void): Promise<Analysed> {
  const flow = rules.find(({ mode }) => mode === 'taint');
  if (flow !== undefined) throw new AseError('unavailable', `the rule ${flow.id} is of mode taint, which this version cannot run`, { remedy: 'Leave it out, and scan with rules of mode search.' });
  const failed: { path: string; why: string }[] = [];
  const partial: string[] = [];
  const findings: Finding[] = [];
  const searching = rules.filter(({ mode }) => mode === 'search').map((rule) => ({ rule, holdsFor: ruleHoldsFor(rule) }));
  for (const [done, { path, text, grammar }] of files.entries()) {
    progress(done);
    const asked = searching.filter(({ holdsFor }) => holdsFor(path));
    if (asked.length === 0) continue;
    const tree = (await loadSourceParser(grammar))(text);
    if (tree.hasError) partial.push(path);
    for (const { rule } of asked) {
      try {
        findings.push(...searchFindings(rule, { path, tree }));
      } catch (error) {
        // One rule in one file must not keep the others from being asked; it is told, and makes the scan incomplete.
        failed.push({ path, why: `${rule.id}: ${error instanceof Error ? error.message : String(error)}` });
      }
    }
  }
  return { findings: findings.sort(byPlace), failed, partial };
}

function byPlace(a: Finding, b: Finding): number {
  const text = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return text(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column || text(a.rule, b.rule) || text(a.fingerprint, b.fingerprint);
}
