import { lossyLength } from './document-length.ts';
import { termOf } from './english-analyzer.ts';
import { GrowingArray } from './growing-array.ts';
import { WordTable } from './word-table.ts';
import { forEachWord } from './words.ts';

const K1 = 0.9;
const B = 0.4;
const STOP_WORD = 0xffff_ffff;

/**
 * Documents by term. The documents of term t stand at `starts[t]` up to `starts[t + 1]` of `documents`, each with its term weight
 * tf / (tf + k1·(1 − b + b·dl/avgdl)) in `weights`.
 */
export interface Bm25Index {
  readonly paths: readonly string[];
  readonly terms: ReadonlyMap<string, number>;
  readonly starts: Uint32Array;
  readonly documents: Uint32Array;
  readonly weights: Float32Array;
  /** In terms, stop words not counted; not rounded. */
  readonly averageLength: number;
}

/** Collects documents one after another; what it holds for each posting is two numbers, not an object. */
export class IndexBuilder {
  readonly #paths: string[] = [];
  readonly #lengths = new GrowingArray();
  readonly #terms = new Map<string, number>();
  /** Words as they are written, and the term of each: it is analysed once. */
  readonly #words = new WordTable();
  readonly #termsOfWords = new GrowingArray();
  readonly #termLog = new GrowingArray();
  readonly #countLog = new GrowingArray();
  readonly #logEnds = new GrowingArray();
  #counts = new Uint32Array(1024);

  /** A document is its path and its content. */
  add(path: string, content: string): void {
    const seen: number[] = [];
    let length = 0;
    for (const text of [path, content]) {
      forEachWord(text, (start, end) => {
        const term = this.#termNumber(text, start, end);
        if (term === STOP_WORD) return;
        if (this.#counts[term] === 0) seen.push(term);
        this.#counts[term] = (this.#counts[term] ?? 0) + 1;
        length += 1;
      });
    }
    for (const term of seen) {
      this.#termLog.push(term);
      this.#countLog.push(this.#counts[term] ?? 0);
      this.#counts[term] = 0;
    }
    this.#paths.push(path);
    this.#lengths.push(length);
    this.#logEnds.push(this.#termLog.length);
  }

  #termNumber(text: string, start: number, end: number): number {
    const word = this.#words.numberOf(text, start, end);
    if (word < this.#termsOfWords.length) return this.#termsOfWords.at(word);
    const term = termOf(text.slice(start, end));
    const number = term === null ? STOP_WORD : (this.#terms.get(term) ?? this.#newTerm(term));
    this.#termsOfWords.push(number);
    return number;
  }

  #newTerm(term: string): number {
    const number = this.#terms.size;
    this.#terms.set(copyOf(term), number);
    if (number === this.#counts.length) {
      const larger = new Uint32Array(number * 2);
      larger.set(this.#counts);
      this.#counts = larger;
    }
    return number;
  }

  /** Once, when all documents are there. */
  finish(): Bm25Index {
    const lengths = this.#lengths.view();
    const averageLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    const norms = lengths.map(lossyLength);
    const terms = this.#termLog.view();
    const counts = this.#countLog.view();
    const starts = startsOf(terms, this.#terms.size);
    const next = starts.slice();
    const documents = new Uint32Array(terms.length);
    const weights = new Float32Array(terms.length);
    let at = 0;
    this.#logEnds.view().forEach((end, document) => {
      const norm = K1 * (1 - B + (B * (norms[document] ?? 0)) / averageLength);
      for (; at < end; at += 1) {
        const term = terms[at] ?? 0;
        const place = next[term] ?? 0;
        next[term] = place + 1;
        documents[place] = document;
        weights[place] = (counts[at] ?? 0) / ((counts[at] ?? 0) + norm);
      }
    });
    return { paths: this.#paths, terms: this.#terms, starts, documents, weights, averageLength };
  }
}

/** Where each term's documents begin, and at last where they end. */
function startsOf(terms: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const term of terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  for (let term = 1; term <= count; term += 1) starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
  return starts;
}

/** A slice keeps the whole text alive that it was cut from. */
function copyOf(word: string): string {
  return Buffer.from(word, 'utf16le').toString('utf16le');
}
