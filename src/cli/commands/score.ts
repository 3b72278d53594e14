import { type Command, Option } from 'commander';
import type { ScoreFlags } from '../actions/score.ts';
import { collectOne, PROFILES } from '../options.ts';
import type { Terminal } from '../terminal.ts';

export function addScoreCommand(program: Command, terminal: Terminal): void {
  program
    .command('score')
    .argument('<run>', 'the folder of a run')
    .description('Make scores from verdicts again; without --profile also results.jsonl, predictions.jsonl and leaderboard.json of the run.')
    .addOption(new Option('--profile <name>', 'score with another profile; nothing is written').choices(PROFILES))
    .option('--as-published', 'ase-v2 with the scale mistake of its published code')
    .option('--fail-under <score=points>', 'exit with 1 if a generator has less, such as security=50', collectOne, [])
    .option('--json', 'print leaderboard.json')
    .addHelpText('after', '\nExamples:\n  ase score runs/quickstart-1a2b3c4d --profile ase-v2\n  ase score runs/quickstart-1a2b3c4d --json | jq .generators[0].overall')
    .action(async (folder: string, flags: ScoreFlags) => (await import('../actions/score.ts')).scoreAgain(folder, flags, terminal));
}
