import { z } from 'zod';
import { checkKindSchema, type Outcome, outcomeNameSchema } from '../contract/results.ts';
import type { SandboxResult } from '../contract/sandbox.ts';

/** A check that was asked for, in the order of the request. */
export interface AskedCheck {
  readonly id: string;
  readonly kind: Outcome['kind'];
}

/** A line of the judge inside (suite/kit/check-main.mjs). */
const lineSchema = z.strictObject({
  nonce: z.string(),
  check: z.string(),
  kind: checkKindSchema,
  outcome: outcomeNameSchema,
  reason: z.string(),
  summary: z.string(),
  evidence: z.array(z.string()),
  durationMs: z.number().min(0),
});

/**
 * The outcomes of all asked checks. What has the wrong nonce, comes twice, late or in another order did not come from the judge alone: then nothing of it counts. A
 * check without a result failed if the candidate used up a limit, and else is the harness's fault.
 */
export function readCheckResults(result: SandboxResult, asked: readonly AskedCheck[], nonce: string): Outcome[] {
  const lines = parseLines(result.stdout.toString('utf8'), asked, nonce);
  if (lines === null) return asked.map((check) => withoutResult(check, 'judge-error', 'the judge wrote something else than its results'));
  return asked.map((check, index) => {
    const line = lines[index];
    if (line === undefined) return index === lines.length ? unfinished(check, result) : withoutResult(check, 'not-run', 'an earlier check ended the sandbox', 'skipped');
    const { nonce: _, ...outcome } = line;
    return outcome;
  });
}

function parseLines(text: string, asked: readonly AskedCheck[], nonce: string): z.infer<typeof lineSchema>[] | null {
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines: z.infer<typeof lineSchema>[] = [];
  for (const line of complete.split('\n').slice(0, -1)) {
    const parsed = parseLine(line);
    const expected = asked[lines.length];
    if (parsed === null || parsed.nonce !== nonce || parsed.check !== expected?.id || parsed.kind !== expected.kind) return null;
    lines.push(parsed);
  }
  return lines;
}

function parseLine(line: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** The check that ran when the sandbox ended. */
function unfinished(check: AskedCheck, { end, outOfMemory }: SandboxResult): Outcome {
  const failed = (reason: string, summary: string): Outcome => {
    return { check: check.id, kind: check.kind, outcome: 'failed', reason: check.kind === 'exploit' ? 'target-lost' : reason, summary, evidence: [summary], durationMs: 0 };
  };
  // The candidate is killed first when memory runs out: who loses the judge to it filled memory in a way that only it can.
  if (outOfMemory === true || (end.kind === 'limit' && end.limit === 'memory')) return failed('memory', 'it used up the memory of the sandbox');
  switch (end.kind) {
    case 'limit':
      return end.limit === 'time' ? failed('timeout', 'it did not end within the time of the sandbox') : withoutResult(check, 'judge-error', `the judge ran into the limit of ${end.limit}`);
    case 'lost':
      return withoutResult(check, 'sandbox-lost', `the sandbox was lost: ${end.reason}`);
    case 'exited':
      return withoutResult(check, 'judge-error', `the judge ended with exit code ${end.code} and no result`);
    case 'signalled':
      return withoutResult(check, 'judge-error', `the judge was ended by ${end.signal}`);
  }
}

function withoutResult({ id, kind }: AskedCheck, reason: string, summary: string, outcome: 'inconclusive' | 'skipped' = 'inconclusive'): Outcome {
  return { check: id, kind, outcome, reason, summary, evidence: [], durationMs: 0 };
}
