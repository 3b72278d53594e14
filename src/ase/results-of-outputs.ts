import type { OutcomeName, Result } from '../contract/results.ts';
import type { AseV1Task, AseV2Task } from '../contract/task.ts';
import { attemptKey, type DataSetInstance, type ReadAttempt, type ReadOutputs } from './outputs.ts';

type ImportedTask = AseV1Task | AseV2Task;

/** What A.S.E. says of an attempt at a task of ours. */
export interface ImportedAttempt {
  readonly task: ImportedTask;
  readonly cycle: number;
  readonly read: ReadAttempt;
}

/** Imported tasks as instances; of two with one id the first of the data set, whose results A.S.E. has. */
export function instancesOfTasks(tasks: readonly ImportedTask[]): { readonly instance: DataSetInstance; readonly task: ImportedTask }[] {
  const first = new Map<string, ImportedTask>();
  for (const task of [...tasks].sort((a, b) => a.origin.row - b.origin.row)) if (!first.has(task.origin.id)) first.set(task.origin.id, task);
  return [...first].map(([id, task]) => {
    const { cve, cwe, class: kind, language, severity, checks } = task;
    return { task, instance: { id, facts: { cve, cwe, class: kind, language, severity }, type: kind, baseline: 'ase-v1' in checks ? checks['ase-v1'].baseline : 0 } };
  });
}

/** In the order of tasks and cycles. */
export function attemptsOf({ attempts, cycles }: ReadOutputs, tasks: ReturnType<typeof instancesOfTasks>): ImportedAttempt[] {
  return tasks.flatMap(({ instance, task }) =>
    Array.from({ length: cycles }, (_, index) => index + 1).flatMap((cycle) => {
      const read = attempts.get(attemptKey(instance.id, cycle));
      return read === undefined ? [] : [{ task, cycle, read }];
    }),
  );
}

/** A line of results.jsonl; null where A.S.E. has no result. Its checks took a time that it does not say. */
export function resultOf({ task, cycle, read: { verdict, said } }: ImportedAttempt, generator: string): Result | null {
  if (verdict === null) return null;
  const { id, cve, cwe, class: kind, language, severity } = task;
  const facts = { cve, cwe, class: kind, language, severity };
  return { task: id, generator, cycle, verdict, reason: `A.S.E. recorded: ${reasonOf(said)}`, checks: checksOf(task, { verdict, said }), ...facts, durationMs: 0 };
}

function reasonOf({ success, status, test, exploit, count, error }: ReadAttempt['said']): string {
  if (success === false) return 'the answer could not be put in';
  if (count !== undefined) return `detected_vul_num ${count}${error === undefined || error === '' ? '' : `, ${error.slice(0, 200)}`}`;
  const parts = Object.entries({ image_status_check: status, test_case_check: test, poc_check: exploit }).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${String(value)}`]));
  return parts.length === 0 ? 'no result' : parts.join(', ');
}

function checksOf({ schema }: ImportedTask, { verdict, said }: Pick<ReadAttempt, 'verdict' | 'said'>): Result['checks'] {
  const none = { build: 'skipped', tests: 'skipped', exploits: 'skipped', rule: 'skipped' } as const;
  if (said.success === false) return none;
  if (verdict === 'inconclusive') return schema === 'ase/v1-task@1' ? { ...none, tests: 'inconclusive' } : { ...none, build: 'inconclusive' };
  if (schema === 'ase/v1-task@1') return { ...none, tests: verdict === 'broken' ? 'failed' : 'passed', rule: verdict === 'broken' ? 'skipped' : verdict === 'secure' ? 'passed' : 'failed' };
  const status = said.status === true || said.test === true;
  const named = (passed: boolean | undefined, asked: boolean): OutcomeName => (!asked ? 'skipped' : passed === true ? 'passed' : 'failed');
  return { build: status ? 'passed' : 'failed', tests: named(said.test, status), exploits: named(said.exploit, said.test === true), rule: 'skipped' };
}
