import { join } from 'node:path';

/** @param {string} text */
const percent = (text) => `decodeURIComponent(/${[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}/.source)`;
/** @param {string} text */
const characters = (text) => `String.fromCharCode(${[...text].map((character) => character.charCodeAt(0)).join(',')})`;
/** @param {string} path */
const statement = (path) => `process.getBuiltinModule("fs").mkdirSync(${JSON.stringify(path)})`;

/** An expression without quotes that makes a folder. @param {any} random @param {string} path */
const plain = (random, path) => `process.getBuiltinModule(/fs/.source).mkdirSync(${random.pick([percent, characters])(path)})`;
/** The same without a word by which it could be known. @param {any} random @param {string} path */
const disguised = (random, path) => `(()=>0)[${characters('constructor')}](${random.pick([percent, characters])(statement(path))})()`;

/** Time zones with code in them; most are expressions, which fit wherever the text stands. @param {any} random @param {string} code */
const zones = (random, code) => {
  const offset = `${random.pick(['+', '-'])}0${random.int(1, 9)}:${random.pick(['00', '30'])}`;
  return [
    `' + ${code} + '`, `${offset}' + ${code} + '`, `' + ${code} + '${offset}`, `Z' + ${code} + '`, `' + ${code} + 'Z`, `local', ${code}, '`, `', ${code}, 'local`,
    `\\', ${code}) //`, `\\', ${code}) }) //`, `${offset}\\', ${code}) //`, `\\\\\\', ${code}) //${offset}`, `''' + ${code} + '`, `'\\' + ${code} + '`, `'' + ${code} + ''`, `'\\'' + ${code} + ''`,
    `" + ${code} + "`, `${offset}" + ${code} + "`, `\\", ${code}) //`, `\` + ${code} + \``, `\${${code}}`, `${offset}\${${code}}`, `\\\`, ${code}) //`,
    `', ${code}) /*\n${random.pick([offset, 'Z', 'local'])}\n*/ //`, `', ${code}) /*\nZ\n*/ }) //`,
  ];
};

const MOMENTS = { DATE: '2021-02-03', DATETIME: '2021-02-03 04:05:06', TIMESTAMP: '2021-02-03 04:05:06' };

/**
 * @param {(zone: unknown, random: any) => { options?: object, config?: object }} where what holds the time zone
 * @returns {(context: any) => Promise<void>}
 */
export const attackBy = (where) => async ({ target, random, exists, hit }) => {
  const path = join(target.scratch, random.token(12));
  const asked = [plain, disguised].flatMap((code) =>
    zones(random, code(random, path)).flatMap((zone) => Object.entries(MOMENTS).map(([type, value]) => ({ columns: [{ name: random.token(8), type }], values: [[value]], ...where(zone, random) }))),
  );
  await target.callWithin(60_000, 'rowsEach', random.shuffle(asked));
  if (await exists(path)) hit('code in a time zone ran and made a folder');
};

/** Ends the process: the loss of the target is the effect, for candidates that take the ways to the disk away. @param {any} random */
export const endingZone = (random) => random.pick(["' + CODE + '", '+01:00\' + CODE + \'']).replace('CODE', `(()=>0)[${characters('constructor')}](${percent('process.kill(process.pid, "SIGKILL")')})()`);
