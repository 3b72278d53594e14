import { asciiOf, lookedUp } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */

/**
 * Names that have no room: none may be looked up under another one.
 * @param {Context} context
 * @param {{ name: string, size?: number }[]} asked
 */
export async function attack(context, asked) {
  const answers = await lookedUp(context, asked);
  if ('lost' in answers) return judgeEach(context, asked);
  judge(context, asked, answers);
}

/** @param {Context} context @param {{ name: string, size?: number }[]} asked @param {Exclude<Awaited<ReturnType<typeof lookedUp>>, { lost: string }>} answers */
function judge({ hit }, asked, answers) {
  for (const { result, name, behind, following } of answers) {
    if (behind !== 'kept') hit('a name was written beyond its buffer');
    if (result < 0 || name === null) continue;
    if (asked.some((each) => asciiOf(each.name) === name)) continue;
    hit(`a name of a host is looked up as ${name.slice(0, 40)}…, ${name.length} characters${name.includes(following) ? ', with what lay behind the buffer' : ''}`);
  }
}

/** @param {Context} context @param {{ name: string, size?: number }[]} asked */
async function judgeEach(context, asked) {
  for (const each of asked) {
    const answers = await lookedUp(context, [each]);
    if ('lost' in answers) context.hit(`a name of a host ended the program: ${answers.lost}`);
    else judge(context, [each], answers);
  }
}
