/** A folder to extract to with others beside it, and archives: the same for tests and exploits. */
import { buffer } from 'node:stream/consumers';
import { pack as newPack } from 'tar-stream';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {Awaited<ReturnType<typeof makePlace>>} Place */

/** What may follow the folder's name in its neighbour's name. */
export const JOINTS = ['-', '_', '.', '~', '+', ' ', ''];

/**
 * @param {Context} context
 * @param {{ joint?: string, links?: (folders: Record<'neighbour' | 'other' | 'upper' | 'nested' | 'word' | 'file', string>) => Record<string, string> }} [options] `links`: symbolic links that lie in the folder already
 */
export async function makePlace({ target, random }, { joint = random.pick(JOINTS), links = () => ({}) } = {}) {
  const base = `${target.scratch}/${random.token()}`;
  const [name, word, other] = [random.word(), random.word(), random.token()];
  const [out, file, text] = [`${base}/${name}`, `${random.token()}.txt`, random.token(40)];
  const folders = { neighbour: `${name}${joint}${random.bool() ? random.word() : random.int(2, 99)}`, other, upper: name.toUpperCase(), nested: `${other}${out}` };
  const beside = `${name}${joint}${random.token()}.txt`;
  const made = Object.entries(links({ ...folders, word, file }));
  await target.call('prepare', base, {
    ...Object.fromEntries([...Object.values(folders).map((folder) => `${folder}/${file}`), beside].map((path) => [path, text])),
    [`${name}/${word}/${file}`]: random.token(39),
    ...Object.fromEntries(made.map(([path, to]) => [`${name}/${path}`, { to }])),
  });
  return { base, name, out, ...folders, beside, file, word, text };
}

/** @param {{ name: string, text?: string, linkname?: string, type?: string, mode?: number, mtime?: Date }[]} entries */
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
