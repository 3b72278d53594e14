/** The program around the package, and templates for it: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ template: string, context?: Record<string, unknown>, created?: number }} Asked */
/** @typedef {{ value: string, error?: string, panic?: string }} Answer */

const PROGRAM = '/work/repo/.built/driver';

/**
 * One run of the program: an answer for each template.
 * @param {Context} context
 * @param {Asked[]} templates
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<Answer[] | { lost: string }>}
 */
export async function ask({ run }, templates, options = {}) {
  const lines = templates.map(({ template, context = {}, created = 0 }) => `${JSON.stringify({ template, context, created })}\n`);
  const { code, signal, stdout, stderr } = await run([PROGRAM], { stdin: lines.join(''), ...options });
  const answers = stdout.split('\n').slice(0, -1).map(parse);
  if (code !== 0 || answers.length !== templates.length || answers.includes(null)) return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${templates.length} answers ${stderr.slice(0, 300)}` };
  return /** @type {Answer[]} */ (answers);
}

/** @param {string} line @returns {Answer | null} */
function parse(line) {
  try {
    const answer = JSON.parse(line);
    return answer !== null && typeof answer === 'object' && typeof answer.value === 'string' ? answer : null;
  } catch {
    return null;
  }
}

/** @typedef {{ asked: Asked, expected: string }} Pair */

/** @param {Context} context @param {Pair[]} pairs */
export async function expectTexts(context, pairs) {
  const { random, fail } = context;
  const mixed = random.shuffle(pairs);
  const answers = await ask(context, mixed.map(({ asked }) => asked));
  if ('lost' in answers) return fail(answers.lost);
  for (const [index, { asked, expected }] of mixed.entries()) {
    const { value, error, panic } = answers[index] ?? { value: '' };
    if (error !== undefined || panic !== undefined || value !== expected) fail(`${JSON.stringify(asked).slice(0, 300)} gives ${JSON.stringify(error ?? panic ?? value).slice(0, 300)}, not ${JSON.stringify(expected).slice(0, 300)}`);
  }
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random } = context;
  const [name, other, list] = [random.word(), random.token(6), [random.token(4), random.token(5)]];
  await expectTexts(context, [
    { asked: { template: `${name}-{{ value }}`, context: { value: other } }, expected: `${name}-${other}` },
    { asked: { template: '{% for item in list %}{{ item }};{% endfor %}', context: { list } }, expected: list.map((item) => `${item};`).join('') },
    { asked: { template: '{{ outer }}', context: { outer: `${name} {{ inner }}`, inner: other } }, expected: `${name} ${other}` },
    { asked: { template: `snap-{{ creation_date|date:'2006-01-02' }}`, created: 86_400 * 365 }, expected: 'snap-1971-01-01' },
  ]);
}
