/** Addresses that a browser reads as refused ones, and ways to write their characters in HTML. */

/** @typedef {import('../../../kit/random.mjs').Random} Random */

/** In any case, with what makes a script or a page of it. @param {Random} random */
export function refused(random) {
  const scheme = random.pick(['javascript', 'javascript', 'data', 'vbscript']);
  const rest = scheme === 'data' ? `text/html,<i>${random.word()}</i>` : `${random.word()}(${random.int(1, 999)})`;
  return { scheme: [...scheme].map((char) => (random.bool(0.3) ? char.toUpperCase() : char)).join(''), rest };
}

const zeros = (random) => '0'.repeat(random.pick([0, 0, 1, 2, 5, 9]));

/** References by number. The next character must not go on with the number where the semicolon is missing. */
export const NUMBERS = {
  decimal: (char, random) => `&#${zeros(random)}${char.codePointAt(0)};`,
  short: (char) => `&#${char.codePointAt(0)};`,
  open: (char, random) => `&#${zeros(random)}${char.codePointAt(0)}`,
  hexadecimal: (char, random) => `&#${random.pick(['x', 'X'])}${zeros(random)}${char.codePointAt(0).toString(16)};`,
  upper: (char, random) => `&#x${zeros(random)}${char.codePointAt(0).toString(16).toUpperCase()};`,
  openHexadecimal: (char, random) => `&#x${zeros(random)}${char.codePointAt(0).toString(16)}`,
};

/**
 * The text with some of its characters as references.
 * @param {string} text
 * @param {(index: number) => boolean} chosen
 * @param {keyof typeof NUMBERS} form
 * @param {Random} random
 */
export function withReferences(text, chosen, form, random) {
  const chars = [...text];
  return chars.map((char, index) => (chosen(index) ? NUMBERS[form](char, random) : char)).join('');
}

/** What a browser drops from the middle of a scheme, or before it. */
export const DROPPED = ['&Tab;', '&NewLine;', '&#9;', '&#10;', '&#13;', '&#x9;', '&#xA;', '&#xD;', '&#0009;', '&#010', '&#x0d;'];
export const BEFORE = ['&#1;', '&#x1f;', '&#14;', '&#32;', '&#x20;', '&#0032', '&NewLine;', '&Tab;', '&#27;'];
