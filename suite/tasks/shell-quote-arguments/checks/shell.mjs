/** Shells that read what was written. */
export const SHELLS = ['/bin/sh', '/bin/bash'];

/**
 * Runs a script with one line for each quoted list; gives for each what came out as arguments, null where nothing did.
 * @param {any} context @param {string} shell @param {string[]} quoted
 * @returns {Promise<(string[] | null)[]>}
 */
export async function argumentsOf({ run }, shell, quoted) {
  const lines = quoted.map((text, index) => `printf '\\001%s\\000' ${index} ${text}\nprintf '\\002'`);
  const { stdout } = await run([shell, '-s'], { stdin: `cd "$HOME"\n${lines.join('\n')}\n` });
  const found = /** @type {(string[] | null)[]} */ (quoted.map(() => null));
  for (const block of stdout.split('\u0002').slice(0, -1)) {
    const words = block.split('\0').slice(0, -1);
    const [first, ...more] = words.map((word) => (word.startsWith('\u0001') ? word.slice(1) : word));
    if (first !== undefined && /^\d+$/.test(first) && Number(first) < quoted.length) found[Number(first)] = more;
  }
  return found;
}

/** Texts that both shells give back from every right answer. @param {any} random */
export const livelyText = (random) =>
  random.pick([
    `${random.word()} ${random.word()}`, `${random.word()}'s`, `"${random.word()}"`, `${random.word()} x\n${random.word()}`, `$${random.word()}`, `\`${random.token(7)}\``, `$(${random.token(7)})`, `${random.word()}&${random.word()}`,
    `${random.word()}|${random.word()}`, `#${random.word()}`, `(${random.word()})`, `*${random.token(9)}`, `!${random.word()}`, `C:\\${random.word()}`, `-${random.word()}`, `Café-${random.word()}-漢`, `\t${random.word()} \t`, `it's "${random.word()}"`,
    `${random.word()}; ${random.word()}`, ` > ${random.word()}`, `${random.word()} < ${random.word()} && "x"`, `'${random.word()}'`, `'`, `"`, `''`, `\\`, `$`,
  ]);
