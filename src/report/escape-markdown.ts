import { escapeTerminal, spellOut } from './escape-terminal.ts';

/** Columns; the files of the run hold the rest. */
const MAX_WIDTH = 160;

/**
 * Text that others wrote, as a code span: the one place where no Markdown dialect looks for HTML, links, images, @mentions, #references, e-mail
 * addresses or mathematics. Backslashes and entities do not do: GitHub finds mentions after it has rendered them.
 * A backtick would end the span and a pipe the table cell (even inside a span), so both are spelled out, as are invisible characters and line breaks.
 */
export function escapeMarkdown(text: string): string {
  const shown = escapeTerminal(text, { ascii: false, width: MAX_WIDTH }).replace(/[`|]/g, spellOut);
  if (shown.trim() === '') return '`""`';
  // CommonMark takes one space off where there is one at both ends.
  return shown.startsWith(' ') && shown.endsWith(' ') ? `\` ${shown} \`` : `\`${shown}\``;
}
