/**
 * Formats that become code where the text of a format is written into a program and a quote, a backslash or an argument gets out of its string.
 * The code holds no quote, square bracket or colon, which the formats of attacks need for themselves or which would be a token.
 */
import { join } from 'node:path';

/** @param {string} text */
const percent = (text) => `decodeURIComponent(/${[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}/.source)`;
/** @param {string} text */
const characters = (text) => `String.fromCharCode(${[...text].map((character) => character.charCodeAt(0)).join(',')})`;

/** An expression that makes a folder. @param {any} random @param {string} path */
const plain = (random, path) => `process.getBuiltinModule(/fs/.source).mkdirSync(${random.pick([percent, characters])(path)})`;

/** @param {string} path */
const statement = (path) => `process.getBuiltinModule("fs").mkdirSync(${JSON.stringify(path)})`;

/** The same without a word by which it could be known: a function made of text finds the process. @param {any} random @param {string} path */
const disguised = (random, path) => `(()=>0).constructor(${random.pick([percent, characters])(statement(path))})()`;

/** The same from another realm: by what the line was given. @param {any} random @param {string} path */
const foreign = (random, path) =>
  `Array.from(arguments).forEach(given=>given.constructor.constructor(${random.pick([percent, characters])(statement(path))})())`;

/** @param {any} random */
const operator = (random) => random.pick([' + ', ', ', ' == ', ' | ', ' < ', ' - ']);

const BACKSLASH = '\\';

/** `end` closes what is open in the program and makes the rest of the line no code. @type {Record<string, (random: any, code: string, end: string) => string>} */
const SHAPES = {
  'a backslash before a quote': (random, code, end) => `${random.word()} ${BACKSLASH}"${operator(random)}${code}${end}`,
  'three backslashes before a quote': (random, code, end) => `${random.word()} ${BACKSLASH.repeat(3)}"${operator(random)}${code}${end}`,
  'other backslashes and quotes first': (random, code, end) => `${BACKSLASH}t "${random.word()}" ${BACKSLASH}${BACKSLASH} ${BACKSLASH}"${operator(random)}${code}${end}`,
  'behind a token': (random, code, end) => `:method${BACKSLASH}"${operator(random)}${code}${end}`,
  'two backslashes before a quote': (random, code, end) => `${random.word()} ${BACKSLASH.repeat(2)}"${operator(random)}${code}${end}`,
  'a quote alone': (random, code, end) => `${random.word()}"${operator(random)}${code}${end}`,
  'a single quote': (random, code, end) => `${random.word()}'${operator(random)}${code}${end}`,
  'a backslash before a single quote': (random, code, end) => `${random.word()}${BACKSLASH}'${operator(random)}${code}${end}`,
  'a backtick': (random, code, end) => `${random.word()}\`${operator(random)}${code}${end}`,
  'a backslash before a backtick': (random, code, end) => `${random.word()}${BACKSLASH}\`${operator(random)}${code}${end}`,
  'a placeholder of a template': (random, code) => `${random.word()} \${${code}}`,
  'a placeholder behind a backslash': (random, code) => `${random.word()} ${BACKSLASH}\${${code}}`,
  // "in" throws here; what is added or subtracted comes before it.
  'a backslash before a token whose name is an operator': (random, code, end) => `${random.word()}${BACKSLASH}:in${random.pick([' + ', ' - '])}${code}${end}`,
  'a quote in an argument': (random, code) => `:req["${operator(random)}${code}${operator(random)}"]`,
  'a single quote in an argument': (random, code) => `:req['${operator(random)}${code}${operator(random)}']`,
  'a backtick in an argument': (random, code) => `:req[\`${operator(random)}${code}${operator(random)}\`]`,
  'a placeholder in an argument': (random, code) => `:req[\${${code}}]`,
  'a backslash before a quote in an argument': (random, code, end) => `:req[${BACKSLASH}", ${code})${end}]`,
  'a backslash before a single quote in an argument': (random, code, end) => `:req[${BACKSLASH}', ${code})${end}]`,
  'a backslash before a backtick in an argument': (random, code, end) => `:req[${BACKSLASH}\`, ${code})${end}]`,
};

/** What a text in a program can be surrounded by: nothing, a call or two, the body of a function. */
export const ENDS = [' //', ') //', ')) //', '} //', '}) //', '})() //'];

/**
 * Attacks of every shape.
 * @param {(context: any, format: string) => Promise<unknown>} use makes the candidate compile a format and log a line with it
 * @param {string[]} ends
 */
export function attacksThrough(use, ends) {
  return Object.fromEntries(Object.entries(SHAPES).map(([name, shape]) => [name, (/** @type {any} */ context) => attack(context, { use, shape, ends })]));
}

/**
 * Ends the process that compiles: the loss of the target is the effect, for candidates that take the ways to the disk away.
 * @param {any} random
 */
export const endingFormat = (random) => `${random.word()} ${BACKSLASH}" + (()=>0).constructor(${percent('process.kill(process.pid, "SIGKILL")')})() //`;

/** @param {any} context @param {{ use: (context: any, format: string) => Promise<unknown>, shape: (random: any, code: string, end: string) => string, ends: string[] }} how */
async function attack(context, { use, shape, ends }) {
  const { target, random, exists, hit } = context;
  const path = join(target.scratch, random.token(12));
  for (const end of ends) {
    // `<!--` begins a comment, too, and is known to fewer filters.
    const written = random.bool() ? end : end.replace('//', '<!--');
    for (const code of [plain, disguised, foreign]) await use(context, shape(random, code(random, path), written)).catch(passRefusal);
  }
  if (await exists(path)) hit('code in a format ran and made a folder');
}

/** What the candidate throws is its answer; the folder tells whether the code ran before. @param {any} error */
function passRefusal(error) {
  if (error.name !== 'CandidateError') throw error;
}
