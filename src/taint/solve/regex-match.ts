import { EVERY, NOTHING, charactersOf, isWithin, onlyCharacter, rangeOf, type Characters } from './character-set.ts';
import { bitsOf } from './labels.ts';
import type { Shape } from './regex-shape.ts';

/** Whatever a shape can match, from above: what these functions leave out does surely not occur. */

export function isAnchoredAt(edge: 'start' | 'end', shape: Shape): boolean {
  switch (shape.type) {
    case 'start': case 'end': return shape.type === edge && shape.isStrict;
    case 'set': case 'empty': return false;
    case 'repeat': return shape.min > 0 && isAnchoredAt(edge, shape.of);
    case 'choice': return shape.of.every((one) => isAnchoredAt(edge, one));
    case 'sequence': {
      const parts = shape.of.filter((part) => part.type !== 'empty');
      const outer = edge === 'start' ? parts[0] : parts.at(-1);
      return outer !== undefined && isAnchoredAt(edge, outer);
    }
  }
}

export function possibleCharacters(shape: Shape): Characters {
  switch (shape.type) {
    case 'set': return shape.may;
    case 'start': case 'end': case 'empty': return NOTHING;
    case 'repeat': return shape.max === 0 ? NOTHING : possibleCharacters(shape.of);
    case 'sequence': case 'choice': return shape.of.reduce((all, part) => all | possibleCharacters(part), NOTHING);
  }
}

export function canBeEmpty(shape: Shape): boolean {
  switch (shape.type) {
    case 'set': return false;
    case 'start': case 'end': case 'empty': return true;
    case 'repeat': return shape.min === 0 || canBeEmpty(shape.of);
    case 'sequence': return shape.of.every(canBeEmpty);
    case 'choice': return shape.of.some(canBeEmpty);
  }
}

interface Dots {
  /** Can begin, end with a dot; contain two that touch. */
  readonly begins: boolean;
  readonly ends: boolean;
  readonly touch: boolean;
  readonly empty: boolean;
}

const DOT = charactersOf('.');
const NO_DOTS: Dots = { begins: false, ends: false, touch: false, empty: true };

/** Whether two dots can stand side by side in what the shape matches. */
export function canHaveDots(shape: Shape): boolean {
  return dotsOf(shape).touch;
}

function dotsOf(shape: Shape): Dots {
  switch (shape.type) {
    case 'start': case 'end': case 'empty': return NO_DOTS;
    case 'set': {
      const isDot = (shape.may & DOT) !== NOTHING;
      return { begins: isDot, ends: isDot, touch: false, empty: false };
    }
    case 'repeat': {
      if (shape.max === 0) return NO_DOTS;
      const once = dotsOf(shape.of);
      return { ...once, touch: once.touch || (shape.max > 1 && once.begins && once.ends), empty: shape.min === 0 || once.empty };
    }
    case 'choice': {
      const all = shape.of.map(dotsOf);
      return { begins: all.some((one) => one.begins), ends: all.some((one) => one.ends), touch: all.some((one) => one.touch), empty: all.some((one) => one.empty) };
    }
    case 'sequence': return shape.of.map(dotsOf).reduce((left, right) => ({
      begins: left.begins || (left.empty && right.begins),
      ends: right.ends || (right.empty && left.ends),
      touch: left.touch || right.touch || (left.ends && right.begins),
      empty: left.empty && right.empty,
    }), NO_DOTS);
  }
}

/** How what is matched can begin; `many`: none or more of them; `isOpen`: anything may follow. */
export interface Prefix {
  readonly items: readonly { readonly may: Characters; readonly many: boolean }[];
  readonly isOpen: boolean;
}

const MAX_PREFIXES = 64;
const MAX_ITEMS = 200;
const ANYTHING: readonly Prefix[] = [{ items: [], isOpen: true }];
const EMPTY: Prefix = { items: [], isOpen: false };

export function prefixesOf(shape: Shape): readonly Prefix[] {
  return extended([EMPTY], shape, { steps: 0 });
}

// Repetitions of nothing, in one another, would never end.
const MAX_STEPS = 4000;
interface Steps {
  steps: number;
}

function extended(prefixes: readonly Prefix[], shape: Shape, steps: Steps): readonly Prefix[] {
  steps.steps += 1;
  if (steps.steps > MAX_STEPS) return ANYTHING;
  switch (shape.type) {
    case 'start': case 'end': case 'empty': return prefixes;
    case 'set': return withItem(prefixes, shape.may, false);
    case 'sequence': return shape.of.reduce((all, part) => (all.every((one) => one.isOpen) ? all : extended(all, part, steps)), prefixes);
    case 'choice': return bounded(shape.of.flatMap((one) => extended(prefixes, one, steps)));
    case 'repeat': return repeated(prefixes, shape, steps);
  }
}

function repeated(prefixes: readonly Prefix[], { of, min, max }: Shape & { readonly type: 'repeat' }, steps: Steps): readonly Prefix[] {
  if (max === 0) return prefixes;
  let all = prefixes;
  for (let time = 0; time < min && all.some((one) => !one.isOpen); time++) {
    if (time > MAX_ITEMS) return all.map((one) => ({ ...one, isOpen: true }));
    all = extended(all, of, steps);
  }
  if (max === min) return all;
  if (of.type === 'set' && (max > min + 1 || all.length > MAX_PREFIXES / 2)) return withItem(all, of.may, true);
  const more = extended(all, of, steps);
  return bounded([...all, ...(max === min + 1 ? more : more.map((one) => ({ ...one, isOpen: true })))]);
}

function bounded(prefixes: readonly Prefix[]): readonly Prefix[] {
  return prefixes.length > MAX_PREFIXES ? ANYTHING : prefixes;
}

function withItem(prefixes: readonly Prefix[], may: Characters, many: boolean): readonly Prefix[] {
  return prefixes.map((prefix) => {
    if (prefix.isOpen) return prefix;
    return prefix.items.length >= MAX_ITEMS ? { ...prefix, isOpen: true } : { items: [...prefix.items, { may, many }], isOpen: false };
  });
}

/** The characters at a place counted from there on; null: the text can end there. */
function nextCharacters(prefix: Prefix, from: number): Characters {
  let all = NOTHING;
  for (const item of prefix.items.slice(from)) {
    all |= item.may;
    if (!item.many) return all;
  }
  return prefix.isOpen ? EVERY : all;
}

function fixedText(prefix: Prefix): string {
  let text = '';
  for (const item of prefix.items) {
    const character = item.many ? null : onlyCharacter(item.may);
    if (character === null) return text;
    text += character;
  }
  return text;
}

const SLASHES = charactersOf('/\\');
// Readers of URLs drop tabs and line breaks wherever they stand.
const HOST_AFTER_SLASH = charactersOf('/\\\t\n\r');
const HYPHEN = charactersOf('-');
// What can begin no scheme, and is not dropped before one either.
const NO_SCHEME = rangeOf(0x21, 0x7e).may & ~rangeOf(0x41, 0x5a).may & ~rangeOf(0x61, 0x7a).may;
const SCHEME = /^(?:https?|wss?|ftps?):\/\/|^(?:mailto|tel):/u;
const HOST = /^(?:https?|wss?|ftps?):\/\/[a-z0-9.-]+(?::\d+)?[/?#]/u;
const WHOLE_HOST = /^(?:https?|wss?|ftps?):\/\/[a-z0-9.-]+(?::\d+)?$/u;

/** Labels that a text surely lacks that begins like one of these; `isEnd`: closed prefixes are the whole text. */
export function labelsWithout(prefixes: readonly Prefix[], isEnd: boolean): number {
  const all = isEnd ? prefixes : prefixes.map((prefix) => ({ ...prefix, isOpen: true }));
  return all.map(labelsOfPrefix).reduce((left, right) => left & right, bitsOf(['absolute', 'option', 'scheme', 'host']));
}

function labelsOfPrefix(prefix: Prefix): number {
  const first = nextCharacters(prefix, 0);
  const text = fixedText(prefix);
  const isWhole = !prefix.isOpen && text.length === prefix.items.length;
  const isLocal = text.startsWith('/') && isWithin(nextCharacters(prefix, 1), EVERY & ~HOST_AFTER_SLASH);
  return (
    (isWithin(first, EVERY & ~SLASHES) ? bitsOf(['absolute']) : 0) |
    (isWithin(first, EVERY & ~HYPHEN) ? bitsOf(['option']) : 0) |
    (isWithin(first, NO_SCHEME) || SCHEME.test(text) ? bitsOf(['scheme']) : 0) |
    (HOST.test(text) || (isWhole && WHOLE_HOST.test(text)) || isLocal ? bitsOf(['host']) : 0)
  );
}
