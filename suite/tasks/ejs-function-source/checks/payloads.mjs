import { join } from 'node:path';

/** @param {string} text */
const percent = (text) => `decodeURIComponent(/${[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}/.source)`;
/** @param {string} text */
const characters = (text) => `String.fromCharCode(${[...text].map((character) => character.charCodeAt(0)).join(',')})`;
/** @param {string} path */
const statement = (path) => `process.getBuiltinModule("fs").mkdirSync(${JSON.stringify(path)})`;

/** An expression that makes a folder. @param {any} random @param {string} path */
const plain = (random, path) => `process.getBuiltinModule(/fs/.source).mkdirSync(${random.pick([percent, characters])(path)})`;
/** The same without a word by which it could be known. @param {any} random @param {string} path */
const disguised = (random, path) => `(()=>0)[${characters('constructor')}](${random.pick([percent, characters])(statement(path))})()`;
/** The same without brackets: a template literal is the argument of a call. @param {any} random @param {string} path */
const bracketless = (random, path) => `Function\`${[...statement(path)].map((character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')}\`\`\``;

/** Names of a variable that gets a value behind it. @param {any} random @param {string} code */
export const declared = (random, code) => {
  const [one, two] = [random.word(), random.word()];
  return [
    `${one};${code};var ${two}`, `${one}=${code},${two}`, `${one}=${code};${two}`, `${one}\n=${code}\n,${two}`, `${one};${code}\n${two}`, `${one}\n;${code};\n${two}`, `{${one}=${code}}`, `/**/${one}=${code},/**/${two}`, `${one}//\n;${code}//\n;${two}`,
    `${one}=${code}//\n,${two}`, `${one};{${code}}var ${two}`,
  ];
};

/** Names that are a parameter and an expression. @param {any} random @param {string} code */
export const parameters = (random, code) => {
  const [one, two] = [random.word(), random.word()];
  const many = Array.from({ length: 4 }, () => `${random.word()}${random.token(3)}`).join();
  return [`${one}=${code}`, `${many},${two}=${code}`, `${one}=\n${code}`, `/**/${one}=${code}`, `${one}=${code}//\n,${two}`, `${two}\n=${code},\n${one}`, `${one}=${code},${two}`, `${one}=[${code}]`];
};

/**
 * @param {(random: any, code: string) => object[]} options options with such names in them
 * @param {string} way
 * @returns {(context: any) => Promise<void>}
 */
export const attackBy = (options, way) => async ({ target, random, exists, hit }) => {
  const path = join(target.scratch, random.token(12));
  const list = [plain, disguised, bracketless].flatMap((code) => options(random, code(random, path))).map((one) => ({
    way: way === 'any' ? random.pick(['render', 'express']) : way, text: `${random.word()} <%= ${random.int(1, 9)} %>`, data: { [random.word()]: random.word() }, options: { ...(random.bool() ? { compileDebug: false } : {}), ...one },
  }));
  await target.callWithin(60_000, 'renderEach', random.shuffle(list));
  if (await exists(path)) hit('code in the name of a variable ran and made a folder');
};

/** Ends the process: the loss of the target is the effect, for candidates that take the ways to the disk away. @param {any} random */
export const endingName = (random) => `${random.word()}=(()=>0)[${characters('constructor')}](${percent('process.kill(process.pid, "SIGKILL")')})(),${random.word()}`;
