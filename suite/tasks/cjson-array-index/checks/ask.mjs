/** The program around the library, and documents for it: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

const PROGRAM = '/work/repo/.built/driver';

/** What follows a digit in ASCII and in UTF-8, and cannot be part of a token's escape or end. */
export const NO_DIGITS = [...':;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}', 'é', '٣', '１'];

/**
 * One run of the program: commands with their arguments, an answer for each.
 * @param {Context} context
 * @param {unknown} document
 * @param {[command: 'get' | 'get-exactly' | 'patch' | 'patch-exactly', argument: unknown][]} commands
 * @returns {Promise<string[] | { lost: string }>}
 */
export async function ask({ run }, document, commands) {
  const lines = [['document', document], ...commands].map(([command, argument]) => `${command} ${typeof argument === 'string' ? argument : JSON.stringify(argument)}\n`);
  const { code, signal, stdout, stderr } = await run([PROGRAM], { stdin: lines.join('') });
  const answers = stdout.split('\n').slice(0, -1);
  if (code !== 0 || answers.length !== lines.length || answers[0] !== 'ok') return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${lines.length} answers ${stderr.slice(0, 300)}` };
  return answers.slice(1);
}

/** Elements that nobody can guess. @param {Context['random']} random @param {number} length @returns {string[]} */
export function drawList(random, length) {
  const base = random.token(8);
  return Array.from({ length }, (_, index) => `${base}${index.toString(36)}${random.int(0, 9)}`);
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const list = drawList(random, random.int(3, 120));
  const index = random.int(0, list.length - 1);
  const name = random.word();
  const replaced = list.with(index, 'x');
  const answers = await ask(context, { [name]: list }, [['get', `/${name}/${index}`], ['get', `/${name}/${list.length + index}`], ['patch', [{ op: 'replace', path: `/${name}/${index}`, value: 'x' }]]]);
  const expected = [JSON.stringify(list[index]), 'none', JSON.stringify({ [name]: replaced })];
  if (JSON.stringify(answers) !== JSON.stringify(expected)) fail(`answers ${JSON.stringify(answers).slice(0, 300)}, not ${JSON.stringify(expected).slice(0, 300)}`);
}
