import { type Command, InvalidArgumentError } from 'commander';
import { collect, collectOne, wholeNumber } from '../options.ts';
import { addPromptOptions } from './prompt-options.ts';

const REQUESTS = 8;

function dollars(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('expected an amount of US dollars above 0.');
}

/** What `ase run` and `ase generate` have in common. */
export function addGenerationOptions(command: Command): Command {
  command
    .option('--generator <name>', 'baseline:reference|original|empty, replay:FILE, a model such as openai:gpt-5?thinking=low, or a name of ase.config.yaml; may be given more than once', collectOne, [])
    .option('--cycles <n>', 'repetitions of each task (default: 3)', wholeNumber(1))
    .option('--cwe <id>', 'only tasks of this weakness; may be given more than once', collect, [])
    .option('--language <name>', 'only tasks of this language; may be given more than once', collect, [])
    .option('--limit <n>', 'only the first so many tasks', wholeNumber(1));
  addPromptOptions(command);
  return command
    .option('--config <file>', 'names for generators and what holds for all runs (default: ase.config.yaml, where it is)')
    .option('--requests <n>', 'models asked at the same time', wholeNumber(1), REQUESTS)
    .option('--max-cost <dollars>', 'stop asking when so much is spent; the same command with more goes on', dollars)
    .option('--max-tokens <n>', 'stop asking when so many are used, input and output together', wholeNumber(1))
    .option('--replay-exchanges <run>', 'agents are answered by what this run recorded; no model is asked, and no key is needed')
    .option('--dry-run', 'show what would be asked, tokens and cost of the prompts; nothing is sent');
}
