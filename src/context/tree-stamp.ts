import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FilesWanted, listFiles } from './list-files.ts';

/**
 * Changes whenever a wanted file of the tree is written, added, removed or replaced, without reading one: nobody but root can set back the time of a change (ctime).
 * @throws AseError as listFiles does
 */
export async function treeStamp(tree: string, wanted: FilesWanted): Promise<string> {
  const total = createHash('sha256').update(tree);
  for (const path of await listFiles(tree, wanted)) {
    const stat = await lstat(join(tree, path), { bigint: true });
    total.update(`\0${path}\0${stat.ino} ${stat.size} ${stat.ctimeNs}`);
  }
  return `stamp:${total.digest('hex')}`;
}
