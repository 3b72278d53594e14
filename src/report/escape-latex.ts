import { escapeTerminal } from './escape-terminal.ts';

/** What LaTeX shows as it stands, in any font encoding. */
const PLAIN = /^[A-Za-z0-9 .,:;/=+@()!*'?-]$/;
/** Two of these become one other character. */
const LIGATURE = /([-,'])(?=\1)/g;
/** Those with a command of their own. */
const COMMANDS = '_&%#$';

/**
 * Text that LaTeX only shows, in `\texttt` or between words: nothing in it is a command, a comment, an argument or a formula, and no two characters become one
 * (`--`, `<<`). Only ASCII remains, everything else is spelled as `\u{…}`: which letters a document can show depends on its fonts, and one that is missing stops pdflatex.
 */
export function escapeLatex(text: string, width?: number): string {
  return [...escapeTerminal(text, { ascii: true, ...(width === undefined ? {} : { width }) })].map(escapeCharacter).join('').replace(LIGATURE, '$1{}');
}

function escapeCharacter(character: string): string {
  if (PLAIN.test(character)) return character;
  return COMMANDS.includes(character) ? `\\${character}` : `\\symbol{${character.charCodeAt(0)}}`;
}
