import { join } from 'node:path';

/** @param {string} text */
const percent = (text) => `decodeURIComponent(/${[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}/.source)`;
/** @param {string} text */
const characters = (text) => `String.fromCharCode(${[...text].map((character) => character.charCodeAt(0)).join(',')})`;
/** @param {string} path */
const statement = (path) => `process.getBuiltinModule("fs").mkdirSync(${JSON.stringify(path)})`;

/** An expression that makes a folder, without blanks. @param {any} random @param {string} path */
const plain = (random, path) => `process.getBuiltinModule(/fs/.source).mkdirSync(${random.pick([percent, characters])(path)})`;
/** The same without a word by which it could be known. @param {any} random @param {string} path */
const disguised = (random, path) => `(()=>0)[${characters('constructor')}](${random.pick([percent, characters])(statement(path))})()`;

/** Names that end the head of a function and begin another. */
export const oneLine = (/** @type {any} */ random, /** @type {string} */ code) => {
  const [one, two] = [random.word(), random.word()];
  return [
    `${one}(){} ${code}; function ${two}`, `${one}(){};${code};function ${two}`, `template(){}${code};function template`, `${one}(){}{${code}}function ${two}`, `${one}(){}if(${code}){}function ${two}`,
    `${one}(){}${code};function/**/${two}`, `${one}(){}{${code}}function/**/${two}`, `/**/${one}/**/(){}${code};function ${two}`, `*${one}(){}{${code}}function ${two}`,
    `${one}/*({;*/(){}{${code}}function ${two}`, `${one}/*({;*/(){}${code};function\t${two}`, ` ${one}(){}${code};var ${two}=function`, `${one}(a,b){return ${random.int(1, 9)}}try{${code}}catch{}function ${two}`, `_$${one}(){}{${code}}async function ${two}`,
  ];
};

/** The same on several lines, the first or the last of which is a name. */
export const severalLines = (/** @type {any} */ random, /** @type {string} */ code) => {
  const [one, two] = [random.word(), random.word()];
  return [
    `${one}\n(){}${code};function ${two}`, `${one}(){}\n${code}\nfunction ${two}`, `${one}(){}${code};function\n${two}`, `${one}(){}${code}//\nfunction ${two}`, `${one}(){}{${code}}function\n${two}`, `${one}(){}\n{${code}}function/**/\n${two}`,
    `\n${one}(){}\r\n${code}\r\nfunction ${two}`, `${one}\n/*({;*/(){}\n${code};function\n${two}`, `${one}(){}\u2028${code}\u2028function ${two}`, `${one}(){}\r${code}\rfunction\r${two}`,
  ];
};

/**
 * @param {(random: any, code: string) => string[]} names
 * @param {(name: string, random: any) => object[]} options
 * @returns {(context: any) => Promise<void>}
 */
export const attackBy = (names, options) => async ({ target, random, exists, hit }) => {
  const path = join(target.scratch, random.token(12));
  const list = [plain, disguised].flatMap((code) => names(random, code(random, path))).flatMap((name) => options(name, random));
  await target.callWithin(60_000, 'evaluateEach', `${random.word()} ${random.word()}\np= ${random.word()}`, random.shuffle(list));
  if (await exists(path)) hit('code in the name of a template ran and made a folder');
};

/** Ends the process: the loss of the target is the effect, for candidates that take the ways to the disk away. @param {any} random */
export const endingName = (random) => `${random.word()}(){}{(()=>0)[${characters('constructor')}](${percent('process.kill(process.pid, "SIGKILL")')})()}function ${random.word()}`;
