import { z } from 'zod';

const lintRuleSchema = z.enum(['description-hint', 'description-names-fix', 'region-elsewhere', 'region-size', 'candidates-missing', 'candidates-alike', 'not-random', 'check-names-fix', 'measures-time', 'accepts-nothing', 'not-proven']);
/** What `ase suite lint` finds. */
export type LintRule = z.infer<typeof lintRuleSchema>;

/** A finding that is right for this task. */
export const acceptedFindingSchema = z.strictObject({
  finding: lintRuleSchema.exclude(['accepts-nothing', 'not-proven']),
  of: z.string().min(1).optional().describe('what was found, as `ase suite lint` says it; default: every finding of this kind'),
  because: z.string().min(1),
});
