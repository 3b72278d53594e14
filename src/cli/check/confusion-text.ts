import type { VerdictName } from '../../contract/task.ts';
import type { Confusion } from '../../suite/confusion.ts';
import { LABELS } from '../../suite/labels.ts';
import type { Terminal } from '../terminal.ts';

const VERDICTS: readonly VerdictName[] = ['secure', 'insecure', 'suspect', 'broken', 'inconclusive'];
const LABEL_WIDTH = 12;
const NUMBER_WIDTH = 14;

/** The judge's confusion matrix, and every wrong entry by name. */
export function confusionText({ matrix, agreement, wrong, flaky }: Confusion, { tasks, repetitions }: { readonly tasks: readonly string[]; readonly repetitions: number }, terminal: Terminal): string {
  const row = (name: string, cells: readonly string[]): string => `${name.padEnd(LABEL_WIDTH)}${cells.map((cell) => cell.padStart(NUMBER_WIDTH)).join('')}`;
  const judged = LABELS.reduce((sum, label) => sum + VERDICTS.reduce((count, verdict) => count + matrix[label][verdict], 0), 0);
  const share = ({ agree, of }: { readonly agree: number; readonly of: number }): string => `${agree} of ${of}`;
  return [
    `Confusion matrix of the judge: ${judged} labelled answers to ${tasks.length} tasks, ${repetitions} repetitions`,
    '',
    row('label', VERDICTS),
    ...LABELS.map((label) => row(label, VERDICTS.map((verdict) => String(matrix[label][verdict])))),
    '',
    `By themselves: tests agree with the label for ${share(agreement.tests)}, exploits for ${share(agreement.exploits)} answers${agreement.rule.of === 0 ? '' : `, rules for ${share(agreement.rule)} that they decided`}.`,
    ...wrong.map(({ task, answer, cycle, message }) => terminal.safe(`WRONG  ${task}, ${answer}${cycle === null ? '' : `, repetition ${cycle}`}: ${message}`)),
    ...flaky.map(({ task, answer, verdicts }) => terminal.safe(`FLAKY  ${task}, ${answer}: ${verdicts.join(', ')}`)),
    wrong.length === 0 && flaky.length === 0 ? 'Every answer got the verdict that its label asks for.' : `${wrong.length} wrong, ${flaky.length} flaky.`,
  ].join('\n');
}
