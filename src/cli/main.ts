import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { AseError } from '../contract/errors.ts';
import { addCacheCommand } from './commands/cache.ts';
import { addCompareCommand } from './commands/compare.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExportCommand } from './commands/export.ts';
import { addEnvCommand } from './commands/env.ts';
import { addImportCommand } from './commands/import.ts';
import { addReportCommand } from './commands/report.ts';
import { addContextCommand, addInitCommand } from './commands/context.ts';
import { addGenerateCommand, addJudgeCommand, addRunCommand } from './commands/run.ts';
import { addScoreCommand } from './commands/score.ts';
import { addRulesCommand } from './commands/rules.ts';
import { addServeCommand } from './commands/serve.ts';
import { addSuiteCommand } from './commands/suite.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { toolVersion } from './package-facts.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const AFTER = `
Examples:
  ase doctor                                             what this machine can run
  ase run --suite quickstart --generator baseline:reference --generator baseline:original
  ase judge predictions.jsonl --suite quickstart         judge recorded answers
  ase report runs/NAME --format markdown
  ase rules scan PATH                                    look for flaws in any folder

Exit codes: 0 done, 1 done and below what was asked for, 2 could not run.`;

/** 128 + SIGINT, as shells have it. */
const CANCELLED = 130;

function buildProgram(terminal: Terminal): Command {
  const program = new Command('ase');
  program
    .description('Find out how secure the code is that AI writes inside real repositories.')
    .version(toolVersion(), '-V, --version')
    .addHelpText('after', AFTER)
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of [addDoctorCommand, addInitCommand, addSuiteCommand, addContextCommand, addRunCommand, addGenerateCommand, addJudgeCommand, addScoreCommand, addReportCommand, addCompareCommand, addServeCommand, addVerifyCommand, addRulesCommand, addImportCommand, addExportCommand, addCacheCommand, addEnvCommand]) add(program, terminal);
  return program;
}

/** A user's mistake is told in words; anything else is a bug of ours and keeps its stack. */
function report(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof AseError)) {
    terminal.note(`ase: this is a bug of ase, please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 2;
  }
  const [first = '', ...rest] = error.message.split('\n');
  terminal.note(`ase: ${terminal.safe(first)}`);
  for (const line of [...rest, ...error.remedy.split('\n')]) if (line !== '') terminal.note(`  ${terminal.safe(line)}`);
  return error.code === 'cancelled' ? CANCELLED : 2;
}

const terminal = openTerminal();
try {
  await buildProgram(terminal).parseAsync();
} catch (error) {
  process.exitCode = report(error, terminal);
}
