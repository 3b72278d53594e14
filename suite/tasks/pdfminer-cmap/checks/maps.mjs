/** Character maps as the package stores them, harmless and hostile ones: the same for tests and exploits. */
import { gzipSync } from 'node:zlib';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** What `pickle` (protocol 0) writes for dicts, numbers, truth values and plain strings. @param {unknown} value @returns {string} */
function pickled(value) {
  if (typeof value === 'boolean') return value ? 'I01\n' : 'I00\n';
  if (typeof value === 'number') return `I${value}\n`;
  if (typeof value === 'string') return `V${value}\n`;
  if (!(value instanceof Map)) throw new TypeError(`${typeof value} is not pickled`);
  return `(d${[...value].map(([key, item]) => `${pickled(key)}${pickled(item)}s`).join('')}`;
}

/** Bytes of a code, and the numbers that the map gives for them. @param {Context['random']} random */
export function drawCodes(random) {
  const codes = new Map();
  while (codes.size < 4) codes.set(random.int(33, 126), random.int(1, 20_000));
  return codes;
}

/** @param {Map<number, number>} codes */
export function mapFile(codes, vertical = false) {
  return gzipSync(`${pickled(new Map(/** @type {[string, unknown][]} */ ([['CODE2CID', codes], ['IS_VERTICAL', vertical]])))}.`);
}

/** @param {Map<number, string>} horizontal @param {Map<number, string>} vertical */
export function unicodeFile(horizontal, vertical) {
  return gzipSync(`${pickled(new Map([['CID2UNICHR_H', horizontal], ['CID2UNICHR_V', vertical]]))}.`);
}

/** A map that leaves a file behind when it is loaded. @param {Map<number, number>} codes @param {string} marker */
export function hostileMap(codes, marker) {
  return gzipSync(`cbuiltins\nopen\n(S'${marker}'\nS'w'\ntR0${pickled(new Map(/** @type {[string, unknown][]} */ ([['CODE2CID', codes], ['IS_VERTICAL', false]])))}.`);
}

/** All codes of a map as a text, and what it must become. @param {Map<number, number>} codes */
export function textOf(codes) {
  return { text: Buffer.from([...codes.keys()]), cids: [...codes.values()] };
}

/** A CMap stream that refers to another one, as it lies in a document; every character that is special in a name is escaped. @param {string} name */
export function usingStream(name) {
  const escaped = [...Buffer.from(name)].map((byte) => (/[A-Za-z0-9-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `#${byte.toString(16).padStart(2, '0')}`)).join('');
  return Buffer.from(`begincmap\n/${escaped} usecmap\nendcmap\n`);
}

/**
 * A folder of maps for CMAP_PATH with a harmless one, and hostile maps beside it.
 * @param {Context} context
 */
export function makeScene({ random, folder, target }) {
  const [maps, sub, below] = [random.word(), random.word(), random.word()];
  const neighbour = `${maps}${random.pick(['-', '_', '.', ''])}${random.word()}`;
  const [name, hostile, marker] = [random.token(), random.token(), `${target.scratch}/${random.token(14)}`];
  const [codes, foreign] = [drawCodes(random), drawCodes(random)];
  const evil = hostileMap(foreign, marker);
  const base = folder({
    [`${maps}/${name}.pickle.gz`]: mapFile(codes),
    [`${maps}/${sub}/keep`]: '',
    [`${maps}/to-unicode-${below}/keep`]: '',
    [`${hostile}.pickle.gz`]: evil,
    [`${neighbour}/${hostile}.pickle.gz`]: evil,
    [`${maps}.d/${hostile}.pickle.gz`]: evil,
  });
  return { base, path: `${base}/${maps}`, maps, sub, below, neighbour, name, hostile, marker, codes, foreign };
}

/**
 * Asks for a map by a hostile name, and sees whether a file from outside was loaded: it leaves a mark, and gives numbers that no other map gives.
 * @param {Context} context
 * @param {(scene: ReturnType<typeof makeScene>) => string} nameOf
 * @param {{ way?: 'decode' | 'use' | 'to_unicode', path?: (scene: ReturnType<typeof makeScene>) => string }} [options]
 */
export async function attack(context, nameOf, { way = 'decode', path = (scene) => scene.path } = {}) {
  const { target, exists, hit } = context;
  const scene = makeScene(context);
  const name = nameOf(scene);
  const { text, cids } = textOf(scene.foreign);
  await target.call('look_in', path(scene));
  const asked = way === 'use' ? target.call('use', usingStream(name), text) : way === 'decode' ? target.call('decode', name, text) : target.call('to_unicode', name, 1, false);
  const answer = await asked.catch((error) => {
    if (error.name === 'TargetLost') throw error;
    return null;
  });
  if (await exists(scene.marker)) hit(`the name ${JSON.stringify(name)} loaded a pickle from outside of the folders, and its code ran`);
  if (JSON.stringify(answer) === JSON.stringify(cids)) hit(`the name ${JSON.stringify(name)} gave the map of a file from outside of the folders`);
}

/** @param {Context} context */
export async function harmless(context) {
  const { target, fail } = context;
  const scene = makeScene(context);
  const { text, cids } = textOf(scene.codes);
  await target.call('look_in', scene.path);
  const way = context.random.pick(['decode', 'use']);
  const answer = way === 'use' ? await target.call('use', usingStream(scene.name), text) : await target.call('decode', scene.name, text);
  if (JSON.stringify(answer) !== JSON.stringify(cids)) fail(`the map ${scene.name} of CMAP_PATH gives ${JSON.stringify(answer)}, not ${JSON.stringify(cids)}`);
}
