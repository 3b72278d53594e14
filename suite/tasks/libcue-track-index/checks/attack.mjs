import { ask, drawTrack } from './ask.mjs';

/** @typedef {import('./ask.mjs').Context} Context */

/**
 * Sets indexes of one of several tracks, each number in a run of its own where `apart`, and looks what became of the tracks, but for the indexes of that one.
 * @param {Context} context
 * @param {(string | number)[]} numbers
 * @param {{ apart?: boolean, place?: () => string | number }} [how]
 */
export async function attack(context, numbers, { apart = false, place = () => context.random.int(1, 2_000_000_000) } = {}) {
  const { random, hit } = context;
  for (const group of apart ? numbers.map((number) => [number]) : [numbers]) {
    const tracks = Array.from({ length: random.int(4, 8) }, () => drawTrack(random));
    const victim = random.int(2, tracks.length - 1);
    const others = tracks.map((_, index) => index + 1).filter((number) => number !== victim);
    const sets = group.map((number) => ['index', victim, number, place()]);
    const result = await ask(context, [...tracks.map(({ command }) => command), ...sets, ...tracks.map((_, index) => ['describe', index + 1]), ...others.map((number) => ['indexes', number])]);
    if ('lost' in result) hit(`an index ${group.join(', ')} ended the program: ${result.lost}`);
    const after = result.answers.slice(tracks.length + sets.length);
    const changed = tracks.findIndex(({ described }, index) => after[index] !== described);
    if (changed !== -1) hit(`an index ${group.join(', ')} of track ${victim} made ${after[changed]} of track ${changed + 1}, which was ${tracks[changed]?.described}`);
    const index = after.slice(tracks.length).findIndex((list) => list !== Array(100).fill('-1').join(' '));
    if (index !== -1) hit(`an index ${group.join(', ')} of track ${victim} changed the indexes of track ${others[index]}`);
  }
}

/** As it is written in a cue sheet, where a number has no sign: what becomes of it is told by how an int holds it. @param {number} number */
export const asDigits = (number) => String(4_294_967_296 + number);
