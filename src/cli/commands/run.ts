import process from 'node:process';
import { type Command, Option } from 'commander';
import { AseError } from '../../contract/errors.ts';
import { profileNameSchema, type ProfileName } from '../../contract/results.ts';
import { openGenerators } from '../../generators/open-generators.ts';
import { belowThreshold, parseThresholds } from '../thresholds.ts';
import { addJudgingOptions, collectOne, type JudgingFlags, limitsFrom, wholeNumber } from '../options.ts';
import { type GeneratorSource, namedGenerators, type Ran, runSuite, shownPath } from '../run-plan.ts';
import { showLeaderboard } from '../show-run.ts';
import type { Terminal } from '../terminal.ts';

const DEFAULT_CYCLES = 3;

interface RunFlags extends JudgingFlags {
  readonly run?: string;
  readonly cycles?: number;
  readonly profile: ProfileName;
  readonly retryInconclusive?: boolean;
  readonly failUnder: string[];
}

/** The last line of `ase run`, for people; for programs it is the leaderboard itself. */
async function finish({ folder, summary }: Ran, flags: RunFlags, terminal: Terminal): Promise<void> {
  const { leaderboard } = summary;
  if (leaderboard === null) throw new AseError('cancelled', `stopped; ${summary.left} attempts are left`, { remedy: 'The same command goes on from here.' });
  if (flags.json === true) terminal.out(JSON.stringify({ run: folder, how: summary.how, judged: summary.judged, kept: summary.kept, left: summary.left, leaderboard }));
  else await showLeaderboard(folder, leaderboard, terminal);
  if (summary.how === 'stopped') throw new AseError('cancelled', `stopped; ${summary.left} attempts are left`, { remedy: 'The same command goes on from here.' });
  if (summary.how === 'incomplete') throw new AseError('unavailable', `${summary.left} attempts could not be judged`, { remedy: `See above why; the same command tries them again (run: ${shownPath(folder)}).` });
  const missed = belowThreshold(leaderboard, parseThresholds(flags.failUnder));
  for (const line of missed) terminal.note(terminal.safe(line));
  if (missed.length > 0) process.exitCode = 1;
}

function addRunOptions(command: Command): Command {
  return addJudgingOptions(command)
    .option('--run <dir>', 'the folder of the run (default: runs/ and a name made from what is asked for)')
    .addOption(new Option('--profile <name>', 'how verdicts become scores').choices(profileNameSchema.options).default('hybrid'))
    .option('--retry-inconclusive', 'judge those again that stayed inconclusive')
    .option('--fail-under <score=points>', 'exit with 1 if a generator has less, such as security=50', collectOne, []);
}

export function addRunCommand(program: Command, terminal: Terminal): void {
  const command = program.command('run').description('Generate, judge, score and report. The same command goes on where it was stopped.');
  addRunOptions(command)
    .requiredOption('--generator <name>', 'baseline:reference, baseline:original, baseline:empty or replay:FILE; may be given more than once', collectOne, [])
    .option('--cycles <n>', 'repetitions of each task', wholeNumber(1), DEFAULT_CYCLES)
    .addHelpText('after', '\nExamples:\n  ase run --generator baseline:reference --generator baseline:original\n  ase run --suite quickstart --task morgan-compile --generator replay:answers.jsonl --cycles 1 --json')
    .action(async (flags: RunFlags & { readonly generator: string[]; readonly cycles: number }) => {
      const names = flags.generator;
      if (names.length === 0) throw new AseError('bad-input', 'no generator is named', { remedy: 'Name at least one: --generator baseline:reference' });
      await finish(await execute(flags, names, namedGenerators(names), terminal), flags, terminal);
    });
}

/** `ase judge FILE` is a run of what the file holds. */
export function addJudgeCommand(program: Command, terminal: Terminal): void {
  const command = program.command('judge').argument('<file>', 'predictions.jsonl: lines of task, generator, cycle and patch or replacement (SWE-bench’s names are taken too)');
  addRunOptions(command.description('Judge recorded answers.'))
    .option('--cycles <n>', 'how many cycles are planned (default: the highest in the file)', wholeNumber(1))
    .addHelpText('after', '\nExample:\n  ase judge answers.jsonl --suite quickstart --run runs/answers')
    .action(async (file: string, flags: RunFlags) => {
      const name = `replay:${file}`;
      let cycles = flags.cycles ?? 1;
      const source: GeneratorSource = async (suite) => {
        const opened = await openGenerators([name], new Set(suite.tasks.map(({ task }) => task.id)));
        cycles = flags.cycles ?? opened.replayedCycles ?? 1;
        return opened;
      };
      const ran = await runSuite({ ...runOptions(flags), get cycles() { return cycles; } }, { names: [name], open: source }, terminal);
      await finish(ran, flags, terminal);
    });
}

async function execute(flags: RunFlags & { readonly cycles: number }, names: readonly string[], open: GeneratorSource, terminal: Terminal): Promise<Ran> {
  return runSuite({ ...runOptions(flags), cycles: flags.cycles }, { names, open }, terminal);
}

function runOptions({ run, task, retryInconclusive, ...flags }: RunFlags) {
  return { ...flags, tasks: task, limits: limitsFrom({ ...flags, task }), retryInconclusive: retryInconclusive ?? false, ...(run === undefined ? {} : { folder: run }) };
}
