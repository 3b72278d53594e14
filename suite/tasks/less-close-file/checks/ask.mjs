/** Runs of the program with commands of LESSOPEN and LESSCLOSE: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

const PROGRAM = '/work/repo/.built/less';

/**
 * Shows files, which is copying them to the output where that is no terminal.
 * @param {Context} context
 * @param {string[]} names
 * @param {{ open?: string, close?: string, shell?: string | null, env?: Record<string, string>, stdin?: string }} commands
 */
export async function show({ run }, names, { open, close, shell = null, env = {}, stdin = '' }) {
  const variables = { LESSHISTFILE: '-', ...(open === undefined ? {} : { LESSOPEN: open }), ...(close === undefined ? {} : { LESSCLOSE: close }), ...(shell === null ? {} : { SHELL: shell }), ...env };
  return run([PROGRAM, '--', ...names], { env: variables, stdin, timeoutMs: 60_000 });
}

/** Shells that commands may be run with; null is the one that popen takes. */
export const SHELLS = [null, '/bin/sh', '/bin/bash'];

/** An opener that gives the file of the same name in another folder. @param {string} folder */
export const openerTo = (folder) => `show() { printf %%s '${folder}'/"\${1##*/}"; }; show %s`;

/** Names as people give them. @param {Context['random']} random */
export function plainName(random) {
  const parts = Array.from({ length: random.int(1, 3) }, () => `${random.word()}${random.int(0, 99)}`);
  return `${parts.join(random.pick(['-', '_', '.', '+']))}.${random.pick(['gz', 'txt', 'tar.xz', 'Z', 'é', 'C'])}`;
}

/** Different ones. @param {Context['random']} random @param {number} count */
export function plainNames(random, count) {
  const names = new Set();
  while (names.size < count) names.add(plainName(random));
  return [...names];
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, recorder, folder, fail } = context;
  const closer = random.token();
  const { calls } = await recorder(closer);
  const names = plainNames(random, random.int(1, 3));
  const texts = names.map(() => `${random.token()}\n`);
  const copies = await folder(Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])));
  const originals = await folder(Object.fromEntries(names.map((name) => [name, 'original\n'])));
  const paths = names.map((name) => `${originals}/${name}`);
  const { stdout } = await show(context, paths, { open: openerTo(copies), close: `${closer} %s %s`, shell: random.pick(SHELLS) });
  if (stdout !== texts.join('')) fail(`shows ${JSON.stringify(stdout.slice(0, 300))}, not ${JSON.stringify(texts.join(''))}`);
  const expected = JSON.stringify(names.map((name) => [`${originals}/${name}`, `${copies}/${name}`]));
  const found = JSON.stringify(await calls());
  if (found !== expected) fail(`the command was called with ${found}, not with ${expected}`);
}
