import { resolve } from 'node:path';
import process from 'node:process';
import { type Command, Option } from 'commander';
import { profileNameSchema, type ProfileName } from '../../contract/results.ts';
import { terminalLeaderboard } from '../../report/terminal-leaderboard.ts';
import { deriveFiles } from '../../run/derive.ts';
import { leaderboardText } from '../../run/run-view.ts';
import { collectOne } from '../options.ts';
import { readRunFolder, scoreRun } from '../read-run.ts';
import type { Terminal } from '../terminal.ts';
import { belowThreshold, parseThresholds } from '../thresholds.ts';

interface ScoreFlags {
  readonly profile?: ProfileName;
  readonly asPublished?: boolean;
  readonly json?: boolean;
  readonly failUnder: string[];
}

export function addScoreCommand(program: Command, terminal: Terminal): void {
  program
    .command('score')
    .argument('<run>', 'the folder of a run')
    .description('Make scores from verdicts again; without --profile also results.jsonl, predictions.jsonl and leaderboard.json of the run.')
    .addOption(new Option('--profile <name>', 'score with another profile; nothing is written').choices(profileNameSchema.options))
    .option('--as-published', 'ase-v2 with the scale mistake of its published code')
    .option('--fail-under <score=points>', 'exit with 1 if a generator has less, such as security=50', collectOne, [])
    .option('--json', 'print leaderboard.json')
    .addHelpText('after', '\nExamples:\n  ase score runs/quickstart-1a2b3c4d --profile ase-v2\n  ase score runs/quickstart-1a2b3c4d --json | jq .generators[0].overall')
    .action(async (given: string, { profile, asPublished, json, failUnder }: ScoreFlags) => {
      const thresholds = parseThresholds(failUnder);
      const folder = resolve(given);
      const read = await readRunFolder(folder);
      if (profile === undefined && asPublished === undefined) for (const problem of (await deriveFiles(folder)).problems) terminal.note(terminal.safe(problem));
      const leaderboard = scoreRun(read, profile, asPublished);
      if (json === true) terminal.out(leaderboardText(leaderboard));
      else terminal.out(terminalLeaderboard(leaderboard, { width: terminal.width, color: terminal.color, facts: { run: read.run, madeAt: new Date() } }));
      const missed = belowThreshold(leaderboard, thresholds);
      for (const line of missed) terminal.note(terminal.safe(line));
      if (missed.length > 0) process.exitCode = 1;
    });
}
