import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { WantedSandbox } from '../sandboxes/choose-sandbox.ts';
import type { ProfileName } from '../contract/results.ts';
import type { TaskLimits } from '../contract/task.ts';

const MIB = 1024 * 1024;

/** As profileNameSchema has them, without loading any schema: help must start fast. */
export const PROFILES = ['hybrid', 'ase-v1', 'ase-v2'] as const satisfies readonly ProfileName[];

export function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, ...value.split(',').filter((part) => part !== '')];
}

/** A generator's name may hold commas. */
export function collectOne(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`expected a whole number from ${least} on.`);
  };
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('expected a number above 0.');
}

export function addCacheOptions(command: Command): Command {
  return command.option('--cache <dir>', 'where packages and environments are kept (default: $ASE_CACHE, else ~/.cache/ase)').option('--offline', 'fetch nothing: use what the cache has').option('--mirror <dir>', 'git repositories OWNER+NAME or OWNER/NAME that are asked before the network (default: $ASE_MIRROR)');
}

export function addSuiteFolder(command: Command): Command {
  return command.option('--suites <dir>', 'the folder of suites and tasks (default: $ASE_SUITES, else the one that comes with ase)');
}

/** What every command has that judges. */
export function addJudgingOptions(command: Command): Command {
  addSuiteFolder(addCacheOptions(command));
  return command
    .option('--suite <name>', 'the suite', 'quickstart')
    .option('--task <id>', 'only this task; may be given more than once', collect, [])
    .addOption(new Option('--sandbox <name>', 'auto takes Docker if its engine answers, else bubblewrap').choices(['auto', 'docker', 'bubblewrap']).default('auto'))
    .option('--workers <n>', 'attempts at the same time', wholeNumber(1), Math.max(1, availableParallelism()))
    .option('--seed <text>', 'drives every random choice of the checks')
    .option('--timeout <seconds>', 'of one check, instead of the task’s own', wholeNumber(1))
    .option('--memory <mib>', 'of one sandbox, instead of the task’s own', wholeNumber(64))
    .option('--processes <n>', 'in one sandbox, instead of the task’s own', wholeNumber(4))
    .option('--disk-budget <gb>', 'remove images of tasks that were fetched for this run and are not needed now, where they take more', positiveNumber)
    .addOption(new Option('--image-network <name>', 'of tasks’ own images: bridge is the engine’s usual network').choices(['none', 'bridge']).default('none'))
    .option('--allow-privileged', 'give full rights over this machine to those tasks’ images that ask for them')
    .option('--json', 'print the result as JSON on stdout');
}

/** What images that tasks bring along may do. */
export interface ImageFlags {
  readonly diskBudget?: number;
  readonly imageNetwork: 'none' | 'bridge';
  readonly allowPrivileged?: boolean;
}

export interface JudgingFlags extends ImageFlags {
  readonly cache?: string;
  readonly offline?: boolean;
  readonly suites?: string;
  readonly suite: string;
  readonly task: string[];
  readonly sandbox: WantedSandbox;
  readonly workers: number;
  readonly seed?: string;
  readonly timeout?: number;
  readonly memory?: number;
  readonly processes?: number;
  readonly json?: boolean;
}

export function limitsFrom({ timeout, memory, processes }: Pick<JudgingFlags, 'timeout' | 'memory' | 'processes'>): TaskLimits {
  return { ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }), ...(memory === undefined ? {} : { memoryBytes: memory * MIB }), ...(processes === undefined ? {} : { processes }) };
}
