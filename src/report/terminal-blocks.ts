import type { DrawnScores } from './score-table.ts';
import { GLUE, type Look, wrapText } from './terminal-look.ts';
import { barLegend } from './verdict-bar.ts';

/** What stands under a table of scores: what the pieces of its bars mean, and the names that did not fit. */
export function tableKey({ hasBar, cut }: DrawnScores, look: Look): string[] {
  const legend = hasBar ? wrapText(barLegend(look).map((kind) => `${kind.replace(' ', GLUE)}${GLUE}`).join(' '), look) : [];
  return [...legend, ...cut.flatMap(({ shown, name }) => wrapText(`${shown} is short for ${look.foreign(name, 200)}`, look, '  '))];
}

/** Wrapped, in the given format. */
export function paragraph(text: string, format: 'bold' | 'dim', look: Look): string[] {
  return wrapText(text, look, '  ').map((line) => look.paint(format, line));
}

/** Blocks of lines with an empty line between them; every line ends with a line feed. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string {
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join('\n')}\n`)
    .join('\n');
}
