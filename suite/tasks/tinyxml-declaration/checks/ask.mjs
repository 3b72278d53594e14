/** The program around the library: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {Context['random']} Random */
/** @typedef {'unknown' | 'utf8' | 'legacy'} Encoding */

/** @type {Encoding[]} */
export const ENCODINGS = ['unknown', 'utf8', 'legacy'];

/**
 * What documents are parsed as.
 * @param {Context} context
 * @param {[encoding: Encoding, document: string][]} asked
 * @returns {Promise<{ declarations: string, printed: string, error: boolean }[] | { lost: string }>}
 */
export async function parsed({ run }, asked) {
  const { code, signal, stdout, stderr } = await run(['/work/repo/.built/documents'], { stdin: asked.map(([encoding, document]) => `${encoding} ${Buffer.from(document).toString('hex')}\n`).join('') });
  const answers = stdout.split('\n').slice(0, -1);
  if (code !== 0 || answers.length !== asked.length) return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${asked.length} answers ${stderr.slice(0, 300)}` };
  return answers.map((line) => {
    const [declarations = '', printed = '', error = ''] = line.split('\t');
    return { declarations, printed, error: error !== '' };
  });
}

/** Space between words. @param {Random} random */
export const gap = (random) => random.pick([' ', ' ', '  ', '\n', '\t', ' \r\n ', '\n\n   ']);

/** A value in quotes of one kind or the other. @param {Random} random @param {string} value */
export const quoted = (random, value) => (random.bool() ? `"${value}"` : `'${value}'`);

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const [version, name, encoding] = [`1.${random.int(0, 9)}`, random.word(), random.pick(['UTF-8', 'ISO-8859-1', 'ascii'])];
  const documents = [`<?xml${gap(random)}version=${quoted(random, version)}?><${name}/>`, `<?xml version=${quoted(random, version)}${gap(random)}encoding=${quoted(random, encoding)}${gap(random)}?><${name}/>`];
  const answers = await parsed(context, documents.map((document) => [random.pick(ENCODINGS), document]));
  if ('lost' in answers) return fail(answers.lost);
  const expected = [`[${version}|||1:1]`, `[${version}|${encoding}||1:1]`];
  for (const [index, { declarations, printed, error }] of answers.entries()) if (declarations !== expected[index] || error || !printed.includes(`<${name} />`)) fail(`a declaration is read as ${declarations} with ${printed}, not as ${expected[index]}`);
}
