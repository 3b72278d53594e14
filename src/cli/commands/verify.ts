import { resolve } from 'node:path';
import process from 'node:process';
import type { Command } from 'commander';
import { verifyRun, type RunDifference } from '../../run/verify.ts';
import { loadSuite } from '../../suite/load-suite.ts';
import { addSuiteFolder } from '../options.ts';
import { readRunFolder } from '../read-run.ts';
import { suitesFolder } from '../session.ts';
import type { Terminal } from '../terminal.ts';

interface VerifyFlags {
  readonly suites?: string;
  readonly againstSuite?: boolean;
  readonly json?: boolean;
}

export function addVerifyCommand(program: Command, terminal: Terminal): void {
  addSuiteFolder(program.command('verify').argument('<run>', 'the folder of a run'))
    .description('Recompute every hash and every derived file of a run from its raw evidence, and say what differs. Nothing is written.')
    .option('--against-suite', 'also tell which tasks have changed since they were judged')
    .option('--json', 'print the result as JSON on stdout')
    .addHelpText('after', '\nExample:\n  ase verify runs/quickstart-1a2b3c4d\n\nExit code 1: something differs.')
    .action(async (given: string, flags: VerifyFlags) => {
      const folder = resolve(given);
      const { run } = await readRunFolder(folder);
      const suite = flags.againstSuite === true ? await loadSuite(suitesFolder(flags), run.suite.name) : undefined;
      const { differences, checked } = await verifyRun(folder, suite === undefined ? {} : { suite: { tasks: suite.tasks, digest: suite.digest } });
      if (flags.json === true) terminal.out(JSON.stringify({ folder, checked, differences }));
      else {
        for (const difference of differences) terminal.out(terminal.safe(lineOf(difference)));
        const what = `${checked.events} events, ${checked.verdicts} verdicts, ${checked.predictions} predictions`;
        terminal.out(differences.length === 0 ? `Everything is as its evidence says: ${what}.` : `${differences.length} differences in ${what}.`);
      }
      if (differences.length > 0) process.exitCode = 1;
    });
}

function lineOf({ file, line, message }: RunDifference): string {
  return `${file}${line === null ? '' : `:${line}`}: ${message}`;
}
