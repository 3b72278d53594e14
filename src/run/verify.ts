import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { verdictSchema } from '../contract/results.ts';
import type { JudgedEvent, PlannedEvent } from '../contract/journal.ts';
import { withDiskErrors } from '../util/disk-error.ts';
import { canonicalJson } from '../util/digest.ts';
import { pathExists } from '../util/files.ts';
import { readLines } from '../util/lines.ts';
import type { LoadedTask } from './drivers.ts';
import { readEvidence } from './evidence.ts';
import { attemptSeed } from './inputs.ts';
import { foldRun } from './open-run.ts';
import { runText } from './record-plan.ts';
import { leaderboardOf, leaderboardText, predictionLines, resultLines, type RunView, viewRun } from './run-view.ts';
import { summariseVerdict } from './summary.ts';

export interface VerifyOptions {
  /** The tasks as they are now; without it the run is only held against itself. */
  readonly suite?: { readonly tasks: readonly LoadedTask[]; readonly digest: string };
}

/** A line above it only counts as another one. */
const MAX_LINE_BYTES = 1 << 28;

/** Something that is not what the evidence says. */
export interface RunDifference {
  /** Relative to the run's folder; `suite` for a difference from the suite of now. */
  readonly file: string;
  /** Counts from 1; null where it concerns the whole file. */
  readonly line: number | null;
  /** One line for people. It may quote generators: escape it. */
  readonly message: string;
}

export interface Verification {
  readonly differences: readonly RunDifference[];
  readonly checked: { readonly events: number; readonly verdicts: number; readonly predictions: number };
}

/**
 * Recomputes every hash and every derived file of a run from its raw evidence – the journal and the attempts' folders – and changes nothing.
 * @throws AseError `not-found`, `damaged`, `permission`
 */
export async function verifyRun(folder: string, { suite }: VerifyOptions = {}): Promise<Verification> {
  const folded = await foldRun(folder);
  const view = viewRun(folder, folded);
  const differences: RunDifference[] = folded.faults.map(({ line, kind, reason }) => ({ file: 'journal.jsonl', line, message: `${kind}: ${reason}` }));
  for (const judged of view.judged) differences.push(...(await verdictDifferences(folder, view.plan, judged)));
  const report = (message: string): unknown => differences.push({ file: 'attempts', line: null, message });
  const { plan } = view;
  for (const derived of [
    { file: 'run.json', lines: linesOf(runText(plan)) },
    { file: 'predictions.jsonl', lines: predictionLines(view, report) },
    { file: 'results.jsonl', lines: resultLines(view) },
    { file: 'leaderboard.json', lines: linesOf(leaderboardText(leaderboardOf(view))) },
  ]) {
    differences.push(...(await fileDifferences(folder, derived.file, derived.lines)));
  }
  if (suite !== undefined) differences.push(...suiteDifferences(view, suite));
  return { differences, checked: { events: folded.tail.lastSeq, verdicts: view.judged.length, predictions: view.predicted.length } };
}

async function verdictDifferences(folder: string, { run }: PlannedEvent, event: JudgedEvent): Promise<RunDifference[]> {
  const { task, generator, cycle } = event;
  const found = await readEvidence(folder, event);
  const differ = (message: string): RunDifference => ({ file: 'attempts', line: null, message: `${task}, ${generator}, cycle ${cycle}: ${message}` });
  if (found.evidence === null) return [differ('verdict.json is missing')];
  const differences: RunDifference[] = [];
  if (found.evidence !== event.evidence) differences.push(differ('verdict.json is not what was judged'));
  if (found.logs !== event.logs) differences.push(differ('logs are not what was judged'));
  const parsed = verdictSchema.safeParse(found.verdict);
  if (!parsed.success) return [...differences, differ('verdict.json is no verdict')];
  const { verdict, reason, checks, tries, durationMs } = event;
  if (canonicalJson(summariseVerdict(parsed.data)) !== canonicalJson({ verdict, reason, checks, tries, durationMs })) differences.push(differ('the journal sums verdict.json up otherwise'));
  if (parsed.data.inputs !== event.inputs) differences.push(differ('verdict.json was made from other inputs'));
  if (parsed.data.seed !== attemptSeed(run.seed, event)) differences.push(differ("verdict.json has another seed than the run's"));
  return differences;
}

/** Holds a digest a line, so that files of any size can be compared. */
async function fileDifferences(folder: string, file: string, expected: Iterable<string> | AsyncIterable<string>): Promise<RunDifference[]> {
  const path = join(folder, file);
  if (!(await pathExists(path))) return [{ file, line: null, message: 'is missing' }];
  const sums: string[] = [];
  for await (const line of expected) sums.push(sumOf(line));
  const found = await withDiskErrors(path, () => lineSums(path));
  const at = sums.findIndex((sum, index) => sum !== found[index]);
  if (at !== -1) return [{ file, line: at + 1, message: at < found.length ? 'differs from what the evidence gives' : 'ends before the evidence does' }];
  return found.length > sums.length ? [{ file, line: sums.length + 1, message: 'goes on after the evidence ends' }] : [];
}

async function lineSums(path: string): Promise<string[]> {
  const sums: string[] = [];
  for await (const { bytes, terminated, tooLong } of readLines(path, MAX_LINE_BYTES)) sums.push(tooLong ? '' : sumOf(terminated ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes));
  return sums;
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function sumOf(line: string | Uint8Array): string {
  return createHash('sha256').update(line).digest('base64');
}

function suiteDifferences({ plan }: RunView, suite: NonNullable<VerifyOptions['suite']>): RunDifference[] {
  const now = new Map(suite.tasks.map(({ task, digest }) => [task.id, digest]));
  const differ = (message: string): RunDifference => ({ file: 'suite', line: null, message });
  return plan.run.tasks.flatMap(({ id, digest }) => {
    const current = now.get(id);
    if (current === undefined) return [differ(`${id} is no longer in the suite`)];
    return current === digest ? [] : [differ(`${id} has changed since it was judged`)];
  });
}
