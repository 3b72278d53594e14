import assert from 'node:assert/strict';
import { address, installSendmail, understood } from './sendmail.mjs';

/** Harmless use, drawn like the attacks. @param {any} context */
export async function alive(context) {
  const { target, random } = context;
  const { log, path } = await installSendmail(context);
  const [from, to] = [address(random), Array.from({ length: random.int(1, 4) }, () => address(random))];
  const options = { ...(random.bool() ? { path } : {}), ...(random.bool() ? { args: ['-v'] } : {}) };
  const [answer] = await target.call('send', options, { from, ...(random.bool() ? { envelope: { from, to } } : {}), to, text: random.word() });
  assert.deepEqual(answer.info?.envelope.to, to);
  const [call] = await understood(context, log);
  assert.deepEqual(call?.recipients, to);
}

/**
 * Addresses that are options. Some have what every address has, others not.
 * @param {any} random @param {string} scratch @param {string} token
 */
export const optionsOf = (random, scratch, token) => [
  `-X${scratch}/${token}`, `-X${scratch}/${token}@${random.word()}.example`, `-OQueueDirectory=${token}@${random.word()}.example`, `-be${token}`, `-C${token}@${random.word()}.test`, `--${token}@${random.word()}.example`,
  `--X${token}@${random.word()}.example`, `-d${token}@${random.word()}.example`, `-${random.int(0, 9)}${token}@${random.word()}.example`, `-é${token}@${random.word()}.example`,
];

/**
 * @param {(random: any, option: string) => object[]} mails what to send, each with the option among its recipients
 * @param {(random: any, option: string) => string[]} [spellings]
 * @returns {(context: any) => Promise<void>}
 */
export const attackBy = (mails, spellings = (random, option) => [option]) => async (context) => {
  const { target, random, recorder, hit } = context;
  const token = random.token(random.int(6, 9));
  const canary = await recorder(`mta-options-${random.token(6)}`);
  const { path } = await installSendmail(context, 0, canary.path);
  const look = async () => {
    const [option] = (await canary.calls()).flat().filter((/** @type {string} */ text) => text.includes(token));
    if (option !== undefined) hit(`sendmail took the address ${JSON.stringify(option)} for an option`);
  };
  const all = optionsOf(random, target.scratch, token).flatMap((option) => spellings(random, option)).flatMap((option) => mails(random, option));
  const list = random.shuffle(all).map((mail) => [{ ...(random.bool() ? { path } : {}) }, mail]);
  // Each way of calling the program once at least.
  const [some] = optionsOf(random, target.scratch, token);
  for (const options of [{}, { path }, { args: ['-v'] }, { path, args: ['-f', address(random)] }]) list.push([options, ...mails(random, String(some)).slice(0, 1)]);
  for (let at = 0; at < list.length; at += 12) {
    await target.callWithin(60_000, 'sendEach', list.slice(at, at + 12));
    await look();
  }
};
