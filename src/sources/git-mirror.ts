import { join } from 'node:path';
import { pathExists } from '../util/files.ts';

/**
 * The repository of an address in a folder of mirrors: OWNER+NAME, OWNER+NAME/repo or OWNER/NAME, bare or not, with or without `.git`. The last two parts of the address are owner and name.
 * Null where there is none.
 */
export async function findMirror(mirrors: string, url: string): Promise<string | null> {
  const [, owner = '', name = ''] = /([^/:]+)\/([^/]+?)(?:\.git)?\/*$/.exec(url) ?? [];
  if (!isPlain(owner) || !isPlain(name)) return null;
  const folders = [`${owner}+${name}`, `${owner}+${name}/repo`, `${owner}/${name}`].flatMap((path) => [path, `${path}.git`]).map((path) => join(mirrors, path));
  for (const folder of folders) for (const place of [folder, join(folder, '.git')]) if (await isRepository(place)) return place;
  return null;
}

async function isRepository(folder: string): Promise<boolean> {
  return (await pathExists(join(folder, 'HEAD'))) && (await pathExists(join(folder, 'objects')));
}

function isPlain(part: string): boolean {
  return /^[A-Za-z0-9_.-]+$/.test(part) && part !== '.' && part !== '..';
}
