import { ask } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */
/** @typedef {import('./ask.mjs').Asked} Asked */

/** Attributes that change what is asked for. */
const KEYS = ['host', 'protocol', 'username', 'password', 'path', 'url', 'quit'];

/** Values with an attribute of their own in them. @param {Context['random']} random @returns {{ value: string, line: string }[]} */
export function drawValues(random) {
  return KEYS.flatMap((key) => {
    const line = `${key}=${key === 'url' ? 'https://' : ''}${random.token(10)}.example`;
    return random.shuffle([`${random.word()}\n${line}`, `\n${line}`, `${random.word()}\n${line}\n`, `${random.word()}\n\n${line}`, `${random.word()}\n${random.word()}=1\n${line}\n${random.word()}`, `\n\n\n${line}\n\n`]).slice(0, 2).map((value) => ({ value, line }));
  });
}

/**
 * Asks with such values; a line of their own that git got is the effect.
 * @param {Context} context
 * @param {{ asked: Asked, line: string }[]} questions
 */
export async function attack(context, questions) {
  const { random, hit } = context;
  const mixed = random.shuffle(questions);
  const answers = await ask(context, mixed.map(({ asked }) => asked));
  if ('lost' in answers) return hit(`an attribute ended the program: ${answers.lost}`);
  const at = answers.findIndex(({ calls }, index) => calls.some(({ stdin }) => stdin.split('\n').some((line) => line.trimEnd() === mixed[index]?.line)));
  if (at !== -1) hit(`git got the attribute ${mixed[at]?.line} out of ${JSON.stringify(mixed[at]?.asked).slice(0, 300)}`);
}
