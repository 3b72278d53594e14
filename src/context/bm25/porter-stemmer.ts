type Rules = readonly (readonly [suffix: string, replacement: string])[];

/** Suffixes of a step, longest first where one ends another. */
const STEP_2: Rules = [
  ['ational', 'ate'], ['ization', 'ize'], ['iveness', 'ive'], ['fulness', 'ful'], ['ousness', 'ous'], ['tional', 'tion'], ['biliti', 'ble'], ['entli', 'ent'], ['ousli', 'ous'], ['ation', 'ate'],
  ['alism', 'al'], ['aliti', 'al'], ['iviti', 'ive'], ['enci', 'ence'], ['anci', 'ance'], ['izer', 'ize'], ['alli', 'al'], ['ator', 'ate'], ['logi', 'log'], ['bli', 'ble'], ['eli', 'e'],
];
const STEP_3: Rules = [['icate', 'ic'], ['ative', ''], ['alize', 'al'], ['iciti', 'ic'], ['ical', 'ic'], ['ness', ''], ['ful', '']];
const STEP_4 = /(?:ement|ance|ence|able|ible|ment|ant|ent|(?<=[st])ion|ism|ate|iti|ous|ive|ize|al|er|ic|ou)$/;

/**
 * The stem of a lower-case word: M. F. Porter, "An algorithm for suffix stripping" (Program 14(3), 1980), with the two changes of its author's own programs that Lucene
 * has too (`bli` and `logi` in step 2). What is no vowel counts as a consonant, digits and `_` too.
 */
export function porterStem(word: string): string {
  if (word.length <= 2) return word;
  return withoutFinal(withoutSuffix(replaced(replaced(finalY(withoutPast(withoutPlural(word))), STEP_2), STEP_3)));
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function withoutPast(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const stem = /^(.*)(?:ed|ing)$/s.exec(word)?.[1];
  if (stem === undefined || !hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsInDouble(stem)) return /[lsz]$/.test(stem) ? stem : stem.slice(0, -1);
  return measure(stem) === 1 && endsInShortSyllable(stem) ? `${stem}e` : stem;
}

function finalY(word: string): string {
  const stem = word.slice(0, -1);
  return word.endsWith('y') && hasVowel(stem) ? `${stem}i` : word;
}

function replaced(word: string, rules: Rules): string {
  const rule = rules.find(([suffix]) => word.endsWith(suffix));
  if (rule === undefined) return word;
  const stem = word.slice(0, -rule[0].length);
  return measure(stem) > 0 ? stem + rule[1] : word;
}

function withoutSuffix(word: string): string {
  const stem = word.replace(STEP_4, '');
  return stem !== word && measure(stem) > 1 ? stem : word;
}

function withoutFinal(word: string): string {
  const count = measure(word);
  let stem = word;
  if (word.endsWith('e') && (count > 1 || (count === 1 && !endsInShortSyllable(word.slice(0, -1))))) stem = word.slice(0, -1);
  return stem.endsWith('ll') && count > 1 ? stem.slice(0, -1) : stem;
}

/** A y after a consonant is a vowel. */
function isVowel(word: string, at: number): boolean {
  const letter = word[at] ?? '';
  return letter === 'y' ? at > 0 && !isVowel(word, at - 1) : 'aeiou'.includes(letter);
}

function hasVowel(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (isVowel(word, at)) return true;
  return false;
}

/** Porter's m: how often a consonant follows a vowel. */
function measure(word: string): number {
  let count = 0;
  let wasVowel = false;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word[at] ?? '';
    const vowel: boolean = letter === 'y' ? at > 0 && !wasVowel : 'aeiou'.includes(letter);
    if (wasVowel && !vowel) count += 1;
    wasVowel = vowel;
  }
  return count;
}

function endsInDouble(word: string): boolean {
  return word.length > 1 && word.at(-1) === word.at(-2) && !isVowel(word, word.length - 1);
}

/** Consonant, vowel, consonant, the last none of w, x, y. */
function endsInShortSyllable(word: string): boolean {
  const last = word.length - 1;
  return last > 1 && !isVowel(word, last - 2) && isVowel(word, last - 1) && !isVowel(word, last) && !/[wxy]$/.test(word);
}
