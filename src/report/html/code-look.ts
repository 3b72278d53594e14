import { html, type Markup } from './markup.ts';

/** How lines of code become markup. */
export interface CodeLook {
  /** Every line is whole by itself. */
  readonly lines: (lines: readonly string[]) => Markup[];
  /** The language by which the page's script colours what is opened; null where nothing is left to do. */
  readonly later: string | null;
}

/** Plain lines, for a page that colours what is opened: of thousands of answers few are read. A line that many share is escaped once. */
export function colouredLater(language: string): CodeLook {
  const known = new Map<string, Markup>();
  const lineOf = (line: string): Markup => {
    const made = known.get(line) ?? html`${line}`;
    known.set(line, made);
    return made;
  };
  return { lines: (lines) => lines.map(lineOf), later: language };
}
