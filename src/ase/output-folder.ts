import { createHash } from 'node:crypto';

const MAX_LENGTH = 200;
const HEAD_LENGTH = 60;
const SEPARATOR = '__';

/** A name that A.S.E. can take for a file's or folder's. */
export function isPlainName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_LENGTH && name !== '.' && name !== '..' && name.isWellFormed() && !/[/\\\p{Cc}]/u.test(name);
}

/** `<model>__<batch>` as A.S.E. names its output folders. What it cannot have there is written as `%` and two hex digits; too long a name keeps its beginning and gets a hash. */
export function outputFolderName(generator: string, batch: string): string {
  const encoded = encode(generator);
  const hash = createHash('sha256').update(JSON.stringify(generator)).digest('hex').slice(0, 16);
  const model = encoded.length <= MAX_LENGTH ? encoded : `${encoded.slice(0, HEAD_LENGTH).replace(/%.?$/, '')}~${hash}`;
  return `${model}${SEPARATOR}${batchName(batch)}`;
}

/** A batch has no `__`, so that it can be told from the model. */
export function batchName(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+/, '').slice(0, HEAD_LENGTH) || 'run';
}

/** The generator that a folder is named for; a name of ours is read back, any other taken as it is. */
export function generatorOfFolder(folder: string): string {
  const at = folder.lastIndexOf(SEPARATOR);
  const model = at > 0 ? folder.slice(0, at) : folder;
  try {
    const decoded = decodeURIComponent(model);
    return decoded !== '' && encode(decoded) === model ? decoded : model;
  } catch (error) {
    if (error instanceof URIError) return model;
    throw error;
  }
}

function encode(name: string): string {
  return [...Buffer.from(name, 'utf8')].map((byte, index) => (/[A-Za-z0-9._-]/.test(String.fromCharCode(byte)) && !(index === 0 && byte === 0x2e) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)).join('');
}
