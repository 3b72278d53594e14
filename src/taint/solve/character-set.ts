import { ALL_CHARACTERS, LETTERS, characterBits } from './labels.ts';

/** Code points below 128, a bit each; then ſ and K (the Kelvin sign), which count as letters where case is ignored; then all others. */
export type Characters = bigint;

const ASCII = (1n << 128n) - 1n;
export const FOLDING: Characters = 1n << 128n;
export const OTHERS: Characters = 1n << 129n;
export const EVERY: Characters = ASCII | FOLDING | OTHERS;
export const NOTHING: Characters = 0n;

/** What an element of an expression matches is known from two sides: it matches each of `must`, and none outside `may`. */
export interface CharacterSet {
  readonly must: Characters;
  readonly may: Characters;
}

export function exactly(characters: Characters): CharacterSet {
  return { must: characters, may: characters };
}

export function charactersOf(text: string): Characters {
  let all = NOTHING;
  for (const character of text) all |= rangeOf(character.codePointAt(0) ?? 0, character.codePointAt(0) ?? 0).may;
  return all;
}

/** Both ends belong to it. */
export function rangeOf(min: number, max: number): CharacterSet {
  const last = Math.min(max, 127);
  const ascii = min > 127 ? NOTHING : (1n << BigInt(last + 1)) - (1n << BigInt(min));
  const isFolding = (min <= 0x17f && max >= 0x17f) || (min <= 0x212a && max >= 0x212a);
  const isAllFolding = min <= 0x17f && max >= 0x212a;
  const must = ascii | (isAllFolding ? FOLDING : NOTHING) | (min <= 128 && max >= 0x10ffff ? OTHERS : NOTHING);
  return { must, may: ascii | (isFolding ? FOLDING : NOTHING) | (max > 127 ? OTHERS : NOTHING) };
}

export function unite(left: CharacterSet, right: CharacterSet): CharacterSet {
  return { must: left.must | right.must, may: left.may | right.may };
}

export function intersect(left: CharacterSet, right: CharacterSet): CharacterSet {
  return { must: left.must & right.must, may: left.may & right.may };
}

export function complement(set: CharacterSet): CharacterSet {
  return { must: EVERY & ~set.may, may: EVERY & ~set.must };
}

const UPPER = rangeOf(0x41, 0x5a).may;
const LOWER = rangeOf(0x61, 0x7a).may;
const LETTER = UPPER | LOWER;
const KS = charactersOf('kKsS');
const IS = charactersOf('iI');

/** The set where case is ignored; `folds`: what the engine folds beyond ASCII (ſ and K; Python takes İ and ı for i as well). */
export function ignoringCase(set: CharacterSet, folds: 'ascii' | 'unicode' | 'python'): CharacterSet {
  let may = otherCases(set.may);
  if (folds !== 'ascii') {
    if ((may & KS) !== NOTHING) may |= FOLDING;
    if ((set.may & FOLDING) !== NOTHING) may |= KS;
  }
  if (folds === 'python') {
    if ((may & IS) !== NOTHING) may |= OTHERS;
    if ((set.may & OTHERS) !== NOTHING) may |= IS;
  }
  return { must: otherCases(set.must), may };
}

function otherCases(characters: Characters): Characters {
  return characters | ((characters & UPPER) << 32n) | ((characters & LOWER) >> 32n);
}

/** Letters of which nothing is known: what a property escape matches where case is ignored differs from engine to engine. */
export function unsureOfLetters(set: CharacterSet): CharacterSet {
  const unsure = LETTER | FOLDING | OTHERS;
  return { must: set.must & ~unsure, may: set.may | unsure };
}

export function isWithin(characters: Characters, outer: Characters): boolean {
  return (characters & ~outer) === NOTHING;
}

/** The character if there is but one, in lower case if it is one letter in both cases (ſ and K count as s and k: no scheme and no host is another by them); null for more. */
export function onlyCharacter(characters: Characters): string | null {
  const ascii = (characters & UPPER) << 32n | (characters & ASCII & ~UPPER);
  if (ascii === NOTHING) return null;
  const code = ascii.toString(2).length - 1;
  if (ascii !== 1n << BigInt(code)) return null;
  const rest = characters & ~ASCII;
  return rest === NOTHING || (rest === FOLDING && (ascii & KS) !== NOTHING) ? String.fromCodePoint(code) : null;
}

const TRACKED: readonly (readonly [bit: number, characters: Characters])[] = trackedCharacters();

function trackedCharacters(): [number, Characters][] {
  const byBit = new Map<number, Characters>();
  for (let code = 0; code < 128; code++) {
    const bit = characterBits(String.fromCodePoint(code));
    if (bit !== 0) byBit.set(bit, (byBit.get(bit) ?? NOTHING) | (1n << BigInt(code)));
  }
  byBit.set(LETTERS, (byBit.get(LETTERS) ?? NOTHING) | FOLDING);
  return [...byBit];
}

/** The bits (see labels.ts) of a text in which none of these characters occurs. */
export function bitsWithout(absent: Characters): number {
  let bits = 0;
  for (const [bit, characters] of TRACKED) if (isWithin(characters, absent)) bits |= bit;
  return bits & ALL_CHARACTERS;
}

/** Whether none of these characters occurs in a text that lacks those of the bits. */
export function isAbsent(characters: Characters, removed: number): boolean {
  return isWithin(characters, TRACKED.reduce((all, [bit, own]) => ((removed & bit) !== 0 ? all | own : all), NOTHING));
}
