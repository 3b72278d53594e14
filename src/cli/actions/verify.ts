import { resolve } from 'node:path';
import process from 'node:process';
import { verifyRun, type RunDifference } from '../../run/verify.ts';
import { loadSuite } from '../../suite/load-suite.ts';
import { readRunFolder } from '../read-run.ts';
import { suitesFolder } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

export interface VerifyFlags {
  readonly suites?: string;
  readonly againstSuite?: boolean;
  readonly json?: boolean;
}

export async function verifyFolder(given: string, flags: VerifyFlags, terminal: Terminal): Promise<void> {
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
}

function lineOf({ file, line, message }: RunDifference): string {
  return `${file}${line === null ? '' : `:${line}`}: ${message}`;
}
