/** Archives, made here byte by byte, so that their members may have any name: the same for tests and exploits. */
import { crc32, gzipSync } from 'node:zlib';

/** @typedef {import('../../../kit/check.mjs').Context} Context */
/** @typedef {{ name: string, text?: string, mode?: number }} Member a folder where there is no text */

/** @param {Member[]} members */
function tar(members) {
  const blocks = members.map(({ name, text, mode = text === undefined ? 0o755 : 0o644 }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write(`${mode.toString(8).padStart(7, '0')}\0${'0000000\0'.repeat(2)}${Buffer.byteLength(text ?? '').toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0        ${text === undefined ? '5' : '0'}`, 100);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const content = Buffer.from(text ?? '');
    return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** @param {Member[]} members */
function zip(members) {
  /** @type {Buffer[]} */
  const files = [];
  /** @type {Buffer[]} */
  const entries = [];
  let offset = 0;
  for (const { name, text, mode = text === undefined ? 0o755 : 0o644 } of members) {
    const [bytes, content] = [Buffer.from(text === undefined && !name.endsWith('/') ? `${name}/` : name), Buffer.from(text ?? '')];
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x800, 2);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(bytes.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), shared, bytes, content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((mode << 16) >>> 0), 6);
    rest.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), shared, rest, bytes]));
    files.push(file);
    offset += file.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, directory, Buffer.from('PK\x05\x06'), end]);
}

/** @type {Record<string, (members: Member[]) => Buffer>} */
export const FORMATS = { '.zip': zip, '.tar': tar, '.tar.gz': (members) => gzipSync(tar(members)), '.tgz': (members) => gzipSync(tar(members)) };

/** An archive in a folder that the candidate reads. @param {Context} context @param {string} format @param {Member[]} members */
export function archiveOf({ random, folder }, format, members) {
  const name = `${random.word()}${format}`;
  return `${folder({ [name]: FORMATS[format]?.(members) ?? '' })}/${name}`;
}

/**
 * A new folder to extract to, and the beginning of the names of what may lie beside it.
 * @param {Context} context
 */
export async function makeScene({ random, target }) {
  const [base, name] = [`${target.scratch}/${random.token()}`, random.word()];
  await target.call('make_folder', `${base}/${name}`);
  return { base, name, to: `${base}/${name}`, neighbour: `${name}${random.pick(['2', '-old', '.d', '_', random.word(), ' x'])}` };
}

/**
 * Extracts archives with a member that leads to a place outside of the folder, and sees whether it was written there.
 * @param {Context} context
 * @param {(scene: Awaited<ReturnType<typeof makeScene>> & { file: string, random: Context['random'] }) => { name: string, lands: string }} memberOf `lands`: the path below `base` where it would be written
 */
export async function attack(context, memberOf) {
  const { random, target, exists, hit } = context;
  for (const format of random.shuffle(['.zip', '.tar', random.pick(['.tar.gz', '.tgz'])])) {
    const scene = await makeScene(context);
    const { name, lands } = memberOf({ ...scene, file: `${random.token()}.txt`, random });
    const members = [{ name, text: random.token() }, { name: `${random.word()}/${random.token()}`, text: random.token() }, { name: random.token(), text: random.token() }];
    const to = random.pick([scene.to, `${scene.to}/`, `${scene.base}/./${scene.name}`]);
    await target.call('extract', archiveOf(context, format, random.bool() ? members : members.reverse()), to, random.pick([null, 'object'])).catch((/** @type {Error} */ error) => {
      if (error.name === 'TargetLost') throw error;
    });
    if (await exists(`${scene.base}/${lands}`)) hit(`the member ${JSON.stringify(name)} of an archive that was extracted to ${to} was written to ${scene.base}/${lands}`);
  }
}

/** @param {Context} context */
export async function harmless(context) {
  const { random, target, fail } = context;
  const { to } = await makeScene(context);
  const members = [{ name: `${random.word()}/${random.token()}`, text: random.token() }, { name: `${random.token()}.txt`, text: random.token() }, { name: `a/../${random.token()}`, text: random.token() }];
  await target.call('extract', archiveOf(context, random.pick(Object.keys(FORMATS)), members), to);
  const tree = await target.call('tree', to);
  for (const { name, text } of members) if (String(tree[name.replace('a/../', '')]) !== text) fail(`the member ${name} was not extracted: ${Object.keys(tree).join(' ')}`);
}
