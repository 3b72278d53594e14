/** File names that run a program, or write a file, where a shell reads them. */
import { join } from 'node:path';

/** @typedef {{ name: string, path: string, written: string }} Canary `name` and `path` of the program, and the file that a redirection writes */

/**
 * By what has to go wrong with them.
 * @param {Canary} canary
 * @param {any} random
 */
function hostileNames({ name, path, written }, random) {
  const word = () => random.word();
  const end = `.${random.token(3)}`;
  return {
    substitutions: [`${word()}$(${name})${end}`, `$(${name} ${word()})${end}`, `${word()}\`${name}\`${end}`],
    separators: [`${word()};${name};${end}`, `${word()}|${name}|${word()}${end}`, `${word()}&${name}&${end}`, `${word()}||${name}||${word()}${end}`, `${word()}&&${name}&&${word()}${end}`],
    lines: [`${word()}\n${name}\n${word()}${end}`],
    redirections: [`${word()}>${written}`],
    quotes: [`${word()}';${name};'${end}`, `${word()}";${name};"${end}`],
    // Where each sign gets a backslash, one that stands before it is what is escaped; a sign behind the program would get one, too.
    'escaped signs': [`${word()}\\;${name}`, `${word()}\\|${name}`, `${word()}\\&${name}`],
    'escaped quotes': [`${word()}\\';${name} #${end}`, `${word()}\\";${name} #${end}`],
    // A shell without PATH runs them, too.
    paths: [`${word()}$(${path})${end}`, `${word()};${path};${end}`],
  };
}

/** @typedef {ReturnType<typeof hostileNames>} Names */

/**
 * An attack of several runs. In each, names stand together in one command; those that did not come through whole – others were refused, or left a quote open –
 * are tried again, each alone.
 * @param {(names: Names) => { names: string[], way: import('./ways.mjs').Way }[]} runs
 */
export const attackBy = (runs) => async (/** @type {any} */ context) => {
  const { random, recorder, target, exists, hit } = context;
  const [name, written] = [random.token(7), random.token(8)];
  const program = await recorder(name);
  const use = async (/** @type {import('./ways.mjs').Way} */ way, /** @type {string[]} */ names) => {
    const { stdout } = await way(context, names);
    const [call] = await program.calls();
    if (call !== undefined) hit(`one of ${JSON.stringify(names)} ran a program with the arguments ${JSON.stringify(call)}`);
    if (await exists(join(target.scratch, written))) hit(`one of ${JSON.stringify(names)} made the shell write a file`);
    return names.filter((each) => !stdout.includes(each));
  };
  for (const { names, way } of random.shuffle(runs(hostileNames({ name, path: program.path, written }, random)))) {
    const lost = await use(way, names);
    if (names.length > 1) for (const each of lost) await use(way, [each]);
  }
  // What a shell was told to run in the background may start late.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const late = await program.calls();
  if (late.length > 0) hit('a name ran a program in the background');
};
