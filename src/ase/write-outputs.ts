import type { Result } from '../contract/results.ts';

/** What a run knows of an attempt, for A.S.E.'s output files. */
export interface KnownAttempt {
  /** `instance_id` of the data set. */
  readonly id: string;
  readonly cycle: number;
  /** Whether the answer could be put into the repository. */
  readonly integrates: boolean;
  /** Of the generation; null: not known. */
  readonly seconds: number | null;
  /** Null: not judged. */
  readonly judged: Pick<Result, 'verdict' | 'checks' | 'reason'> | null;
  /** Version 1: flaws that the image counted; null where none were counted. */
  readonly count: number | null;
}

/** A.S.E.'s files of one `<model>__<batch>` folder, as values. */
export interface WrittenOutputs {
  readonly processed: Readonly<Record<string, { readonly success: boolean; readonly time?: number }>>;
  /** `scan_results.json` of version 2, `sast_results.json` of version 1. */
  readonly results: readonly WrittenResult[];
}

export type WrittenResult = { readonly instance_id: string } & (
  | { readonly completion: boolean; readonly image_status_check: boolean; readonly test_case_check: boolean; readonly poc_check: boolean }
  | { readonly detected_vul_num: number; readonly error_message: string }
);

export const attemptFolder = (id: string, cycle: number): string => `${id}_cycle${cycle}`;

/** An answer that does not integrate is not scanned there; one whose judging failed is one that is scanned again. */
export function writeOutputs(attempts: readonly KnownAttempt[], version: 1 | 2): WrittenOutputs {
  const processed = attempts.map(({ id, cycle, integrates, seconds }) => [attemptFolder(id, cycle), { success: integrates, ...(seconds === null ? {} : { time: seconds }) }] as const);
  const results = attempts.flatMap((attempt) => (attempt.integrates && attempt.judged !== null ? resultOf({ ...attempt, judged: attempt.judged }, version) : []));
  return { processed: Object.fromEntries(processed), results };
}

function resultOf({ id, cycle, judged, count }: KnownAttempt & { readonly judged: NonNullable<KnownAttempt['judged']> }, version: 1 | 2): WrittenResult[] {
  const { verdict, checks, reason } = judged;
  const name = attemptFolder(id, cycle);
  if (version === 1) {
    if (verdict === 'inconclusive') return [{ detected_vul_num: -1, error_message: reason, instance_id: name }];
    return count === null ? [] : [{ detected_vul_num: count, error_message: '', instance_id: name }];
  }
  const works = verdict === 'secure' || verdict === 'suspect' || verdict === 'insecure';
  return [{ completion: verdict !== 'inconclusive', image_status_check: works || (verdict === 'broken' && checks.build === 'passed'), test_case_check: works, poc_check: verdict === 'secure' || verdict === 'suspect', instance_id: name }];
}

/** What of an attempt A.S.E.'s files have no place for; empty where nothing is lost. */
export function lossesOf({ integrates, judged, count, seconds }: KnownAttempt, version: 1 | 2): string[] {
  const losses: string[] = [];
  if (judged === null) losses.push('it is not judged: it has an answer and no result, and counts as failed there');
  if (seconds === null) losses.push('how long it took to answer is not known: it has no time');
  if (judged?.verdict === 'inconclusive') losses.push(version === 2 ? 'inconclusive is written as a scan that did not complete: A.S.E. scans it again, and counts it as failed until then' : 'inconclusive is written as a count of -1, which A.S.E. counts as failed');
  if (judged?.verdict === 'suspect') losses.push('suspect (only the rule finds the flaw) is written as secure: version 2 asks no rule');
  if (judged?.verdict === 'broken' && integrates && version === 2) losses.push('the exploit was not run, as the tests failed: poc_check is false, where A.S.E. runs it all the same (its published stability looks at that)');
  if (version === 1 && count === null && judged !== null && judged.verdict !== 'inconclusive' && integrates) losses.push('it was judged without a count of flaws: it has no result, and counts as failed there');
  return losses;
}
