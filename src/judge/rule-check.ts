import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AseError } from '../contract/errors.ts';
import type { Finding, RegionJudgement } from '../contract/findings.ts';
import type { Outcome } from '../contract/results.ts';
import type { Task } from '../contract/task.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { type Lines, movedLines } from './region-lines.ts';

export interface RuleQuestion {
  /** It has `checks.rule`. */
  readonly task: { readonly task: Task; readonly folder: string };
  /** The folder of the vulnerable repository. */
  readonly repository: string;
  /** Files of the candidate that differ from it. */
  readonly changed: ReadonlyMap<string, Buffer>;
  /** The task's regions, in the candidate's lines. */
  readonly regions: readonly { readonly file: string; readonly lines: Lines }[];
}

/** Asks the task's rule about a candidate; nothing of it is run. @throws AseError where the task or the disk is at fault; any other error is the harness's */
export type RuleJudge = (question: RuleQuestion) => Promise<RegionJudgement>;

export interface RuleChecked {
  readonly outcome: Outcome;
  readonly log: string;
}

const RULE = { check: 'rule', kind: 'rule' } as const;
const MAX_EVIDENCE = 40;

/**
 * The outcome of the rule: a flaw is `failed`, none is `passed`. Where the rule cannot tell it is `skipped`, with the reason, and says nothing about the candidate. An error of the engine
 * is `inconclusive`, as any fault of the harness.
 */
export async function checkRule(judge: RuleJudge, question: Omit<RuleQuestion, 'regions'>): Promise<RuleChecked> {
  const started = performance.now();
  const timed = (outcome: Pick<Outcome, 'outcome' | 'reason' | 'summary' | 'evidence'>): Outcome => ({ ...RULE, ...outcome, durationMs: performance.now() - started });
  try {
    const { result, reason, findings } = await judge({ ...question, regions: await regionsOf(question) });
    const evidence = findings.flatMap(evidenceOf).slice(0, MAX_EVIDENCE);
    if (result === 'flaw') return { outcome: timed({ outcome: 'failed', reason: 'flow', summary: reason, evidence }), log: '' };
    if (result === 'no-flaw') return { outcome: timed({ outcome: 'passed', reason: 'no-flow', summary: reason, evidence }), log: '' };
    return { outcome: timed({ outcome: 'skipped', reason: 'unknown', summary: reason, evidence }), log: '' };
  } catch (error) {
    if (error instanceof AseError) throw error;
    const [message, stack] = error instanceof Error ? [error.message, error.stack ?? ''] : [String(error), ''];
    return { outcome: timed({ outcome: 'inconclusive', reason: 'judge-error', summary: `the rule engine failed: ${message}`, evidence: [] }), log: stack };
  }
}

async function regionsOf({ task: { task }, repository, changed }: Omit<RuleQuestion, 'regions'>): Promise<RuleQuestion['regions']> {
  const before = new Map<string, Buffer>();
  for (const { file } of task.regions) {
    const path = join(repository, file);
    if (changed.has(file) && !before.has(file)) before.set(file, await withDiskErrors(path, () => readFile(path)));
  }
  return task.regions.map(({ file, lines }) => {
    const [old, now] = [before.get(file), changed.get(file)];
    return { file, lines: old === undefined || now === undefined ? lines : movedLines(old, now, lines) };
  });
}

function evidenceOf({ message, place, trace }: Finding): string[] {
  return [`${place.file}:${place.line}: ${message}`, ...trace.map(({ kind, place: at, text, note }) => `${kind} ${at.file}:${at.line}: ${text}${note === '' ? '' : ` (${note})`}`)];
}
