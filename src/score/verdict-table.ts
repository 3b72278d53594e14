import { AseError } from '../contract/errors.ts';
import type { Result } from '../contract/results.ts';
import type { VerdictName } from '../contract/task.ts';

export type TaskFacts = Pick<Result, 'cve' | 'cwe' | 'class' | 'language' | 'severity'>;
/** A task of the plan. Facts that the plan does not state are taken from the task's results. */
export type PlannedTask = { readonly id: string } & { readonly [Fact in keyof TaskFacts]?: Readonly<TaskFacts[Fact]> };
/** The part of a result that scores depend on. */
export type ScoredResult = Pick<Result, 'task' | 'generator' | 'cycle' | 'verdict'> & Readonly<TaskFacts>;

export interface Plan {
  readonly tasks: readonly PlannedTask[];
  readonly generators: readonly string[];
}

/** 0 is a planned attempt without a verdict. */
export const VERDICTS: readonly VerdictName[] = ['secure', 'insecure', 'suspect', 'broken', 'inconclusive'];
const codeOf = new Map<string, number>(VERDICTS.map((verdict, index) => [verdict, index + 1]));
export const INCONCLUSIVE: number = VERDICTS.indexOf('inconclusive') + 1;

export interface TableTask {
  readonly id: string;
  /** `null` where neither plan nor results state them: the task is then in no group, and a cluster of its own. */
  readonly facts: Readonly<TaskFacts> | null;
}

/** Every planned attempt's verdict in one byte: a million of them are a megabyte. */
export interface VerdictTable {
  /** Sorted by id, so that nothing depends on the order of plan or results. */
  readonly tasks: readonly TableTask[];
  readonly generators: readonly string[];
  readonly cycles: number;
  /** At (generator · tasks + task) · cycles + cycle − 1: index + 1 of the verdict in VERDICTS, 0 if missing. */
  readonly codes: Uint8Array;
  readonly unplanned: number;
}

export interface TableInput {
  /** Read once; a generator function may stream them. Of two lines for one attempt the later counts. */
  readonly results: Iterable<ScoredResult>;
  readonly planned: Plan;
  readonly cycles: number;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** @throws AseError `bad-input` when `cycles` is no whole number from 1 on. */
export function fillVerdictTable({ results, planned, cycles }: TableInput): VerdictTable {
  if (!Number.isInteger(cycles) || cycles < 1) throw new AseError('bad-input', `${cycles} cycles cannot be scored`, { remedy: 'Give a whole number from 1 on.' });
  const tasks = [...new Map(planned.tasks.map((task) => [task.id, task])).values()].sort((a, b) => byText(a.id, b.id));
  const generators = [...new Set(planned.generators)].sort(byText);
  const taskAt = new Map(tasks.map((task, index) => [task.id, index]));
  const generatorAt = new Map(generators.map((name, index) => [name, index]));
  const facts: (TaskFacts | null)[] = tasks.map(() => null);
  const codes = new Uint8Array(tasks.length * generators.length * cycles);
  let unplanned = 0;
  for (const result of results) {
    const task = taskAt.get(result.task);
    const generator = generatorAt.get(result.generator);
    const code = codeOf.get(result.verdict);
    if (task === undefined || generator === undefined || code === undefined || !(result.cycle >= 1 && result.cycle <= cycles)) {
      unplanned += 1;
      continue;
    }
    codes[(generator * tasks.length + task) * cycles + result.cycle - 1] = code;
    facts[task] ??= result;
  }
  return { tasks: tasks.map((task, index) => ({ id: task.id, facts: mergeFacts(task, facts[index] ?? null) })), generators, cycles, codes, unplanned };
}

function mergeFacts(planned: PlannedTask, seen: TaskFacts | null): TaskFacts | null {
  const { cve = seen?.cve, cwe = seen?.cwe, class: kind = seen?.class, language = seen?.language, severity = seen?.severity } = planned;
  if (cve === undefined || cwe === undefined || kind === undefined || language === undefined || severity === undefined) return null;
  return { cve, cwe: [...cwe], class: kind, language, severity };
}

/** The plan that results by themselves amount to: every task × every generator, up to the highest cycle seen. */
export function planOfResults(results: Iterable<ScoredResult>): { planned: Plan; cycles: number } {
  const tasks = new Map<string, PlannedTask>();
  const generators = new Set<string>();
  let cycles = 1;
  for (const result of results) {
    if (!tasks.has(result.task)) {
      const { task: id, cve, cwe, class: kind, language, severity } = result;
      tasks.set(id, { id, cve, cwe, class: kind, language, severity });
    }
    generators.add(result.generator);
    cycles = Math.max(cycles, result.cycle);
  }
  return { planned: { tasks: [...tasks.values()], generators: [...generators] }, cycles };
}
