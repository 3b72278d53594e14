import { classAt, COMPLEX, CONNECTOR, DOUBLE_QUOTE, EXTEND, HEBREW, IDEOGRAPH, KATAKANA, LETTER, MIDDLE_OF_BOTH, MIDDLE_OF_LETTERS, MIDDLE_OF_NUMBER, NUMBER, OTHER, PICTOGRAPH, widthAt } from './character-class.ts';

/** UTF-16 units of a token; Lucene cuts what is longer into pieces. */
const MAX_WORD_UNITS = 255;
const EMOJI = /\p{Regional_Indicator}{2}|(?:[\p{Extended_Pictographic}--[\u00A9\u00AE\u2122\u3030\u303D]]\uFE0F?\p{Emoji_Modifier}?[\uFE0E\uFE0F]?)(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)*/vy;

/**
 * Calls `visit` with start and end of each word, as Lucene's StandardTokenizer finds them: word breaks of UAX 29 (https://www.unicode.org/reports/tr29/),
 * one word for each Han or Hiragana character, one for each emoji.
 */
export function forEachWord(text: string, visit: (start: number, end: number) => void): void {
  const { length } = text;
  let at = 0;
  while (at < length) {
    const kind = classAt(text, at);
    const end = kind === OTHER ? at : wordEnd(text, at, kind);
    if (end > at) {
      visit(at, end);
      at = end;
    } else {
      at += kind === OTHER && text.charCodeAt(at) < 128 ? 1 : widthAt(text, at);
    }
  }
}

/** `start` where no word begins there. */
function wordEnd(text: string, start: number, kind: number): number {
  const limit = Math.min(start + MAX_WORD_UNITS, text.length);
  if (kind <= HEBREW) return alphabeticEnd(text, start, limit);
  if (kind === IDEOGRAPH) return runEnd(text, start + widthAt(text, start), limit, EXTEND);
  if (kind === COMPLEX) return runEnd(text, start, limit, COMPLEX);
  return kind === PICTOGRAPH ? emojiEnd(text, start) : start;
}

function runEnd(text: string, start: number, limit: number, member: number): number {
  let at = start;
  while (at < limit) {
    const kind = classAt(text, at);
    if (kind !== member && kind !== EXTEND) break;
    at += widthAt(text, at);
  }
  return Math.min(at, limit);
}

function emojiEnd(text: string, start: number): number {
  EMOJI.lastIndex = start;
  return start + (EMOJI.exec(text)?.[0].length ?? 0);
}

/** Letters, digits and connectors, and single middle characters with something that fits on both sides. */
function alphabeticEnd(text: string, start: number, limit: number): number {
  let end = start;
  let last = CONNECTOR;
  let middle = OTHER;
  let isWord = false;
  for (let at = start; at < limit; ) {
    const kind = classAt(text, at);
    at += kind <= CONNECTOR && text.charCodeAt(at) < 128 ? 1 : widthAt(text, at);
    if (kind === EXTEND) {
      if (middle === OTHER) end = at;
      continue;
    }
    if (middle === OTHER && mayFollow(last, kind)) {
      middle = kind;
      if (last === HEBREW && text[at - 1] === "'") end = at;
      continue;
    }
    if (middle === OTHER ? !adjoins(last, kind) : !joins(last, middle, kind)) break;
    middle = OTHER;
    last = kind;
    end = at;
    isWord ||= kind !== CONNECTOR;
  }
  return isWord ? Math.min(end, limit) : start;
}

/** WB5, WB8, WB9, WB10, WB13, WB13a, WB13b. */
function adjoins(last: number, kind: number): boolean {
  if (kind === OTHER || kind > HEBREW) return false;
  if (last === CONNECTOR || kind === CONNECTOR) return true;
  return (last === KATAKANA) === (kind === KATAKANA);
}

function isLetter(kind: number): boolean {
  return kind === LETTER || kind === HEBREW;
}

/** Whether a middle character may stand after `last`; what comes next decides. */
function mayFollow(last: number, kind: number): boolean {
  if (kind < MIDDLE_OF_LETTERS || kind > DOUBLE_QUOTE) return false;
  if (kind === DOUBLE_QUOTE) return last === HEBREW;
  return last === NUMBER ? kind !== MIDDLE_OF_LETTERS : isLetter(last) && kind !== MIDDLE_OF_NUMBER;
}

/** WB6, WB7, WB7b, WB7c, WB11, WB12. */
function joins(last: number, middle: number, kind: number): boolean {
  if (middle === DOUBLE_QUOTE) return kind === HEBREW;
  if (middle === MIDDLE_OF_BOTH) return last === NUMBER ? kind === NUMBER : isLetter(kind);
  return middle === MIDDLE_OF_NUMBER ? kind === NUMBER : isLetter(kind);
}
