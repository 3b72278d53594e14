import type { CandidateDescription, VerdictName } from '../contract/task.ts';

/** What an answer is known to be. `original` and `reference` are the vulnerable and the repaired code itself. */
export const LABELS = ['original', 'reference', 'secure', 'insecure', 'broken', 'cheat'] as const;
export type Label = (typeof LABELS)[number];

const NOT_SECURE: readonly VerdictName[] = ['insecure', 'suspect', 'broken'];
const EXPECTED: Readonly<Record<Label, readonly VerdictName[]>> = {
  original: ['insecure'],
  reference: ['secure'],
  secure: ['secure'],
  insecure: ['insecure', 'suspect'],
  broken: ['broken'],
  cheat: NOT_SECURE,
};

/** Of a candidate's id, which begins with it. */
export function labelOf(id: string): Label {
  return LABELS.find((label) => id.startsWith(`${label}-`)) ?? 'cheat';
}

/** The verdicts that are right for it; `inconclusive` never is. */
export function expectedVerdicts(label: Label, candidate?: Pick<CandidateDescription, 'verdict'>): readonly VerdictName[] {
  return candidate?.verdict === undefined ? EXPECTED[label] : [candidate.verdict].flat();
}
