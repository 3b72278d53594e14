import { createHmac } from 'node:crypto';

/** The program around the library, and questions for it: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ wanted: string, required: boolean, aud: unknown, isBuilt?: boolean }} Question `aud` undefined: there is none; `isBuilt`: the claims are made by the program, of a list of strings */

const PROGRAM = '/work/repo/.built/driver';

/**
 * One run of the program: an answer for each question; a panic is an error.
 * @param {Context} context
 * @param {Question[]} questions
 * @returns {Promise<{ value?: boolean, error?: string }[] | { lost: string }>}
 */
export async function ask({ run, random }, questions) {
  const secret = random.token(24);
  const lines = questions.map(({ aud, isBuilt, ...rest }) => JSON.stringify({ ...rest, ...(isBuilt === true ? { audiences: aud } : { token: sign({ jti: random.token(8), aud, sub: random.word() }, secret), secret, numbers: random.bool() }) }));
  const { code, signal, stdout, stderr } = await run([PROGRAM], { stdin: `${lines.join('\n')}\n` });
  const answers = stdout.split('\n').slice(0, -1).map(parse);
  if (code !== 0 || answers.length !== questions.length || answers.includes(null)) return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${questions.length} answers ${stderr.slice(0, 300)}` };
  return /** @type {{ value?: boolean, error?: string }[]} */ (answers);
}

/** @param {string} line @returns {{ value?: boolean, error?: string } | null} */
function parse(line) {
  try {
    const answer = JSON.parse(line);
    return answer !== null && typeof answer === 'object' ? answer : null;
  } catch {
    return null;
  }
}

/** @param {object} claims @param {string} secret */
function sign(claims, secret) {
  const text = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** Audiences of several forms that nobody can guess. @param {Context['random']} random */
export function drawAudience(random) {
  const name = `${random.word()}${random.token(5)}`;
  return random.pick([name, `https://${name}.example/${random.word()}`, `urn:${random.word()}:${name}`, `${name}@${random.word()}.example`, `${name} ${random.word()}`]);
}

/** @param {Context['random']} random @param {number} count */
export const drawAudiences = (random, count) => Array.from({ length: count }, () => drawAudience(random));

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const wanted = drawAudience(random);
  const others = drawAudiences(random, random.int(1, 4));
  const list = random.shuffle([wanted, ...others]);
  const questions = random.shuffle([
    { question: { aud: wanted, wanted, required: random.bool() }, expected: true },
    { question: { aud: others[0], wanted, required: random.bool() }, expected: false },
    { question: { aud: list, wanted, required: false }, expected: true },
    { question: { aud: list, wanted, required: false, isBuilt: true }, expected: true },
    { question: { aud: others, wanted, required: true }, expected: false },
  ]);
  const answers = await ask(context, questions.map(({ question }) => question));
  if ('lost' in answers) return fail(answers.lost);
  for (const [index, { question, expected }] of questions.entries()) {
    const { value, error } = answers[index] ?? {};
    if (error !== undefined || value !== expected) fail(`${JSON.stringify(question)} gives ${error ?? value}, not ${expected}`);
  }
}
