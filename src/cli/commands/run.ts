import { type Command, Option } from 'commander';
import type { RunFlags } from '../actions/run.ts';
import { addJudgingOptions, collectOne, PROFILES, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

function addRunOptions(command: Command): Command {
  return addJudgingOptions(command)
    .option('--run <dir>', 'the folder of the run (default: runs/ and a name made from what is asked for)')
    .addOption(new Option('--profile <name>', 'how verdicts become scores').choices(PROFILES).default('hybrid'))
    .option('--retry-inconclusive', 'judge those again that stayed inconclusive')
    .option('--fail-under <score=points>', 'exit with 1 if a generator has less, such as security=50', collectOne, []);
}

export function addRunCommand(program: Command, terminal: Terminal): void {
  addRunOptions(program.command('run').description('Generate, judge, score and report. The same command goes on where it was stopped.'))
    .option('--generator <name>', 'baseline:reference, baseline:original, baseline:empty or replay:FILE; may be given more than once', collectOne, [])
    .option('--cycles <n>', 'repetitions of each task (default: 3)', wholeNumber(1))
    .addHelpText('after', '\nExamples:\n  ase run --generator baseline:reference --generator baseline:original\n  ase run --suite quickstart --task morgan-compile --generator replay:answers.jsonl --cycles 1 --json')
    .action(async (flags: RunFlags & { readonly generator: string[] }) => (await import('../actions/run.ts')).runGenerators(flags, terminal));
}

export function addJudgeCommand(program: Command, terminal: Terminal): void {
  const command = program.command('judge').argument('<file>', 'predictions.jsonl: lines of task, generator, cycle and patch or replacement (SWE-bench’s names are taken too)');
  addRunOptions(command.description('Judge recorded answers.'))
    .option('--cycles <n>', 'how many cycles are planned (default: the highest in the file)', wholeNumber(1))
    .addHelpText('after', '\nExample:\n  ase judge answers.jsonl --suite quickstart --run runs/answers')
    .action(async (file: string, flags: RunFlags) => (await import('../actions/run.ts')).judgeFile(file, flags, terminal));
}
