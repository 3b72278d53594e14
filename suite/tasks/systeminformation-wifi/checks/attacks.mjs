import assert from 'node:assert/strict';
import { join } from 'node:path';
import { connected, entryOf, livelyName, world } from './world.mjs';

/** Harmless use, drawn like the attacks: a network of a lively name beside a plain one. @param {any} context */
export async function alive({ target, random }) {
  const items = [connected(random, { iface: 'wlan0', ssid: livelyName(random) }), connected(random, { iface: 'wlan1' })];
  const entries = await target.call('connections', world(items));
  assert.ok(Array.isArray(entries), 'not an array');
  const [lively, plain] = items.map(entryOf);
  assert.deepEqual(entries.map(({ ssid, bssid }) => ({ ssid, bssid })), [lively, plain].map(({ ssid, bssid }) => ({ ssid, bssid })));
  assert.deepEqual(entries[1], plain);
}

/**
 * Names that run a program where a shell reads them. Interfaces may have them, too: at most 15 bytes with a program of 5, no space and no slash.
 * @param {string} program
 */
export const hostileNames = (program) => ({
  'a semicolon': [`w;${program}`, `;${program};`],
  'a pipe or an ampersand': [`w|${program}`, `w&${program}`],
  'a substitution': [`$(${program})`, `w$(${program})`],
  backticks: [`\`${program}\``, `w\`${program}\``],
  'single quotes': [`';${program};'`, `w';${program};#`],
  'double quotes': [`";${program};"`, `w";${program};#`],
  'a backslash before a sign': [`w\\;${program}`, `\\|${program}`, `\\$(${program})`, `\\\`${program}\\\``],
  'a backslash before quotes': [`\\";${program};#`, `\\';${program};#`],
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
  if (calls.length > 0) hit(`a name with ${kind} ran a program`);
}

/** What the candidate throws is its answer. @param {any} target @param {any} computer */
const ask = (target, computer) =>
  target.call('connections', computer).catch((/** @type {any} */ error) => {
    if (error.name !== 'CandidateError') throw error;
  });

export { connected, world };
