import type { JudgedEvent } from '../contract/journal.ts';
import type { OutcomeName, Result, Verdict } from '../contract/results.ts';

const MAX_REASON_LENGTH = 300;

type Checks = Result['checks'];

/** What a journal and results.jsonl keep of a verdict. */
export function summariseVerdict(verdict: Verdict): Pick<JudgedEvent, 'verdict' | 'reason' | 'checks' | 'tries' | 'durationMs'> {
  const { reason, tries, durationMs } = verdict;
  const short = reason.length <= MAX_REASON_LENGTH ? reason : `${reason.slice(0, MAX_REASON_LENGTH - 1).toWellFormed()}…`;
  return { verdict: verdict.verdict, reason: short, checks: summariseChecks(verdict.outcomes), tries, durationMs };
}

function summariseChecks(outcomes: Verdict['outcomes']): Checks {
  const worst = (kind: Verdict['outcomes'][number]['kind']): OutcomeName => {
    const names = outcomes.filter((outcome) => outcome.kind === kind).map(({ outcome }) => outcome);
    return (['failed', 'inconclusive', 'passed'] as const).find((name) => names.includes(name)) ?? 'skipped';
  };
  return { build: worst('build'), tests: worst('tests'), exploits: worst('exploit'), rule: worst('rule') };
}
