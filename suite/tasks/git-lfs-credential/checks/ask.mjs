/** The program around the package, and questions for it: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ do: 'fill' | 'approve' | 'reject' | 'fill-url', url?: string, config?: Record<string, string>, known?: Record<string, string>, answer?: string, exitCode?: number }} Asked */
/** @typedef {{ calls: { arguments: string, stdin: string }[], value: Record<string, string> | null, error?: string, panic?: string }} Answer */

const PROGRAM = '/work/repo/.built/driver';

/**
 * One run of the program: an answer for each question, with the calls of git that it led to.
 * @param {Context} context
 * @param {Asked[]} questions
 * @returns {Promise<Answer[] | { lost: string }>}
 */
export async function ask({ run }, questions) {
  const { code, signal, stdout, stderr } = await run([PROGRAM], { stdin: questions.map((question) => `${JSON.stringify(question)}\n`).join(''), timeoutMs: 60_000 });
  const answers = stdout.split('\n').slice(0, -1).map(parse);
  if (code !== 0 || answers.length !== questions.length || answers.includes(null)) return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${questions.length} answers ${stderr.slice(0, 300)}` };
  return /** @type {Answer[]} */ (answers);
}

/** @param {string} line @returns {Answer | null} */
function parse(line) {
  try {
    const answer = JSON.parse(line);
    return answer !== null && typeof answer === 'object' && Array.isArray(answer.calls) ? answer : null;
  } catch {
    return null;
  }
}

/** What git makes of its input: a line each up to the first empty one. @param {string} stdin */
export function attributesOf(stdin) {
  return stdin.split('\n').filter((line) => line !== '');
}

/** @param {Record<string, string>} known */
export const linesOf = (known) => Object.entries(known).map(([key, value]) => `${key}=${value}`);

/** @param {Context['random']} random @returns {Record<string, string>} */
export function drawKnown(random) {
  return { protocol: random.pick(['https', 'http']), host: `${random.word()}.example`, ...(random.bool() ? { path: `${random.word()}/${random.word()}.git` } : {}) };
}

/** @param {Context} context @param {{ asked: Asked, lines: string[], value?: Record<string, string> | null }[]} expectations */
export async function expectCalls(context, expectations) {
  const { random, fail } = context;
  const mixed = random.shuffle(expectations);
  const answers = await ask(context, mixed.map(({ asked }) => asked));
  if ('lost' in answers) return fail(answers.lost);
  for (const [index, { asked, lines, value }] of mixed.entries()) {
    const { calls, value: given, error, panic } = answers[index] ?? { calls: [], value: null };
    const name = JSON.stringify(asked).slice(0, 300);
    if (error !== undefined || panic !== undefined) fail(`${name} gives ${panic ?? error}`);
    if (calls.length !== 1 || calls[0]?.arguments !== `credential ${asked.do === 'fill-url' ? 'fill' : asked.do}`) fail(`${name} led to the calls ${JSON.stringify(calls).slice(0, 300)}`);
    const stdin = calls[0]?.stdin ?? '';
    if (JSON.stringify(attributesOf(stdin).sort()) !== JSON.stringify([...lines].sort()) || /\n\n[^\n]/.test(`\n${stdin.trimStart() === '' ? '' : stdin}`)) fail(`${name}: git was asked ${JSON.stringify(stdin).slice(0, 300)}, not ${JSON.stringify(lines).slice(0, 300)}`);
    if (value !== undefined && JSON.stringify(sorted(given)) !== JSON.stringify(sorted(value))) fail(`${name} gives ${JSON.stringify(given).slice(0, 300)}, not ${JSON.stringify(value).slice(0, 300)}`);
  }
}

/** @param {Record<string, string> | null} record */
const sorted = (record) => Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random } = context;
  const [user, password, known] = [random.word(), random.token(12), drawKnown(random)];
  const host = `${random.word()}.example`;
  await expectCalls(context, [
    { asked: { do: 'fill', known, answer: `${linesOf(known).join('\n')}\nusername=${user}\npassword=${password}\n` }, lines: linesOf(known), value: { ...known, username: user, password } },
    { asked: { do: 'fill-url', url: `https://${user}%20x@${host}/${random.word()}`, answer: `password=${password}\n` }, lines: [`protocol=https`, `host=${host}`, `username=${user} x`], value: { password } },
    { asked: { do: random.pick(['approve', 'reject']), known: { ...known, username: user, password } }, lines: linesOf({ ...known, username: user, password }) },
  ]);
}
