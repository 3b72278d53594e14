import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunDrivers } from '../../src/run/drivers.ts';
import { executeRun } from '../../src/run/execute-run.ts';
import { readRun } from '../../src/run/open-run.ts';
import type { RunEvent, RunSummary } from '../../src/run/run-events.ts';
import { type ShellDriverOptions, shellDrivers } from './fixtures/shell-drivers.ts';
import { type SmallSuite, smallPlan } from './fixtures/small-suite.ts';

export function newRunFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'ase-run-'));
}

export interface Execution {
  readonly summary: RunSummary;
  readonly events: readonly RunEvent[];
  /** Attempts in the order in which they were begun. */
  readonly generated: readonly string[];
  readonly judged: readonly string[];
}

export interface ExecutionInput extends SmallSuite, Pick<ShellDriverOptions, 'answer' | 'made' | 'seconds'>, Pick<RunDrivers, 'hasAnswer'> {
  readonly workers?: number;
  readonly retryInconclusive?: boolean;
  readonly stop?: AbortController;
  readonly abort?: AbortController;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Executes a small suite in a folder, by real child processes, and tells what was done. */
export async function execute(folder: string, input: ExecutionInput): Promise<Execution> {
  const events: RunEvent[] = [];
  const generated: string[] = [];
  const judged: string[] = [];
  const { answer, made, seconds, hasAnswer, workers = 2, retryInconclusive = false, stop = new AbortController(), abort = new AbortController(), onEvent, ...suite } = input;
  const summary = await executeRun({
    plan: smallPlan({ ...suite, previous: await readRun(folder) }),
    folder,
    drivers: { ...(hasAnswer === undefined ? {} : { hasAnswer }), ...shellDrivers({
      onGenerate: (attempt) => generated.push(attempt),
      onJudge: (attempt) => judged.push(attempt),
      ...(answer === undefined ? {} : { answer }),
      ...(made === undefined ? {} : { made }),
      ...(seconds === undefined ? {} : { seconds }),
    }) },
    workers,
    retryInconclusive,
    stop: stop.signal,
    abort: abort.signal,
    onEvent: (event) => {
      events.push(event);
      onEvent?.(event);
    },
  });
  return { summary, events, generated, judged };
}

/** The verdicts that results.jsonl states, as `task generator cycle: verdict`. */
export function verdictLines(resultsText: string): string[] {
  return resultsText
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { task, generator, cycle, verdict } = JSON.parse(line) as { task: string; generator: string; cycle: number; verdict: string };
      return `${task} ${generator} ${cycle}: ${verdict}`;
    });
}
