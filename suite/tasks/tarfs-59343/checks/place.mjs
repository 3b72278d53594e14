/** A folder to extract to with others beside it, and archives: the same for tests and exploits. */
import { buffer } from 'node:stream/consumers';
import { pack as newPack } from 'tar-stream';

/** @typedef {import('../../../kit/check.mjs').Context} Context */

/** What may follow the folder's name in its neighbour's name. */
export const JOINTS = ['-', '_', '.', '~', '+', ' ', ''];

/**
 * @param {Context} context
 * @param {{ joint?: string, links?: (names: Record<'out' | 'neighbour' | 'other' | 'upper' | 'file' | 'word', string>) => Record<string, { to: string }> }} [options]
 */
export async function makePlace({ target, random }, { joint = random.pick(JOINTS), links } = {}) {
  const base = `${target.scratch}/${random.token()}`;
  const name = random.word();
  const neighbour = `${name}${joint}${random.bool() ? random.word() : random.int(2, 99)}`;
  const [other, upper, file, beside, word] = [random.token(), name.toUpperCase(), `${random.token()}.txt`, `${name}${joint}${random.token()}.txt`, random.word()];
  const text = random.token(40);
  const out = `${base}/${name}`;
  const kept = [`${neighbour}/${file}`, `${other}/${file}`, `${upper}/${file}`, beside, `${other}${out}/${file}`];
  const made = links === undefined ? {} : links({ out, neighbour, other, upper, file, word });
  await target.call('prepare', base, {
    ...Object.fromEntries(kept.map((path) => [path, text])),
    [`${name}/${word}/${file}`]: random.token(39),
    ...Object.fromEntries(Object.entries(made).map(([path, link]) => [`${name}/${path}`, link])),
  });
  return { base, name, out, neighbour, other, upper, file, beside, word, text, kept };
}

/**
 * @param {({ name: string, text?: string, linkname?: string, type?: string, mode?: number, mtime?: Date })[]} entries
 */
export async function archive(entries) {
  const pack = newPack();
  for (const { text = '', ...header } of entries) pack.entry({ type: 'file', mode: 0o644, ...header }, text);
  pack.finalize();
  return buffer(pack);
}

/** Extracts, and lets a refusal pass: what counts is what lies on the disk afterwards. @param {Context} context */
export async function tryExtract({ target }, bytes, folder, options = {}) {
  try {
    await target.call('extract', bytes, folder, options);
  } catch (error) {
    if (error.name !== 'CandidateError') throw error;
  }
}

/** A file beside the folder that is not what it was, or is new. @param {Context} context @param {Awaited<ReturnType<typeof makePlace>>} place */
export async function changedOutside({ readText, list }, { base, kept, text, neighbour, file }) {
  for (const path of kept) {
    const now = await readText(`${base}/${path}`);
    if (now !== text) return `${path} beside the folder now holds ${now}`;
  }
  const names = await list(`${base}/${neighbour}`);
  return names?.length === 1 && names[0] === file ? null : `${neighbour} beside the folder now holds ${names}`;
}
