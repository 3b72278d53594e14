import { styleText } from 'node:util';
import { displayWidth, escapeTerminal } from './escape-terminal.ts';

export interface TerminalOptions {
  /** Columns of the terminal; below 50 the text is written for 50. */
  readonly width: number;
  /** False also means that only plain ASCII is written: for logs, pipes and NO_COLOR. */
  readonly color: boolean;
}

export type Format = Parameters<typeof styleText>[0];

/** How text is written for one terminal. */
export interface Look {
  readonly width: number;
  readonly ascii: boolean;
  /** Between two numbers. */
  readonly dash: string;
  readonly paint: (format: Format, text: string) => string;
  /** Foreign text, made harmless, in at most `width` columns. */
  readonly foreign: (text: string, width?: number) => string;
}

const MIN_WIDTH = 50;
/** A name inside a sentence. */
const MAX_NAME_WIDTH = 60;

/** The look of a terminal. */
export function lookOf({ width, color }: TerminalOptions): Look {
  const ascii = !color;
  const columns = Math.max(MIN_WIDTH, Math.floor(width));
  return {
    width: columns,
    ascii,
    dash: ascii ? '-' : '–',
    paint: (format, text) => (color && text !== '' ? styleText(format, text, { validateStream: false }) : text),
    foreign: (text, limit = Math.min(MAX_NAME_WIDTH, columns - 4)) => escapeTerminal(text, { ascii, width: limit }),
  };
}

/** Keeps words on one line: foreign text never holds it. */
export const GLUE = '\u00a0';

/** Lines of at most the terminal's width, broken at spaces; the later ones are indented. Words longer than a line are cut. */
export function wrapText(text: string, { width }: Look, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  const glued = text.replace(/p ([=<]) (?=\d)/g, `p${GLUE}$1${GLUE}`);
  for (const word of glued.split(' ').flatMap((whole) => cutWord(whole, width - indent.length))) {
    const longer = line === '' ? `${lines.length === 0 ? '' : indent}${word}` : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = `${indent}${word}`;
  }
  return [...lines, line].map((whole) => whole.replaceAll(GLUE, ' ').trimEnd());
}

function cutWord(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (displayWidth(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
