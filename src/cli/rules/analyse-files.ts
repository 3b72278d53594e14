import type { Finding } from '../../contract/findings.ts';
import { analyse } from '../../taint/analyse.ts';
import { indexFile, type IndexedFile } from '../../taint/index-file.ts';
import { languageOf } from '../../taint/languages/languages.ts';
import type { Rule } from '../../taint/rules/rule.ts';
import { ruleHoldsFor } from '../../taint/rules/rule-files.ts';
import { searchFindings } from '../../taint/search-findings.ts';
import { loadSourceParser } from '../../taint/tree/parse.ts';
import { MODELS_FOLDER } from '../package-facts.ts';
import { loadModels } from './load-models.ts';
import type { SourceFile } from './walk-tree.ts';

export interface Analysed {
  /** By file, line, column and rule. */
  readonly findings: readonly Finding[];
  /** Files that a rule could not be asked about, with why. */
  readonly failed: readonly { readonly path: string; readonly why: string }[];
  /** Files of which parts are no code of their language, as far as their grammar knows it: nothing is found in those. */
  readonly partial: readonly string[];
}

/** Asks rules about files: each search rule about each file, each flow rule about all files at once. */
export async function analyseFiles(files: readonly SourceFile[], rules: readonly Rule[], progress: (done: number) => void): Promise<Analysed> {
  const failed: { path: string; why: string }[] = [];
  const partial: string[] = [];
  const findings: Finding[] = [];
  const indexed: IndexedFile[] = [];
  const searching = rules.filter(({ mode }) => mode === 'search').map((rule) => ({ rule, holdsFor: ruleHoldsFor(rule) }));
  const following = rules.filter(({ mode }) => mode === 'taint');
  const grammars = new Set(following.flatMap((rule) => rule.grammars));
  for (const [done, { path, text, grammar }] of files.entries()) {
    progress(done);
    const asked = searching.filter(({ holdsFor }) => holdsFor(path));
    if (asked.length === 0 && !grammars.has(grammar)) continue;
    const tree = (await loadSourceParser(grammar))(text);
    if (tree.hasError) partial.push(path);
    // One rule in one file must not keep the others from being asked; it is told, and makes the scan incomplete.
    const attempt = (what: string, ask: () => void): void => {
      try {
        ask();
      } catch (error) {
        failed.push({ path, why: `${what}: ${error instanceof Error ? error.message : String(error)}` });
      }
    };
    for (const { rule } of asked) attempt(rule.id, () => findings.push(...searchFindings(rule, { path, tree })));
    if (grammars.has(grammar)) attempt('flows', () => indexed.push(indexFile({ path, tree, support: languageOf(grammar) }, following)));
  }
  if (following.length > 0) {
    const analysis = analyse(indexed, following, await loadModels(MODELS_FOLDER, [...new Set([...grammars].map((grammar) => languageOf(grammar).name))]));
    findings.push(...analysis.findings);
    failed.push(...analysis.incomplete);
  }
  return { findings: findings.sort(byPlace), failed, partial };
}

function byPlace(a: Finding, b: Finding): number {
  const text = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return text(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column || text(a.rule, b.rule) || text(a.fingerprint, b.fingerprint);
}
