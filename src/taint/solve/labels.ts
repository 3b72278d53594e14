import type { Context } from '../rules/rule.ts';

/**
 * What can still go wrong with data, as bits: a source sets all, a sanitizer clears some, a sink asks for those that its context and the place of the data in the text make dangerous.
 * The second word of the quoted ones is where the data stands: `-quoted` can be left by a quote, `-raw` has nothing around it.
 */
const LABEL_NAMES = [
  'sql-raw', 'sql-quoted', 'shell-raw', 'shell-double', 'shell-single', 'html-text', 'html-double', 'html-single', 'html-raw', 'script-raw', 'script-quoted', 'scheme', 'traversal', 'absolute',
  'host', 'code-raw', 'code-quoted', 'line-break', 'ldap', 'xpath-raw', 'xpath-quoted', 'regex', 'template', 'object', 'option', 'other', 'operator',
  // Of a way from a folder: it is two dots; it begins with a step up. Of what is decoded later: a dot, a separator.
  'up', 'up-below', 'encoded-dot', 'encoded-separator',
] as const;
export type LabelName = (typeof LABEL_NAMES)[number];

export const ALL_LABELS = 2 ** LABEL_NAMES.length - 1;

/** What is proven of a path and of the way to it. */
export const PATH = 2 ** LABEL_NAMES.indexOf('traversal') + 2 ** LABEL_NAMES.indexOf('absolute');
export const UPS = 2 ** LABEL_NAMES.indexOf('up') + 2 ** LABEL_NAMES.indexOf('up-below');
/** What is neither syntax nor a place: all that rules without a context look for. */
export const OTHER = 2 ** LABEL_NAMES.indexOf('other');

const BITS: ReadonlyMap<string, number> = new Map(LABEL_NAMES.map((name, at) => [name, 2 ** at]));

/** Shorter words that rules and models may say for several at once. */
const GROUPS: Readonly<Record<string, readonly LabelName[]>> = {
  all: LABEL_NAMES,
  sql: ['sql-raw', 'sql-quoted'],
  quote: ['sql-quoted', 'xpath-quoted', 'code-quoted'],
  shell: ['shell-raw', 'shell-double', 'shell-single', 'option'],
  html: ['html-text', 'html-double', 'html-single', 'html-raw', 'script-raw', 'script-quoted', 'scheme'],
  script: ['script-raw', 'script-quoted'],
  path: ['traversal', 'absolute'],
  url: ['host', 'scheme'],
  code: ['code-raw', 'code-quoted'],
  header: ['line-break'],
  log: ['line-break'],
  xpath: ['xpath-raw', 'xpath-quoted'],
  deserialization: ['object'],
  nosql: ['operator'],
};

/** The bits of a label's or group's name; null for no such name. */
export function labelBits(name: string): number | null {
  const own = BITS.get(name);
  if (own !== undefined) return own;
  return Object.hasOwn(GROUPS, name) ? bitsOf(GROUPS[name] ?? []) : null;
}

export function bitsOf(names: readonly LabelName[]): number {
  return names.reduce((bits, name) => bits | (BITS.get(name) ?? 0), 0);
}

/** For people, and for SARIF. */
export function labelNames(bits: number): string[] {
  return LABEL_NAMES.filter((_, at) => (bits & (2 ** at)) !== 0);
}

/** All that a context may ask of a text that is data from end to end. */
export function contextBits(context: Context): number {
  return labelBits(context) ?? OTHER;
}

/** Characters whose absence proves something, a bit each; the last two stand for all letters and all digits. */
const CHARACTERS = `'"\\<>&/.;|$\`() \n\r%*:-={}[]#@\0`;
export const LETTERS = 2 ** CHARACTERS.length;
const DIGITS = 2 ** (CHARACTERS.length + 1);
export const ALL_CHARACTERS = 2 ** (CHARACTERS.length + 2) - 1;

/** The bits of the characters of a text; those that prove nothing have none. */
export function characterBits(text: string): number {
  let bits = 0;
  for (const character of text) {
    const at = CHARACTERS.indexOf(character);
    if (at >= 0) bits |= 2 ** at;
    else if (/[a-z]/iu.test(character)) bits |= LETTERS;
    else if (/\d/u.test(character)) bits |= DIGITS;
  }
  return bits;
}
