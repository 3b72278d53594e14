const ESCAPE = /\\(?:[nrtvef\\$"`]|[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u\{[0-9A-Fa-f]{1,6}\})/gu;
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['e', '\u001B'],
  ['f', '\f'],
  ['\\', '\\'],
  ['$', '$'],
  ['"', '"'],
  ['`', '`'],
]);

/** Text of a string in double quotes or a heredoc (which has no `quote` to escape). */
export function decodeDouble(text: string, quote: '"' | '`' | null): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(ESCAPE, (escape) => decodeEscape(escape, quote));
}

function decodeEscape(escape: string, quote: '"' | '`' | null): string {
  const letter = LETTERS.get(escape.slice(1));
  if (letter !== undefined) return (letter === '"' || letter === '`') && letter !== quote ? escape : letter;
  if (escape[1] === 'x') return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  if (escape[1] !== 'u') return String.fromCharCode(Number.parseInt(escape.slice(1), 8) & 0xff);
  const code = Number.parseInt(escape.slice(3, -1), 16);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : escape;
}

export function decodeSingle(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\\([\\'])/gu, '$1') : text;
}

/** Digits with `_` between them, in any base that the language has. */
export function readInteger(text: string): number {
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  if (/^0[xb]/iu.test(digits)) return Number(digits.toLowerCase());
  if (/^0o?[0-7]+$/iu.test(digits)) return Number.parseInt(digits.replace(/^0o?/iu, ''), 8);
  return Number(digits);
}

/** Takes the indentation of a heredoc's last line from a piece of it; `startsLine`: the piece begins at the start of a line. */
export function withoutIndentation(text: string, width: number, startsLine: boolean): string {
  if (width === 0) return text;
  const lines = text.split('\n');
  return lines.map((line, index) => (index === 0 && !startsLine ? line : unindented(line, width))).join('\n');
}

function unindented(line: string, width: number): string {
  let at = 0;
  while (at < width && (line[at] === ' ' || line[at] === '\t')) at += 1;
  return line.slice(at);
}
