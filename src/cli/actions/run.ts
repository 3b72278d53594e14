import process from 'node:process';
import { AseError } from '../../contract/errors.ts';
import type { ProfileName } from '../../contract/results.ts';
import { openGenerators } from '../../generators/open-generators.ts';
import { type JudgingFlags, limitsFrom } from '../options.ts';
import { type GeneratorSource, namedGenerators, type Ran, type RunOptions, runSuite, shownPath } from '../run-plan.ts';
import { showLeaderboard } from '../show-run.ts';
import type { Terminal } from '../terminal.ts';
import { belowThreshold, parseThresholds } from '../thresholds.ts';

export interface RunFlags extends JudgingFlags {
  readonly run?: string;
  readonly cycles?: number;
  readonly profile: ProfileName;
  readonly retryInconclusive?: boolean;
  readonly failUnder: string[];
}

const DEFAULT_CYCLES = 3;

/** `ase run` */
export async function runGenerators(flags: RunFlags & { readonly generator: string[] }, terminal: Terminal): Promise<void> {
  const names = flags.generator;
  if (names.length === 0) throw new AseError('bad-input', 'no generator is named', { remedy: 'Name at least one: --generator baseline:reference' });
  await runAndFinish(flags, { names, open: namedGenerators(names), cycles: () => flags.cycles ?? DEFAULT_CYCLES }, terminal);
}

/** `ase judge FILE` is a run of what the file holds. */
export async function judgeFile(file: string, flags: RunFlags, terminal: Terminal): Promise<void> {
  const name = `replay:${file}`;
  let replayed = 1;
  const open: GeneratorSource = async (suite) => {
    const opened = await openGenerators([name], new Set(suite.tasks.map(({ task }) => task.id)));
    replayed = opened.replayedCycles ?? 1;
    return opened;
  };
  await runAndFinish(flags, { names: [name], open, cycles: () => flags.cycles ?? replayed }, terminal);
}

interface Asked {
  readonly names: readonly string[];
  readonly open: GeneratorSource;
  /** Known when the generators are open. */
  readonly cycles: () => number;
}

async function runAndFinish(flags: RunFlags, { names, open, cycles }: Asked, terminal: Terminal): Promise<void> {
  const thresholds = parseThresholds(flags.failUnder);
  const ran = await runSuite(runOptions(flags, cycles), { names, open }, terminal);
  await show(ran, flags.json ?? false, terminal);
  const { how, left, leaderboard, overBudget } = ran.summary;
  if (overBudget !== null) throw new AseError('budget', overBudget, { remedy: `${left} attempts are left. Give more, and the same command goes on from here.` });
  if (how === 'stopped' || leaderboard === null) throw new AseError('cancelled', `stopped; ${left} attempts are left`, { remedy: 'The same command goes on from here.' });
  if (how === 'incomplete') throw new AseError('unavailable', `${left} attempts could not be judged`, { remedy: `See above why; the same command tries them again (run: ${shownPath(ran.folder)}).` });
  const missed = belowThreshold(leaderboard, thresholds);
  for (const line of missed) terminal.note(terminal.safe(line));
  if (missed.length > 0) process.exitCode = 1;
}

async function show({ folder, summary }: Ran, json: boolean, terminal: Terminal): Promise<void> {
  const { how, judged, kept, left, leaderboard } = summary;
  if (json) terminal.out(JSON.stringify({ run: folder, how, judged, kept, left, leaderboard }));
  else if (leaderboard !== null) await showLeaderboard(folder, leaderboard, terminal);
}

function runOptions({ run, task, retryInconclusive, ...flags }: RunFlags, cycles: () => number): RunOptions {
  return { ...flags, cycles, tasks: task, limits: limitsFrom(flags), retryInconclusive: retryInconclusive ?? false, ...(run === undefined ? {} : { folder: run }) };
}
