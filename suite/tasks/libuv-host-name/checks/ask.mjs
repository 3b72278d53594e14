import { domainToASCII } from 'node:url';

/** The program around the library: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {Context['random']} Random */

/** Letters of several scripts that a name keeps as they are. */
const LETTERS = ['äöüéèêñçøåćšžůő', 'абвгдежзийклмнопрстуфхцчшщыэюя', 'αβγδεζηθικλμνξοπρστυφχψω', '日本語中文字国京大学東北', 'ひらがなあいうえお', '한국어사람들이', '☃♥💩'].map((letters) => [...letters]);

/** What becomes of a name, told by another implementation. @param {string} name */
export const asciiOf = (name) => name.split(/[.。．｡]/).map((label) => (/^[ -~]*$/.test(label) ? label : domainToASCII(label))).join('.');

/** A label of letters that are not all ASCII. @param {Random} random @param {number} length */
export function foreignLabel(random, length) {
  const letters = random.pick(LETTERS);
  return Array.from({ length }, (_, index) => (index === 0 || random.bool(0.7) ? random.pick(letters) : random.token(1))).join('');
}

/**
 * Asks for names: for each, what is looked up for it, or null where it is an error.
 * @param {Context} context
 * @param {{ name: string | Buffer, size?: number }[]} asked
 * @returns {Promise<{ result: number, behind: string, name: string | null, following: string }[] | { lost: string }>}
 */
export async function lookedUp({ run, random }, asked) {
  const following = asked.map(() => random.token(12));
  const lines = asked.map(({ name, size = 256 }, index) => `${size} ${following[index]} ${Buffer.from(name).toString('hex')}\n`);
  const { code, signal, stdout, stderr } = await run(['/work/repo/.built/names'], { stdin: lines.join('') });
  const answers = stdout.split('\n').slice(0, -1);
  if (code !== 0 || answers.length !== asked.length) return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${asked.length} answers ${stderr.slice(0, 300)}` };
  return answers.map((line, index) => {
    const [result = '', behind = '', name = ''] = line.split(' ');
    return { result: Number(result), behind, name: Number(result) >= 0 ? Buffer.from(name, 'hex').toString('latin1') : null, following: following[index] ?? '' };
  });
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const names = random.shuffle([`${random.word()}.${random.word()}.example`, `${random.token(60)}.${random.token(50)}`, `${foreignLabel(random, 4)}.${random.word()}`, `${random.int(1, 99)}.0.0.1`, `${random.word()}.`]);
  const answers = await lookedUp(context, names.map((name) => ({ name })));
  if ('lost' in answers) return fail(answers.lost);
  for (const [index, { result, name }] of answers.entries()) {
    const expected = asciiOf(names[index] ?? '');
    if (name !== expected || result !== expected.length + 1) fail(`${names[index]} becomes ${name} (${result}), not ${expected}`);
  }
}
