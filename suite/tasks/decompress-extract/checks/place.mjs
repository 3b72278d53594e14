/** A folder to extract to with others beside it, and archives: the same for tests and exploits. */
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack as newPack } from 'tar-stream';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {Awaited<ReturnType<typeof makePlace>>} Place */

/**
 * `out` is the folder to extract to, with a file in a folder of its own; `neighbour` lies beside it, and `nested` is a folder whose path ends as that of `out`. Each holds `file`.
 * @param {Context} context
 */
export async function makePlace({ target, random }) {
  const base = `${target.scratch}/${random.token(8)}`;
  const [name, word, neighbour, file, text] = [`o${random.word()}`, random.word(), `n${random.token()}`, `${random.token()}.txt`, random.token(40)];
  const out = `${base}/${name}`;
  const nested = `${neighbour}${out}`;
  await target.call('prepare', base, { [`${name}/${word}/${file}`]: random.token(39), [`${neighbour}/${file}`]: text, [`${nested}/${file}`]: text });
  return { base, name, out, neighbour, nested, file, word, text };
}

/** @param {{ name: string, text?: string, linkname?: string, type?: string, mode?: number, mtime?: Date }[]} entries */
export async function archive(entries, { zipped = false } = {}) {
  const pack = newPack();
  for (const { text = '', ...header } of entries) pack.entry({ type: 'file', mode: 0o644, ...header }, text);
  pack.finalize();
  const bytes = await buffer(pack);
  return zipped ? gzipSync(bytes) : bytes;
}

/** Extracts, and lets a refusal pass: what counts is what lies on the disk afterwards. @param {Context} context */
export async function tryExtract({ target }, bytes, folder, options = {}) {
  try {
    await target.call('extract', bytes, folder, options);
  } catch (error) {
    if (error.name !== 'CandidateError') throw error;
  }
}

/** Somebody extracts a harmless archive, twice into one folder. @param {Context} context */
export async function harmless(context) {
  const { random, target, readText, fail } = context;
  const { out, word } = await makePlace(context);
  const [name, link, folder, first, second] = [random.token(), random.token(), random.word(), random.token(30), random.token(30)];
  const zipped = random.bool();
  await target.call('extract', await archive([{ name: `${word}/${name}`, text: first }, { name: `${folder}/`, type: 'directory', mode: 0o755 }, { name: `${folder}/${link}`, linkname: `../${word}/${name}`, type: 'symlink' }], { zipped }), out);
  await target.call('extract', await archive([{ name: `${word}/${name}`, text: second }, { name: `${folder}/x`, text: first }], { zipped }), out);
  const found = [await readText(`${out}/${folder}/${link}`), await readText(`${out}/${folder}/x`)];
  if (found[0] !== second || found[1] !== first) fail(`a harmless archive was not extracted: ${JSON.stringify(found)}`);
}
