import stringWidth from 'string-width';

export interface TerminalText {
  /** Only characters from space to `~` remain; for logs, and terminals of an unknown character set. */
  readonly ascii: boolean;
  /** Columns, from 8 on; a longer text loses its middle, since names differ at both ends. */
  readonly width?: number;
}

/** Controls, format characters (bidi overrides among them), lone surrogates, unassigned and private ones, blanks other than the space, and all that Unicode lets a screen leave out. */
const HIDDEN = /^[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]$/u;
const MARK = /^\p{M}$/u;
/** No script needs more on one letter; a pile of them covers the lines above and below. */
const MAX_MARKS = 2;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text that a model, agent, repository or task wrote, as one line that a terminal only shows: whatever could move the cursor, change colours,
 * reorder, hide or end the line is spelled as `\x1b`, `\u202e` or `\u{e0041}`. A backslash stays as it is: this is for reading, not for reading back.
 */
export function escapeTerminal(text: string, { ascii, width }: TerminalText): string {
  const pieces = visiblePieces(text, ascii);
  const whole = pieces.join('');
  return width === undefined || displayWidth(whole) <= width ? whole : cutMiddle(pieces, width, ascii ? '...' : '…');
}

/** Columns that a terminal gives to a text; control sequences for colours take none. The same measure as the tables'. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** Pieces that are never cut: an escape, or a character with its marks. */
function visiblePieces(text: string, ascii: boolean): string[] {
  const pieces: string[] = [];
  let marks = MAX_MARKS;
  for (const character of text) {
    if (character === ' ') {
      pieces.push(character);
      marks = MAX_MARKS;
    } else if (HIDDEN.test(character) || (ascii && character > '~')) {
      pieces.push(spellOut(character));
      marks = MAX_MARKS;
    } else if (!MARK.test(character)) {
      pieces.push(character);
      marks = 0;
    } else if (marks < MAX_MARKS) {
      pieces.push(`${pieces.pop() ?? ''}${character}`);
      marks += 1;
    } else {
      pieces.push(spellOut(character));
    }
  }
  return pieces;
}

/** `\n`, `\x1b`, `\u202e` or `\u{e0041}`. */
export function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return SHORT[character] ?? (code <= 0xff ? `\\x${digits.padStart(2, '0')}` : code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`);
}

function cutMiddle(pieces: readonly string[], width: number, mark: string): string {
  const room = Math.max(0, width - displayWidth(mark));
  const head = takeWhole(pieces, Math.ceil(room / 2));
  const tail = takeWhole(pieces.slice(head.length).toReversed(), room - displayWidth(head.join(''))).toReversed();
  return `${head.join('')}${mark}${tail.join('')}`;
}

function takeWhole(pieces: readonly string[], room: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const piece of pieces) {
    used += displayWidth(piece);
    if (used > room) break;
    taken.push(piece);
  }
  return taken;
}
