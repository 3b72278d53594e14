import { type Command, Option } from 'commander';
import { collectOne, PROFILES, wholeNumber } from '../options.ts';
import type { ScoreFlags } from '../score-flags.ts';
import type { Terminal } from '../terminal.ts';

export function addScoreCommand(program: Command, terminal: Terminal): void {
  program
    .command('score')
    .argument('[run]', 'the folder of a run')
    .description('Make scores from verdicts again; without --profile also results.jsonl, predictions.jsonl and leaderboard.json of the run.')
    .addOption(new Option('--profile <name>', 'score with another profile; nothing is written').choices(PROFILES))
    .option('--as-published', 'ase-v2 with the scale mistake of its published code')
    .option('--from-ase <dir>', "instead of a run: outputs of A.S.E. (MODEL__BATCH, or a folder of them), scored by its own arithmetic")
    .option('--dataset <file>', 'with --from-ase: data_v1.json or data_v2.json')
    .option('--cycles <n>', 'with --from-ase; default: the highest that is there', wholeNumber(1))
    .addOption(new Option('--by <group>', 'with --from-ase: groups of each model as well').choices(['class', 'cwe', 'language', 'severity']))
    .option('--fail-under <score=points>', 'exit with 1 if a generator has less, such as security=50', collectOne, [])
    .option('--json', 'print leaderboard.json')
    .addHelpText('after', '\nExamples:\n  ase score runs/quickstart-1a2b3c4d --profile ase-v2\n  ase score runs/quickstart-1a2b3c4d --json | jq .generators[0].overall\n  ase score --from-ase outputs --dataset data_v2.json --profile ase-v2 --by cwe')
    .action(async (folder: string | undefined, flags: ScoreFlags) =>
      flags.fromAse === undefined ? (await import('../actions/score.ts')).scoreAgain(folder, flags, terminal) : (await import('../actions/score-from-ase.ts')).scoreFromAse(folder, flags, terminal),
    );
}
