import { ask, drawAudience, drawAudiences } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */

/** Lists of names that are nearly the wanted one. @param {string} wanted @param {Context['random']} random @returns {string[][]} */
export function nearLists(wanted, random) {
  const [word, other] = [random.word(), random.token(5)];
  const near = [`${wanted}${other}`, `${other}${wanted}`, `${other} ${wanted} ${word}`, `${wanted},${other}`, `${other},${wanted}`, wanted.slice(0, -1), wanted.slice(1), wanted.toUpperCase(), `["${wanted}"]`];
  return [...near.map((name) => [name]), random.shuffle(near), ...near.map((name) => random.shuffle([name, drawAudience(random), word]))];
}

/** Lists whose names together are the wanted one, and the wanted one. @param {Context['random']} random @returns {{ aud: string[], wanted: string }[]} */
export function joinedLists(random) {
  return [' ', ',', ', ', ''].map((separator) => {
    const aud = Array.from({ length: random.int(2, 3) }, () => random.token(6));
    return { aud, wanted: aud.join(separator) };
  });
}

/**
 * Asks with lists that do not have the wanted audience; true is the effect.
 * @param {Context} context
 * @param {{ aud: unknown[], wanted: string }[]} lists
 * @param {{ isBuilt: boolean }} options
 */
export async function attack(context, lists, { isBuilt }) {
  const { random, hit } = context;
  const questions = random.shuffle(lists).map((list) => ({ ...list, required: random.int(0, 4) === 0, isBuilt }));
  // An audience that is required is refused by the original, too: the first is never so.
  const answers = await ask(context, questions.map((question, index) => ({ ...question, required: index > 0 && question.required })));
  if ('lost' in answers) return hit(`a list of audiences ended the program: ${answers.lost}`);
  const at = answers.findIndex(({ value, error }) => value === true && error === undefined);
  if (at !== -1) hit(`the audiences ${JSON.stringify(questions[at]?.aud).slice(0, 200)} pass for ${JSON.stringify(questions[at]?.wanted).slice(0, 80)}`);
}

/** Lists of audiences of somebody else. @param {Context['random']} random */
export const foreignLists = (random) => Array.from({ length: 8 }, (_, index) => ({ aud: drawAudiences(random, index + 1), wanted: drawAudience(random) }));
