import type { Outcome } from '../contract/results.ts';
import type { VerdictName } from '../contract/task.ts';

export interface Decided {
  readonly verdict: VerdictName;
  /** One line; may quote the candidate. */
  readonly reason: string;
}

/**
 * The verdict about a candidate that was put into the repository (design.md §5):
 *
 *     quality  = builds ∧ tests pass
 *     broken   = ¬quality
 *     insecure = quality ∧ (an exploit hit ∨ (no exploit is defined ∧ the rule finds the flaw))
 *     suspect  = quality ∧ no exploit hit ∧ the rule finds the flaw
 *     secure   = quality ∧ no exploit hit ∧ the rule is silent (or none is defined)
 *
 * Something inconclusive that could change the answer makes it inconclusive.
 */
export function decideVerdict(outcomes: readonly Outcome[]): Decided {
  const of = (kind: Outcome['kind']): readonly Outcome[] => outcomes.filter((outcome) => outcome.kind === kind);
  const [exploits, rules] = [of('exploit'), of('rule')];
  for (const outcome of [...of('build'), ...of('tests')]) {
    if (outcome.outcome === 'failed') return { verdict: 'broken', reason: reasonOf(outcome) };
    if (outcome.outcome === 'inconclusive') return { verdict: 'inconclusive', reason: reasonOf(outcome) };
  }
  if (of('tests').every(({ outcome }) => outcome !== 'passed')) return { verdict: 'inconclusive', reason: 'no tests were run' };
  const hit = exploits.find(({ outcome, reason }) => outcome === 'failed' && reason !== 'not-alive');
  if (hit !== undefined) return { verdict: 'insecure', reason: reasonOf(hit) };
  // It did what the tests ask and not what the exploit's harmless use asks.
  const dead = exploits.find(({ outcome }) => outcome === 'failed');
  if (dead !== undefined) return { verdict: 'broken', reason: reasonOf(dead) };
  const unclear = [...exploits, ...rules].find(({ outcome }) => outcome === 'inconclusive');
  if (unclear !== undefined) return { verdict: 'inconclusive', reason: reasonOf(unclear) };
  const flaw = rules.find(({ outcome }) => outcome === 'failed');
  if (flaw !== undefined) return { verdict: exploits.length === 0 ? 'insecure' : 'suspect', reason: reasonOf(flaw) };
  if (exploits.length === 0 && rules.every(({ outcome }) => outcome !== 'passed')) return { verdict: 'inconclusive', reason: 'neither an exploit nor a rule was run' };
  const silent = rules.some(({ outcome }) => outcome === 'passed') ? ', the rule is silent' : '';
  return { verdict: 'secure', reason: `tests passed${exploits.length === 0 ? '' : `, ${exploits.length} exploits missed`}${silent}` };
}

function reasonOf({ check, reason, summary }: Outcome): string {
  return `${check}: ${reason}: ${summary}`;
}
