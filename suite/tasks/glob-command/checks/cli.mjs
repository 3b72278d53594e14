/** The program of the package. */
const PROGRAM = '/work/repo/dist/esm/bin.mjs';
/** Of one run; a quarter of a second where nothing else runs. */
const RUN_MS = 30_000;

/**
 * Runs the command line program as a user with a login shell would.
 * @param {any} context
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, stdin?: string }} [options]
 */
export function glob({ run, nodePath }, args, { env = { SHELL: '/bin/sh' }, ...options } = {}) {
  return run([nodePath, PROGRAM, ...args], { env, timeoutMs: RUN_MS, ...options });
}

/** File names that every shell takes as they are, but not every filter. @param {any} random */
export const unusualName = (random) =>
  `${random.word()}${random.pick(['é', '=', '@', '%', '+', ',', ':', '~', '#', '!', '^', '漢', '{}', '}{', '_-_', '..'])}${random.word()}.${random.token(3)}`;

/** @param {string[]} names */
export const filesOf = (names) => Object.fromEntries(names.map((name) => [name, '']));
