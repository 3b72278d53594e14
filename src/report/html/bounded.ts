/** Characters of a line that a page shows; lines of ten megabytes make pages that no browser lays out. */
const MAX_LINE = 400;

/** Keeps a text's beginning and end, in whole lines, and cuts lines that are too long. */
export function boundText(text: string, maxLines: number): { readonly lines: readonly string[]; readonly left: number } {
  const lines = splitLines(text);
  if (lines.length <= maxLines) return { lines: lines.map(cutLine), left: 0 };
  const head = Math.ceil(maxLines * 0.7);
  const tail = maxLines - head;
  const left = lines.length - maxLines;
  return { lines: [...lines.slice(0, head), `… ${left} lines are left out here …`, ...lines.slice(lines.length - tail)].map(cutLine), left };
}

/** Lines without their ends; what follows the last line feed is a line only where it is not empty. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

export function cutLine(line: string): string {
  return line.length <= MAX_LINE ? line : `${line.slice(0, MAX_LINE).toWellFormed()} … ${line.length - MAX_LINE} more characters`;
}
