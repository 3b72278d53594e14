/** Word_Break classes of UAX 29, as far as Lucene's tokenizer tells them apart. */
export const OTHER = 0;
export const LETTER = 1;
export const NUMBER = 2;
/** `_` and its kin: joins letters and digits, makes no word alone. */
export const CONNECTOR = 3;
export const KATAKANA = 4;
export const HEBREW = 5;
/** Between letters. */
export const MIDDLE_OF_LETTERS = 6;
/** Between digits. */
export const MIDDLE_OF_NUMBER = 7;
/** Between letters or between digits, such as `.`. */
export const MIDDLE_OF_BOTH = 8;
export const DOUBLE_QUOTE = 9;
/** Belongs to the character before it. */
export const EXTEND = 10;
/** One character is one word. */
export const IDEOGRAPH = 11;
/** Scripts without spaces: a run is one word. */
export const COMPLEX = 12;
export const PICTOGRAPH = 13;

const MIDDLES: readonly (readonly [members: string, kind: number])[] = [
  [':\u00B7\u0387\u055F\u05F4\u2027\uFE13\uFE55\uFF1A', MIDDLE_OF_LETTERS],
  [',;\u037E\u0589\u060C\u060D\u066C\u07F8\u2044\uFE10\uFE14\uFE50\uFE54\uFF0C\uFF1B', MIDDLE_OF_NUMBER],
  ["'.\u2018\u2019\u2024\uFE52\uFF07\uFF0E", MIDDLE_OF_BOTH],
  ['"', DOUBLE_QUOTE],
];

/** In the order of the rules: the first that fits counts. */
const PROPERTIES: readonly (readonly [pattern: RegExp, kind: number])[] = [
  [/[\p{Grapheme_Extend}\p{Mc}\u200D]/u, EXTEND],
  [/[\p{Cf}--\u200B]/v, EXTEND],
  [/[\p{Script=Hebrew}&&\p{Lo}]/v, HEBREW],
  [/[\p{Script=Katakana}\u3031-\u3035\u309B\u309C\u30A0\u30FC\uFF70]/u, KATAKANA],
  [/[\p{Script=Han}\p{Script=Hiragana}]/u, IDEOGRAPH],
  [/[[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tai_Viet}\p{Script=Ahom}]&&\p{L}]/v, COMPLEX],
  [/[\p{Nd}\u066B]/u, NUMBER],
  [/[\p{Pc}\u202F]/u, CONNECTOR],
  [/[\p{Alphabetic}\u02C2-\u02C5\u02D2-\u02D7\u02DE\u02DF\u02E5-\u02EB\u02ED\u02EF-\u02FF\u055A-\u055C\u055E\u058A\u05F3\u070F\uA708-\uA716\uA720\uA721\uA789\uA78A\uAB5B]/u, LETTER],
  [/[[\p{Extended_Pictographic}\p{Regional_Indicator}]--[\u00A9\u00AE\u2122\u3030\u303D]]/v, PICTOGRAPH],
];

const UNKNOWN = 255;
/** Of the Basic Multilingual Plane, filled in as characters are met. */
const classes = new Uint8Array(0x1_0000).fill(UNKNOWN);

function classify(character: string): number {
  const middle = MIDDLES.find(([members]) => members.includes(character));
  if (middle !== undefined) return middle[1];
  return PROPERTIES.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER;
}

/** The class of the character that begins at `at`. */
export function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = classes[unit] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const codePoint = text.codePointAt(at) ?? unit;
  const kind = classify(String.fromCodePoint(codePoint));
  // A surrogate's class is that of the pair: not to be kept under its first half.
  if (codePoint === unit && !isSurrogate(unit)) classes[unit] = kind;
  return kind;
}

/** 2 where a pair of surrogates begins, else 1. */
export function widthAt(text: string, at: number): number {
  return isSurrogate(text.charCodeAt(at)) && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
