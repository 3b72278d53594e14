/** Text that means something in some language, and nothing in a format. None begins with what would make the token before it longer. */
const PIECES = [
  ' "quoted" ', " 'single' ", ' `ticks` ', ' ${1 + 1} ', ' $& $1 $$ ', ' %s %d ', ' <b>&amp;</b> ', ' // note ', ' /* note */ ', ' + ', ' ; ', ' (a || b) ', ' {x} ',
  ' [y] ', ' : ', ' :a ', ' :: ', '\t', ' ü→漢 ', ' 😀 ', ' , ', ' "" ', " '' ", '"', "'", '`', ' + "', '" + ', "' + ", ' = ', ' \u001b[0m', ' [] ', '[', ']', ' ] ',
];

/**
 * A format and the line that it must give, of texts and tokens in turn.
 * @param {{ random: any }} context
 * @param {number} tokenCount
 */
export function mixedFormat({ random }, tokenCount) {
  const texts = Array.from({ length: tokenCount + 1 }, () => random.shuffle(PIECES).slice(0, random.int(1, 4)).join(''));
  // A bracket right behind a token would open an argument.
  const safeTexts = texts.map((text) => (text.startsWith('[') ? ` ${text}` : text));
  const tokens = Array.from({ length: tokenCount }, (_, index) => tokenOf(random, index));
  const format = safeTexts.map((text, index) => text + (tokens[index]?.written ?? '')).join('');
  const line = safeTexts.map((text, index) => text + (tokens[index]?.shown ?? '')).join('');
  return { format, line, descriptions: Object.fromEntries(tokens.map(({ name, description }) => [name, description])) };
}

/** @param {any} random @param {number} index */
function tokenOf(random, index) {
  const name = `${random.word()}${random.pick(['', '-', '_', '-x', '_9'])}${index}`;
  if (random.bool(0.4)) {
    const argument = `${random.word()}${random.pick(['', ' ', '-', '[', ', ', "'", '`', ':ab', '$&', '()'])}${random.word()}`;
    return { name, written: `:${name}[${argument}]`, shown: `<string ${argument}>`, description: { argument: true } };
  }
  const value = `${random.word()}${random.pick(['', '"', '\\', "'", '$&', '\\"', '`', ' :method', '\n'])}`;
  return { name, written: `:${name}`, shown: value, description: { value } };
}
