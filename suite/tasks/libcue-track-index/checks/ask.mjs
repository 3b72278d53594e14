/** The program around the library: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/**
 * One run of the program: an answer for each command.
 * @param {Context} context
 * @param {(string | number)[][]} commands
 * @returns {Promise<{ answers: string[], stderr: string } | { lost: string }>}
 */
export async function ask({ run }, commands) {
  const { code, signal, stdout, stderr } = await run(['/work/repo/.built/tracks'], { stdin: commands.map((words) => `${words.join(' ')}\n`).join('') });
  const answers = stdout.split('\n').slice(0, -1);
  if (code !== 0 || answers.length !== commands.length + 1 || answers.at(-1) !== 'end') return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${commands.length + 1} answers ${stderr.slice(0, 300)}` };
  return { answers: answers.slice(0, -1), stderr };
}

/** A track, and how it is described. @param {Context['random']} random */
export function drawTrack(random) {
  const [file, isrc, title, date] = [`${random.token()}.wav`, random.token(12).toUpperCase(), random.token(), String(random.int(1_900, 2_020))];
  const [start, length, pre, post] = [random.int(0, 300_000), random.int(1_000, 90_000), random.int(0, 300), random.int(0, 300)];
  return {
    command: ['add', file, isrc, start, length, pre, post, title, date],
    described: `start ${start} length ${length} pre ${pre} post ${post} mode 0 sub 0 flags 0100 ${isrc} ${file} ${title}${' -'.repeat(15)} ${date}${' -'.repeat(4)}`,
  };
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random, fail } = context;
  const tracks = Array.from({ length: random.int(2, 5) }, () => drawTrack(random));
  const number = random.int(1, tracks.length);
  const [low, high, place, other] = [random.int(0, 40), random.int(41, 99), random.int(0, 400_000), random.int(0, 400_000)];
  const result = await ask(context, [...tracks.map(({ command }) => command), ['index', number, low, place], ['index', number, String(high).padStart(3, '0'), other], ['describe', number], ['get', number, low], ['get', number, high]]);
  if ('lost' in result) return fail(result.lost);
  const expected = JSON.stringify(['done', 'done', tracks[number - 1]?.described, String(place), String(other)]);
  const found = JSON.stringify(result.answers.slice(tracks.length));
  if (found !== expected) fail(`answers ${found}, not ${expected}`);
}
