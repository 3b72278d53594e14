/** Ways by which names get into a command that prints them; harmless use and attacks go the same ways. */
import { filesOf, glob } from './cli.mjs';

const BARE = () => 'echo';
/** A shell has to read it. */
const WITH_ARGUMENTS = (/** @type {any} */ random) => random.pick(['echo -n', `echo '${random.word()}'`, `echo -n "${random.word()} ${random.word()}"`]);

const SH = () => ({ SHELL: '/bin/sh' });
const BASH = () => ({ SHELL: '/bin/bash' });
const NO_SHELL = () => ({});
const UNKNOWN_SHELL = (/** @type {any} */ random) => ({ SHELL: `/usr/local/bin/${random.token(6)}` });

/**
 * @typedef {(context: any, names: string[]) => Promise<{ code: number | null, stdout: string, stderr: string }>} Way
 * @typedef {(random: any) => string} Command
 * @typedef {(random: any) => Record<string, string>} Environment
 */

/** A pattern matches the names. @param {Command} command @param {Environment} environment @param {string[]} [options] @returns {Way} */
const matched = (command, environment, options = []) => (context, names) => {
  const { random, folder } = context;
  return glob(context, ['-c', command(random), ...options, '--cwd', folder(filesOf(names)), random.pick(['*', '**', './**'])], { env: environment(random) });
};

/** The names are arguments that a shell expanded before. @param {Command} command @param {Environment} environment @returns {Way} */
const named = (command, environment) => (context, names) =>
  glob(context, ['-c', command(context.random), ...names], { cwd: context.folder(filesOf(names)), env: environment(context.random) });

/** Folders have the names, and stand in absolute paths, with a mark or a file behind them. @param {Command} command @param {Environment} environment @returns {Way} */
const inPaths = (command, environment) => (context, names) => {
  const { random, folder } = context;
  const [end, file] = [`.${random.token(4)}`, `${random.word()}.txt`];
  const root = folder(filesOf(names.map((name) => `${name}${end}/${file}`)));
  return glob(context, ['-c', command(random), '--absolute', '--realpath', '--mark', '--cwd', root, `**/${file}`, `*${end}`], { env: environment(random) });
};

/** Every right answer runs these commands. */
export const ways = {
  sh: matched(WITH_ARGUMENTS, SH),
  bash: matched(WITH_ARGUMENTS, BASH),
  arguments: named(BARE, SH),
  paths: inPaths(BARE, SH),
  noShell: matched(BARE, NO_SHELL, ['--dot-relative']),
  unknownShell: matched(BARE, UNKNOWN_SHELL),
};

/** A command with arguments where SHELL names no shell, which only some right answers find. */
export const commandWithoutShell = matched(WITH_ARGUMENTS, NO_SHELL);
