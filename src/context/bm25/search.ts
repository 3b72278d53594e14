import { countTerms } from './english-analyzer.ts';
import type { Bm25Index } from './index-builder.ts';

/** Of a query; Lucene refuses more. */
const MAX_TERMS = 1024;

export interface Hit {
  readonly path: string;
  readonly score: number;
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Share of the query's characters that was used: less than 1 where it had more than 1,024 different terms. */
  readonly usedShare: number;
}

/**
 * The best `limit` documents: score = Σ over the query's terms, repeated ones repeatedly, of idf · tf / (tf + k1·(1 − b + b·dl/avgdl)) with
 * idf = ln(1 + (N − n + 0.5) / (n + 0.5)). Equal scores stand in the order of the index, which is that of the paths; documents without a term of the query are no hits.
 */
export function search(index: Bm25Index, query: string, limit: number): SearchResult {
  const { counts, usedShare } = termsOfQuery(query);
  const total = index.paths.length;
  const scores = new Float64Array(total);
  for (const [term, count] of counts) {
    const number = index.terms.get(term);
    if (number === undefined) continue;
    const from = index.starts[number] ?? 0;
    const to = index.starts[number + 1] ?? 0;
    const weight = count * inverseFrequency(total, to - from);
    for (let at = from; at < to; at += 1) {
      const document = index.documents[at] ?? 0;
      scores[document] = (scores[document] ?? 0) + weight * (index.weights[at] ?? 0);
    }
  }
  return { hits: best(scores, limit).map((document) => ({ path: index.paths[document] ?? '', score: scores[document] ?? 0 })), usedShare };
}

/** ln(1 + (N − n + 0.5) / (n + 0.5)) */
export function inverseFrequency(documents: number, withTerm: number): number {
  return Math.log(1 + (documents - withTerm + 0.5) / (withTerm + 0.5));
}

/** How often each term occurs; a query of too many is cut to 80 % of its characters until it fits. */
function termsOfQuery(query: string): { readonly counts: ReadonlyMap<string, number>; readonly usedShare: number } {
  // Characters are code points.
  const characters = /[\uD800-\uDFFF]/.test(query) ? Array.from(query) : null;
  const total = characters?.length ?? query.length;
  const known = new Map<string, string | null>();
  for (let length = total; ; length = Math.floor(length * 0.8)) {
    const text = characters === null ? query.slice(0, length) : characters.slice(0, length).join('');
    const counts = countTerms(text, known);
    if (counts.size <= MAX_TERMS) return { counts, usedShare: total === 0 ? 1 : length / total };
  }
}

/** Documents by falling score, equal ones by their number. */
function best(scores: Float64Array, limit: number): number[] {
  const found: number[] = [];
  scores.forEach((score, document) => {
    if (score <= (found.length < limit ? 0 : (scores[found.at(-1) ?? 0] ?? 0))) return;
    let low = 0;
    let high = found.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((scores[found[middle] ?? 0] ?? 0) >= score) low = middle + 1;
      else high = middle;
    }
    found.splice(low, 0, document);
    if (found.length > limit) found.pop();
  });
  return found;
}
