import type { PublishedResults } from '../score/paper-results.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { joinBlocks, paragraph } from './terminal-blocks.ts';
import { lookOf, type TerminalOptions } from './terminal-look.ts';
import { drawTable } from './terminal-table.ts';

const METRICS = ['overall', 'security', 'quality', 'stability'] as const;
const WARNING = 'Published by others, measured on other tasks with another judge: not to be ranked with the results of this run.';

/** Published figures, to lie beside a run in the terminal. */
export function terminalReference({ source, rows }: PublishedResults, options: TerminalOptions): string {
  const look = lookOf(options);
  const columns = METRICS.map((title, index) => ({ title, align: 'right' as const, cells: rows.map(([, ...figures]) => (figures[index] ?? 0).toFixed(2)) }));
  return joinBlocks([
    paragraph(`For reference: ${source}`, 'bold', look),
    paragraph(WARNING, 'dim', look),
    drawTable([{ title: 'published model', align: 'left', cells: rows.map(([model]) => look.foreign(model)) }, ...columns], look),
  ]);
}

/** The same as a section of a Markdown report. */
export function markdownReference({ source, rows }: PublishedResults): string {
  const lines = rows.map(([model, ...figures]) => `| ${escapeMarkdown(model)} | ${figures.map((figure) => figure.toFixed(2)).join(' | ')} |`);
  return ['', `## For reference: ${source}`, '', WARNING, '', `| published model | ${METRICS.join(' | ')} |`, '|---|---:|---:|---:|---:|', ...lines, ''].join('\n');
}
