import type { RecordedHit } from '../contract/hits.ts';
import type { Task } from '../contract/task.ts';
import { findFiles } from './bm25/find-files.ts';
import type { ContextItem, FoundContext } from './context-item.ts';
import { leakGuard } from './leak-guard.ts';
import { type QueryStrategy, queryText } from './query-text.ts';
import { readRecordedItems } from './recorded-hits.ts';
import { readRegionFiles } from './region-files.ts';
import type { FileSelection } from './select-files.ts';
import { findSymbols } from './symbols/find-symbols.ts';

/** `bm25`: files that resemble a query. `symbols`: definitions and callers of what stands around the mask. `official`: what A.S.E. recorded for the task. `none`: nothing. */
export type ContextStrategy = 'bm25' | 'symbols' | 'official' | 'none';

export interface RetrievalRequest {
  readonly task: Task;
  /** The folder of the vulnerable repository, unmasked; it is only read. */
  readonly tree: string;
  /** The tree's digest, where it is known: an index made for it is used again without a look at the files. */
  readonly digest?: string;
  readonly description: string;
  readonly strategy: ContextStrategy;
  /** For bm25; default: `summary+masked`. */
  readonly query?: QueryStrategy;
  /** For bm25; default: `sources`. */
  readonly selection?: FileSelection;
  /** For official. */
  readonly hits?: readonly RecordedHit[] | undefined;
  /** Items at most. */
  readonly limit: number;
  /** For the query `hypothetical`. */
  readonly draft?: string;
}

export interface RetrievedContext extends FoundContext {
  /** Whether the removed text had a part in choosing the items; for the record of the run. */
  readonly seesOriginal: boolean;
}

/**
 * What a generator is shown of the repository beside the masked files, most useful first. No text of it holds a region's original text (leakGuard), and no item is a file
 * that has a region: that one is shown masked, by the prompt.
 * @throws AseError `integrity` where the tree is not the task's, `bad-input` for a draft that is missing, `not-found`, `permission`, `disk`
 */
export async function retrieveContext(request: RetrievalRequest): Promise<RetrievedContext> {
  const { task, tree, description, strategy, limit } = request;
  if (strategy === 'none') return { items: [], notes: [], seesOriginal: false };
  const files = readRegionFiles(task, tree);
  const leftOut = new Set(files.map(({ path }) => path));
  const guard = leakGuard(files.flatMap(({ blocks }) => blocks));
  switch (strategy) {
    case 'symbols':
      return { ...guarded(await findSymbols({ tree, task, description, files, limit }), guard), seesOriginal: false };
    case 'official':
      // Its queries were made from the whole original file.
      return { ...guarded(readRecordedItems({ hits: request.hits, tree, limit, leftOut }), guard), seesOriginal: true };
    case 'bm25': {
      const { text, seesOriginal } = queryText({ query: request.query ?? 'summary+masked', description, draft: request.draft, files });
      const found = await findFiles({ tree, digest: request.digest, selection: request.selection ?? 'sources', query: text, limit, leftOut });
      return { ...guarded(found, guard), seesOriginal };
    }
  }
}

function guarded({ items, notes }: FoundContext, guard: ReturnType<typeof leakGuard>): FoundContext {
  const kept: ContextItem[] = [];
  const more: string[] = [];
  for (const item of items) {
    const { text, cut } = guard(item.text);
    if (text !== null) kept.push({ ...item, text });
    if (cut.length === 0) continue;
    const first = item.lines?.[0] ?? 1;
    const places = cut.map(([from, to]) => (from === to ? `line ${from + first - 1}` : `lines ${from + first - 1}–${to + first - 1}`)).join(', ');
    more.push(text === null ? `${item.path} is left out: a region's original text stands in it (${places})` : `${item.path} is shown without ${places}, where a region's original text stands`);
  }
  return { items: kept, notes: [...notes, ...more] };
}
