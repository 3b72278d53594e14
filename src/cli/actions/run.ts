import { join } from 'node:path';
import { AseError } from '../../contract/errors.ts';
import { openGenerators } from '../../generators/open-generators.ts';
import { limitsFrom } from '../options.ts';
import type { GeneratingFlags, RunFlags } from '../generate/run-flags.ts';
import { namedGenerators } from '../generate/open-generators.ts';
import { type GeneratorSource, type Ran, type RunOptions, runSuite } from '../run-plan.ts';
import { shownPath } from '../shown-path.ts';
import type { TaskSelection } from '../../suite/load-suite.ts';
import type { Terminal } from '../terminal.ts';
import { failBelow, parseThresholds } from '../thresholds.ts';

const DEFAULT_CYCLES = 3;

/** `ase run` */
export async function runGenerators(flags: GeneratingFlags, terminal: Terminal): Promise<void> {
  const asked = askedFor(flags);
  if (flags.dryRun === true) await (await import('./dry-run.ts')).showPlan({ ...flags, cycles: asked.cycles() }, terminal);
  else await runAndFinish(flags, asked, terminal);
}

/** `ase generate` */
export async function generateAnswers(flags: GeneratingFlags, terminal: Terminal): Promise<void> {
  const asked = askedFor(flags);
  if (flags.dryRun === true) {
    await (await import('./dry-run.ts')).showPlan({ ...flags, cycles: asked.cycles() }, terminal);
    return;
  }
  const { folder, summary } = await runSuite({ ...runOptions(flags, asked), judges: false }, asked, terminal);
  const { predicted, left } = summary;
  const file = join(folder, 'predictions.jsonl');
  if (flags.json === true) terminal.out(JSON.stringify({ run: folder, predictions: file, predicted, left }));
  else terminal.out(terminal.safe(`${predicted} answers: ${shownPath(file)}`));
  assertFinished({ folder, summary });
}

function askedFor({ generator: names, ...flags }: GeneratingFlags): Asked {
  if (names.length === 0) throw new AseError('bad-input', 'no generator is named', { remedy: 'Name at least one: --generator baseline:reference' });
  const { cwe, language, limit } = flags;
  const select = cwe.length + language.length === 0 && limit === undefined ? undefined : { cwe, language, ...(limit === undefined ? {} : { limit }) };
  return { names, open: namedGenerators(names, flags), cycles: () => flags.cycles ?? DEFAULT_CYCLES, ...(select === undefined ? {} : { select }) };
}

/** `ase judge FILE` is a run of what the file holds. */
export async function judgeFile(file: string, flags: RunFlags, terminal: Terminal): Promise<void> {
  const name = `replay:${file}`;
  let replayed = 1;
  const open: GeneratorSource = async (suite) => {
    const opened = await openGenerators([name], new Set(suite.tasks.map(({ task }) => task.id)));
    replayed = opened.replayedCycles ?? 1;
    return { needSandbox: false, open: async () => opened };
  };
  await runAndFinish(flags, { names: [name], open, cycles: () => flags.cycles ?? replayed }, terminal);
}

interface Asked {
  readonly names: readonly string[];
  readonly open: GeneratorSource;
  /** Known when the generators are open. */
  readonly cycles: () => number;
  readonly select?: TaskSelection;
}

async function runAndFinish(flags: RunFlags, asked: Asked, terminal: Terminal): Promise<void> {
  const thresholds = parseThresholds(flags.failUnder);
  const ran = await runSuite(runOptions(flags, asked), asked, terminal);
  await show(ran, flags, terminal);
  assertFinished(ran);
  if (ran.summary.leaderboard !== null) failBelow(ran.summary.leaderboard, thresholds, terminal);
}

function assertFinished({ folder, summary }: Pick<Ran, 'folder' | 'summary'>): void {
  const { how, left, leaderboard, overBudget } = summary;
  if (overBudget !== null) throw new AseError('budget', overBudget, { remedy: `${left} attempts are left. Give more, and the same command goes on from here.` });
  if (how === 'stopped' || leaderboard === null) throw new AseError('cancelled', `stopped; ${left} attempts are left`, { remedy: 'The same command goes on from here.' });
  if (how === 'incomplete') throw new AseError('unavailable', `${left} attempts could not be finished`, { remedy: `See above why; the same command tries them again (run: ${shownPath(folder)}).` });
}

async function show({ folder, summary }: Ran, { json, ...options }: RunFlags, terminal: Terminal): Promise<void> {
  const { how, judged, kept, left, leaderboard } = summary;
  if (json === true) terminal.out(JSON.stringify({ run: folder, how, judged, kept, left, leaderboard }));
  else if (leaderboard !== null) await (await import('../show-run.ts')).showLeaderboard(folder, leaderboard, { options, terminal });
}

function runOptions({ run, task, retryInconclusive, ...flags }: RunFlags, { cycles, select }: Asked): RunOptions {
  return { ...flags, cycles, ...(select === undefined ? {} : { select }), tasks: task, limits: limitsFrom(flags), retryInconclusive: retryInconclusive ?? false, judges: true, ...(run === undefined ? {} : { folder: run }) };
}
