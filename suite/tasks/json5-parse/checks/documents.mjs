/** Random values and JSON5 texts that say them, in spellings as varied as the language allows. */

/** @typedef {import('../../../kit/random.mjs').Random} Random */

const gaps = ['', '', ' ', '\n', '\t', '  ', ' /* note */ ', ' // __proto__ is a word here\n', '\r\n', '\u00a0'];
const names = ['constructor', 'prototype', 'toString', 'valueOf', 'length', '__proto', 'proto__', '_proto_', '__proto___', '__PROTO__', '__defineGetter__', '$', '_', 'in', 'null'];
const texts = ['__proto__', '{__proto__: {}}', '', "it's", 'say "so"', 'a\\b', 'line\nbreak', '\u2603', '</x>', '1', 'null'];

/** @param {Random} random */
const gap = (random) => random.pick(gaps);

/**
 * @param {Random} random
 * @param {string} text
 */
export function quote(random, text) {
  const mark = random.pick(["'", '"']);
  const inner = [...text].map((char) => {
    if (char === mark || char === '\\') return `\\${char}`;
    if (char === '\n') return random.pick(['\\n', '\\x0a', '\\u000A', '\\n\\\n']);
    return char;
  });
  return mark + inner.join('') + mark;
}

/**
 * @param {Random} random
 * @param {string} name
 */
export function spellName(random, name) {
  return /^[a-z_$][\w$]*$/i.test(name) && random.bool() ? name : quote(random, name);
}

/** @param {Random} random @returns {[unknown, string]} */
function drawNumber(random) {
  const whole = random.int(1, 99999);
  return random.pick(
    /** @type {[unknown, string][]} */ ([
      [whole, `${whole}`],
      [-whole, `-${whole}`],
      [whole, `+${whole}`],
      [whole, `0x${whole.toString(16)}`],
      [whole / 8, `${whole / 8}`],
      [whole * 1000, `${whole}e3`],
      [0.5, '.5'],
      [whole, `${whole}.`],
      [0, '0'],
      [Infinity, 'Infinity'],
      [-Infinity, '-Infinity'],
      [NaN, 'NaN'],
    ]),
  );
}

/** @param {Random} random @returns {[unknown, string]} */
export function drawScalar(random) {
  const kind = random.int(0, 9);
  if (kind < 4) return drawNumber(random);
  if (kind < 8) {
    const text = random.bool() ? random.word() : random.pick(texts);
    return [text, quote(random, text)];
  }
  return random.pick(/** @type {[unknown, string][]} */ ([[null, 'null'], [true, 'true'], [false, 'false']]));
}

/** @param {Random} random @param {number} count */
function drawNames(random, count) {
  return [...new Set(Array.from({ length: count }, () => (random.bool(0.3) ? random.pick(names) : random.word())))];
}

/**
 * @param {Random} random
 * @param {number} depth of objects and arrays in one another, at most
 * @returns {[any, string]} a value and a text that says it
 */
export function drawDocument(random, depth) {
  if (depth === 0 || random.bool(0.2)) return drawScalar(random);
  const comma = () => `${gap(random)},${gap(random)}`;
  const end = () => `${gap(random)}${random.bool(0.3) ? `,${gap(random)}` : ''}`;
  const count = random.int(0, 5);
  if (random.bool()) {
    const items = Array.from({ length: count }, () => drawDocument(random, depth - 1));
    const text = items.map((item) => item[1]).join(comma());
    return [items.map((item) => item[0]), `[${gap(random)}${text}${count === 0 ? '' : end()}]`];
  }
  const members = drawNames(random, count).map((name) => /** @type {const} */ ([name, drawDocument(random, depth - 1)]));
  const text = members.map(([name, [, said]]) => `${spellName(random, name)}${gap(random)}:${gap(random)}${said}`).join(comma());
  return [Object.fromEntries(members.map(([name, [value]]) => [name, value])), `{${gap(random)}${text}${members.length === 0 ? '' : end()}}`];
}

/**
 * An object that has members and arrays around one hole.
 * @param {Random} random
 * @param {string} hole the text at the place
 * @returns {{ text: string, path: (string | number)[] }}
 */
export function surround(random, hole) {
  /** @type {(string | number)[]} */
  const path = [];
  let text = hole;
  for (let level = random.int(1, 4); level > 0; level--) {
    const before = drawScalar(random)[1];
    const name = random.word();
    if (random.bool()) {
      text = `[${before}, ${text}, ${drawScalar(random)[1]}]`;
      path.unshift(1);
    } else {
      text = `{${spellName(random, `${name}1`)}: ${before}, ${spellName(random, name)}:${text}}`;
      path.unshift(name);
    }
  }
  return { text, path };
}
