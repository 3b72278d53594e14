import type { VerdictName } from '../../src/contract/task.ts';
import type { Plan, ScoredResult } from '../../src/score/verdict-table.ts';

const letters: Readonly<Record<string, VerdictName>> = { s: 'secure', i: 'insecure', u: 'suspect', b: 'broken', '?': 'inconclusive' };

/** `{ a: { t1: 'ssi' } }`: generator a, task t1, three cycles; `-` is a missing attempt. */
export type Letters = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Facts {
  readonly cve?: string;
  readonly cwe?: string[];
  readonly class?: string;
  readonly language?: string;
  readonly severity?: 'low' | 'medium' | 'high' | 'critical';
}

/** Results and plan from letters; `facts` by task, the rest is alike for all tasks, each its own CVE. */
export function spell(verdicts: Letters, facts: Readonly<Record<string, Facts>> = {}): { results: ScoredResult[]; planned: Plan; cycles: number } {
  const results: ScoredResult[] = [];
  const tasks = new Set<string>();
  let cycles = 1;
  for (const [generator, byTask] of Object.entries(verdicts)) {
    for (const [task, word] of Object.entries(byTask)) {
      tasks.add(task);
      cycles = Math.max(cycles, word.length);
      [...word].forEach((letter, index) => {
        const verdict = letters[letter];
        if (verdict === undefined) return;
        const { cve = `CVE-2024-${task}`, cwe = ['CWE-22'], class: kind = 'path-traversal', language = 'javascript', severity = 'high' } = facts[task] ?? {};
        results.push({ task, generator, cycle: index + 1, verdict, cve, cwe, class: kind, language, severity });
      });
    }
  }
  return { results, planned: { tasks: [...tasks].map((id) => ({ id })), generators: Object.keys(verdicts) }, cycles };
}
