/** Lines with their line breaks; none for an empty text. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const end = feed === -1 ? text.length : feed + 1;
    lines.push(text.slice(at, end));
    at = end;
  }
  return lines;
}

/** A line without its line break, `\n` or `\r\n`. */
export function bareLine(line: string): string {
  if (line.endsWith('\r\n')) return line.slice(0, -2);
  return line.endsWith('\n') || line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** `mixed` where there is no line break, too: nothing can be said. */
export type LineBreaks = 'lf' | 'crlf' | 'mixed';

export function lineBreaksOf(text: string): LineBreaks {
  let [feeds, pairs] = [0, 0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    feeds += 1;
    if (text[at - 1] === '\r') pairs += 1;
  }
  if (feeds === 0) return 'mixed';
  if (pairs === feeds) return 'crlf';
  return pairs === 0 ? 'lf' : 'mixed';
}

/** A text with the line breaks of a file, where each of them has one kind only. */
export function withLineBreaks(text: string, wanted: LineBreaks): string {
  const own = lineBreaksOf(text);
  if (wanted === 'crlf' && own === 'lf') return text.replaceAll('\n', '\r\n');
  return wanted === 'lf' && own === 'crlf' ? text.replaceAll('\r\n', '\n') : text;
}
