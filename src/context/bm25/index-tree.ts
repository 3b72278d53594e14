import { setImmediate } from 'node:timers/promises';
import { decodeText } from '../decode-text.ts';
import { listFiles } from '../list-files.ts';
import { readTreeFile } from '../read-tree-file.ts';
import { type FileSelection, isSelectedContent, maxFileBytes, wantedBy } from '../select-files.ts';
import { type Bm25Index, IndexBuilder } from './index-builder.ts';

/** Other work of the process gets its turn at least this often. */
const TURN_MS = 20;

/**
 * An index over the files of a tree that the selection takes, without those in `leftOut`, in the order of their paths.
 * @throws AseError `not-found`, `permission` or `disk`
 */
export async function indexTree(tree: string, selection: FileSelection, leftOut: ReadonlySet<string> = new Set()): Promise<Bm25Index> {
  const builder = new IndexBuilder();
  let turn = performance.now();
  for (const path of await listFiles(tree, wantedBy(selection))) {
    if (leftOut.has(path)) continue;
    const content = readTreeFile(tree, path, maxFileBytes(selection));
    if (content === null || !isSelectedContent(content, selection)) continue;
    builder.add(path, decodeText(content));
    if (performance.now() - turn < TURN_MS) continue;
    await setImmediate();
    turn = performance.now();
  }
  return builder.finish();
}
