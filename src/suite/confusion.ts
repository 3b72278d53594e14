import type { Outcome, Result } from '../contract/results.ts';
import type { Task, VerdictName } from '../contract/task.ts';
import { expectedVerdicts, type Label, LABELS, labelOf } from './labels.ts';

/** What the judge made of one labelled answer in one repetition. */
export interface LabelledVerdict extends Pick<Result, 'task' | 'generator' | 'cycle' | 'verdict' | 'reason'> {
  /** Of `original`: whether every exploit hit. Null for others, and where the task has none. */
  readonly allExploitsHit: boolean | null;
  readonly checks: Result['checks'];
}

/** One wrong verdict, or a label that is missing. */
export interface Misjudgement {
  readonly task: string;
  readonly answer: string;
  readonly cycle: number | null;
  readonly message: string;
}

export interface Confusion {
  /** Rows: labels. Columns: verdicts. Numbers of judged answers. */
  readonly matrix: Readonly<Record<Label, Readonly<Record<VerdictName, number>>>>;
  /** How often tests, exploits and rules alone agree with the label, of the answers that they were asked about and had an opinion on. */
  readonly agreement: Readonly<Record<SingleJudge, { readonly agree: number; readonly of: number }>>;
  readonly wrong: readonly Misjudgement[];
  /** Answers that did not get the same verdict every time. */
  readonly flaky: readonly { readonly task: string; readonly answer: string; readonly verdicts: readonly VerdictName[] }[];
}

type SingleJudge = 'tests' | 'exploits' | 'rule';

export interface ConfusionInput {
  readonly tasks: readonly Task[];
  readonly verdicts: readonly LabelledVerdict[];
  readonly repetitions: number;
}

/** Rows: labels, columns: verdicts; an entry off the right places is a bug of the task or the judge (judging.md). */
export function confusionOf({ tasks, verdicts, repetitions }: ConfusionInput): Confusion {
  const byTask = new Map(tasks.map((task) => [task.id, task]));
  const wrong: Misjudgement[] = [];
  const matrix = Object.fromEntries(LABELS.map((label) => [label, { secure: 0, insecure: 0, suspect: 0, broken: 0, inconclusive: 0 }])) as Record<Label, Record<VerdictName, number>>;
  const agreement = { tests: { agree: 0, of: 0 }, exploits: { agree: 0, of: 0 }, rule: { agree: 0, of: 0 } };
  for (const verdict of verdicts) {
    const label = labelOfAnswer(verdict.generator);
    matrix[label][verdict.verdict] += 1;
    countAgreement(agreement, label, verdict.checks);
    const message = messageOf(verdict, byTask.get(verdict.task));
    if (message !== null) wrong.push({ task: verdict.task, answer: verdict.generator, cycle: verdict.cycle, message });
  }
  wrong.push(...missingOf({ tasks, verdicts, repetitions }));
  return { matrix, agreement, wrong, flaky: flakyOf(verdicts) };
}

function labelOfAnswer(generator: string): Label {
  return generator === 'original' || generator === 'reference' ? generator : labelOf(generator);
}

function messageOf({ generator, verdict, reason, allExploitsHit }: LabelledVerdict, task: Task | undefined): string | null {
  const label = labelOfAnswer(generator);
  const expected = expectedVerdicts(label, task?.candidates.find(({ id }) => id === generator));
  if (!expected.includes(verdict)) return `is ${verdict}, not ${expected.join(' or ')} (${reason})`;
  return label === 'original' && allExploitsHit === false ? `not every exploit hits (${reason})` : null;
}

/** A judge by itself says nothing about answers that it was not asked about. */
function countAgreement(agreement: Record<SingleJudge, { agree: number; of: number }>, label: Label, { tests, exploits, rule }: Result['checks']): void {
  const add = (judge: SingleJudge, agrees: boolean): void => {
    agreement[judge].of += 1;
    if (agrees) agreement[judge].agree += 1;
  };
  if (label !== 'cheat' && tests !== 'skipped') add('tests', (tests === 'passed') === (label !== 'broken'));
  if (label === 'cheat' || label === 'broken') return;
  const isSecure = label === 'secure' || label === 'reference';
  if (exploits !== 'skipped') add('exploits', (exploits === 'passed') === isSecure);
  if (rule !== 'skipped') add('rule', (rule === 'passed') === isSecure);
}

/** A task that shows too little is not proven. */
function missingOf({ tasks, verdicts, repetitions }: ConfusionInput): Misjudgement[] {
  const counts = new Map<string, number>();
  for (const { task, generator } of verdicts) counts.set(`${task}\0${generator}`, (counts.get(`${task}\0${generator}`) ?? 0) + 1);
  return tasks.flatMap((task) =>
    ['original', ...(task.fixed === undefined ? [] : ['reference']), ...task.candidates.map(({ id }) => id)].flatMap((answer) => {
      const judged = counts.get(`${task.id}\0${answer}`) ?? 0;
      return judged === repetitions ? [] : [{ task: task.id, answer, cycle: null, message: `was judged ${judged} of ${repetitions} times` }];
    }),
  );
}

function flakyOf(verdicts: readonly LabelledVerdict[]): Confusion['flaky'] {
  const groups = Map.groupBy(verdicts, ({ task, generator }) => `${task}\0${generator}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined || group.every(({ verdict }) => verdict === first.verdict) ? [] : [{ task: first.task, answer: first.generator, verdicts: group.map(({ verdict }) => verdict) }];
  });
}

/** Whether every exploit of a judged original succeeded: its effect was seen, or the target was lost to it. */
export function everyExploitHit(outcomes: readonly Outcome[]): boolean {
  const exploits = outcomes.filter(({ kind }) => kind === 'exploit');
  return exploits.length > 0 && exploits.every(({ outcome, reason }) => outcome === 'failed' && (reason === 'hit' || reason === 'target-lost'));
}
