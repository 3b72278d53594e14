import type { Place } from '../contract/findings.ts';

/** Of offsets in UTF-16 units, from `start` up to but without `stop`. */
export type PlaceOf = (start: number, stop: number) => Place;

/** Lines end with a line feed, a carriage return, or both together, as in editors. */
export function placesIn(file: string, text: string): PlaceOf {
  const starts = lineStarts(text);
  const at = (offset: number): { readonly line: number; readonly column: number } => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return (start, stop) => {
    const [first, last] = [at(start), at(Math.max(start, stop))];
    return { file, line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}

const MAX_SHOWN = 200;

/** A piece of code as one line of at most 200 characters. */
export function shownCode(text: string): string {
  const line = text.slice(0, 4 * MAX_SHOWN).replace(/\s+/g, ' ').trim();
  return line.length <= MAX_SHOWN && text.length <= 4 * MAX_SHOWN ? line : `${line.slice(0, MAX_SHOWN - 1).toWellFormed()}…`;
}
