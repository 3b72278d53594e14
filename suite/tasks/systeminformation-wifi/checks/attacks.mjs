import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CALL_MS, connected, entryOf, livelyName, world } from './world.mjs';

/** Harmless use, drawn like the attacks: a network of a lively or a plain name. @param {any} context */
export async function alive({ target, random }) {
  const isLively = random.bool();
  const item = connected(random, isLively ? { ssid: livelyName(random) } : {});
  const entries = await target.callWithin(CALL_MS, 'connections', world([item]));
  assert.ok(Array.isArray(entries), 'not an array');
  const expected = entryOf(item);
  if (!isLively) assert.deepEqual(entries, [expected]);
  else assert.deepEqual(entries.map(({ ssid, bssid, channel }) => ({ ssid, bssid, channel })), [{ ssid: expected.ssid, bssid: expected.bssid, channel: expected.channel }]);
}

/**
 * Names that run a program, or write a file, where a shell reads them, by what has to be wrong there. Interfaces may have them, too: at most 15 bytes with a program
 * of 5, no space and no slash.
 * @param {string} program
 * @param {string} written
 */
const hostileNames = (program, written) => ({
  signs: [`w;${program}`, `w|${program}`, `w&${program}`, `$(${program})`, `w\`${program}\``],
  'single quotes': [`';${program};'`, `w';${program};#`],
  'double quotes': [`";${program};"`],
  backslashes: [`w\\;${program}`, `\\$(${program})`, `\\";${program};#`],
  'a redirection': [`w>${written}`],
});

/** @typedef {ReturnType<typeof hostileNames>} Names */
/** @typedef {{ names: string[], tools?: object, item: (random: any, name: string, index: number) => import('./world.mjs').Connected }} Computer `item`: what has a name */

/**
 * An attack on several computers. Each name is in a command of its own; where the answer does not come to the last interface, which is harmless, one of the names was
 * refused for all: then they are tried again, each alone.
 * @param {(names: Names, random: any) => Computer[]} computers
 */
export const attackOn = (computers) => async (/** @type {any} */ { target, random, recorder, exists, hit }) => {
  const [program, written] = [random.token(5), random.token(8)];
  const canary = await recorder(program);
  const ask = async (/** @type {string[]} */ names, /** @type {any[]} */ items, /** @type {object | undefined} */ tools) => {
    const text = JSON.stringify(await answer(target, world(items, tools)));
    if ((await canary.calls()).length > 0) hit(`one of the names ${JSON.stringify(names)} ran a program`);
    if (await exists(join(target.scratch, written))) hit(`one of the names ${JSON.stringify(names)} made the shell write a file`);
    return text.includes(items.at(-1).ssid);
  };
  for (const { names, tools, item } of random.shuffle(computers(hostileNames(program, written), random))) {
    const items = names.map((name, index) => item(random, name, index));
    if (names.length === 1) await ask(names, items, tools);
    else if (!(await ask(names, [...items, connected(random, { iface: `wlan${names.length}`, ssid: `${random.word()}${names.length}` })], tools))) {
      for (const [index, one] of items.entries()) await ask(names.slice(index, index + 1), [one], tools);
    }
  }
  // What a shell was told to run in the background may start late.
  await new Promise((resolve) => setTimeout(resolve, 100));
  if ((await canary.calls()).length > 0) hit('a name ran a program in the background');
};

/** What the candidate throws is its answer. @param {any} target @param {any} computer */
async function answer(target, computer) {
  try {
    return (await target.callWithin(CALL_MS, 'connections', computer)) ?? null;
  } catch (error) {
    if (/** @type {Error} */ (error).name !== 'CandidateError') throw error;
    return null;
  }
}
