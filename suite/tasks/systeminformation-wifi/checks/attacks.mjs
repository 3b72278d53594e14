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
 * Names that run a program where a shell reads them, by what has to be wrong there. Interfaces may have them, too: at most 15 bytes with a program of 5, no space
 * and no slash.
 * @param {string} program
 */
const hostileNames = (program) => ({
  signs: [`w;${program}`, `w|${program}`, `w&${program}`, `$(${program})`, `w\`${program}\``],
  'single quotes': [`';${program};'`, `w';${program};#`],
  'double quotes': [`";${program};"`, `w";${program};#`],
  backslashes: [`w\\;${program}`, `\\|${program}`, `\\$(${program})`, `\\";${program};#`, `\\';${program};#`],
});

/** @typedef {keyof ReturnType<typeof hostileNames>} Kind */

/**
 * Attacks by names of these kinds, and one by a redirection.
 * @param {Kind[]} kinds
 * @param {(random: any, name: string) => any[]} computers the computers on which something has the name
 */
export function attacksWith(kinds, computers) {
  const attacks = Object.fromEntries(kinds.map((kind) => [kind, (/** @type {any} */ context) => runsProgram(context, kind, computers)]));
  return {
    ...attacks,
    'a redirection': async (/** @type {any} */ { target, random, exists, hit }) => {
      const written = random.token(8);
      for (const computer of computers(random, `w>${written}`)) await ask(target, computer);
      if (await exists(join(target.scratch, written))) hit('a name made the shell write a file');
    },
  };
}

/** @param {any} context @param {Kind} kind @param {(random: any, name: string) => any[]} computers */
async function runsProgram({ target, random, recorder, hit }, kind, computers) {
  const program = random.token(5);
  const canary = await recorder(program);
  for (const name of hostileNames(program)[kind]) {
    for (const computer of computers(random, name)) await ask(target, computer);
  }
  // What a shell was told to run in the background may start late.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const calls = await canary.calls();
  if (calls.length > 0) hit(`a name (${kind}) ran a program`);
}

/** What the candidate throws is its answer. @param {any} target @param {any} computer */
const ask = (target, computer) =>
  target.callWithin(CALL_MS, 'connections', computer).catch((/** @type {any} */ error) => {
    if (error.name !== 'CandidateError') throw error;
  });

export { connected, world };
