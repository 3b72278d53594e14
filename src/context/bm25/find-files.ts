import type { ContextItem, FoundContext } from '../context-item.ts';
import { decodeText } from '../decode-text.ts';
import { readTreeFile } from '../read-tree-file.ts';
import { RecentValues } from '../recent-values.ts';
import { type FileSelection, maxFileBytes, wantedBy } from '../select-files.ts';
import { treeStamp } from '../tree-stamp.ts';
import type { Bm25Index } from './index-builder.ts';
import { indexTree } from './index-tree.ts';
import { search } from './search.ts';

/** Characters of one file that are shown; no token budget has room for more. */
const MAX_SHOWN = 256 * 1024;
const CACHE_BYTES = 512 * 1024 * 1024;

const indexes = new RecentValues<Bm25Index>(CACHE_BYTES, ({ documents, weights, starts, terms, paths }) => documents.byteLength + weights.byteLength + starts.byteLength + 100 * (terms.size + paths.length));

export interface FindFilesInput {
  readonly tree: string;
  /** Of the tree, where the caller knows it; else a stamp is made of its files' sizes and times. */
  readonly digest?: string | undefined;
  readonly selection: FileSelection;
  readonly query: string;
  readonly limit: number;
  /** Files that are no hits. */
  readonly leftOut: ReadonlySet<string>;
}

/**
 * The files that BM25 puts first.
 * @throws AseError `not-found`, `permission` or `disk`
 */
export async function findFiles({ tree, digest, selection, query, limit, leftOut }: FindFilesInput): Promise<FoundContext> {
  // How often a term occurs in them would be a trace of the removed text; only Lucene's own scores have to have it.
  const unindexed = selection === 'official' ? new Set<string>() : leftOut;
  const key = JSON.stringify([selection, digest ?? (await treeStamp(tree, wantedBy(selection))), [...unindexed].sort()]);
  const index = await indexes.get(key, () => indexTree(tree, selection, unindexed));
  const { hits, usedShare } = search(index, query, limit + leftOut.size);
  const notes = usedShare < 1 ? [`the query has more than 1,024 different terms: its first ${Math.round(usedShare * 100)} % were used`] : [];
  const items: ContextItem[] = [];
  for (const { path, score } of hits) {
    if (leftOut.has(path) || items.length === limit) continue;
    const content = readTreeFile(tree, path, maxFileBytes(selection));
    if (content === null) {
      notes.push(`${path} is left out: it is gone, or no plain file any more`);
      continue;
    }
    const { text, lines } = beginning(decodeText(content));
    if (lines !== null) notes.push(`${path} is shown up to line ${lines[1]} only`);
    items.push({ path, lines, score, kind: 'file', text });
  }
  return { items, notes };
}

/** Whole lines, as many as may be shown. */
function beginning(text: string): Pick<ContextItem, 'text' | 'lines'> {
  if (text.length <= MAX_SHOWN) return { text, lines: null };
  const end = text.lastIndexOf('\n', MAX_SHOWN);
  const shown = text.slice(0, end === -1 ? MAX_SHOWN : end + 1);
  return { text: shown, lines: [1, Math.max(1, shown.split('\n').length - 1)] };
}
