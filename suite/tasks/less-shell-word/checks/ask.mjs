/** Words of texts, and what shells make of them: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/**
 * The words that texts become.
 * @param {Context} context
 * @param {string[]} texts
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ word: string | null, again: string | null }[] | { lost: string }>}
 */
export async function wordsOf({ run }, texts, env = {}) {
  const { code, signal, stdout, stderr } = await run(['/work/repo/.built/words'], { env, stdin: texts.map((text) => `${text}\0`).join('') });
  const parts = stdout.split('\0').slice(0, -1);
  const answers = [];
  for (let at = 0; at < parts.length; at += 2) {
    const first = parts[at] ?? '';
    answers.push(first.startsWith('w') ? { word: first.slice(1), again: parts[at + 1] ?? '' } : { word: null, again: null });
  }
  if (code !== 0 || answers.length !== texts.length) return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${texts.length} answers ${stderr.slice(0, 300)}` };
  return answers;
}

/**
 * Shows files, which is copying them to the output where that is no terminal.
 * @param {Context} context
 * @param {string[]} names
 * @param {Record<string, string>} env
 */
export async function show({ run }, names, env) {
  return run(['/work/repo/.built/less', '--', ...names], { env: { LESSHISTFILE: '-', ...env }, timeoutMs: 60_000 });
}

export const SHELLS = ['/bin/sh', '/bin/bash'];

/** Texts of one line, with characters that shells know. @param {Context['random']} random */
export function drawTexts(random) {
  const words = Array.from({ length: 12 }, () => random.word());
  const [a, b, c] = words;
  return random.shuffle([
    ...words, `${a} ${b}`, `${a}  ${b} `, ` ${a}`, `\t${a}\t${b}`, `${a}'s`, `"${a}"`, `'${b}' "${c}"`, `${a};${b}`, `${a}|${b}&${c}`, `$${a}`, `$(${a})`, `\`${a}\``, `${a}*`, `?${a}[${b}]`, `(${a})`, `<${a}>${b}`, `#${a}`, `~${a}`, `~`,
    `${a}\\${b}`, `\\`, `\\\\`, `${a}\\`, `\\'`, `\\"`, `{${a},${b}}`, `${a}=${b}`, `${a}%s`, `^${a}`, `!${a}`, `-${a}`, `${a}é ${b}`, `日本 ${c}`, `"`, `'`, `''`, `"'"`, `*`, '$', ';', `a\\nb`, `${a}\r`, `\x01 ${b}`,
  ]);
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, recorder, folder, fail } = context;
  const opener = random.token();
  const { calls } = await recorder(opener);
  const names = random.shuffle([random.word(), `${random.word()} ${random.word()}`, `${random.word()};${random.word()}`, `$(${random.word()})`, `${random.token()}'s`]).slice(0, random.int(1, 4)).map((name, index) => `${name}${index}`);
  const texts = names.map(() => `${random.token()}\n`);
  const root = await folder(Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])));
  const paths = names.map((name) => `${root}/${name}`);
  const { stdout } = await show(context, paths, { LESSOPEN: `${opener} %s`, ...(random.bool() ? { SHELL: random.pick(SHELLS) } : {}) });
  if (stdout !== texts.join('')) fail(`shows ${JSON.stringify(stdout.slice(0, 300))}, not ${JSON.stringify(texts.join(''))}`);
  const expected = JSON.stringify(paths.map((path) => [path]));
  const found = JSON.stringify(await calls());
  if (found !== expected) fail(`the command was called with ${found}, not with ${expected}`);
}
