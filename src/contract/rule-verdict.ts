import { z } from 'zod';
import { findingSchema } from './findings.ts';

/** What a rule says about a candidate: whether the flaw is in its region. */
export const ruleVerdictSchema = z.strictObject({
  rule: z.string(),
  decision: z.enum(['flaw', 'no-flaw', 'unknown']),
  reason: z.string().describe('one line: which guard, parameter or cast, or why it is unknown; may quote the candidate'),
  findings: z.array(findingSchema),
});
export type RuleVerdict = z.infer<typeof ruleVerdictSchema>;

/**
 * Judges the files that a candidate changes in the prepared repository. What it throws that is no AseError counts as a fault of the rule: it then says nothing about the
 * candidate.
 * @throws AseError `unavailable` where what it needs failed and may work another time
 */
export type RuleJudge = (attempt: { readonly changed: ReadonlyMap<string, Buffer>; readonly signal: AbortSignal }) => Promise<RuleVerdict>;
