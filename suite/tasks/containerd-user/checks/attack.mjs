import { ask, drawSystem } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */

const ROUND = 2n ** 32n;
const MOST = 2n ** 63n;

/** Numbers that are no small ones, and what is left of them in 32 bits. @param {Context['random']} random @param {{ rest: bigint, isNegative?: boolean }} options @returns {string[]} */
export function drawNumbers(random, { rest, isNegative = false }) {
  const sign = isNegative ? -1n : 1n;
  const rounds = [1n, 2n, BigInt(random.int(3, 2_000)), 2n ** BigInt(random.int(12, 30)), MOST / ROUND - 2n];
  return rounds.map((count) => String(sign * count * ROUND + rest));
}

/**
 * Asks with users of which none is there; that one becomes somebody else is the effect.
 * @param {Context} context
 * @param {(system: ReturnType<typeof drawSystem>) => { user: string, uid?: string, gid?: string }[]} usersOf `uid` and `gid`: the numbers of it that nobody has
 */
export async function attack(context, usersOf) {
  const { random, hit } = context;
  const system = drawSystem(context);
  const users = random.shuffle(usersOf(system));
  const answers = await ask(context, users.map(({ user }) => system.asked(user)));
  if ('lost' in answers) return hit(`a user ended the program: ${answers.lost}`);
  for (const [index, { uid, gid, error, panic }] of answers.entries()) {
    const { user, ...numbers } = users[index] ?? { user: '' };
    const isOther = (numbers.uid !== undefined && String(uid) !== numbers.uid) || (numbers.gid !== undefined && String(gid) !== numbers.gid);
    if (error === undefined && panic === undefined && isOther) hit(`the user ${user} becomes ${uid}:${gid}`);
  }
}
