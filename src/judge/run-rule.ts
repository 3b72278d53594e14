import { AseError } from '../contract/errors.ts';
import type { Finding, Place } from '../contract/findings.ts';
import type { Outcome } from '../contract/results.ts';
import { type RuleJudge, type RuleVerdict, ruleVerdictSchema } from '../contract/rule-verdict.ts';
import type { RuleCheck } from '../contract/task.ts';

export interface RunRuleInput {
  readonly rule: RuleCheck;
  readonly open: () => Promise<RuleJudge>;
  readonly changed: ReadonlyMap<string, Buffer>;
  /** Of one candidate; what `open` does once a task is not counted. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Of one finding; a report holds more than enough then. */
const MAX_STEPS = 40;
const MAX_FINDINGS = 10;
const MAX_LINE = 300;

/**
 * What the rule says of a candidate whose tests passed. A rule that does not know, fails or takes too long is `skipped`: it counts neither for nor against the candidate, and
 * the same would come of another try. Only what the harness failed at is `inconclusive`.
 * @throws AseError where the task, the machine or the user must act
 */
export async function runRule({ rule, open, changed, timeoutMs, signal }: RunRuleInput): Promise<Outcome> {
  const started = performance.now();
  const outcomeOf = ({ outcome, reason, summary, evidence = [] }: Said): Outcome => ({ check: rule.id, kind: 'rule', outcome, reason, summary: oneLine(summary), evidence, durationMs: performance.now() - started });
  try {
    const judge = await open();
    const verdict = await withinTime((within) => judge({ changed, signal: within }), timeoutMs, signal);
    if (verdict === 'timeout') return outcomeOf({ outcome: 'skipped', reason: 'timeout', summary: `it took longer than ${timeoutMs} ms` });
    return outcomeOf(saidBy(ruleVerdictSchema.parse(verdict)));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AseError && error.code !== 'unavailable') throw error;
    const summary = error instanceof Error ? error.message : String(error);
    return outcomeOf(error instanceof AseError ? { outcome: 'inconclusive', reason: 'harness', summary } : { outcome: 'skipped', reason: 'rule-error', summary });
  }
}

export function skippedRule(rule: RuleCheck): Outcome {
  return { check: rule.id, kind: 'rule', outcome: 'skipped', reason: 'not-run', summary: 'the tests did not pass', evidence: [], durationMs: 0 };
}

interface Said extends Pick<Outcome, 'outcome' | 'reason' | 'summary'> {
  readonly evidence?: string[];
}

function saidBy({ decision, reason, findings }: RuleVerdict): Said {
  const evidence = findings.slice(0, MAX_FINDINGS).flatMap(linesOf);
  const [first] = findings;
  switch (decision) {
    case 'flaw':
      return { outcome: 'failed', reason: 'flaw', summary: first === undefined ? reason : `${placeText(first.place)}: ${reason}`, evidence };
    case 'no-flaw':
      return { outcome: 'passed', reason: 'no-flaw', summary: reason, evidence };
    case 'unknown':
      return { outcome: 'skipped', reason: 'unknown', summary: reason, evidence };
  }
}

/** The finding, then each step from source to sink. */
function linesOf({ rule, message, place, trace }: Finding): string[] {
  const steps = trace.length <= MAX_STEPS ? trace : [...trace.slice(0, MAX_STEPS - 1), ...trace.slice(-1)];
  return [`${placeText(place)}: ${rule}: ${message}`, ...steps.map(({ kind, place: at, text, note }) => `  ${kind} ${placeText(at)}: ${text}${note === '' ? '' : ` (${note})`}`)].map(oneLine);
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MAX_LINE ? line : `${line.slice(0, MAX_LINE - 1).toWellFormed()}…`;
}

/** A judge that does not heed its signal is left to itself. @throws the reason of `outer` once that is aborted */
async function withinTime<Value>(action: (signal: AbortSignal) => Promise<Value>, timeoutMs: number, outer: AbortSignal): Promise<Value | 'timeout'> {
  outer.throwIfAborted();
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<'timeout'>((resolve, reject) => {
    timer = setTimeout(() => resolve('timeout'), timeoutMs);
    outer.addEventListener('abort', () => reject(outer.reason as Error), { signal: over.signal });
  });
  const acting = action(AbortSignal.any([outer, over.signal]));
  acting.catch(() => undefined);
  try {
    return await Promise.race([acting, ended]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
