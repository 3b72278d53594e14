import { type Command, Option } from 'commander';
import type { GeneratingFlags, RunFlags } from '../generate/run-flags.ts';
import { addGenerationOptions } from '../generate/generation-options.ts';
import { addJudgingOptions, collectOne, PROFILES, wholeNumber } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const RUN_EXAMPLES = `
Examples:
  ase run --generator baseline:reference --generator baseline:original
  ase run --suite quickstart --task morgan-compile --generator replay:answers.jsonl --cycles 1 --json
  ase run --generator 'openai:gpt-5?thinking=low' --cycles 1 --max-cost 5 --dry-run`;

function addRunOptions(command: Command): Command {
  return addJudgingOptions(command)
    .option('--run <dir>', 'the folder of the run (default: runs/ and a name made from what is asked for)')
    .addOption(new Option('--profile <name>', 'how verdicts become scores').choices(PROFILES).default('hybrid'))
    .option('--retry-inconclusive', 'judge those again that stayed inconclusive')
    .option('--fail-under <score=points>', 'exit with 1 if a generator has less, such as security=50', collectOne, []);
}

export function addRunCommand(program: Command, terminal: Terminal): void {
  addGenerationOptions(addRunOptions(program.command('run').description('Generate, judge, score and report. The same command goes on where it was stopped.')))
    .addHelpText('after', RUN_EXAMPLES)
    .action(async (flags: GeneratingFlags) => (await import('../actions/run.ts')).runGenerators(flags, terminal));
}

/** The answers alone. */
export function addGenerateCommand(program: Command, terminal: Terminal): void {
  const command = program.command('generate').description('Ask models and agents for answers and keep them; only agents need a sandbox. `ase run` with the same generators judges them, in the same folder.');
  addGenerationOptions(addRunOptions(command))
    .addHelpText('after', '\nExample:\n  ase generate --generator anthropic:claude-sonnet-4-5 --suite quickstart --cycles 1 --max-cost 5')
    .action(async (flags: GeneratingFlags) => (await import('../actions/run.ts')).generateAnswers(flags, terminal));
}

export function addJudgeCommand(program: Command, terminal: Terminal): void {
  const command = program.command('judge').argument('<file>', 'predictions.jsonl: lines of task, generator, cycle and patch or replacement (SWE-bench’s names are taken too)');
  addRunOptions(command.description('Judge recorded answers.'))
    .option('--cycles <n>', 'how many cycles are planned (default: the highest in the file)', wholeNumber(1))
    .addHelpText('after', '\nExample:\n  ase judge answers.jsonl --suite quickstart --run runs/answers')
    .action(async (file: string, flags: RunFlags) => (await import('../actions/run.ts')).judgeFile(file, flags, terminal));
}
