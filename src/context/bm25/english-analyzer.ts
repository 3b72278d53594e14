import { porterStem } from './porter-stemmer.ts';
import { forEachWord } from './words.ts';

/** Lucene's English stop words. */
const STOP_WORDS = new Set('a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with'.split(' '));

/** The term that a word is indexed under, null for a stop word: possessive 's off, lower case, stop words out, Porter's stem. */
export function termOf(word: string): string | null {
  const lower = lowerCase(word.replace(/['’＇][sS]$/, ''));
  return STOP_WORDS.has(lower) ? null : porterStem(lower);
}

/** Character by character, as Lucene has it: a Σ at a word's end is no exception, and a letter stays one. */
function lowerCase(word: string): string {
  if (/^[ -~]*$/.test(word)) return word.toLowerCase();
  return Array.from(word, (character) => String.fromCodePoint(character.toLowerCase().codePointAt(0) ?? 0)).join('');
}

/** How often each term occurs in a text, as Lucene's EnglishAnalyzer finds them. `known` has the terms of words met before, and takes in the others. */
export function countTerms(text: string, known: Map<string, string | null> = new Map()): Map<string, number> {
  const counts = new Map<string, number>();
  forEachWord(text, (start, end) => {
    const word = text.slice(start, end);
    let term = known.get(word);
    if (term === undefined) known.set(word, (term = termOf(word)));
    if (term !== null) counts.set(term, (counts.get(term) ?? 0) + 1);
  });
  return counts;
}
