import { randomInt } from 'node:crypto';
import type { PlannedTaskFacts } from '../../contract/journal.ts';
import type { AttemptKey } from '../../contract/results.ts';
import type { Run } from '../../contract/run.ts';
import type { Looked } from './live-run.ts';

/** Place in the plan (task, then generator, then cycle), and numbers of verdict and reason: nine thousand rows are read in no time. */
type Row = readonly [place: number, verdict: number, reason: number];

export interface AttemptRows {
  readonly epoch: number;
  readonly seq: number;
  /** Absent where the page has them. */
  readonly tasks?: readonly { readonly id: string; readonly words: string }[];
  readonly generators?: readonly string[];
  readonly cycles?: number;
  /** All that rows name by number. */
  readonly verdicts: readonly string[];
  readonly reasons: readonly string[];
  readonly rows: readonly Row[];
}

/** What a page lacks of a run's attempts: all of them, or those that have another verdict than in the view it saw. */
export interface AttemptTable {
  since(looked: Looked, page: { readonly epoch: number; readonly seq: number }): AttemptRows;
}

interface Kept {
  verdict: string;
  reason: string;
  /** Of the view in which it last changed. */
  version: number;
}

/** Keeps for each attempt, by its place in the plan, the version of the view in which it last changed. */
export function createAttemptTable(): AttemptTable {
  let kept: Kept[] = [];
  let plan: Looked['run']['plan'] | null = null;
  // A page may still hold rows of an earlier table.
  let epoch = randomInt(2 ** 40);
  let version = 0;
  const takeIn = (looked: Looked): void => {
    const { run } = looked;
    if (plan !== run.plan) {
      plan = run.plan;
      epoch += 1;
      const { tasks, generators, cycles } = plan.run;
      kept = Array.from({ length: tasks.length * generators.length * cycles }, () => ({ verdict: 'missing', reason: '', version: looked.version }));
    }
    const placeOf = placesOf(run.plan.run);
    const now = new Map(run.judged.map((event) => [placeOf(event), event]));
    kept.forEach((own, place) => {
      const { verdict, reason } = now.get(place) ?? { verdict: 'missing', reason: '' };
      if (own.verdict !== verdict || own.reason !== reason) Object.assign(own, { verdict, reason, version: looked.version });
    });
    version = looked.version;
  };
  return {
    since: (looked, page) => {
      if (looked.version !== version) takeIn(looked);
      const { plan: own } = looked.run;
      if (page.epoch === epoch) return { epoch, seq: version, ...rowsOf(kept, page.seq) };
      const facts = new Map(own.tasks.map((task) => [task.id, task]));
      const tasks = own.run.tasks.map(({ id }) => ({ id, words: wordsOf(id, facts.get(id)) }));
      return { epoch, seq: version, tasks, generators: own.run.generators.map(({ name }) => name), cycles: own.run.cycles, ...rowsOf(kept, -1) };
    },
  };
}

function placesOf({ tasks, generators, cycles }: Run): (key: AttemptKey) => number {
  const taskAt = new Map(tasks.map(({ id }, index) => [id, index]));
  const generatorAt = new Map(generators.map(({ name }, index) => [name, index]));
  return ({ task, generator, cycle }) => ((taskAt.get(task) ?? 0) * generators.length + (generatorAt.get(generator) ?? 0)) * cycles + cycle - 1;
}

function wordsOf(id: string, facts: PlannedTaskFacts | undefined): string {
  return [id, ...(facts === undefined ? [] : [facts.cve, ...facts.cwe, facts.class, facts.language, facts.severity])].join(' ').toLowerCase();
}

function rowsOf(kept: readonly Kept[], seen: number): Pick<AttemptRows, 'verdicts' | 'reasons' | 'rows'> {
  const [verdicts, reasons] = [new Map<string, number>(), new Map<string, number>()];
  const numberIn = (known: Map<string, number>, text: string): number => {
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  };
  const rows = kept.flatMap(({ verdict, reason, version }, place): Row[] => (version > seen ? [[place, numberIn(verdicts, verdict), numberIn(reasons, reason)]] : []));
  return { verdicts: [...verdicts.keys()], reasons: [...reasons.keys()], rows };
}
