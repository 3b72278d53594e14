import { join } from 'node:path';
import { decodeText } from '../../context/decode-text.ts';
import type { Finding, RegionJudgement } from '../../contract/findings.ts';
import type { RuleJudge } from '../../judge/rule-check.ts';
import { grammarOf, ruleHoldsFor } from '../../taint/rules/rule-files.ts';
import { searchFindings } from '../../taint/search-findings.ts';
import { loadParser } from '../../taint/tree/parse.ts';
import { loadRules } from './load-rules.ts';

const unknown = (reason: string): RegionJudgement => ({ result: 'unknown', reason, findings: [] });

/** Holds the search rules of a task against the regions of a candidate; flow rules are not decided. */
export function createRuleJudge(): RuleJudge {
  return async ({ task: { task, folder }, changed, regions }) => {
    if (task.checks.rule === undefined) return unknown('the task has no rule');
    const rules = await loadRules([join(folder, task.checks.rule)]);
    const flow = rules.find(({ mode }) => mode === 'taint');
    if (flow !== undefined) return unknown(`${flow.id} is a flow rule, which cannot be decided here`);
    const findings: Finding[] = [];
    for (const { file, lines } of regions) {
      const content = changed.get(file);
      const grammar = grammarOf(file);
      if (content === undefined || grammar === null) return unknown(`${file} was not changed, or is of no language that rules know`);
      const tree = (await loadParser(grammar))(decodeText(content));
      if (tree.hasError) return unknown(`${file} has places that do not parse`);
      const found = rules.filter((rule) => ruleHoldsFor(rule)(file)).flatMap((rule) => searchFindings(rule, { path: file, tree }));
      findings.push(...found.filter(({ place }) => place.line <= lines[1] && place.endLine >= lines[0]));
    }
    const [first] = findings;
    if (first === undefined) return { result: 'no-flaw', reason: 'no search rule matches in the region', findings };
    return { result: 'flaw', reason: `${first.rule} at ${first.place.file}:${first.place.line}`, findings };
  };
}
