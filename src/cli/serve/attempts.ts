import { randomInt } from 'node:crypto';
import type { AttemptKey } from '../../contract/results.ts';
import { keyText } from '../../journal/attempt-key.ts';
import { plannedAttempts } from '../../run/plan.ts';
import type { Looked } from './live-run.ts';

/** Numbers of task and generator, cycle, verdict, reason. */
type Row = readonly [task: number, generator: number, cycle: number, verdict: string, reason: string];

export interface AttemptRows {
  readonly epoch: number;
  readonly seq: number;
  /** Absent where the page has them. */
  readonly tasks?: readonly { readonly id: string; readonly words: string }[];
  readonly generators?: readonly string[];
  readonly rows: readonly Row[];
}

/** What a page lacks of a run's attempts: all of them, or those that have another verdict than in the view it saw. */
export interface AttemptTable {
  since(looked: Looked, page: { readonly epoch: number; readonly seq: number }): AttemptRows;
}

/** Keeps for each attempt the version of the view in which its row last changed. */
export function createAttemptTable(): AttemptTable {
  const rows = new Map<string, { readonly row: Row; readonly version: number }>();
  let plan: Looked['run']['plan'] | null = null;
  // A page may still hold rows of an earlier table.
  let epoch = randomInt(2 ** 40);
  let version = 0;
  const takeIn = (looked: Looked): void => {
    const { run } = looked;
    if (plan !== run.plan) {
      plan = run.plan;
      epoch += 1;
      rows.clear();
    }
    const tasks = new Map(run.plan.tasks.map(({ id }, index) => [id, index]));
    const generators = new Map(run.plan.run.generators.map(({ name }, index) => [name, index]));
    const judged = new Map(run.judged.map((event) => [keyText(event), event]));
    const put = (key: AttemptKey): void => {
      const name = keyText(key);
      const event = judged.get(name);
      const [verdict, reason] = event === undefined ? ['missing', ''] : [event.verdict, event.reason];
      const known = rows.get(name)?.row;
      if (known !== undefined && known[3] === verdict && known[4] === reason) return;
      rows.set(name, { row: [tasks.get(key.task) ?? 0, generators.get(key.generator) ?? 0, key.cycle, verdict, reason], version: looked.version });
    };
    for (const key of plannedAttempts(run.plan.run)) put(key);
    version = looked.version;
  };
  return {
    since: (looked, page) => {
      if (looked.version !== version) takeIn(looked);
      const { plan: own } = looked.run;
      if (page.epoch === epoch) return { epoch, seq: version, rows: [...rows.values()].flatMap((each) => (each.version > page.seq ? [each.row] : [])) };
      const tasks = own.tasks.map(({ id, cve, cwe, class: kind, language, severity }) => ({ id, words: [id, cve, ...cwe, kind, language, severity].join(' ').toLowerCase() }));
      return { epoch, seq: version, tasks, generators: own.run.generators.map(({ name }) => name), rows: [...rows.values()].map(({ row }) => row) };
    },
  };
}
