import { domainToASCII } from 'node:url';

/** The program around the library: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {Context['random']} Random */
/** @typedef {[pattern: string, host: string]} Pair */

/**
 * Whether the names of certificates are names of the hosts.
 * @param {Context} context
 * @param {Pair[]} pairs
 * @returns {Promise<boolean[] | { lost: string }>}
 */
export async function matches({ run }, pairs) {
  const lines = pairs.map((pair) => `${pair.map((name) => Buffer.from(name, 'latin1').toString('hex')).join(' ')}\n`);
  const { code, signal, stdout, stderr } = await run(['/work/repo/.built/names'], { stdin: lines.join('') });
  const answers = stdout.split('\n').slice(0, -1);
  if (code !== 0 || answers.length !== pairs.length) return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${pairs.length} answers ${stderr.slice(0, 300)}` };
  return answers.map((answer) => answer === 'yes');
}

const LETTERS = ['äöüéèêñçøåćšžůő', 'абвгдежзийклмнопрстуфхцчшщыэюя', 'αβγδεζηθικλμνξοπρστυφχψω', '日本語中文字国京大学東北', 'ひらがなあいうえお', '한국어사람들이'].map((letters) => [...letters]);

/** A label of another script, as it is looked up. @param {Random} random @returns {string} */
export function foreignLabel(random) {
  const letters = random.pick(LETTERS);
  const label = domainToASCII(Array.from({ length: random.int(2, 7) }, (_, index) => (index === 0 || random.bool(0.8) ? random.pick(letters) : random.token(1))).join(''));
  return label.startsWith('xn--') ? label : foreignLabel(random);
}

/** Two labels or more. @param {Random} random */
export const domain = (random) => `${Array.from({ length: random.int(1, 3) }, () => random.pick([random.word(), random.token(random.int(1, 12)), `${random.word()}-${random.int(1, 9)}`])).join('.')}.${random.pick(['com', 'net', 'example', 'co.uk', 'local'])}`;

/** Some letters as capitals. @param {Random} random @param {string} name */
export const mixed = (random, name) => [...name].map((letter) => (random.bool() ? letter.toUpperCase() : letter)).join('');

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const [name, other, first, foreign] = [domain(random), domain(random), random.word(), foreignLabel(random)];
  /** @type {[...Pair, boolean][]} */
  const expected = random.shuffle([[name, name, true], [`*.${name}`, `${first}.${name}`, true], [`*.${name}`, `${foreign}.${name}`, true], [`${foreign}.${name}`, `${foreign}.${name}`, true], [`*.x${other}`, `${first}.${name}`, false], [`${foreign}.${name}`, `${first}.${name}`, false]]);
  const answers = await matches(context, expected.map(([pattern, host]) => [pattern, host]));
  if ('lost' in answers) return fail(answers.lost);
  for (const [index, [pattern, host, is]] of expected.entries()) if (answers[index] !== is) fail(`${pattern} is ${answers[index] === true ? 'a' : 'no'} name for ${host}`);
}
