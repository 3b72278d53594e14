/** The program around the library, and documents for it: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {Context['random']} Random */
/** @typedef {'part' | 'start' | 'text'} How */

/**
 * What documents are parsed as: JSON without space, or `refused`; behind `start`, the number of bytes that were read comes first.
 * @param {Context} context
 * @param {[how: How, document: string][]} asked
 * @returns {Promise<string[] | { lost: string }>}
 */
export async function parsed({ run }, asked) {
  const { code, signal, stdout, stderr } = await run(['/work/repo/.built/documents'], { stdin: asked.map(([how, document]) => `${how} ${Buffer.from(document).toString('hex')}\n`).join('') });
  const answers = stdout.split('\n').slice(0, -1);
  if (code !== 0 || answers.length !== asked.length) return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${asked.length} answers ${stderr.slice(0, 300)}` };
  return answers;
}

/** A value with objects in it. @param {Random} random @param {number} depth @returns {unknown} */
export function drawValue(random, depth) {
  if (depth <= 0) return random.pick([random.int(-9_999, 9_999), random.word(), `${random.word()} "${random.token(3)}"\\\n`, true, false, null, 'ü€', {}, [], random.int(1, 99) / 4]);
  if (random.bool(0.3)) return Array.from({ length: random.int(0, 3) }, () => drawValue(random, depth - 1));
  return drawObject(random, depth);
}

/** @param {Random} random @param {number} depth */
export function drawObject(random, depth) {
  return Object.fromEntries(Array.from({ length: random.int(1, 4) }, () => [random.pick([random.token(5), random.word(), `${random.word()} ${random.token(2)}`]), drawValue(random, depth - 1)]));
}

/** The same with space in it. @param {Random} random @param {unknown} value @returns {string} */
export function spaced(random, value) {
  const gap = () => random.pick(['', '', ' ', '\n', '\t', ' \r\n ', '   ']);
  if (Array.isArray(value)) return `[${gap()}${value.map((each) => `${spaced(random, each)}${gap()}`).join(`,${gap()}`)}]`;
  if (typeof value === 'object' && value !== null) return `{${gap()}${Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}${gap()}:${gap()}${spaced(random, each)}${gap()}`).join(`,${gap()}`)}}`;
  return JSON.stringify(value);
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const values = Array.from({ length: 6 }, () => drawObject(random, 3));
  const answers = await parsed(context, values.map((value) => [random.pick(/** @type {How[]} */ (['part', 'text'])), random.bool() ? JSON.stringify(value) : spaced(random, value)]));
  if ('lost' in answers) return fail(answers.lost);
  for (const [index, answer] of answers.entries()) if (answer !== JSON.stringify(values[index])) fail(`a document is parsed as ${answer.slice(0, 300)}, not as ${JSON.stringify(values[index]).slice(0, 300)}`);
}
