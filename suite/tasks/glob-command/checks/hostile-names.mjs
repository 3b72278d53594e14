/**
 * File names that run a program where a shell reads them, by what has to go wrong with them. Names of one list can stand in one command: none leaves
 * a quote open for the others.
 * @param {string} program a name without a path
 * @param {any} random
 */
export function hostileNames(program, random) {
  const word = () => random.word();
  const end = `.${random.token(3)}`;
  const substitutions = [`${word()}$(${program})${end}`, `$(${program} ${word()})${end}`, `${word()}\`${program}\`${end}`];
  const separators = [`${word()};${program};${end}`, `${word()}|${program}|${word()}${end}`, `${word()}&${program}&${end}`];
  return {
    bare: [...substitutions, ...separators],
    joined: [`${word()}||${program}||${word()}${end}`, `${word()}&&${program}&&${word()}${end}`, `${word()}\n${program}\n${word()}${end}`],
    'single quotes': [`${word()}';${program};'${end}`],
    'double quotes': [`${word()}";${program};"${end}`],
    // Where each sign gets a backslash, one that stands before it is what is escaped; a sign behind the program would get one, too.
    'a backslash before a sign': [`${word()}\\;${program}`, `${word()}\\|${program}`, `${word()}\\&${program}`],
    'a backslash before a single quote': [`${word()}\\';${program} #${end}`],
    'a backslash before double quotes': [`${word()}\\";${program} #${end}`],
  };
}

/** @typedef {keyof ReturnType<typeof hostileNames>} Kind */

/**
 * An attack that gives hostile names to `use`, a run for each kind; the program in them must not run.
 * @param {Kind[]} kinds
 * @param {(context: any, names: string[]) => Promise<unknown>} use
 */
export const withNames = (kinds, use) => async (/** @type {any} */ context) => {
  const { random, recorder, hit } = context;
  const program = random.token(7);
  const canary = await recorder(program);
  const names = hostileNames(program, random);
  for (const kind of kinds) await use(context, names[kind]);
  // What a shell was told to run in the background may start late.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const [call] = await canary.calls();
  if (call !== undefined) hit(`a name (${kinds.join(', ')}) ran a program with the arguments ${JSON.stringify(call)}`);
};

/** @param {string[]} names */
export const filesOf = (names) => Object.fromEntries(names.map((name) => [name, '']));
