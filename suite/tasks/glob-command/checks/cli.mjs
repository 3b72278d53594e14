/** The program of the package. */
const PROGRAM = '/work/repo/dist/esm/bin.mjs';
/** Of one run; a quarter of a second where nothing else runs. */
const RUN_MS = 60_000;

/**
 * Runs the command line program as a user with a login shell would.
 * @param {any} context
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, stdin?: string }} [options]
 */
export function glob({ run, nodePath }, args, { env = { SHELL: '/bin/sh' }, ...options } = {}) {
  return run([nodePath, PROGRAM, ...args], { env, timeoutMs: RUN_MS, ...options });
}

/** The lines of an output, sorted: no order of files is promised. @param {string} text */
export const sortedLines = (text) => text.split('\n').slice(0, -1).sort();

/** File names that every shell takes as they are, but not every filter. @param {any} random */
export const unusualName = (random) =>
  `${random.word()}${random.pick(['é', '=', '@', '%', '+', ',', ':', '~', '#', '!', '^', '漢', '{}', '}{', '_-_', '..'])}${random.word()}.${random.token(3)}`;

/** A program of the judge that records its arguments, under a name nobody can know. @param {any} context */
export const unknownProgram = ({ recorder, random }) => {
  const name = random.token(7);
  return recorder(name).then((/** @type {any} */ recorded) => ({ ...recorded, name }));
};
