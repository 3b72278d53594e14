/** Requests and responses that are logged: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** Paths that lead to a response which is logged, with what the log says in front of them. @type {[method: string, start: string, said: string][]} */
export const REQUESTS = [
  ['GET', '/', 'WARNING django.request Not Found: '],
  ['GET', '/denied', 'WARNING django.request Forbidden (Permission denied): '],
  ['GET', '/broken', 'ERROR django.request Internal Server Error: '],
  ['PUT', '/method', 'WARNING django.request Method Not Allowed (PUT): '],
  ['POST', '/form', 'WARNING django.security.csrf Forbidden (CSRF cookie not set.): '],
];

/** What stands in a log for another entry. @param {Context['random']} random */
export const drawEntry = (random) => `${random.pick(['INFO', 'WARNING', 'ERROR'])} ${random.pick(['django.request', 'shop'])} ${random.word()} ${random.token()} /${random.word()}`;

/** Lines as those see them who read a log by lines. @param {string} text */
export const linesOf = (text) => text.split(/\r\n|\r|\n/).filter((line) => line !== '');

/** Has requests answered, or logs responses itself, with texts in them. Gives the log, and how many entries it must have. @param {Context} context @param {() => string} textOf @param {'visit' | 'log'} way */
export async function logged({ target, random }, textOf, way) {
  if (way === 'visit') {
    const requests = random.shuffle(REQUESTS).map(([method, start]) => [method, `${start}${random.word()}${textOf()}`]);
    return { count: requests.length, ...(await target.call('visit', requests)) };
  }
  const word = () => random.word();
  const calls = random.shuffle([
    { message: '%s: %s', args: [`${word()}${textOf()}`, `/${word()}`] },
    { message: '%s: %s', args: [word(), `/${word()}${textOf()}`], status: 500 },
    { message: 'Forbidden (%s): %s', args: [`${word()}${textOf()}`, `/${word()}${textOf()}`], status: 403 },
    { message: 'Paid %d of %s (%s) %r', args: [random.int(1, 99), `${textOf()}${word()}`, word(), 1], status: 200, logger: 'shop' },
    { message: '%s', args: [`${word()}${textOf()}`], level: 'error', logger: 'shop', failing: random.bool() },
    { message: '%10s|%-5s', args: [textOf(), `${word()}${textOf()}`] },
  ]);
  return { count: calls.length, ...(await target.call('log', calls)) };
}

/** @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const words = Array.from({ length: 20 }, () => `-${random.token()} ${random.word()}`);
  let next = 0;
  const { text, count } = await logged(context, () => words[next++] ?? '', random.pick(['visit', 'log']));
  if (linesOf(text).length !== count) fail(`${count} responses gave ${linesOf(text).length} lines of a log: ${JSON.stringify(text)}`);
  for (const word of words.slice(0, next)) if (!text.includes(word)) fail(`${word} was not logged: ${JSON.stringify(text)}`);
}
