import type { RecordedHit } from '../contract/hits.ts';
import { lineOffsets } from '../util/line-offsets.ts';
import type { ContextItem, FoundContext } from './context-item.ts';
import { decodeText } from './decode-text.ts';
import { readTreeFile } from './read-tree-file.ts';
import { maxFileBytes } from './select-files.ts';

export interface RecordedItemsInput {
  /** Undefined where nothing was recorded for the task. */
  readonly hits: readonly RecordedHit[] | undefined;
  readonly tree: string;
  readonly limit: number;
  /** Files that are no hits. */
  readonly leftOut: ReadonlySet<string>;
}

/** The files, or lines of them, that were recorded as a task's context, in their order. */
export function readRecordedItems({ hits, tree, limit, leftOut }: RecordedItemsInput): FoundContext {
  if (hits === undefined) return { items: [], notes: ['no context was recorded for this task'] };
  const items: ContextItem[] = [];
  const notes: string[] = [];
  const masked = hits.filter(({ file }) => leftOut.has(file));
  if (masked.length > 0) notes.push(`${masked.length} recorded hits lie in files that are shown masked anyway`);
  for (const { file, lines, score = null } of hits) {
    if (leftOut.has(file) || items.length === limit) continue;
    const content = readTreeFile(tree, file, maxFileBytes('official'));
    if (content === null) notes.push(`${file} was recorded, and the repository has no such file`);
    else if (lines === undefined) items.push({ path: file, lines: null, score, kind: 'file', text: decodeText(content) });
    else {
      const text = decodeText(content.subarray(...lineOffsets(content, lines)));
      if (text === '') notes.push(`${file}:${lines.join('-')} was recorded, and the file is not as long`);
      else items.push({ path: file, lines, score, kind: 'file', text });
    }
  }
  return { items, notes };
}
