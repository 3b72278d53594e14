/** The program around the package, and users for it: the same for tests and exploits. */

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ user: string, spec: object, snapshotter?: string, snapshotKey?: string }} Asked */
/** @typedef {{ uid: number, gid: number, groups: number[] | null, username: string, error?: string, panic?: string }} Answer */
/** @typedef {{ name: string, id: number, gid: number }} Account */

const PROGRAM = '/work/repo/.built/driver';

/**
 * One run of the program: an answer for each user.
 * @param {Context} context
 * @param {Asked[]} questions
 * @returns {Promise<Answer[] | { lost: string }>}
 */
export async function ask({ run }, questions) {
  const { code, signal, stdout, stderr } = await run([PROGRAM], { stdin: questions.map((question) => `${JSON.stringify(question)}\n`).join('') });
  const answers = stdout.split('\n').slice(0, -1).map(parse);
  if (code !== 0 || answers.length !== questions.length || answers.includes(null)) return { lost: `the program ended with ${signal ?? code} after ${answers.length} of ${questions.length} answers ${stderr.slice(0, 300)}` };
  return /** @type {Answer[]} */ (answers);
}

/** @param {string} line @returns {Answer | null} */
function parse(line) {
  try {
    const answer = JSON.parse(line);
    return answer !== null && typeof answer === 'object' ? answer : null;
  } catch {
    return null;
  }
}

/** A container's file system with accounts and groups of its own. @param {Context} context */
export function drawSystem({ random, folder }) {
  const ids = random.shuffle(Array.from({ length: 12 }, (_, index) => 100 + index * 37 + random.int(0, 30)));
  const accounts = ids.slice(0, 5).map((id) => ({ name: `${random.word()}${random.token(4)}`, id, gid: random.int(2_000, 9_000) }));
  const groups = ids.slice(5).map((id) => ({ name: `g${random.word()}${random.token(4)}`, id }));
  const passwd = [{ name: 'root', id: 0, gid: 0 }, ...accounts].map(({ name, id, gid }) => `${name}:x:${id}:${gid}:${name}:/:/bin/sh\n`).join('');
  const group = [{ name: 'root', id: 0 }, ...groups].map(({ name, id }) => `${name}:x:${id}:\n`).join('');
  const path = folder({ 'etc/passwd': passwd, 'etc/group': group });
  /** @param {string} user @returns {Asked} */
  const asked = (user) => ({ user, spec: { root: { path }, linux: {}, process: { user: { uid: random.int(20_000, 30_000), gid: random.int(20_000, 30_000), additionalGids: [random.int(1, 99)] } } } });
  return { accounts, groups, asked, path };
}

/** @typedef {{ asked: Asked, ids: [uid: number, gid: number] }} Expectation */

/** @param {Context} context @param {Expectation[]} expectations */
export async function expectIds(context, expectations) {
  const { random, fail } = context;
  const mixed = random.shuffle(expectations);
  const answers = await ask(context, mixed.map(({ asked }) => asked));
  if ('lost' in answers) return fail(answers.lost);
  for (const [index, { asked, ids: [uid, gid] }] of mixed.entries()) {
    const answer = answers[index];
    const { error, panic, username, groups } = answer ?? {};
    const isRight = error === undefined && panic === undefined && answer?.uid === uid && answer.gid === gid && username === '' && JSON.stringify(groups) === JSON.stringify([gid]);
    if (!isRight) fail(`the user ${JSON.stringify(asked.user)} becomes ${JSON.stringify(answer).slice(0, 300)}, not ${uid}:${gid}`);
  }
}

/** Harmless use, asked like an attack. @param {Context} context */
export async function harmless(context) {
  const { random } = context;
  const { accounts, groups, asked } = drawSystem(context);
  const [account, group] = [random.pick(accounts), random.pick(groups)];
  const [uid, gid] = [random.int(10_000, 2_000_000_000), random.int(10_000, 2_000_000_000)];
  await expectIds(context, [
    { asked: asked(account.name), ids: [account.id, account.gid] },
    { asked: asked(String(uid)), ids: [uid, 0] },
    { asked: asked(`${uid}:${gid}`), ids: [uid, gid] },
    { asked: asked(`${account.name}:${group.name}`), ids: [account.id, group.id] },
  ]);
}
