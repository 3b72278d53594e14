import { createHash } from 'node:crypto';

const MAX_LENGTH = 100;
const HEAD_LENGTH = 60;

/**
 * A folder's name for the name of a generator or task: plain characters stay, a capital becomes `+` and its small letter (some file
 * systems do not tell them apart), any other byte `=` and two hex digits. Never longer than 100 characters: a longer name keeps its
 * beginning, then `~` and a hash; such a folder's files say the whole name. Two names never share a folder.
 */
export function folderNameOf(name: string): string {
  const encoded = [...Buffer.from(name, 'utf8')].map(encodeByte).join('').replace(/^\.|\.$/g, '=2e');
  // A lone surrogate has no bytes in UTF-8; all of them would become one name.
  if (encoded.length <= MAX_LENGTH && encoded !== '' && name.isWellFormed()) return encoded;
  const hash = createHash('sha256').update(JSON.stringify(name)).digest('hex').slice(0, 32);
  return `${encoded.slice(0, HEAD_LENGTH)}~${hash}`;
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (/[a-z0-9._-]/.test(character)) return character;
  if (/[A-Z]/.test(character)) return `+${character.toLowerCase()}`;
  return `=${byte.toString(16).padStart(2, '0')}`;
}

/** The name that folderNameOf was given; null where the folder's name is a shortened one, or none of ours. */
export function nameOfFolder(folder: string): string | null {
  if (!/^(?:[a-z0-9._-]|\+[a-z]|=[0-9a-f]{2})+$/.test(folder)) return null;
  const bytes = [...folder.matchAll(/\+([a-z])|=([0-9a-f]{2})|([a-z0-9._-])/g)].map(([, capital, hex, plain]) =>
    capital !== undefined ? capital.toUpperCase().charCodeAt(0) : hex !== undefined ? Number.parseInt(hex, 16) : (plain ?? '').charCodeAt(0),
  );
  const name = Buffer.from(bytes).toString('utf8');
  return folderNameOf(name) === folder ? name : null;
}
