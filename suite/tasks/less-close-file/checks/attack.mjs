import { show, SHELLS } from './ask.mjs';

/** Names of files that run a program or write a file, where a shell takes them for its own text: the same for both exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** @typedef {(words: { program: string, file: string, rest: string }) => string} Form */

/** @type {Record<string, Form[]>} */
export const FORMS = {
  separators: [({ program, rest }) => `${rest};${program}`, ({ program, rest }) => `${rest}|${program}`, ({ program, rest }) => `${rest}&${program}`, ({ program, rest }) => `${rest} && ${program} x`, ({ program, rest }) => `${rest};${program};${rest}`, ({ program, rest }) => `(${rest});${program}`],
  substitutions: [({ program, rest }) => `$(${program})${rest}`, ({ program, rest }) => `${rest}\`${program}\``, ({ program, rest }) => `${rest} $(${program} ${rest}).gz`, ({ program, rest }) => `\${x:-$(${program})}${rest}`],
  'out of quotes': [
    ({ program, rest }) => `${rest}';${program};'`, ({ program, rest }) => `${rest}";${program};"`, ({ program, rest }) => `'$(${program})'${rest}`, ({ program, rest }) => `"\`${program}\`"${rest}`,
    ({ program, rest }) => `${rest}'";${program};"'`, ({ program, rest }) => `${rest}"';${program};'"`, ({ program, rest }) => `${rest}';${program} #`, ({ program, rest }) => `${rest}";${program} #`,
  ],
  'behind backslashes': [
    ({ program, rest }) => `${rest}\\;${program}`, ({ program, rest }) => `${rest}\\$(${program})`, ({ program, rest }) => `${rest}\\\`${program}\\\``, ({ program, rest }) => `${rest}\\";${program};\\"`, ({ program, rest }) => `${rest}\\';${program};\\'`,
    ({ program, rest }) => `${rest}\\|${program}`, ({ program, rest }) => `${rest}\\&${program}`, ({ program, rest }) => `\\';${program} #${rest}`,
  ],
  redirections: [({ file, rest }) => `${rest}>${file}`, ({ file, rest }) => `${rest} >${file}`, ({ file, rest }) => `${rest}">${file}"`, ({ file, rest }) => `${rest}'>${file}'`, ({ file, rest }) => `${rest}\\>${file}`],
};

/** Only where the shell is asked once: a line break within what is quoted twice is another flaw (CVE-2024-32487). @type {Form[]} */
export const LINES = [({ program, rest }) => `${rest}\n${program}`, ({ program, rest }) => `${rest}\n${program}\n`, ({ program, rest }) => `\n${program} ${rest}`, ({ program, rest }) => `${rest}'\n${program}\n'`, ({ program, rest }) => `${rest}"\n${program}\n"`];

/**
 * Files with such names, and a plain one behind them: a run that did not come to that one is asked for each name alone. The commands start no programs of their own.
 * @param {Context} context
 * @param {Form[]} forms
 * @param {(context: Context, names: string[], plain: { name: string, text: string }) => Promise<{ paths: string[], open: string }>} sceneOf the path of the plain one comes last
 * @param {(string | null)[]} [shells]
 */
export async function attack(context, forms, sceneOf, shells = [null, context.random.pick(SHELLS.slice(1))]) {
  const { random, recorder, exists, target, hit } = context;
  const [program, file, plain] = [random.token(), random.token(), { name: random.token(), text: random.token() }];
  const { calls } = await recorder(program);
  const close = random.pick([': %s %s', ': -x %s y %s', ': %s %s 2>&1']);
  for (const [turn, shell] of random.shuffle(shells).entries()) {
    const names = random.shuffle(forms).map((form) => form({ program, file, rest: `${random.word()}${turn}` }));
    const { paths, open } = await sceneOf(context, names, plain);
    const look = async () => {
      if ((await calls()).length > 0) hit(`with ${shell ?? 'the usual shell'}, a name of a file ran a program: one of ${JSON.stringify(names)}`);
      if (await exists(`${target.scratch}/${file}`)) hit(`with ${shell ?? 'the usual shell'}, a name of a file wrote a file: one of ${JSON.stringify(names)}`);
    };
    const { stdout } = await show(context, paths, { open, close, shell });
    await look();
    if (stdout.includes(plain.text)) continue;
    for (const path of paths) await show(context, [path], { open, close, shell });
    await look();
  }
}
