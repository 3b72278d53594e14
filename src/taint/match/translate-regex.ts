const POSSESSIVE = /(?<!\\)([*+?}])\+/u;

/**
 * A regular expression in Semgrep's flavour (PCRE, Python) as one of JavaScript; null where it says what JavaScript cannot.
 * Takes over `(?i)`, `\A`, `\Z`, `\z`, `\h`, `(?P<name>…)`, `(?#…)` and POSIX classes.
 */
export function translateRegex(source: string, given = ''): RegExp | null {
  const flags = new Set(['m', ...[...given].filter((flag) => flag !== 'x')]);
  const extended = given.includes('x');
  let text = source;
  for (let lead = /^\(\?([imsxu]+)\)/u.exec(text); lead !== null; lead = /^\(\?([imsxu]+)\)/u.exec(text)) {
    if (lead[1]?.includes('x') === true) return null;
    for (const flag of lead[1] ?? '') flags.add(flag);
    text = text.slice(lead[0].length);
  }
  if (extended || POSSESSIVE.test(text) || /(?<!\\)\(\?(?:>|\(|R|\d|&|P>)/u.test(text) || /\\[GKRX]/u.test(text)) return null;
  text = scopedFlags(text)
    .replaceAll(/\(\?P</gu, '(?<')
    .replaceAll(/\(\?P=(\w+)\)/gu, String.raw`\k<$1>`)
    .replaceAll(/\(\?#[^)]*\)/gu, '')
    .replaceAll(String.raw`\A`, '(?<![\\s\\S])')
    .replaceAll(String.raw`\Z`, '(?=\\n?(?![\\s\\S]))')
    .replaceAll(String.raw`\z`, '(?![\\s\\S])')
    .replaceAll(String.raw`\h`, '[ \\t]')
    .replaceAll('[:alpha:]', 'a-zA-Z')
    .replaceAll('[:digit:]', '0-9')
    .replaceAll('[:alnum:]', 'a-zA-Z0-9')
    .replaceAll('[:space:]', String.raw`\s`);
  try {
    // The v and u flags would refuse escapes that PCRE allows.
    // oxlint-disable-next-line eslint-plugin-unicorn/require-unicode-regexp
    return new RegExp(text, [...flags].filter((flag) => 'ims'.includes(flag)).join(''));
  } catch {
    return null;
  }
}

/** `a(?i)b|c` holds to the end of the group that it stands in: `a(?i:b|c)`. An alternative behind it has it too, as in PCRE. */
function scopedFlags(text: string): string {
  if (!/\(\?[ims]+\)/u.test(text)) return text;
  const open: number[] = [0];
  let isClass = false;
  let result = '';
  for (const [piece] of text.matchAll(/\\[\s\S]|\(\?[ims]+\)|[\s\S]/gu)) {
    if (!isClass && /^\(\?[ims]+\)$/u.test(piece)) {
      result += `${piece.slice(0, -1)}:`;
      open[open.length - 1] = (open.at(-1) ?? 0) + 1;
      continue;
    }
    if (piece === '[') isClass = true;
    else if (piece === ']') isClass = false;
    else if (piece === '(' && !isClass) open.push(0);
    else if (piece === ')' && !isClass) result += ')'.repeat(open.pop() ?? 0);
    result += piece;
  }
  return result + ')'.repeat(open.reduce((all, count) => all + count, 0));
}
