import { expect, test } from 'vitest';
import { lossyLength } from '../../src/context/bm25/document-length.ts';
import { countTerms, termOf } from '../../src/context/bm25/english-analyzer.ts';
import { porterStem } from '../../src/context/bm25/porter-stemmer.ts';
import { forEachWord } from '../../src/context/bm25/words.ts';

function words(text: string): string[] {
  const found: string[] = [];
  forEachWord(text, (start, end) => found.push(text.slice(start, end)));
  return found;
}

/** From Porter's paper and the vocabulary that he published beside it, step by step. */
const STEMS = `
  caresses caress, ponies poni, ties ti, caress caress, cats cat, feed feed, agreed agre, plastered plaster, bled bled, motoring motor, sing sing,
  conflated conflat, troubled troubl, sized size, hopping hop, tanned tan, falling fall, hissing hiss, fizzed fizz, failing fail, filing file, happy happi, sky sky,
  relational relat, conditional condit, rational ration, valenci valenc, hesitanci hesit, digitizer digit, conformabli conform, radicalli radic, differentli differ, vileli vile,
  analogousli analog, vietnamization vietnam, predication predic, operator oper, feudalism feudal, decisiveness decis, hopefulness hope, callousness callous, formaliti formal,
  sensitiviti sensit, sensibiliti sensibl, triplicate triplic, formative form, formalize formal, electriciti electr, electrical electr, hopeful hope, goodness good,
  revival reviv, allowance allow, inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust, defensible defens, irritant irrit, replacement replac, adjustment adjust,
  dependent depend, adoption adopt, homologou homolog, communism commun, activate activ, angulariti angular, homologous homolog, effective effect, bowdlerize bowdler,
  probate probat, rate rate, cease ceas, controll control, roll roll, generalizations gener, oscillators oscil, abandoned abandon, abilities abil, abject abject, yes ye, by by, say sai,
  apologies apolog, archaeology archaeolog, possibly possibl, element element, ion ion, is is`;

test("words get the stems of Porter's vocabulary", () => {
  const pairs = STEMS.trim().split(/,\s*/).map((pair) => pair.split(' '));
  expect(pairs.map(([word = '']) => [word, porterStem(word)])).toEqual(pairs);
});

test.each([
  ['letters join over _ . and quotes, not over - and =', "file_name.ext don't a:b x-y z=1 __init__ ___", ['file_name.ext', "don't", 'a:b', 'x', 'y', 'z', '1', '__init__']],
  ['digits join over . , ; and with letters', '3.14 1,000;5 v1.2 2.x 10:30 1_000', ['3.14', '1,000;5', 'v1.2', '2', 'x', '10', '30', '1_000']],
  ['a middle character needs something on both sides', 'end. a..b .5 c. d', ['end', 'a', 'b', '5', 'c', 'd']],
  ['marks belong to the letter before', 'e\u0301te\u0301 so\u00ADft', ['e\u0301te\u0301', 'so\u00ADft']],
  ['Han and Hiragana stand alone, Katakana, Hangul and Thai do not', '漢字ひら カタカナ 한국어 ภาษาไทย', ['漢', '字', 'ひ', 'ら', 'カタカナ', '한국어', 'ภาษาไทย']],
  ['Hebrew joins over quotes', 'צה"ל ג\' x"y', ['צה"ל', "ג'", 'x', 'y']],
  ['letters beyond the basic plane are letters', '𝒳𝒴 a😀b 👩‍👧 🇩🇪x ©', ['𝒳𝒴', 'a', '😀', 'b', '👩‍👧', '🇩🇪', 'x']],
  ['a word of 600 letters is cut into pieces of 255', 'a'.repeat(600), ['a'.repeat(255), 'a'.repeat(255), 'a'.repeat(90)]],
])('%s', (_name, text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('possessives, case and stop words', () => {
  expect(["User's", 'USER’S', 'The', 'STORIES', 'isn', "users'", 'ΣΑΣ', 'x'].map(termOf)).toEqual(['user', 'user', null, 'stori', 'isn', "users'", 'σασ', 'x']);
  expect([...countTerms('the Running runs, and the run_time RUNS')]).toEqual([['run', 3], ['run_tim', 1]]);
});

test("a document's length loses what Lucene's one byte has no room for", () => {
  expect([0, 1, 23, 24, 39, 40, 41, 42, 55, 56, 57, 59, 60, 87, 88, 95, 96, 1000, 100_000].map(lossyLength)).toEqual([0, 1, 23, 24, 39, 40, 40, 42, 54, 56, 56, 56, 60, 84, 88, 88, 96, 984, 98_328]);
});
