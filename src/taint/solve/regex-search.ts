import { NOTHING, charactersOf, isWithin, type Characters } from './character-set.ts';
import { bitsOf, UPS } from './labels.ts';
import type { Shape } from './regex-shape.ts';

/**
 * What a shape surely finds, from below: some of the texts that it matches, each as sets that match one after another.
 * `any` stands for whatever may be left out or run over the whole text.
 */
export type Needle = readonly (Characters | 'start' | 'end' | 'any')[];

const MAX_NEEDLES = 256;
const MAX_LENGTH = 8;

/** `universe`: the characters that can occur at all. */
export function needlesOf(shape: Shape, universe: Characters): readonly Needle[] {
  return extended([[]], shape, { universe, steps: 0 }).map(trimmed);
}

interface Searching {
  readonly universe: Characters;
  steps: number;
}

// Repetitions of nothing, in one another, would never end.
const MAX_STEPS = 4000;

function extended(needles: readonly Needle[], shape: Shape, searching: Searching): readonly Needle[] {
  searching.steps += 1;
  if (searching.steps > MAX_STEPS) return [];
  switch (shape.type) {
    case 'set': return appended(needles, shape.must);
    case 'start': case 'end': return appended(needles, shape.type);
    // Whether it holds is not known: what needs it is not surely found.
    case 'empty': return [];
    case 'sequence': return shape.of.reduce((all, part) => extended(all, part, searching), needles);
    case 'choice': return shape.of.flatMap((one) => extended(needles, one, searching)).slice(0, MAX_NEEDLES);
    case 'repeat': return repeated(needles, shape, searching);
  }
}

function repeated(needles: readonly Needle[], { of, min, max }: Shape & { readonly type: 'repeat' }, searching: Searching): readonly Needle[] {
  let all = needles;
  for (let time = 0; time < min; time++) {
    if (time > MAX_LENGTH || all.length === 0) return [];
    all = extended(all, of, searching);
  }
  if (max === min) return all;
  const isAny = max === Number.POSITIVE_INFINITY && of.type === 'set' && isWithin(searching.universe, of.must);
  return [...(isAny ? appended(all, 'any') : all), ...(isAny ? [] : extended(all, of, searching))].slice(0, MAX_NEEDLES);
}

function appended(needles: readonly Needle[], part: Needle[number]): readonly Needle[] {
  return needles.filter((needle) => needle.length < MAX_LENGTH).map((needle) => [...needle, part]);
}

/** Without what may be empty at either side, and without the anchors that it undoes. */
function trimmed(needle: Needle): Needle {
  const parts = [...needle];
  if (parts[0] === 'start' && parts[1] === 'any') parts.shift();
  while (parts[0] === 'any') parts.shift();
  if (parts.at(-1) === 'end' && parts.at(-2) === 'any') parts.pop();
  while (parts.at(-1) === 'any') parts.pop();
  return parts;
}

/** Characters each of which is found wherever it stands. */
export function foundCharacters(needles: readonly Needle[]): Characters {
  let all = NOTHING;
  for (const [only, ...rest] of needles) if (typeof only === 'bigint' && rest.length === 0) all |= only;
  return all;
}

const DOT = charactersOf('.');
const SLASH = charactersOf('/');
const BACKSLASH = charactersOf('\\');
const HYPHEN = charactersOf('-');

/** Labels of texts in which one of the needles is found for sure. */
export function foundLabels(needles: readonly Needle[]): number {
  const first = needles.map(([start, set, ...rest]) => (start === 'start' && typeof set === 'bigint' && rest.length === 0 ? set : NOTHING)).reduce((all, set) => all | set, NOTHING);
  return (
    (isWithin(SLASH, first) ? bitsOf(['absolute']) : 0) |
    (isWithin(HYPHEN, first) ? bitsOf(['option']) : 0) |
    // Without separators it can still be two dots from end to end.
    (isWithin(SLASH | BACKSLASH, foundCharacters(needles)) ? bitsOf(['absolute']) : 0) |
    (needles.some(areDots) || findsUpSteps(needles) ? bitsOf(['traversal']) : 0) |
    upsFound(needles) |
    encodedFound(needles)
  );
}

export function areDots(needle: Needle): boolean {
  return needle.length > 0 && needle.length <= 2 && needle.every((part) => typeof part === 'bigint' && isWithin(DOT, part));
}

/** Two dots at the text's start: alone, or with a separator behind them. Needles are from anywhere unless they say `start`. */
function upsFound(needles: readonly Needle[]): number {
  let found = 0;
  for (const needle of needles) {
    const parts = needle[0] === 'start' ? needle.slice(1) : needle;
    if (parts.length > 3 || !areDots(parts.slice(0, 2))) continue;
    const end = parts[2];
    if (end === undefined) found |= UPS;
    else if (end === 'end') found |= bitsOf(['up']);
    else if (typeof end === 'bigint' && isWithin(SLASH, end)) found |= bitsOf(['up-below']);
  }
  return found;
}

/** `%2e` in either case; `%2f` and `%5c` in either case. */
export function encodedFound(needles: readonly Needle[]): number {
  const finds = (text: string): boolean => needles.some((needle) => needle.length > 0 && needle.length <= 3 && [...text].some((_, at) => at + needle.length <= text.length && needle.every((part, index) => typeof part === 'bigint' && isWithin(charactersOf(text[at + index] ?? ''), part))));
  const all = (...texts: readonly string[]): boolean => texts.every(finds);
  return (all('%2e', '%2E') ? bitsOf(['encoded-dot']) : 0) | (all('%2f', '%2F', '%5c', '%5C') ? bitsOf(['encoded-separator']) : 0);
}

/** Two dots between separators or the text's edges: each of the nine ways must be found. */
function findsUpSteps(needles: readonly Needle[]): boolean {
  const ways = new Set<number>();
  for (const needle of needles) {
    if (!areDots(needle.slice(1, -1)) || needle.length !== 4) continue;
    for (const left of sidesOf(needle[0], 'start')) for (const right of sidesOf(needle[3], 'end')) ways.add(left * 3 + right);
  }
  return ways.size === 9;
}

function sidesOf(part: Needle[number] | undefined, edge: 'start' | 'end'): number[] {
  if (part === edge) return [0];
  if (typeof part !== 'bigint') return [];
  return [...(isWithin(SLASH, part) ? [1] : []), ...(isWithin(BACKSLASH, part) ? [2] : [])];
}
